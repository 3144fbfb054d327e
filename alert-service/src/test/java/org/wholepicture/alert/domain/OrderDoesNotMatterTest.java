package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.DRUG_SERVICE;
import static org.wholepicture.alert.domain.Given.HOME_CONDITIONS;
import static org.wholepicture.alert.domain.Given.SAFE_SLEEP;
import static org.wholepicture.alert.domain.Given.SUBSTANCE_USE;
import static org.wholepicture.alert.domain.Given.aClaim;
import static org.wholepicture.alert.domain.Given.aClosure;
import static org.wholepicture.alert.domain.Given.aConcern;
import static org.wholepicture.alert.domain.Given.aContact;
import static org.wholepicture.alert.domain.Given.aDissent;
import static org.wholepicture.alert.domain.Given.aPlan;
import static org.wholepicture.alert.domain.Given.aProfile;
import static org.wholepicture.alert.domain.Given.aProposal;
import static org.wholepicture.alert.domain.Given.aResolution;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.aServiceReferral;
import static org.wholepicture.alert.domain.Given.anAppointment;
import static org.wholepicture.alert.domain.Story.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * The alerts are a pure function of the set of facts (design.md promise 2), and what becomes known
 * later never changes what an earlier day knew (reading A06).
 */
class OrderDoesNotMatterTest {

    private static final LocalDate BIRTH_DAY = day(-100);
    private static final int LAST_DAY = 240;

    private final AlertFold fold = new AlertFold(Rules.ALL, Thresholds.DEFAULTS);

    @Property(tries = 100, seed = "20260105")
    void anyOrderAndRepetitionGivesTheSameEpisodes(
            @ForAll("histories") List<Fact> facts, @ForAll long seed) {
        // given
        List<Fact> delivered = new ArrayList<>(facts);
        delivered.addAll(facts);
        Collections.shuffle(delivered, new Random(seed));

        // then
        assertThat(fold.fold(BIRTH_DAY, delivered, day(LAST_DAY)))
                .isEqualTo(fold.fold(BIRTH_DAY, facts, day(LAST_DAY)));
    }

    @Property(tries = 100, seed = "20260105")
    void theTimeOfDayGivesTheSameEpisodes(
            @ForAll("histories") List<Fact> facts, @ForAll long seed) {
        // given the same facts, each filed at another time of its day
        Random random = new Random(seed);
        List<Fact> retimed = new ArrayList<>();
        for (Fact fact : facts) {
            retimed.add(atAnotherTime(fact, random.nextInt(24 * 60)));
        }

        // then
        assertThat(fold.fold(BIRTH_DAY, retimed, day(LAST_DAY)))
                .isEqualTo(fold.fold(BIRTH_DAY, facts, day(LAST_DAY)));
    }

    private static Fact atAnotherTime(Fact fact, int minute) {
        Provenance was = fact.provenance();
        Provenance is =
                new Provenance(
                        was.event(),
                        was.agency(),
                        was.happened(),
                        was.knownOn()
                                .atStartOfDay(Provenance.LONDON)
                                .plusMinutes(Math.min(minute, 23 * 60 - 1))
                                .toInstant());
        return switch (fact) {
            case Fact.Concern f ->
                    new Fact.Concern(
                            is,
                            f.level(),
                            f.category(),
                            f.basis(),
                            f.physicalHarmDisclosed(),
                            f.sharedHome());
            case Fact.Claim f -> new Fact.Claim(is, f.topic(), f.value(), f.basis());
            case Fact.Appointment f ->
                    new Fact.Appointment(
                            is, f.kind(), f.outcome(), f.reference(), f.serviceFault());
            case Fact.StepDownProposed f -> new Fact.StepDownProposed(is, f.network());
            case Fact.StepDownDone f -> new Fact.StepDownDone(is, f.closed());
            case Fact.PlanStarted f -> new Fact.PlanStarted(is, f.plan(), f.categories());
            case Fact.PlanEnded f -> new Fact.PlanEnded(is, f.plan());
            case Fact.ServiceReferral f -> new Fact.ServiceReferral(is, f.to());
            case Fact.CareProfile f -> new Fact.CareProfile(is, f.grades());
            case Fact.DissentRaised _ -> new Fact.DissentRaised(is);
            case Fact.DissentResolved f -> new Fact.DissentResolved(is, f.of());
            case Fact.ContradictionResolved f -> new Fact.ContradictionResolved(is, f.topic());
            case Fact.Retraction f -> new Fact.Retraction(is, f.targets());
            case Fact.Other f -> new Fact.Other(is, f.type());
        };
    }

    @Property(tries = 100, seed = "20260105")
    void whatBecomesKnownLaterChangesNoEarlierDay(
            @ForAll("histories") List<Fact> facts,
            @ForAll @IntRange(min = 0, max = LAST_DAY) int lastDay) {
        // given
        List<Fact> knownByThen =
                facts.stream()
                        .filter(fact -> !fact.provenance().knownOn().isAfter(day(lastDay)))
                        .toList();

        // when
        List<AlertEpisode> then = fold.fold(BIRTH_DAY, knownByThen, day(lastDay));
        List<AlertEpisode> now = fold.fold(BIRTH_DAY, facts, day(LAST_DAY));

        // then
        assertThat(raised(now.stream().filter(e -> !e.raisedOn().isAfter(day(lastDay))).toList()))
                .isEqualTo(raised(then));
    }

