package org.wholepicture.systemtests.bench;

import java.util.ArrayList;
import java.util.List;

/** One figure, measured several times. */
final class Rounds {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The median and, where there is more than one, the spread. */
    String text(String format) {
        return values.size() == 1
                ? format.formatted(median())
                : (format + " (" + format + " to " + format + ")")
                        .formatted(median(), least(), most());
    }
}
