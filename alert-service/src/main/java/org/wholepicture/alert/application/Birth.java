package org.wholepicture.alert.application;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a child was, or is expected to be, born.
 *
 * @param born the birth date
 * @param expected the expected date of birth of an unborn child
 */
public record Birth(@Nullable LocalDate born, @Nullable LocalDate expected) {

    /** Nothing is known. */
    public static final Birth UNKNOWN = new Birth(null, null);
}