    @Property(tries = 100, seed = "20260105")
    void oneAlertAtATimeStandsForARuleAndASubject(@ForAll("histories") List<Fact> facts) {
        // when
        List<AlertEpisode> episodes = fold.fold(BIRTH_DAY, facts, day(LAST_DAY));

        // then
        assertThat(
                        episodes.stream()
                                .filter(AlertEpisode::standing)
                                .map(episode -> episode.rule().name() + episode.subject()))
                .doesNotHaveDuplicates();
        assertThat(raised(episodes)).doesNotHaveDuplicates();
    }

    @Property(tries = 100, seed = "20260105")
    void passingOverQuietDaysGivesTheSameEpisodes(
            @ForAll("histories") List<Fact> facts,
            @ForAll @IntRange(min = 0, max = LAST_DAY) int correctedOn) {
        // given: the same rules, looked at on every single day
        List<Rule> restless = Rules.ALL.stream().<Rule>map(EveryDay::new).toList();
        List<Birth> births =
                List.of(
                        new Birth(BIRTH_DAY, LocalDate.MIN),
                        new Birth(day(-1000), day(correctedOn)));

        // when
        List<AlertEpisode> everyDay =
                new AlertFold(restless, Thresholds.DEFAULTS).fold(births, facts, day(LAST_DAY));

        // then
        assertThat(withoutRules(fold.fold(births, facts, day(LAST_DAY))))
                .isEqualTo(withoutRules(everyDay));
    }

    private static List<String> withoutRules(List<AlertEpisode> episodes) {
        return episodes.stream()
                .map(e -> e.rule().name() + " " + e.subject() + " " + e.looks() + " " + e.ending())
                .toList();
    }

    /** A rule that is looked at on every day. */
    private record EveryDay(Rule rule) implements Rule {
        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public int version() {
            return rule.version();
        }

        @Override
        public Severity severity() {
            return rule.severity();
        }

        @Override
        public String source() {
            return rule.source();
        }

        @Override
        public String explanation() {
            return rule.explanation();
        }

        @Override
        public String closedBy() {
            return rule.closedBy();
        }

        @Override
        public List<Finding> evaluate(History history, LocalDate today, Thresholds thresholds) {
            return rule.evaluate(history, today, thresholds);
        }

        @Override
        public boolean endsOnlyByCorrection() {
            return rule.endsOnlyByCorrection();
        }
    }

    private static List<String> raised(List<AlertEpisode> episodes) {
        return episodes.stream()
                .map(
                        episode ->
                                episode.raisedOn()
                                        + " "
                                        + episode.rule().name()
                                        + " "
                                        + episode.subject()
                                        + " "
                                        + episode.looks().getFirst().reasons())
                .toList();
    }

    /** Up to 25 facts of half a year, some late, and up to three of them taken back. */
    @Provide
    Arbitrary<List<Fact>> histories() {
        return facts().list()
                .ofMinSize(3)
                .ofMaxSize(25)
                .flatMap(
                        facts ->
                                retractions(facts)
                                        .list()
                                        .ofMaxSize(3)
                                        .map(
                                                retractions -> {
                                                    List<Fact> all = new ArrayList<>(facts);
                                                    all.addAll(retractions);
                                                    return all.stream().distinct().toList();
                                                }));
    }

    private static Arbitrary<Fact> retractions(List<Fact> facts) {
        return Combinators.combine(Arbitraries.of(facts), days())
                .as((target, on) -> aRetraction().by(target.agency()).of(target).on(on).build());
    }

    private static Arbitrary<Fact> facts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 11),
                        days(),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, Arbitraries.just(0)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 60))),
                        Arbitraries.of("school", "early-help", "drug-alcohol", "dental"),
                        Arbitraries.of(SAFE_SLEEP, HOME_CONDITIONS, SUBSTANCE_USE, DRUG_SERVICE),
                        Arbitraries.of(Basis.SELF_REPORT, Basis.OBSERVED, Basis.HEARSAY),
                        Arbitraries.of(Change.class),
                        Arbitraries.of(AppointmentOutcome.class))
                .as(OrderDoesNotMatterTest::fact);
    }

    private static Fact fact(
            int kind,
            int on,
            int late,
            String agency,
            Topic topic,
            Basis basis,
            Change value,
            AppointmentOutcome outcome) {
        int known = on + late;
        return switch (kind) {
            case 0 -> aConcern().by(agency).on(on).knownOn(known).build();
            case 1, 2 -> anAppointment().ended(outcome).by(agency).on(on).knownOn(known).build();
            case 3 ->
                    aProposal().by(agency).naming("school", "dental").on(on).knownOn(known).build();
            case 4 -> aClosure().by(agency).on(on).knownOn(known).build();
            case 5 -> aPlan().by(agency).on(on).knownOn(known).build();
            case 6 ->
                    aProfile()
                            .by(agency)
                            .withPhysicalCareAt(1 + on % 5)
                            .on(on)
                            .knownOn(known)
                            .build();
            case 7 -> aDissent().by(agency).on(on).knownOn(known).build();
            case 8 -> aServiceReferral().on(on).knownOn(known).build();
            case 9 -> aContact().by(agency).on(on).knownOn(known).build();
            case 10 -> aResolution().about(topic).on(on).knownOn(known).build();
            default ->
                    aClaim().about(topic)
                            .basedOn(basis)
                            .saying(value)
                            .by(agency)
                            .on(on)
                            .knownOn(known)
                            .build();
        };
    }

    private static Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, 180);
    }
}
