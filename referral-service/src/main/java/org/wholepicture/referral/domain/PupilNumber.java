package org.wholepicture.referral.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The check of a unique pupil number: a check letter, then twelve characters weighted 2 to 13,
 * modulo 23 (domain.md D2, UPN1). A temporary number ends with a letter, which counts by its place
 * in the same table.
 */
final class PupilNumber {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private static final Pattern SHAPE =
            Pattern.compile("[" + LETTERS + "][0-9]{11}[0-9" + LETTERS + "]");

    private PupilNumber() {}

    /**
     * The thirteen characters in capitals; empty if they do not check, or are one digit repeated
     * behind its letter, as people write who have no number.
     */
    static Optional<String> read(String written) {
        String number = written.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(number).matches()
                || number.substring(1).chars().distinct().count() == 1) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 1; i < number.length(); i++) {
            char c = number.charAt(i);
            int value = c <= '9' ? c - '0' : LETTERS.indexOf(c);
            sum += value * (i + 1);
        }
        return number.charAt(0) == LETTERS.charAt(sum % LETTERS.length())
                ? Optional.of(number)
                : Optional.empty();
    }
}
