package org.wholepicture.referral.web;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days in the words of GOV.UK: 5 January 2026. */
final class Days {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private Days() {}

    static String of(LocalDate day) {
        return WORDS.format(day);
    }
}
