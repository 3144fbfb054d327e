package org.wholepicture.escalation.domain;

/**
 * What a practitioner wrote about a child: 1 to 2,000 characters, not blank, plain text. Never
 * logged.
 *
 * @throws IllegalArgumentException when out of bounds
 */
public record Words(String text) {

    /** Characters at most. */
    public static final int LONGEST = 2000;

    public Words {
        if (text.isBlank() || text.length() > LONGEST || !isPlain(text)) {
            throw new IllegalArgumentException("words out of bounds: " + text.length());
        }
    }

    /**
     * Whether the text has only what people write: no control characters but line breaks and tabs,
     * and no half of a character. (The database takes neither.)
     */
    public static boolean isPlain(String text) {
        return text.codePoints()
                .allMatch(
                        c ->
                                c == '\n'
                                        || c == '\r'
                                        || c == '\t'
                                        || !(Character.isISOControl(c)
                                                || Character.getType(c) == Character.SURROGATE));
    }

    /** Hides what was written. */
    @Override
    public String toString() {
        return "Words[" + text.length() + " characters]";
    }
}
