package org.wholepicture.chronology.domain;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads opaque ids that come from outside. */
public final class Ids {

    /** How an id is written: UUID.fromString also takes 1-1-1-1-1, and there is one way. */
    public static final String PATTERN = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private Ids() {}

    /** The id, if that is what it is. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
