package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.EventId;

/**
 * A plan from its start to its end, or an ending before which no start is recorded.
 *
 * @param plan code of the plan; empty where no start is recorded
 * @param categories of harm that it was for, codes, sorted
 * @param start first day; null where none is recorded
 * @param ending null while it is open
 * @param starts the entries that say it started or goes on
 */
public record PlanPeriod(
        String plan,
        List<String> categories,
        @Nullable LocalDate start,
        @Nullable Ending ending,
        List<EventId> starts) {

    /** Copies the lists. */
    public PlanPeriod {
        categories = categories.stream().distinct().sorted().toList();
        starts = List.copyOf(starts);
    }

    /** The day it ended; not open on that day [readings.md A11]. */
    public Optional<LocalDate> end() {
        return Optional.ofNullable(ending).map(Ending::day);
    }

    /** Whether it was open on a day. */
    public boolean isOpenOn(LocalDate day) {
        return start != null
                && !day.isBefore(start)
                && end().map(end -> day.isBefore(end)).orElse(true);
    }
}
