package org.wholepicture.referral.domain;

import java.time.Instant;

/**
 * A person's decision that something which waited for them needs nothing more. It leaves the list
 * of what waits, and is kept.
 *
 * @param by who decided; a directory id
 * @param at when
 * @param why in their own words, at most 500 characters
 */
public record TakenOff(String by, Instant at, String why) {

    /** Leaves the words out: they may be about a person. */
    @Override
    public String toString() {
        return "TakenOff[by=" + by + ", at=" + at + "]";
    }
}
