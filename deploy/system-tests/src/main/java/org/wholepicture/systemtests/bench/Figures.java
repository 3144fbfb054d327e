package org.wholepicture.systemtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wholepicture.systemtests.Processes;

/** What was measured, beside what is asked for. */
final class Figures {

    private final List<Figure> figures = new ArrayList<>();

    private record Figure(
            String id, String goal, String floor, String aim, String measured, String verdict) {}

    /**
     * Adds a figure.
     *
     * @param id as in assurance.md
     * @param floor what must hold, and the aim, for people
     * @param measured with its spread
     * @param met whether the floor holds
     */
    void add(String id, String goal, String floor, String aim, String measured, boolean met) {
        figures.add(
                new Figure(
                        id,
                        goal,
                        floor,
                        aim,
                        measured + "; load average %.1f".formatted(Processes.load()),
                        met ? "met" : "MISSED"));
    }

    /** The table. */
    void print() {
        System.out.printf(
                Locale.ROOT,
                "%n%-4s %-58s %-14s %-14s %-6s %s%n",
                "",
                "goal",
                "floor",
                "aim",
                "",
                "measured: median (least to most)");
        for (Figure figure : figures) {
            System.out.printf(
                    "%-4s %-58s %-14s %-14s %-6s %s%n",
                    figure.id(),
                    figure.goal(),
                    figure.floor(),
                    figure.aim(),
                    figure.verdict(),
                    figure.measured());
        }
    }
}
