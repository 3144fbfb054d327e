package org.wholepicture.cases.runner;

import static org.wholepicture.cases.CaseEventKey.OF;
import static org.wholepicture.cases.CaseEventKey.STAGE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.RaisedAlert;
import org.wholepicture.escalation.domain.Overdue;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.WorkingCalendar;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * ESC-OVERDUE of a case history, by escalation-service's domain: people do what its events say, and
 * the limits are the defaults of domain.md C2.
 */
final class CoreEscalation {

    /** The one rule that is not alert-service's. */
    static final String RULE = "ESC-OVERDUE";

    private static final WorkingCalendar ENGLAND = new England(WorkingDays.ofEngland());

    private final CaseFile story;

    CoreEscalation(CaseFile story) {
        this.story = story;
    }

    private record England(WorkingDays days) implements WorkingCalendar {

        @Override
        public LocalDate plus(LocalDate day, int n) {
            return days.plus(day, n);
        }

        @Override
        public int between(LocalDate after, LocalDate through) {
            return days.between(after, through);
        }
    }

    /** The stages that were overdue about one child, by those events that were delivered. */
    List<RaisedAlert> about(CaseChild child, Collection<CaseEvent> delivered) {
        List<RaisedAlert> overdue = new ArrayList<>();
        for (CaseEvent dissent : new LinkedHashSet<>(delivered)) {
            if (dissent.type() == CaseEventType.DISSENT
                    && dissent.children().contains(child.id())) {
                overdue.addAll(of(dissent, child, delivered));
            }
        }
        return overdue;
    }

    private List<RaisedAlert> of(
            CaseEvent dissent, CaseChild child, Collection<CaseEvent> delivered) {
        List<Overdue.Begun> begun = new ArrayList<>();
        begun.add(begun(dissent, 1));
        Optional<LocalDate> ended = Optional.empty();
        for (CaseEvent event : new LinkedHashSet<>(delivered)) {
            boolean answersIt = isOf(event, dissent) && event.children().contains(child.id());
            if (answersIt && event.type() == CaseEventType.ESCALATION_STAGE) {
                begun.add(begun(event, begun.size() + 1));
            }
            if (answersIt && event.type() == CaseEventType.ESCALATION_RESOLVED) {
                ended = Optional.of(CaseFile.date(event.known()));
            }
        }
        return Overdue.of(begun, ended, Settings.DEFAULTS, ENGLAND, CaseFile.date(story.endDay()))
                .stream()
                .map(
                        passed ->
                                new RaisedAlert(
                                        CaseFile.day(passed.on()),
                                        RULE,
                                        child.id(),
                                        dissent.id() + " stage " + passed.stage(),
                                        List.of()))
                .sorted(Comparator.comparing(RaisedAlert::day))
                .toList();
    }

    private static Overdue.Begun begun(CaseEvent event, int otherwise) {
        int stage = event.number(STAGE).orElse(otherwise);
        return new Overdue.Begun(stage, CaseFile.date(event.known()));
    }

    /** An answer names the disagreement, or one of its stages. */
    private boolean isOf(CaseEvent event, CaseEvent dissent) {
        CaseEvent of = event;
        for (int steps = 0; steps < story.events().size(); steps++) {
            Optional<String> named = of.text(OF);
            if (named.isEmpty()) {
                return false;
            }
            of = story.event(named.get());
            if (of.id().equals(dissent.id())) {
                return true;
            }
        }
        return false;
    }
}
