package org.wholepicture.referral.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words with which a person gives the reason of a decision. */
public final class Words {

    /** Characters. */
    public static final int MOST = 500;

    /** What to say to somebody who gave none, or too many. */
    public static final String ASK = "Say why, in at most " + MOST + " characters.";

    private Words() {}

    /** The words without what surrounds them; empty if there are none, or too many. */
    public static Optional<String> read(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(String::strip)
                .filter(words -> !words.isEmpty() && words.length() <= MOST)
                .filter(words -> words.indexOf(0) < 0 && UTF_8.newEncoder().canEncode(words));
    }
}
