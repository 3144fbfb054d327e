package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * ESC-OVERDUE (domain.md C10, reading A50): each stage's limit runs from the day the stage began;
 * moving up or ending on its last day is in time; else the day after it is the first one out of
 * time. Only a person begins the next stage.
 */
public final class Overdue {

    private Overdue() {}

    /** A stage and the day on which it began. */
    public record Begun(int stage, LocalDate on) {}

    /** A stage that was not settled in time, and the first day out of time. */
    public record Passed(int stage, LocalDate on) {}

    /**
     * The stages that were overdue by a day.
     *
     * @param begun the stages, in any order
     * @param ended the day on which it was resolved or withdrawn
     * @param until the last day to look at
     */
    public static List<Passed> of(
            List<Begun> begun,
            Optional<LocalDate> ended,
            Settings settings,
            WorkingCalendar calendar,
            LocalDate until) {
        List<Begun> inOrder = begun.stream().sorted(Comparator.comparing(Begun::stage)).toList();
        List<Passed> passed = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Begun stage = inOrder.get(i);
            Optional<LocalDate> left =
                    i + 1 < inOrder.size() ? Optional.of(inOrder.get(i + 1).on()) : ended;
            LocalDate lastDay = calendar.plus(stage.on(), settings.stage(stage.stage()).limit());
            LocalDate late = lastDay.plusDays(1);
            boolean inTime = left.isPresent() && !left.get().isAfter(lastDay);
            if (!inTime && !late.isAfter(until)) {
                passed.add(new Passed(stage.stage(), late));
            }
        }
        return passed;
    }
}
