package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Story.day;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * The alerts are a pure function of the set of facts (design.md promise 2), and what becomes known
 * later never changes what an earlier day knew (reading A06).
 */
class OrderDoesNotMatterTest {

    private static final LocalDate BIRTH_DAY = day(-100);
    private static final int LAST_DAY = 240;

    /** New-birth visits are expected, and visits alone are asked for: every rule runs. */
    private static final Settings SETTINGS = everyRuleRuns();

    /** Every kind of fact, the frequent ones more than once. */
    private static final List<String> TEMPLATES =
            """
            concern
            concern MODERATE home
            concern HIGH PHY harm
            claim SAFE_SLEEP WORSE OBSERVED
            claim SAFE_SLEEP BETTER SELF_REPORT
            claim SAFE_SLEEP BETTER OBSERVED
            claim SUBSTANCE_USE_AT_HOME WORSE OBSERVED
            claim ENGAGEMENT:drug-alcohol BETTER SELF_REPORT
            claim ENGAGEMENT:drug-alcohol WORSE SERVICE_RECORD
            claim HOME_CONDITIONS WORSE HEARSAY
            missed dental
            missed new-birth-visit
            noaccess dental D1
            attended dental
            attended 6-8-week-review
            cancelled dental
            absent antenatal
            missed dental fault
            propose school dental
            stepdown
            close
            plan CIN NEG
            plan CP NEG
            plan CP EMO
            plan EH
            endplan CP
            refers-to drug-alcohol
            gcp 4333
            gcp 3232
            dissent
            agreed 1
            settled SAFE_SLEEP
            visit sw seen together
            visit sw seen alone
            visit seen
            contact seen
            review
            eha
            assess new
            assess
            assessed novoice nomen
            strategy s47 physical
            strategy physical medical
            declined
            s47end
            icpc
            rcpc
            core
            taf
            minutes 2
            attendance 7/60 spring-1
            attendance 30/60 spring-1
            referral nohistory
            referral
            decision NO_FURTHER_ACTION
            decision ASSESS 3
            decision NO_STRATEGY reason
            lead a new
            lead b
            factor DOMESTIC_ABUSE
            factor SUBSTANCE_MISUSE
            male
            linked HIGH a
            involved
            checked GO_AHEAD UNCONFIRMED:SAFE_SLEEP
            answered CANNOT_SAY
            held
            retract 2
            other
            """
                    .lines()
                    .toList();

    /** Other numbers, other working days and other voices in the middle of the histories. */
    private static final int ANOTHER_VERSION = 90;

    private final AlertFold fold = new AlertFold(Rules.ALL, SETTINGS);
    private final AlertFold twoVersions =
            new AlertFold(
                    Rules.ALL,
                    new VersionedSettings(
                            List.of(
                                    new VersionedSettings.Version(
                                            1, LocalDate.MIN, SETTINGS, voices(0)),
                                    new VersionedSettings.Version(
                                            2, day(ANOTHER_VERSION), stricter(), voices(5)))));

    /** Every so many-th rule in shadow, the one after it off; 0 for none. */
    private static Map<String, Voice> voices(int every) {
        Map<String, Voice> voices = new HashMap<>();
        for (int at = 0; at < Rules.ALL.size(); at++) {
            int place = every == 0 ? -1 : at % every;
            voices.put(
                    Rules.ALL.get(at).name(),
                    place == 0 ? Voice.SHADOW : place == 1 ? Voice.OFF : Voice.SPEAKS);
        }
        return voices;
    }

    /** Every number at the end of what may be set that is not the default. */
    private static Settings stricter() {
        Map<String, Integer> values = new HashMap<>();
        for (ThresholdLimit limit : ThresholdLimits.ALL) {
            values.put(
                    limit.name(), limit.preset() == limit.least() ? limit.most() : limit.least());
        }
        WorkingCalendar closed = WorkingDays.ofEngland(Set.of(day(95), day(96)))::plus;
        return new Settings(ThresholdLimits.thresholds(values), closed, day(-150));
    }

    private static Settings everyRuleRuns() {
        Thresholds defaults = Thresholds.DEFAULTS;
        return new Settings(
                new Thresholds(
                        defaults.clocks(),
                        defaults.drift(),
                        defaults.profiles(),
                        defaults.appointments(),
                        defaults.healthReviews(),
                        defaults.contradictions(),
                        defaults.stepDown(),
                        defaults.safety(),
                        defaults.school(),
                        new Thresholds.Family(365, true, 2, 0),
                        defaults.planRestartDays()),
                Story.SETTINGS.calendar(),
                day(-150));
    }

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

    @Property(tries = 40, seed = "20261123")
    void anyOrderAndRepetitionGivesTheSameEpisodesAroundAnotherVersion(
            @ForAll("histories") List<Fact> facts, @ForAll long seed) {
        // given
        List<Fact> delivered = new ArrayList<>(facts);
        delivered.addAll(facts);
        Collections.shuffle(delivered, new Random(seed));

        // then
        assertThat(twoVersions.fold(BIRTH_DAY, delivered, day(LAST_DAY)))
                .isEqualTo(twoVersions.fold(BIRTH_DAY, facts, day(LAST_DAY)));
    }

