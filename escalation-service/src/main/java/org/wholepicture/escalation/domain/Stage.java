package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stage of a disagreement: who said what, and what came of it (domain.md B-74).
 *
 * @param number 1 is where it is raised
 * @param name as the settings called it when it began
 * @param began from then its limit runs
 * @param opened who moved it up to here and why; nobody at stage 1
 * @param limit the last day in time, once it is worked out
 * @param views what each side says here, at most one each
 * @param meeting what came of meeting, where the sides met
 * @param overdueOn the first day out of time, where it came to that
 * @param end how the stage ended
 */
public record Stage(
        int number,
        String name,
        Instant began,
        Optional<Opened> opened,
        Optional<LocalDate> limit,
        List<View> views,
        Optional<Meeting> meeting,
        Optional<LocalDate> overdueOn,
        Optional<End> end) {

    /** Copies the list. */
    public Stage {
        views = List.copyOf(views);
    }

    /** One that begins. */
    static Stage begun(int number, String name, Instant began, Optional<Opened> opened) {
        return new Stage(
                number,
                name,
                began,
                opened,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Who moved the disagreement up.
     *
     * @param side for which side
     * @param reason why
     * @param evidence entries of the timeline that it rests on
     * @param emergency what was done at once, where a child was in danger and stages were skipped
     */
    public record Opened(
            Practitioner by,
            Side side,
            Words reason,
            List<EventId> evidence,
            Optional<Words> emergency) {

        /** Copies the list. */
        public Opened {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * What a side says.
     *
     * @param evidence entries of the timeline that it rests on
     */
    public record View(
            Side side, Practitioner by, Instant at, Words words, List<EventId> evidence) {

        /** Copies the list. */
        public View {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The sides met.
     *
     * @param on the day
     * @param by who wrote it down, when
     * @param outcome what came of it
     */
    public record Meeting(LocalDate on, Practitioner by, Instant at, Words outcome) {}

    /**
     * How the stage ended.
     *
     * @param words the outcome, or the reason
     */
    public record End(How how, Practitioner by, Instant at, Words words) {}

    /** Ways to end. */
    public enum How {
        /** Not agreed here; the next stage takes it. */
        MOVED_UP,
        /** The side that raised it is content. */
        RESOLVED,
        /** The side that raised it no longer disagrees. */
        WITHDRAWN
    }

    /** What that side says here. */
    public Optional<View> view(Side side) {
        return views.stream().filter(view -> view.side() == side).findFirst();
    }

    Stage with(View view) {
        List<View> more = new ArrayList<>(views);
        more.add(view);
        return new Stage(number, name, began, opened, limit, more, meeting, overdueOn, end);
    }

    Stage with(Meeting met) {
        return new Stage(
                number, name, began, opened, limit, views, Optional.of(met), overdueOn, end);
    }

    Stage with(End ended) {
        return new Stage(
                number, name, began, opened, limit, views, meeting, overdueOn, Optional.of(ended));
    }
}
