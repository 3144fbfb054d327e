package org.wholepicture.alert.domain;

import java.util.List;

/**
 * Withholds small counts before they leave (domain.md C6, B-80): 1 to 5 is shown as c, and so is
 * what it could be worked out from.
 */
public final class SmallCounts {

    /** What stands in place of a count that is withheld. */
    public static final String WITHHELD = "c";

    private static final int SMALL = 5;

    private SmallCounts() {}

    /** Whether a count is too small to be shown. */
    public static boolean isSmall(int count) {
        return count >= 1 && count <= SMALL;
    }

    /** A count as it is shown, no part of a sum. */
    public static String alone(int count) {
        return isSmall(count) ? WITHHELD : Integer.toString(count);
    }

    /** Parts whose sum is shown too: all of them, or none. */
    public static List<String> parts(List<Integer> counts) {
        boolean withheld = counts.stream().anyMatch(SmallCounts::isSmall);
        return counts.stream().map(count -> withheld ? WITHHELD : Integer.toString(count)).toList();
    }
}
