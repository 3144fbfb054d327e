package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.alert.domain.StepDownLook;

/**
 * Before you close: whoever answers for a child looks now at what is open, with no event from any
 * system, and records what they decide. It asks, it does not block (B-36). The decision is a fact
 * like those that agencies send, known at the moment of writing (design.md "Intake").
 */
@ApplicationScoped
public class CheckStepDown {

    /** Most agencies that somebody can name. */
    public static final int MOST_AGENCIES = 50;

    private static final Pattern AGENCY = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    private static final String RULE = "STEPDOWN-CHECK";

    private static final String KIND = "step-down-checked";

    private final Facts facts;
    private final People people;
    private final AlertStore alerts;
    private final StepDownStore store;
    private final StepDownNews news;
    private final Directory directory;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final SettingsInForce settings;
    private final Folding folding;
    private final InstantSource clock;

    CheckStepDown(
            Facts facts,
            People people,
            AlertStore alerts,
            StepDownStore store,
            StepDownNews news,
            Directory directory,
            AlertAccess access,
            AlertAudit audit,
            SettingsInForce settings,
            Folding folding,
            InstantSource clock) {
        this.facts = facts;
        this.people = people;
        this.alerts = alerts;
        this.store = store;
        this.news = news;
        this.directory = directory;
        this.access = access;
        this.audit = audit;
        this.settings = settings;
        this.folding = folding;
        this.clock = clock;
    }

    /**
     * What a look shows.
     *
     * @param at when it was taken: what was known by then counts
     * @param named agencies that the reader named; empty where those count that say so themselves
     * @param found what is open
     * @param alert the alert that stands because a step-down is proposed, if one does
     * @param decisions what was decided about the child before, the latest first
     */
    public record Look(
            UUID person,
            Instant at,
            Set<String> named,
            StepDownLook.Found found,
            Optional<UUID> alert,
            List<StepDownStore.Decision> decisions) {

        /** Codes of what is open, sorted. */
        public List<String> reasons() {
            return List.copyOf(found.reasons().keySet());
        }
    }

    /** What came of a decision. */
    public sealed interface Outcome {

        /** It is written down, now or already before. */
        record Done(StepDownStore.Decision decision) implements Outcome {}

        /** There is no such child for this reader. */
        record NotHere() implements Outcome {}

        /** Something is open, and going ahead needs a reason. */
        record ReasonNeeded(Look look) implements Outcome {}

        /** Something else is open than what the decision was made on. */
        record OpenOtherwise(Look look) implements Outcome {}
    }

    /**
     * What somebody decides.
     *
     * @param seen codes of what was open when they looked
     * @param words as {@link Written#reason} gives them; empty for none
     */
    public record Decided(StepDownDecision decision, Set<String> seen, String words) {

        /** Copies the set. */
        public Decided {
            seen = Set.copyOf(seen);
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Decided[decision=" + decision + "]";
        }
    }

    /** The agencies that somebody names, if all of them are there and they are not too many. */
    public Optional<Set<String>> network(Collection<String> named) {
        Set<String> agencies = Set.copyOf(named);
        return agencies.size() <= MOST_AGENCIES
                        // Only what can be an id is looked up: a database takes not every text.
                        && agencies.stream().allMatch(AGENCY.asMatchPredicate())
                        && directory.agencyNames(agencies).keySet().equals(agencies)
                ? Optional.of(agencies)
                : Optional.empty();
    }

    /**
     * Looks at what is open for a child now; empty where the reader does not answer for the child.
     *
     * @param network agencies said to be working with the child; empty for those that say so
     */
    @Transactional
    public Optional<Look> look(AlertReader reader, UUID person, Set<String> network) {
        if (!access.mayAnswerFor(reader, person)) {
            audit.refused(reader, "check-step-down", List.of(person));
            return Optional.empty();
        }
        audit.allowed(reader, "check-step-down", List.of(person));
        return Optional.of(taken(reader, person, network, clock.instant()));
    }

    /** Records a decision; the same again on the same day changes nothing. */
    @Transactional
    public Outcome decide(AlertReader reader, UUID person, Set<String> network, Decided decided) {
        // Only somebody whom this service knows is held: holding would write down anybody else.
        if (!access.mayAnswerFor(reader, person)) {
            audit.refused(reader, "decide-step-down", List.of(person));
            return new Outcome.NotHere();
        }
        people.hold(Set.of(person));
        Instant now = clock.instant();
        Look look = taken(reader, person, network, now);
        audit.allowed(reader, "decide-step-down", List.of(person));
        if (!decided.seen().equals(look.found().reasons().keySet())) {
            return new Outcome.OpenOtherwise(look);
        }
        if (decided.decision() == StepDownDecision.GO_AHEAD
                && !look.found().reasons().isEmpty()
                && decided.words().isEmpty()) {
            return new Outcome.ReasonNeeded(look);
        }
        Optional<StepDownStore.Decision> before =
                look.decisions().stream()
                        .findFirst()
                        .filter(latest -> isTheSame(latest, reader, look, decided));
        return new Outcome.Done(before.orElseGet(() -> record(reader, look, decided)));
    }

    private static boolean isTheSame(
            StepDownStore.Decision latest, AlertReader reader, Look look, Decided decided) {
        return latest.by().equals(reader.practitioner())
                && latest.decision() == decided.decision()
                && latest.words().equals(decided.words())
                && latest.reasons().equals(look.reasons())
                && latest.network().equals(List.copyOf(look.found().network()))
                && day(latest.at()).equals(day(look.at()));
    }

    private StepDownStore.Decision record(AlertReader reader, Look look, Decided decided) {
        Instant now = look.at();
        UUID record = people.records(look.person()).getFirst();
        var events = new TreeSet<EventId>();
        look.found().reasons().values().forEach(events::addAll);
        var decision =
                new StepDownStore.Decision(
                        new EventId(UUID.randomUUID()),
                        record,
                        reader.practitioner(),
                        now,
                        decided.decision(),
                        look.reasons(),
                        List.copyOf(events),
                        List.copyOf(look.found().network()),
                        decided.words());
        store.record(decision);
        facts.put(
                record,
                KIND,
                decision.event().value(),
                now,
                1,
                List.of(
                        new Fact.StepDownChecked(
                                new Provenance(decision.event(), reader.agency(), day(now), now),
                                decided.decision(),
                                look.found().network(),
                                look.found().reasons().keySet())));
        news.decided(decision, look.person(), reader.agency());
        folding.fold(Map.of(look.person(), now));
        return decision;
    }

    private Look taken(AlertReader reader, UUID person, Set<String> network, Instant now) {
        LocalDate today = day(now);
        return new Look(
                person,
                now,
                network,
                StepDownLook.look(
                        people.births(person),
                        facts.about(person),
                        today,
                        reader.agency(),
                        network,
                        settings.versions().on(today).settings()),
                alerts.ofPerson(person).stream()
                        .filter(StoredAlert::standing)
                        .filter(alert -> alert.alert().core().rule().equals(RULE))
                        .map(StoredAlert::id)
                        .findFirst(),
                store.decisions(person));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(MailTimes.LONDON).toLocalDate();
    }
}
