package org.wholepicture.escalation.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.StepDown;

/** Puts what is known into the words of the pages. */
@ApplicationScoped
class Showing {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** Levels in full (domain.md D1: nothing is abbreviated that a family might read). */
    private static final Map<String, String> LEVELS =
            Map.of(
                    "EH", "early help",
                    "CIN", "a child in need plan",
                    "CP", "a child protection plan",
                    "LAC", "being looked after",
                    "UNIVERSAL", "universal services");

    private final Directory directory;
    private final EscalationConfig config;

    Showing(Directory directory, EscalationConfig config) {
        this.directory = directory;
        this.config = config;
    }

    DissentShown dissent(ReadDissents.Shown shown) {
        Dissent dissent = shown.dissent();
        Dissent.Resolved resolved = dissent instanceof Dissent.Resolved r ? r : null;
        return new DissentShown(
                dissent.id().value(),
                shown.person().value(),
                dissent instanceof Dissent.Unresolved,
                shown.stepDown().map(this::stepDown).orElse(null),
                dissent.grounds().disagreement().text(),
                dissent.grounds().askedFor().text(),
                name(dissent.raisedBy()),
                day(dissent.raisedAt()),
                resolved == null ? null : name(resolved.resolvedBy()),
                resolved == null ? null : day(resolved.resolvedAt()),
                resolved == null ? null : resolved.outcome().text(),
                shown.mayResolve());
    }

    StepDownShown stepDown(StepDown stepDown) {
        String from = stepDown.from().map(level -> " from " + level(level)).orElse("");
        String words =
                stepDown.to().equals("CLOSED")
                        ? "Close the case" + from
                        : "Step down" + from + " to " + level(stepDown.to());
        return new StepDownShown(
                stepDown.event().value(),
                words,
                switch (stepDown.state()) {
                    case PROPOSED -> "Proposed";
                    case DONE -> "Done";
                },
                directory.nameOf(stepDown.agency()),
                DAY.format(stepDown.happened()),
                stepDown.withdrawn());
    }

    private String name(Practitioner practitioner) {
        return directory.nameOf(practitioner.id())
                + " ("
                + directory.nameOf(practitioner.agency())
                + ")";
    }

    private String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, config.zone()));
    }

    private static String level(String code) {
        return LEVELS.getOrDefault(code, code);
    }
}
