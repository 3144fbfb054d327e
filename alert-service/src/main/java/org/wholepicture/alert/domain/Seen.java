package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** When this child was last seen on a plan, and by whom [A17, A24]. */
final class Seen {

    private Seen() {}

    /**
     * From when it counts that nobody has.
     *
     * @param day the later of the plan's start and the last time
     * @param events what says so
     */
    record Last(LocalDate day, List<EventId> events) {}

    /** By a social worker on a visit; of an unborn child, its mother [A55]. */
    static Last bySocialWorker(Plans.Plan plan, History history) {
        return last(plan, history.facts(Fact.Visit.class), Seen::bySocialWorker);
    }

    static boolean bySocialWorker(Fact.Visit visit) {
        return visit.socialWorker() && visit.childSeen();
    }

    /** By any agency: on a visit, at an own appointment, or in a contact with the child. */
    static LocalDate byAnybody(Plans.Plan plan, History history) {
        LocalDate visited =
                last(plan, history.facts(Fact.Visit.class), Fact.Visit::childSeen).day();
        LocalDate attended =
                last(
                                plan,
                                history.facts(Fact.Appointment.class),
                                one -> one.outcome() == AppointmentOutcome.ATTENDED)
                        .day();
        LocalDate met =
                last(plan, history.facts(Fact.Contact.class), Fact.Contact::childSeen).day();
        return later(visited, later(attended, met));
    }

    private static <T extends Fact> Last last(Plans.Plan plan, List<T> byDay, Predicate<T> seen) {
        List<EventId> events = new ArrayList<>(plan.starts());
        for (T fact : byDay.reversed()) {
            if (!fact.happened().isAfter(plan.since())) {
                break;
            }
            if (seen.test(fact)) {
                events.add(fact.event());
                return new Last(fact.happened(), events);
            }
        }
        return new Last(plan.since(), events);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }
}
