package org.wholepicture.chronology.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing said about a topic, with how it is known [domain.md B-27].
 *
 * @param topic a code of the topic vocabulary, for example {@code SAFE_SLEEP}
 * @param about whom it speaks of, where it was said
 */
public record Claim(String topic, @Nullable String about, Value value, Basis basis) {

    /** Which way the claim points. */
    public enum Value {
        BETTER,
        WORSE
    }
}
