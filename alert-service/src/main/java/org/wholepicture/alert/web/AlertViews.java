package org.wholepicture.alert.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;

/** Puts alerts into the words of the pages. */
@ApplicationScoped
class AlertViews {

    private static final String AWAY =
            "The facts behind this alert cannot be shown just now, because the timeline does not"
                    + " answer. Try again in a few minutes. You can answer the alert without them.";

    private static final String NOT_FOR_READER =
            "The facts behind this alert are not shown, because you are not confirmed to read this"
                    + " child's timeline. Ask the front door to confirm who leads.";

    private static final String AGENCY_PREFIX = "AGENCY_SILENT:";
    private static final String ENGAGEMENT = "ENGAGEMENT:";

    private final Deadlines deadlines;
    private final Directory directory;
    private final InstantSource clock;

    AlertViews(Deadlines deadlines, Directory directory, InstantSource clock) {
        this.deadlines = deadlines;
        this.directory = directory;
        this.clock = clock;
    }

    AlertList list(List<StoredAlert> mine, @Nullable List<StoredAlert> withoutOwner) {
        return new AlertList(
                mine.stream().map(this::line).toList(),
                withoutOwner == null ? null : withoutOwner.stream().map(this::line).toList());
    }

    AlertPage page(
            ReadAlerts.Shown shown,
            FactsBehind.Answer facts,
            String typed,
            @Nullable String error) {
        StoredAlert stored = shown.alert();
        Alert.Core core = stored.alert().core();
        Optional<Rule> rule = Rules.find(core.rule());
        List<FactsBehind.Entry> entries =
                facts instanceof FactsBehind.Answer.Told told ? told.entries() : List.of();
        boolean told = facts instanceof FactsBehind.Answer.Told;
        UnaryOperator<String> agencies = agencies(core, entries);
        String timeline = "/chronology/people/" + stored.person();
        return new AlertPage(
                line(stored),
                state(stored.alert()),
                rule.map(Rule::explanation).orElse(""),
                rule.map(Rule::source).orElse(""),
                rule.map(Rule::closedBy).orElse(""),
                told
                        ? core.reasons().stream()
                                .map(reason -> Words.reason(reason, agencies))
                                .toList()
                        : List.of(),
                entries.stream().map(entry -> fact(entry, agencies, timeline)).toList(),
                switch (facts) {
                    case FactsBehind.Answer.Told _ -> null;
                    case FactsBehind.Answer.NotForReader _ -> NOT_FOR_READER;
                    case FactsBehind.Answer.Away _ -> AWAY;
                },
                told ? core.events().size() - entries.size() : 0,
                facts instanceof FactsBehind.Answer.NotForReader ? null : timeline,
                facts instanceof FactsBehind.Answer.NotForReader
                        ? null
                        : "/escalation/people/%s/dissent?alert=%s"
                                .formatted(stored.person(), core.id().value()),
                history(shown, told || shown.mayAnswer()),
                stored.acknowledgement()
                        .filter(_ -> told || shown.mayAnswer())
                        .map(given -> acknowledged(given, told))
                        .orElse(null),
                shown.mayAnswer() && stored.alert() instanceof Alert.Open,
                typed,
                error);
    }

    private AlertList.Line line(StoredAlert stored) {
        Alert.Core core = stored.alert().core();
        Optional<LocalDate> answerBy = deadlines.answerBy(core.severity(), core.raisedOn());
        boolean acknowledged = stored.acknowledgement().isPresent();
        LocalDate today = clock.instant().atZone(MailTimes.LONDON).toLocalDate();
        return new AlertList.Line(
                stored.id().toString(),
                AlertReference.of(stored.id()),
                Words.rule(core.rule()),
                Words.severity(core.severity()),
                Words.severityTag(core.severity()),
                Words.day(core.raisedOn()),
                answerBy.map(Words::dueDay).orElse(""),
                stored.standing() && !acknowledged && answerBy.map(today::isAfter).orElse(false),
                acknowledged);
    }

    private static String state(Alert alert) {
        return switch (alert) {
            case Alert.Open _ -> "Nobody has answered it yet.";
            case Alert.Acknowledged _ -> "It was acknowledged. It stays open until facts end it.";
            case Alert.Resolved resolved ->
                    "It ended on " + Words.day(resolved.on()) + ": the facts no longer make it.";
            case Alert.Withdrawn withdrawn ->
                    "It was withdrawn on "
                            + Words.day(withdrawn.on())
                            + ": information behind it was corrected or taken back.";
        };
    }

    private static AlertPage.Fact fact(
            FactsBehind.Entry entry, UnaryOperator<String> agencies, String timeline) {
        List<String> claims =
                entry.claims() == null
                        ? List.of()
                        : entry.claims().stream()
                                .map(claim -> Words.claim(claim, agencies))
                                .toList();
        return new AlertPage.Fact(
                Words.happened(entry.happened()),
                Words.heading(entry),
                entry.agency() == null ? "not stated" : agencies.apply(entry.agency()),
                // Each claim says its own; one for all would mislead.
                claims.isEmpty() || entry.basis() != null
                        ? Words.basis(entry.basis())
                        : "see each claim",
                claims,
                entry.withheld() ? null : entry.summary(),
                entry.struck(),
                timeline + "#e-" + entry.event());
    }

    private List<AlertPage.Happening> history(ReadAlerts.Shown shown, boolean withNames) {
        Set<String> people =
                shown.history().stream()
                        .flatMap(event -> Optional.ofNullable(event.by()).stream())
                        .collect(Collectors.toSet());
        Map<String, String> names = directory.practitionerNames(people);
        return shown.history().stream()
                .map(
                        event ->
                                new AlertPage.Happening(
                                        Words.day(event.day()),
                                        Words.what(event.what()),
                                        event.by() == null || !withNames
                                                ? null
                                                : names.getOrDefault(event.by(), event.by())))
                .toList();
    }

    private AlertPage.Acknowledged acknowledged(Acknowledgement given, boolean withReason) {
        String by = given.practitioner();
        return new AlertPage.Acknowledged(
                directory.practitionerNames(Set.of(by)).getOrDefault(by, by),
                Words.day(given.at().atZone(MailTimes.LONDON).toLocalDate()),
                withReason ? given.reason() : null,
                given.useful() == null ? null : given.useful() ? "Yes" : "No");
    }

    /** Names of the agencies that the page speaks of; an id that nobody knows stands for itself. */
    private UnaryOperator<String> agencies(Alert.Core core, List<FactsBehind.Entry> entries) {
        var ids = new HashSet<String>();
        core.reasons().forEach(reason -> addAgency(ids, reason));
        for (FactsBehind.Entry entry : entries) {
            if (entry.agency() != null) {
                ids.add(entry.agency());
            }
            if (entry.claims() != null) {
                entry.claims().forEach(claim -> addAgency(ids, claim.topic()));
            }
        }
        Map<String, String> names = directory.agencyNames(ids);
        return id -> names.getOrDefault(id, id);
    }

    private static void addAgency(Set<String> ids, String code) {
        if (code.startsWith(AGENCY_PREFIX)) {
            ids.add(code.substring(AGENCY_PREFIX.length()));
        }
        int engagement = code.indexOf(ENGAGEMENT);
        if (engagement >= 0) {
            ids.add(code.substring(engagement + ENGAGEMENT.length()));
        }
    }
}
