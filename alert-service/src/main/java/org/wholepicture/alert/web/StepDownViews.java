package org.wholepicture.alert.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.CheckStepDown;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.domain.EventId;

/** Puts what is open before a step-down or closure into words. */
@ApplicationScoped
class StepDownViews {

    /** Nothing was typed. */
    static final Typed NOTHING_TYPED = new Typed("", "", "", null);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK);

    private static final String AWAY =
            "What is open cannot be shown just now, because the timeline does not answer. Try again"
                    + " in a few minutes, before you decide.";

    private static final String NOT_FOR_READER =
            "What is open is not shown, because you are not confirmed to read this child's timeline."
                    + " Ask the front door to confirm who leads.";

    private final AlertViews alerts;
    private final Directory directory;

    StepDownViews(AlertViews alerts, Directory directory) {
        this.alerts = alerts;
        this.directory = directory;
    }

    /**
     * What was typed into the form and could not be taken.
     *
     * @param field id of the field that the fault belongs to
     * @param chosen the decision that was chosen, or empty
     * @param error why it could not be taken, or null
     */
    record Typed(String field, String words, String chosen, @Nullable String error) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Typed[field=" + field + "]";
        }
    }

    /** The facts behind everything that is open. */
    static List<UUID> events(CheckStepDown.Look look) {
        return look.found().reasons().values().stream()
                .flatMap(List::stream)
                .map(EventId::value)
                .distinct()
                .toList();
    }

    StepDownPage page(
            CheckStepDown.Look look,
            AlertReader reader,
            FactsBehind.Answer<FactsBehind.Around> around,
            FactsBehind.Answer<List<FactsBehind.Entry>> facts,
            Typed typed) {
        FactsBehind.@Nullable Around known =
                around instanceof FactsBehind.Answer.Told<FactsBehind.Around>(var heard)
                        ? heard
                        : null;
        List<FactsBehind.Entry> entries =
                facts instanceof FactsBehind.Answer.Told<List<FactsBehind.Entry>>(var found)
                        ? found
                        : List.of();
        boolean mayRead = !(around instanceof FactsBehind.Answer.NotForReader);
        boolean told = known != null && facts instanceof FactsBehind.Answer.Told;
        Stream<String> codes =
                Stream.concat(
                        look.reasons().stream(),
                        look.decisions().stream().flatMap(each -> each.reasons().stream()));
        UnaryOperator<String> agencies = alerts.agencies(codes.toList(), entries);
        String timeline = "/chronology/people/" + look.person();
        return new StepDownPage(
                "/people/" + look.person() + "/step-down-check",
                known == null ? null : name(known.child()),
                alerts.name(reader.practitioner()),
                moment(look.at()),
                known == null ? List.of() : notes(known),
                known == null ? List.of() : coverage(known),
                known == null ? "" : notConnected(known),
                told ? null : mayRead ? AWAY : NOT_FOR_READER,
                told ? open(look, entries, agencies, timeline) : List.of(),
                choices(look.found().network()),
                looked(look.found().network()),
                look.named().stream().sorted().toList(),
                mayRead ? timeline : null,
                look.alert().map(alert -> "/alerts/" + alert).orElse(null),
                mayRead ? "/escalation/people/%s/dissent".formatted(look.person()) : null,
                look.reasons(),
                look.decisions().stream()
                        .map(
                                each ->
                                        decision(
                                                each,
                                                agencies,
                                                told && !AlertViews.isHidden(entries)))
                        .toList(),
                new AlertPage.Typed(typed.field(), typed.words(), typed.error()),
                typed.chosen());
    }

    private List<StepDownPage.Open> open(
            CheckStepDown.Look look,
            List<FactsBehind.Entry> entries,
            UnaryOperator<String> agencies,
            String timeline) {
        Map<UUID, FactsBehind.Entry> byId =
                entries.stream()
                        .collect(
                                Collectors.toMap(
                                        FactsBehind.Entry::event,
                                        Function.identity(),
                                        (one, _) -> one));
        List<StepDownPage.Open> open = new ArrayList<>();
        look.found()
                .reasons()
                .forEach(
                        (reason, events) -> {
                            List<FactsBehind.Entry> behind =
                                    entries.stream()
                                            .filter(
                                                    entry ->
                                                            events.contains(
                                                                    new EventId(entry.event())))
                                            .toList();
                            open.add(
                                    new StepDownPage.Open(
                                            AlertViews.isHidden(behind)
                                                    ? AlertViews.REASONS_NOT_FOR_READER
                                                    : Words.reason(reason, agencies),
                                            behind.stream()
                                                    .map(
                                                            entry ->
                                                                    AlertViews.fact(
                                                                            entry, agencies,
                                                                            timeline))
                                                    .toList()));
                        });
        return open;
    }

    /** Also those that are not in the directory any more: they were looked at all the same. */
    private List<String> looked(Set<String> network) {
        Map<String, String> names = directory.agencyNames(network);
        return network.stream().map(id -> names.getOrDefault(id, id)).sorted().toList();
    }

    private List<StepDownPage.Choice> choices(Set<String> network) {
        List<StepDownPage.Choice> choices = new ArrayList<>();
        directory
                .agencies()
                .forEach(
                        (id, name) ->
                                choices.add(
                                        new StepDownPage.Choice(id, name, network.contains(id))));
        return choices;
    }

    private StepDownPage.Decision decision(
            StepDownStore.Decision decided, UnaryOperator<String> agencies, boolean told) {
        return new StepDownPage.Decision(
                Words.decision(decided.decision()),
                alerts.name(decided.by()),
                moment(decided.at()),
                told
                        ? decided.reasons().stream()
                                .map(code -> Words.reason(code, agencies))
                                .toList()
                        : List.of(),
                told && !decided.words().isEmpty() ? decided.words() : null);
    }

    private static List<String> notes(FactsBehind.Around around) {
        FactsBehind.Gaps gaps = around.gaps();
        return gaps == null || gaps.missing() == 0
                ? List.of()
                : List.of("Records are known to be missing. They have been asked for.");
    }

    private static List<StepDownPage.Agency> coverage(FactsBehind.Around around) {
        return agencies(around)
                .filter(FactsBehind.Coverage::isConnected)
                .map(
                        each ->
                                new StepDownPage.Agency(
                                        Words.coverage(each), !each.state().equals("HEARD")))
                .toList();
    }

    private static String notConnected(FactsBehind.Around around) {
        return agencies(around)
                .filter(each -> !each.isConnected())
                .map(FactsBehind.Coverage::name)
                .collect(Collectors.joining(", "));
    }

    private static Stream<FactsBehind.Coverage> agencies(FactsBehind.Around around) {
        return Objects.requireNonNullElse(around.coverage(), List.<FactsBehind.Coverage>of())
                .stream();
    }

    private static @Nullable String name(FactsBehind.@Nullable Who child) {
        if (child == null) {
            return null;
        }
        String names =
                Stream.of(child.given(), child.family())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" "));
        LocalDate born = child.birthDate();
        return names.isEmpty() ? null : born == null ? names : names + ", born " + Words.day(born);
    }

    private static String moment(Instant at) {
        return MOMENT.format(ZonedDateTime.ofInstant(at, MailTimes.LONDON));
    }
}
