package org.wholepicture.cases.runner;

import static org.wholepicture.cases.CaseEventKey.TARGETS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseEventType;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.Disagreements;
import org.wholepicture.cases.RaisedAlert;
import org.wholepicture.cases.RuleNames;
import org.wholepicture.escalation.domain.Overdue;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.WorkingCalendar;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * ESC-OVERDUE of a case history, by escalation-service's domain: people do what its events say, and
 * the limits are the defaults of domain.md C2. One alert for each disagreement and stage [A09].
 */
final class CoreEscalation {

    /** The one rule that is not alert-service's. */
    static final String RULE = "ESC-OVERDUE";

    private static final WorkingCalendar ENGLAND = new England(WorkingDays.ofEngland());

    private final CaseFile story;
    private final Disagreements disagreements;

    CoreEscalation(CaseFile story) {
        this.story = story;
        this.disagreements = new Disagreements(story);
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
        Set<CaseEvent> events = new LinkedHashSet<>(delivered);
        return events.stream()
                .filter(event -> event.type() == CaseEventType.DISSENT)
                .filter(event -> event.children().contains(child.id()) && !event.held())
                .flatMap(dissent -> of(dissent, child, events).stream())
                .toList();
    }

    private List<RaisedAlert> of(CaseEvent dissent, CaseChild child, Set<CaseEvent> events) {
        List<CaseEvent> answers =
                events.stream()
                        .filter(event -> isAnswer(event.type()))
                        .filter(event -> event.children().contains(child.id()))
                        .filter(event -> disagreements.dissent(event).equals(dissent.id()))
                        .toList();
        List<Overdue.Begun> begun =
                Stream.concat(Stream.of(dissent), answers.stream())
                        .filter(event -> event.type() != CaseEventType.ESCALATION_RESOLVED)
                        .map(stage -> new Overdue.Begun(disagreements.stage(stage), known(stage)))
                        .toList();
        Optional<LocalDate> resolved =
                answers.stream()
                        .filter(event -> event.type() == CaseEventType.ESCALATION_RESOLVED)
                        .map(CoreEscalation::known)
                        .min(Comparator.naturalOrder());
        // What is taken back ends as if it had been withdrawn.
        Optional<LocalDate> takenBack =
                events.stream()
                        .filter(event -> event.list(TARGETS).contains(dissent.id()))
                        .map(CoreEscalation::known)
                        .min(Comparator.naturalOrder())
                        .filter(day -> resolved.isEmpty() || day.isBefore(resolved.get()));
        List<Overdue.Passed> passed =
                Overdue.of(
                        begun,
                        takenBack.or(() -> resolved),
                        Settings.DEFAULTS,
                        ENGLAND,
                        CaseFile.date(story.endDay()));
        List<RaisedAlert> alerts = new ArrayList<>();
        for (Overdue.Passed late : passed) {
            alerts.add(alert(RULE, dissent, child, late.stage(), late.on()));
        }
        int last = begun.stream().mapToInt(Overdue.Begun::stage).max().orElse(1);
        if (takenBack.isPresent() && passed.stream().anyMatch(late -> late.stage() == last)) {
            alerts.add(alert(RuleNames.WITHDRAWN + RULE, dissent, child, last, takenBack.get()));
        }
        return alerts;
    }

    private static boolean isAnswer(CaseEventType type) {
        return type == CaseEventType.ESCALATION_STAGE || type == CaseEventType.ESCALATION_RESOLVED;
    }

    private static LocalDate known(CaseEvent event) {
        return CaseFile.date(event.known());
    }

    private static RaisedAlert alert(
            String rule, CaseEvent dissent, CaseChild child, int stage, LocalDate on) {
        String subject = "dissent:" + dissent.id() + "#" + stage;
        return new RaisedAlert(CaseFile.day(on), rule, child.id(), subject, List.of());
    }
}
