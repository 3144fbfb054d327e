package org.wholepicture.escalation.web;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The form that raises a disagreement.
 *
 * @param decision what it is about; nothing where nothing is done
 * @param entries of the timeline to choose from
 * @param chosen those chosen
 * @param entriesAway whether the timeline does not answer now
 * @param alert the alert from which it is raised; empty without
 */
record RaiseForm(
        UUID person,
        Showing.@Nullable DecisionShown decision,
        Field disagreement,
        Field askedFor,
        Field since,
        List<TimelineEntries.Line> entries,
        Set<UUID> chosen,
        boolean entriesAway,
        String alert) {

    /** What is wrong, in the order of the fields. */
    public List<Field> faults() {
        return List.of(disagreement, askedFor, since).stream().filter(Field::isFaulty).toList();
    }

    /** Whether the agency has taken the decision back. */
    public boolean withdrawn() {
        return decision != null && decision.withdrawn();
    }

    /** Leaves everything out: it holds what people wrote. */
    @Override
    public String toString() {
        return "RaiseForm[]";
    }
}
