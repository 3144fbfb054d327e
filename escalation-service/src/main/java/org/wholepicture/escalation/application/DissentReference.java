package org.wholepicture.escalation.application;

import java.util.UUID;
import org.wholepicture.escalation.domain.DissentId;

/** What people call a disagreement by, in mails and on the telephone. */
public final class DissentReference {

    /** Without letters that look like digits or like one another. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 10;

    private DissentReference() {}

    /** Ten letters and digits that tell it from others, and nothing about it. */
    public static String of(DissentId dissent) {
        UUID id = dissent.value();
        // The low bits of a random id are random.
        long bits = id.getLeastSignificantBits();
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
