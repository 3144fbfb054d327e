package org.wholepicture.alert.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.application.SuppressAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Suppression;

/** Puts alerts into the words of the pages. */
@ApplicationScoped
class AlertViews {

    private static final String AWAY =
            "The facts behind this alert cannot be shown just now, because the timeline does not"
                    + " answer. Try again in a few minutes. You can answer the alert without them.";

    private static final String NOT_FOR_READER =
            "The facts behind this alert are not shown, because you are not confirmed to read this"
                    + " child's timeline. Ask the front door to confirm who leads.";

    private static final String STEPDOWN_CHECK = "STEPDOWN-CHECK";
    static final String REASONS_NOT_FOR_READER =
            "Some of the facts that it rests on are not for you; its reasons would tell of them.";

    private static final String AGENCY_PREFIX = "AGENCY_SILENT:";
    private static final String ENGAGEMENT = "ENGAGEMENT:";

    private final Deadlines deadlines;
    private final Directory directory;
    private final SuppressAlert suppressAlert;
    private final InstantSource clock;

    AlertViews(
            Deadlines deadlines,
            Directory directory,
            SuppressAlert suppressAlert,
            InstantSource clock) {
        this.deadlines = deadlines;
        this.directory = directory;
        this.suppressAlert = suppressAlert;
        this.clock = clock;
    }

    AlertList list(List<StoredAlert> mine, AlertReader reader) {
        return new AlertList(
                lines(mine.stream().filter(StoredAlert::asksForAnAnswer).toList()),
                lines(mine.stream().filter(alert -> !alert.asksForAnAnswer()).toList()),
                reader.atFrontDoor(),
                reader.roles().contains("manager"));
    }

    List<AlertList.Line> lines(List<StoredAlert> alerts) {
        Map<String, String> names =
                directory.practitionerNames(
                        alerts.stream()
                                .flatMap(alert -> alert.claimed().stream())
                                .map(StoredAlert.Claim::by)
                                .collect(Collectors.toSet()));
        return alerts.stream().map(alert -> line(alert, names)).toList();
    }

    AlertPage page(
            ReadAlerts.Shown shown,
            FactsBehind.Answer<List<FactsBehind.Entry>> facts,
            AlertPage.Typed typed) {
        StoredAlert stored = shown.alert();
        Alert.Core core = stored.alert().core();
        Optional<Rule> rule = Rules.find(core.rule());
        List<FactsBehind.Entry> entries =
                facts instanceof FactsBehind.Answer.Told<List<FactsBehind.Entry>>(var found)
                        ? found
                        : List.of();
        boolean told = facts instanceof FactsBehind.Answer.Told;
        UnaryOperator<String> agencies = agencies(core.reasons(), entries);
        String timeline = "/chronology/people/" + stored.person();
        return new AlertPage(
                lines(List.of(stored)).getFirst(),
                state(stored),
                rule.map(Rule::explanation).orElse(""),
                rule.map(Rule::source).orElse(""),
                rule.map(Rule::closedBy).orElse(""),
                told ? reasons(core, entries, agencies) : List.of(),
                entries.stream().map(entry -> fact(entry, agencies, timeline)).toList(),
                switch (facts) {
                    case FactsBehind.Answer.Told<?> _ -> null;
                    case FactsBehind.Answer.NotForReader<?> _ -> NOT_FOR_READER;
                    case FactsBehind.Answer.Away<?> _ -> AWAY;
                },
                told ? core.events().size() - entries.size() : 0,
                facts instanceof FactsBehind.Answer.NotForReader ? null : timeline,
                facts instanceof FactsBehind.Answer.NotForReader
                        ? null
                        : "/escalation/people/%s/dissent?alert=%s"
                                .formatted(stored.person(), core.id().value()),
                core.rule().equals(STEPDOWN_CHECK) && shown.mayAnswer()
                        ? "/people/" + stored.person() + "/step-down-check"
                        : null,
                history(shown, told || shown.mayAnswer()),
                stored.acknowledgement()
                        .filter(_ -> told || shown.mayAnswer())
                        .map(given -> acknowledged(given, told))
                        .orElse(null),
                evidence(shown, told),
                told ? asked(shown) : List.of(),
                told ? askable(shown) : List.of(),
                told || shown.mayAnswer() ? putOff(stored.alert(), told) : null,
                moves(shown),
                typed);
    }

    /** A reason tells what the facts tell: where one of them is not for the reader, nor is it. */
    static boolean isHidden(List<FactsBehind.Entry> behind) {
        return behind.stream().anyMatch(FactsBehind.Entry::withheld);
    }

    private static List<String> reasons(
            Alert.Core core, List<FactsBehind.Entry> entries, UnaryOperator<String> agencies) {
        return isHidden(entries)
                ? List.of(REASONS_NOT_FOR_READER)
                : core.reasons().stream().map(reason -> Words.reason(reason, agencies)).toList();
    }

    private AlertPage.Moves moves(ReadAlerts.Shown shown) {
        return new AlertPage.Moves(
                shown.moves().contains(ReadAlerts.Move.ACKNOWLEDGE),
                shown.moves().contains(ReadAlerts.Move.KEEP_IN_PLAN),
                shown.moves().contains(ReadAlerts.Move.PROPOSE),
                shown.moves().contains(ReadAlerts.Move.DECIDE),
                shown.moves().contains(ReadAlerts.Move.TAKE_BACK),
                shown.moves().contains(ReadAlerts.Move.RECORD_EVIDENCE),
                shown.moves().contains(ReadAlerts.Move.CLAIM),
                shown.moves().contains(ReadAlerts.Move.RELEASE),
                IntStream.rangeClosed(1, suppressAlert.mostWorkingDays()).boxed().toList());
    }

