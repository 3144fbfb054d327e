package org.wholepicture.cases.runner;

import static org.wholepicture.cases.CaseEventKey.*;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;

/**
 * Who shares a home in a case history, and who leads for whom: what the front door knows and the
 * rules do not (design.md "Identity").
 */
final class Families {

    private final CaseFile story;

    Families(CaseFile story) {
        this.story = story;
    }

    /** Whether a concern is about the home that this child shares with a child it names [A46]. */
    boolean links(CaseEvent event, CaseChild child) {
        return event.type() == CaseEventType.CONCERN
                && !event.held()
                && event.is(SHARED_HOME)
                && child.household() != null
                && !event.children().contains(child.id())
                && story.children().stream()
                        .filter(named -> event.children().contains(named.id()))
                        .anyMatch(named -> Objects.equals(named.household(), child.household()));
    }

    /** Who leads on the day of an event for the children it names, as known with the event. */
    Set<String> leadsOfNamed(CaseEvent event) {
        Set<String> leads = new HashSet<>();
        for (CaseChild child : story.children()) {
            if (event.children().contains(child.id())) {
                leadOn(child, event).ifPresent(leads::add);
            }
        }
        return Set.copyOf(leads);
    }

    private Optional<String> leadOn(CaseChild child, CaseEvent concern) {
        return story.events().stream()
                .filter(event -> event.type() == CaseEventType.LEAD_ASSIGNED && !event.held())
                .filter(event -> event.children().contains(child.id()))
                .filter(event -> event.day() <= concern.day() && event.known() <= concern.known())
                .filter(event -> lead(event).isPresent())
                .max(Comparator.comparingInt(CaseEvent::day).thenComparing(CaseEvent::id))
                .flatMap(Families::lead)
                .or(() -> Optional.ofNullable(child.lead()));
    }

    /** Whom an assignment names; a new worker without a name is somebody nobody has met. */
    static Optional<String> lead(CaseEvent assigned) {
        return assigned.text(LEAD)
                .or(
                        () ->
                                assigned.is(NEW_WORKER)
                                        ? Optional.of("new lead of " + assigned.id())
                                        : Optional.empty());
    }
}
