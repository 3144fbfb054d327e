package org.wholepicture.escalation.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.domain.Words;

/**
 * A field of a form.
 *
 * @param id of its element, and its name
 * @param text what was written into it
 * @param fault what is wrong with that, if anything
 */
record Field(String id, String text, @Nullable String fault) {

    private static final int FIRST_YEAR = 2000;

    /** Leaves the text out. */
    @Override
    public String toString() {
        return "Field[" + id + "]";
    }

    static Field empty(String id) {
        return new Field(id, "", null);
    }

    /** Words of 1 to 2,000 characters. */
    static Field words(String id, @Nullable String text, String missing) {
        String fault;
        if (text == null || text.isBlank()) {
            fault = missing;
        } else if (text.length() > Words.LONGEST) {
            fault = "Use 2,000 characters or fewer";
        } else {
            fault = Words.isPlain(text) ? null : "Use letters, numbers and punctuation only";
        }
        return new Field(id, text == null ? "" : text, fault);
    }

    /** A day from 2000 up to and with today. */
    static Field day(String id, @Nullable String text, LocalDate today, String missing) {
        if (text == null || text.isBlank()) {
            return new Field(id, "", missing);
        }
        Optional<LocalDate> day = read(text);
        boolean good = day.filter(d -> !d.isAfter(today) && d.getYear() >= FIRST_YEAR).isPresent();
        return new Field(id, text, good ? null : "Enter a day that has been, such as 2026-03-27");
    }

    /** The same with what is wrong with it, or nothing. */
    Field with(@Nullable String what) {
        return new Field(id, text, what);
    }

    boolean isFaulty() {
        return fault != null;
    }

    Words words() {
        return new Words(text);
    }

    LocalDate day() {
        return LocalDate.parse(text);
    }

    private static Optional<LocalDate> read(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
