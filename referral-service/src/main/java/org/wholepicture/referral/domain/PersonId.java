package org.wholepicture.referral.domain;

import java.util.UUID;

/** A child: the set of records that are theirs. */
public record PersonId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
