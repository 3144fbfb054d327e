package org.wholepicture.alert.application;

import org.jspecify.annotations.Nullable;

/** What somebody wrote into a form about an alert. */
public sealed interface Written {

    /** Most characters. */
    int LONGEST = 2_000;

    /** It can be kept, without the spaces around it. */
    record Fit(String words) implements Written {

        /** Leaves the words out: they may hold personal data. */
        @Override
        public String toString() {
            return "Fit[]";
        }
    }

    /** It cannot; a sentence says why. */
    record Unfit(String sentence) implements Written {}

    /** Looks whether somebody's words can be kept as a reason. */
    static Written reason(String words) {
        return check("reason", words);
    }

    /** Looks whether somebody's words can be kept as a reason; none, or blank ones, can. */
    static Written reasonIfAny(@Nullable String words) {
        return words == null || words.isBlank() ? new Fit("") : reason(words);
    }

    /** Looks whether somebody's words can be kept as evidence. */
    static Written evidence(String words) {
        return check("evidence", words);
    }

    /** Looks whether somebody's words can be kept as an answer. */
    static Written answer(String words) {
        return check("answer", words);
    }

    private static Written check(String what, String words) {
        String kept = words.replace("\r\n", "\n").strip();
        if (kept.isEmpty()) {
            return new Unfit(
                    switch (what) {
                        case "reason" -> "A reason is needed.";
                        case "answer" -> "Write your answer in a few words.";
                        default -> "Evidence is needed.";
                    });
        }
        if (kept.length() > LONGEST) {
            return new Unfit("The " + what + " is longer than 2,000 characters.");
        }
        if (kept.codePoints().anyMatch(Written::cannotBeRead)) {
            return new Unfit("The " + what + " has characters that cannot be shown.");
        }
        return new Fit(kept);
    }

    /** Control characters, and half of a pair, which no database keeps. */
    private static boolean cannotBeRead(int character) {
        return (Character.isISOControl(character) && character != '\n' && character != '\t')
                || Character.getType(character) == Character.SURROGATE;
    }
}