    private List<AlertPage.Evidence> evidence(ReadAlerts.Shown shown, boolean told) {
        if (!told && !shown.mayAnswer()) {
            return List.of();
        }
        return shown.evidence().stream()
                .map(
                        each ->
                                new AlertPage.Evidence(
                                        name(each.by()),
                                        Words.day(day(each.at())),
                                        Words.basis(each.basis().name()),
                                        told ? each.words() : null))
                .toList();
    }

    private List<AlertPage.Asked> asked(ReadAlerts.Shown shown) {
        LocalDate today = day(clock.instant());
        return shown.asked().stream()
                .map(
                        each ->
                                new AlertPage.Asked(
                                        agencyName(each.agency()),
                                        name(each.askedBy()),
                                        Words.day(day(each.askedAt())),
                                        Words.dueDay(each.due()),
                                        each.isOverdue(today),
                                        answered(each.answer())))
                .toList();
    }

    /** Who can be asked says whose facts stand under the alert: for whoever is told them. */
    private List<AlertPage.Askable> askable(ReadAlerts.Shown shown) {
        return shown.askable().stream()
                .map(agency -> new AlertPage.Askable(agency, agencyName(agency)))
                .toList();
    }

    /** What another agency answered. */
    CheckPage.@Nullable Answered answered(CheckRequests.@Nullable Answer answer) {
        return answer == null
                ? null
                : new CheckPage.Answered(
                        Words.answer(answer.answer()),
                        answer.basis() == null ? null : Words.basis(answer.basis().name()),
                        name(answer.by()),
                        Words.day(day(answer.at())),
                        answer.words());
    }

    /** The name of an agency; an id that nobody knows stands for itself. */
    String agencyName(String agency) {
        return directory.agencyNames(Set.of(agency)).getOrDefault(agency, agency);
    }

    private AlertPage.@Nullable PutOff putOff(Alert alert, boolean told) {
        return switch (alert) {
            case Alert.Proposed proposed -> putOff(proposed.proposal(), null, told);
            case Alert.Suppressed suppressed ->
                    putOff(suppressed.suppression().proposal(), suppressed.suppression(), told);
            case Alert.Open _,
                    Alert.Acknowledged _,
                    Alert.InPlan _,
                    Alert.Resolved _,
                    Alert.Withdrawn _ ->
                    null;
        };
    }

    private AlertPage.PutOff putOff(
            Suppression.Proposal proposal, @Nullable Suppression suppression, boolean told) {
        int days = proposal.workingDays();
        return new AlertPage.PutOff(
                name(proposal.by()),
                told ? proposal.reason() : null,
                days == 1 ? "1 working day" : days + " working days",
                suppression == null ? null : name(suppression.approvedBy()),
                suppression == null ? null : Words.dueDay(suppression.until()));
    }

    /** The name of somebody of the directory; an id that nobody knows stands for itself. */
    String name(String practitioner) {
        return directory
                .practitionerNames(Set.of(practitioner))
                .getOrDefault(practitioner, practitioner);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(MailTimes.LONDON).toLocalDate();
    }

    private AlertList.Line line(StoredAlert stored, Map<String, String> names) {
        Alert.Core core = stored.alert().core();
        Optional<LocalDate> answerBy = deadlines.answerBy(core.severity(), stored.answerFrom());
        LocalDate today = day(clock.instant());
        return new AlertList.Line(
                stored.id().toString(),
                AlertReference.of(stored.id()),
                Words.rule(core.rule()),
                Words.severity(core.severity()),
                Words.severityTag(core.severity()),
                Words.day(core.raisedOn()),
                answerBy.map(Words::dueDay).orElse(""),
                stored.asksForAnAnswer() && answerBy.map(today::isAfter).orElse(false),
                stored.asksForAnAnswer() && stored.movedUp().isPresent(),
                Words.standing(stored.alert()),
                stored.claimed()
                        .map(claim -> names.getOrDefault(claim.by(), claim.by()))
                        .orElse(""));
    }

    private static String state(StoredAlert stored) {
        return switch (stored.alert()) {
            case Alert.Open _ ->
                    stored.movedUp().isPresent()
                            ? "Nobody has answered it in time. It moved up to the manager."
                            : "Nobody has answered it yet.";
            case Alert.Proposed _ -> "Nobody has answered it yet. It is proposed to put it off.";
            case Alert.Suppressed suppressed ->
                    "It is put off until the end of "
                            + Words.dueDay(suppressed.suppression().until())
                            + ", or until a new fact comes.";
            case Alert.Acknowledged _ -> "It was acknowledged. It stays open until facts end it.";
            case Alert.InPlan _ ->
                    "It is known and in plan. It is silent until a new fact comes, and stays open"
                            + " until facts end it.";
            case Alert.Resolved resolved ->
                    "It ended on " + Words.day(resolved.on()) + ": the facts no longer make it.";
            case Alert.Withdrawn withdrawn ->
                    "It was withdrawn on "
                            + Words.day(withdrawn.on())
                            + ": information behind it was corrected or taken back.";
        };
    }

    /** An entry of the timeline in words. */
    static AlertPage.Fact fact(
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
                given.useful() == null ? null : given.useful() ? "Yes" : "No",
                given.inPlan());
    }

    /** Names of the agencies that the page speaks of; an id that nobody knows stands for itself. */
    UnaryOperator<String> agencies(Collection<String> reasons, List<FactsBehind.Entry> entries) {
        var ids = new HashSet<String>();
        reasons.forEach(reason -> addAgency(ids, reason));
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