    @Property(tries = 100, seed = "20261123")
    void anyOrderAndRepetitionGivesTheSameStepDowns(
            @ForAll("histories") List<Fact> facts, @ForAll long seed) {
        // given
        List<Fact> delivered = new ArrayList<>(facts);
        delivered.addAll(facts);
        Collections.shuffle(delivered, new Random(seed));
        VersionedSettings settings = VersionedSettings.always(Rules.ALL, SETTINGS);

        // then
        assertThat(StepDowns.fold(List.of(), delivered, day(LAST_DAY), settings))
                .isEqualTo(StepDowns.fold(List.of(), facts, day(LAST_DAY), settings));
    }

    @Property(tries = 40, seed = "20261123")
    void anotherVersionChangesNoEarlierDay(@ForAll("histories") List<Fact> facts) {
        // when
        List<AlertEpisode> one = fold.fold(BIRTH_DAY, facts, day(ANOTHER_VERSION - 1));
        List<AlertEpisode> two = twoVersions.fold(BIRTH_DAY, facts, day(LAST_DAY));

        // then whatever was raised before stands as it did until then
        assertThat(
                        raised(
                                two.stream()
                                        .filter(e -> e.raisedOn().isBefore(day(ANOTHER_VERSION)))
                                        .toList()))
                .isEqualTo(raised(one));
        assertThat(twoVersions.fold(BIRTH_DAY, facts, day(ANOTHER_VERSION - 1))).isEqualTo(one);
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
        return with(is, fact);
    }

    /** The same fact of another provenance: its first component, whatever its kind. */
    private static Fact with(Provenance provenance, Fact fact) {
        try {
            RecordComponent[] components = fact.getClass().getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int at = 0; at < components.length; at++) {
                types[at] = components[at].getType();
                values[at] = components[at].getAccessor().invoke(fact);
            }
            values[0] = provenance;
            return (Fact) fact.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
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
    void passingOverDaysAndRulesGivesTheSameEpisodes(
            @ForAll("histories") List<Fact> facts,
            @ForAll @IntRange(min = 0, max = LAST_DAY) int correctedOn) {
        // given
        List<Birth> births =
                List.of(
                        new Birth(BIRTH_DAY, LocalDate.MIN),
                        new Birth(day(-1000), day(correctedOn)));

        // then: the same as every rule asked afresh on every single day
        assertThat(beginningsAndEnds(fold.fold(births, facts, day(LAST_DAY))))
                .isEqualTo(onEveryDay(new Known(births, facts)));
    }

    private static SortedSet<String> beginningsAndEnds(List<AlertEpisode> episodes) {
        SortedSet<String> told = new TreeSet<>();
        for (AlertEpisode episode : episodes) {
            String what = episode.rule().name() + " " + episode.subject();
            told.add(episode.raisedOn() + " begins " + what);
            switch (episode.ending()) {
                case AlertEpisode.Ending.Standing() -> {}
                case AlertEpisode.Ending.Resolved(LocalDate on) -> told.add(on + " ends " + what);
                case AlertEpisode.Ending.Withdrawn(LocalDate on) -> told.add(on + " ends " + what);
            }
        }
        return told;
    }

    private static SortedSet<String> onEveryDay(Known known) {
        SortedSet<String> told = new TreeSet<>();
        Set<String> before = Set.of();
        for (LocalDate day = day(-200); !day.isAfter(day(LAST_DAY)); day = day.plusDays(1)) {
            Set<String> found = new HashSet<>();
            for (Rule rule : Rules.ALL) {
                for (Finding finding : rule.evaluate(known.on(day), SETTINGS)) {
                    if (finding.holdsOn(day)) {
                        found.add(rule.name() + " " + finding.subject());
                    }
                }
            }
            for (String what : found) {
                if (!before.contains(what)) {
                    told.add(day + " begins " + what);
                }
            }
            for (String what : before) {
                if (!found.contains(what)) {
                    told.add(day + " ends " + what);
                }
            }
            before = found;
        }
        return told;
    }

    @Test
    void theHistoriesHoldEveryKindOfFact() {
        assertThat(
                        TEMPLATES.stream()
                                .flatMap(line -> Lines.facts("0 school " + line).stream())
                                .<Class<?>>map(Object::getClass))
                .contains(Fact.class.getPermittedSubclasses());
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
        return lines().list()
                .ofMinSize(3)
                .ofMaxSize(25)
                .flatMap(
                        lines ->
                                retractions(lines.size())
                                        .list()
                                        .ofMaxSize(3)
                                        .map(retractions -> facts(lines, retractions)));
    }

    /** The lines are named by their number, so that others can speak of them. */
    private static List<Fact> facts(List<String> lines, List<String> retractions) {
        StringBuilder story = new StringBuilder();
        for (int at = 0; at < lines.size(); at++) {
            story.append(at).append(": ").append(lines.get(at)).append("; ");
        }
        story.append(String.join("; ", retractions));
        return Lines.facts(story.toString());
    }

    private static Arbitrary<String> retractions(int lines) {
        return Combinators.combine(Arbitraries.integers().between(0, lines - 1), days())
                .as((target, on) -> on + " school retract " + target);
    }

    private static Arbitrary<String> lines() {
        return Combinators.combine(
                        Arbitraries.of(TEMPLATES),
                        days(),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(0)),
                                Tuple.of(1, Arbitraries.integers().between(1, 60))),
                        Arbitraries.of("school", "early-help", "drug-alcohol", "dental"))
                .as(
                        (template, on, late, agency) ->
                                on + ">" + (on + late) + " " + agency + " " + template);
    }

    private static Arbitrary<Integer> days() {
        return Arbitraries.integers().between(0, 180);
    }
}
