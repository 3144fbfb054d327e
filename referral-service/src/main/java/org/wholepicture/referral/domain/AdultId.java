package org.wholepicture.referral.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An adult around children; an opaque id that travels instead of any name or number. */
public record AdultId(UUID value) {

    /**
     * The adult of a household-member event that gives no identifier: known by nothing but that
     * event, and the same in every run of its filing.
     */
    public static AdultId knownOnlyFrom(EventId event) {
        return new AdultId(
                UUID.nameUUIDFromBytes(("adult of " + event).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
