package org.wholepicture.systemtests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command line says: options, each with one value.
 *
 * @param values by option, as in {@code --seed}
 */
public record Options(Map<String, String> values) {

    /**
     * Reads a command line.
     *
     * @param usage said when it is wrong
     * @param known the options there are
     * @throws IllegalArgumentException when there is another, or one without a value
     */
    public static Options read(String usage, List<String> known, String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(usage);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        return new Options(Map.copyOf(values));
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException when it is none, or out of bounds
     */
    public int number(String option, int otherwise, int least, int most) {
        String text = values.getOrDefault(option, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "%s takes a number from %d to %d, not \"%s\"."
                        .formatted(option, least, most, text));
    }

    /** Words that are divided by commas. */
    public List<String> words(String option, String otherwise) {
        return List.of(values.getOrDefault(option, otherwise).split(",", -1));
    }
}
