package org.wholepicture.chronology.web.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide a text is about to be, so that texts do not overlap. Estimated from Arial and rounded
 * up: which font a browser takes is not known here.
 */
final class Widths {

    private Widths() {}

    /** In the units of the picture. */
    static double of(String text, double size) {
        double ems = text.codePoints().mapToDouble(Widths::ems).sum();
        return ems * size * 1.05;
    }

    private static double ems(int character) {
        if ("ijl.,:;'|!".indexOf(character) >= 0) {
            return 0.28;
        }
        if ("frt ()-/".indexOf(character) >= 0) {
            return 0.36;
        }
        if ("mwMW@%".indexOf(character) >= 0) {
            return 0.88;
        }
        if (character > 0x2E80) {
            return 1.0;
        }
        return Character.isUpperCase(character) ? 0.70 : 0.56;
    }

    /** The text in lines no wider than asked, broken at spaces, and within words that are wider. */
    static List<String> lines(String text, double size, double widest, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (of(longer, size) <= widest) {
                line.setLength(0);
                line.append(longer);
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            while (of(rest, size) > widest && rest.length() > 1) {
                int end = fitting(rest, size, widest);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(rest);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        if (lines.size() <= most) {
            return List.copyOf(lines);
        }
        List<String> first = new ArrayList<>(lines.subList(0, most));
        String last = first.getLast();
        while (of(last + "…", size) > widest && last.length() > 1) {
            last = last.substring(0, last.length() - 1);
        }
        first.set(most - 1, last + "…");
        return List.copyOf(first);
    }

    private static int fitting(String word, double size, double widest) {
        int end = 1;
        while (end < word.length() && of(word.substring(0, end + 1), size) <= widest) {
            end++;
        }
        // Not between the halves of a character.
        return end > 1 && Character.isHighSurrogate(word.charAt(end - 1)) ? end - 1 : end;
    }
}
