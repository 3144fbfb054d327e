package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.AlertChange;
import org.wholepicture.alert.domain.AlertEpisode;
import org.wholepicture.alert.domain.AlertId;
import org.wholepicture.alert.domain.Birth;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.PersonId;
import org.wholepicture.alert.domain.Reconciliation;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.StepDowns;
import org.wholepicture.alert.domain.SteppedDown;
import org.wholepicture.platform.messaging.CrashPoints;

/**
 * Folds all facts of a person from scratch, each day under the settings in force on it, and makes
 * the stored alerts tell what the fold tells, those of rules in shadow apart, so that neither the
 * order nor the repetition of deliveries matters (design.md promise 2).
 */
@ApplicationScoped
public class Folding {

    private final Facts facts;
    private final People people;
    private final AlertStore alerts;
    private final AlertNews news;
    private final Telling telling;
    private final Speaking speaking;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final CrashPoints crashPoints;
    private final ShadowAlerts shadow;
    private final SettingsInForce settings;
    private final StepDownStore stepDowns;
    private final Comparing comparing;
    private final Timer latency;

    Folding(
            Facts facts,
            People people,
            AlertStore alerts,
            AlertNews news,
            Telling telling,
            Speaking speaking,
            InstantSource clock,
            MeterRegistry metrics,
            CrashPoints crashPoints,
            ShadowAlerts shadow,
            SettingsInForce settings,
            StepDownStore stepDowns,
            Comparing comparing) {
        this.facts = facts;
        this.people = people;
        this.alerts = alerts;
        this.news = news;
        this.telling = telling;
        this.speaking = speaking;
        this.clock = clock;
        this.metrics = metrics;
        this.crashPoints = crashPoints;
        this.shadow = shadow;
        this.settings = settings;
        this.stepDowns = stepDowns;
        this.comparing = comparing;
        // The buckets are those of the objective, docs/slo.md.
        this.latency =
                Timer.builder("wp.alerts.latency")
                        .description("From the filing of the last fact to the alert it raised")
                        .serviceLevelObjectives(
                                Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1))
                        .register(metrics);
    }

    /**
     * Folds these persons, whom the caller holds, in the order of their ids, each through the day
     * on which something last became known of them. Not through today: after an outage more of that
     * day may still wait to be heard, and a silence is none before the sweep has seen that nothing
     * waits.
     *
     * @param known when something last became known of each
     */
    void fold(Map<UUID, Instant> known) {
        LocalDate today = day(clock.instant());
        new TreeMap<>(known)
                .forEach(
                        (person, last) -> {
                            LocalDate knownOn = day(last);
                            if (foldHeld(person, knownOn.isBefore(today) ? knownOn : today)) {
                                latency.record(Duration.between(last, clock.instant()));
                            }
                        });
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(MailTimes.LONDON).toLocalDate();
    }

    /**
     * Folds one person through a day, or through the later one that was folded already: midnights
     * that have passed stay passed, whatever the clock says now. The caller holds the person.
     *
     * @return whether an alert was raised
     */
    boolean foldHeld(UUID person, LocalDate day) {
        return foldHeld(person, day, false);
    }

    /** The same in the nightly sweep, which also looks whether what is stored is right. */
    void sweepHeld(UUID person, LocalDate day) {
        foldHeld(person, day, true);
        comparing.mails(person);
    }

    private boolean foldHeld(UUID person, LocalDate day, boolean comparesFirst) {
        Optional<LocalDate> former = people.foldedThrough(person);
        LocalDate through = former.filter(later -> later.isAfter(day)).orElse(day);
        Map<AlertId, StoredAlert> stored = new HashMap<>();
        alerts.ofPerson(person).forEach(alert -> stored.put(alert.alert().core().id(), alert));
        List<Fact> known = facts.about(person);
        List<Birth> births = people.births(person);
        List<AlertEpisode> episodes = settings.fold().fold(births, known, through);
        List<AlertEpisode> spoken = episodes.stream().filter(AlertEpisode::spoken).toList();
        List<Alert> before = stored.values().stream().map(StoredAlert::alert).toList();
        List<AlertChange> changes = Reconciliation.reconcile(before, spoken, through);
        if (comparesFirst && !changes.isEmpty()) {
            former.ifPresent(last -> comparing.alerts(person, before, births, known, last));
        }
        boolean raised = false;
        for (AlertChange change : changes) {
            if (!isMadeByErasing(person, change)) {
                apply(person, inItsOwnWords(change, known), stored, known);
                raised |= change instanceof AlertChange.Raised;
            }
        }
        stepDowns.put(person, steppedDown(person, known, through));
        shadow.put(person, episodes.stream().filter(each -> !each.spoken()).toList());
        crashPoints.reached(CrashPoints.Point.WITHIN_EFFECT);
        people.foldedThrough(person, through);
        telling.mayHaveNews(person);
        return raised;
    }

    /**
     * What was erased leaves gaps in the past, which are no silence: what would have been raised
     * and ended by then is not told.
     */
    private boolean isMadeByErasing(UUID person, AlertChange change) {
        return change instanceof AlertChange.Raised(var episode)
                && !episode.standing()
                && facts.lastErased(person)
                        .filter(erased -> !episode.raisedOn().isAfter(day(erased)))
                        .isPresent();
    }

    private List<SteppedDown> steppedDown(UUID person, List<Fact> known, LocalDate through) {
        // Of most children there are none: nothing is asked of the database for them.
        return known.stream().noneMatch(Fact.StepDownDone.class::isInstance)
                ? List.of()
                : asErased(
                        person,
                        StepDowns.fold(people.births(person), known, through, settings.versions()));
    }

    /**
     * Of what was erased nothing says any more why, and what is missing is no reason: a step-down
     * that was known by then keeps how it was marked.
     */
    private List<SteppedDown> asErased(UUID person, List<SteppedDown> folded) {
        Optional<LocalDate> erased = facts.lastErased(person).map(Folding::day);
        if (folded.isEmpty() || erased.isEmpty()) {
            return folded;
        }
        Map<EventId, SteppedDown.Mark> marks = new HashMap<>();
        stepDowns.of(person).forEach(one -> marks.put(one.event(), one.mark()));
        return folded.stream()
                .map(
                        one ->
                                one.knownOn().isAfter(erased.get())
                                        ? one
                                        : one.withoutReasons()
                                                .marked(
                                                        marks.getOrDefault(
                                                                one.event(), one.mark())))
                .toList();
    }

    /**
     * An alert raised during the day and undone before its end has no episode, whatever undid it.
     * It is only withdrawn if something under it was taken back or moved to another person, or if
     * nothing else can end it: people are told that information was wrong, and good news is none.
     */
    private static AlertChange inItsOwnWords(AlertChange change, List<Fact> known) {
        if (!(change instanceof AlertChange.Withdrawn withdrawn)
                || Rules.find(withdrawn.alert().core().rule())
                        .filter(Rule::endsOnlyByCorrection)
                        .isPresent()) {
            return change;
        }
        Set<EventId> standing = new HashSet<>();
        Set<EventId> takenBack = new HashSet<>();
        for (Fact fact : known) {
            if (fact instanceof Fact.Retraction retraction) {
                takenBack.addAll(retraction.targets());
            } else {
                standing.add(fact.event());
            }
        }
        standing.removeAll(takenBack);
        return standing.containsAll(withdrawn.alert().core().events())
                ? new AlertChange.Resolved(withdrawn.alert(), withdrawn.on())
                : change;
    }

    private void apply(
            UUID person, AlertChange change, Map<AlertId, StoredAlert> stored, List<Fact> known) {
        switch (change) {
            case AlertChange.Raised raised -> raise(person, raised.episode(), stored, known);
            case AlertChange.AddedTo added -> {
                Alert.Standing alert = added.alert().showing(added.episode());
                alerts.update(alert);
                LocalDate on = added.episode().looks().getLast().day();
                StoredAlert now = with(alert, stored);
                tell(AlertStore.What.ADDED_TO, now, on);
                speaking.addedTo(added.alert(), now, known);
            }
            case AlertChange.Resolved resolved -> {
                StoredAlert ended = with(resolved.alert().resolve(resolved.on()), stored);
                alerts.update(ended.alert());
                tell(AlertStore.What.RESOLVED, ended, resolved.on());
                telling.ended(ended, false);
            }
            case AlertChange.Withdrawn withdrawn -> {
                StoredAlert ended = with(withdrawn.alert().withdraw(withdrawn.on()), stored);
                alerts.update(ended.alert());
                tell(AlertStore.What.WITHDRAWN, ended, withdrawn.on());
                telling.ended(ended, true);
            }
        }
    }

    private void raise(
            UUID person, AlertEpisode episode, Map<AlertId, StoredAlert> stored, List<Fact> known) {
        var core =
                new Alert.Core(
                        new AlertId(UUID.randomUUID()),
                        new PersonId(person),
                        episode.rule().name(),
                        episode.rule().version(),
                        episode.settings(),
                        episode.subject(),
                        episode.rule().severity(),
                        episode.raisedOn(),
                        episode.events(),
                        episode.reasons());
        var open = new Alert.Open(core);
        Alert alert =
                switch (episode.ending()) {
                    case AlertEpisode.Ending.Standing _ -> open;
                    case AlertEpisode.Ending.Resolved resolved -> open.resolve(resolved.on());
                    case AlertEpisode.Ending.Withdrawn withdrawn -> open.withdraw(withdrawn.on());
                };
        UUID record = people.records(person).getFirst();
        StoredAlert asRaised = speaking.raised(open, record, stored.values(), episode.standing());
        StoredAlert now = asRaised.as(alert);
        alerts.add(now);
        tell(AlertStore.What.RAISED, asRaised, episode.raisedOn());
        switch (alert) {
            case Alert.Standing _ -> speaking.copy(now, known);
            case Alert.Resolved resolved -> tell(AlertStore.What.RESOLVED, now, resolved.on());
            case Alert.Withdrawn withdrawn -> tell(AlertStore.What.WITHDRAWN, now, withdrawn.on());
        }
        Counter.builder("wp.alerts.raised")
                .description("Alerts raised, by rule")
                .tag("rule", core.rule())
                .register(metrics)
                .increment();
    }

    private void tell(AlertStore.What what, StoredAlert alert, LocalDate day) {
        Instant now = clock.instant();
        alerts.addHistory(alert.id(), new AlertStore.Event(what, day, now, null));
        news.tell(what, alert, now);
    }

    private static StoredAlert with(Alert alert, Map<AlertId, StoredAlert> stored) {
        return Objects.requireNonNull(stored.get(alert.core().id())).as(alert);
    }
}
