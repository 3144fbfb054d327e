package org.wholepicture.alert.application;

import java.util.UUID;

/** What people call an alert by, in mails and on the telephone. */
public final class AlertReference {

    /** Without letters that look like digits or like one another. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 10;

    private AlertReference() {}

    /** Ten letters and digits that tell the alert from others and nothing about it. */
    public static String of(UUID alert) {
        // The low bits of a random id are random.
        long bits = alert.getLeastSignificantBits();
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                text.append('-');
            }
            text.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return text.toString();
    }
}
