package org.wholepicture.chronology.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads opaque ids that come from outside. */
public final class Ids {

    // UUID.fromString also takes 1-1-1-1-1; one id has one way to be written.
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    /** The id, if that is what it is. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
