package org.wholepicture.chronology.domain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Partnership;

/**
 * Promise 2 for the views: any order, repetition and replay of a history gives the same on every
 * day on which one asks.
 */
class AnyOrderOfViewsTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 900;

    /** An event, and when it was withdrawn, if it was. */
    record Told(Entry entry, int withdrawnAfter) {}

    @Property(tries = 60)
    void orderAndRepetitionLeaveNoTrace(
            @ForAll("histories") List<Told> told, @ForAll long seed, @ForAll int day) {
        LocalDate asked = FIRST.plusDays(Math.floorMod(day, DAYS + 60));
        List<Told> replayed = new ArrayList<>(told);
        replayed.addAll(told);
        Collections.shuffle(replayed, new Random(seed));

        History inOrder = asKnownOn(told, asked);
        History shuffled = asKnownOn(replayed, asked);

        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(everyView(shuffled)).isEqualTo(everyView(inOrder));
    }

    @Property(tries = 60)
    void whatWasAddedInTwoStepsIsWhatWasAddedInOne(
            @ForAll("histories") List<Told> told, @ForAll int one, @ForAll int other) {
        LocalDate first = FIRST.plusDays(Math.floorMod(Math.min(one, other), DAYS));
        LocalDate second = first.plusDays(Math.floorMod(Math.max(one, other), 60));
        LocalDate third = FIRST.plusDays(DAYS + 60L);

        Set<EventId> inTwo = new HashSet<>(added(told, first, second));
        inTwo.addAll(added(told, second, third));

        assertThat(added(told, first, third)).isEqualTo(inTwo);
        assertThat(Changes.between(asKnownOn(told, first), asKnownOn(told, first)).none()).isTrue();
    }

    @Property(tries = 60)
    void plansFollowEachOtherWithoutOverlap(@ForAll("histories") List<Told> told) {
        List<PlanPeriod> plans = Plans.of(asKnownOn(told, FIRST.plusDays(DAYS + 60L)));

        for (int i = 1; i < plans.size(); i++) {
            LocalDate start = plans.get(i).start();
            if (start != null) {
                assertThat(plans.get(i - 1).end()).isPresent();
                assertThat(plans.get(i - 1).end().orElseThrow()).isBeforeOrEqualTo(start);
            }
        }
    }

    private static Set<EventId> added(List<Told> told, LocalDate from, LocalDate to) {
        Set<EventId> added = new HashSet<>();
        Changes.between(asKnownOn(told, from), asKnownOn(told, to))
                .added()
                .forEach(line -> added.add(line.entry().id()));
        return added;
    }

    private static List<Object> everyView(History history) {
        List<Object> views = new ArrayList<>();
        views.add(Plans.of(history));
        views.add(Cycle.of(history));
        views.add(TopicClaims.of(history));
        views.add(CareProfile.of(history));
        views.add(Household.of(history));
        views.add(Gaps.of(history));
        views.add(Lanes.of(history, null, List.of()));
        HistoryPack.beginnings(history)
                .forEach(beginning -> views.add(HistoryPack.of(history, beginning)));
        return views;
    }

    private static History asKnownOn(List<Told> told, LocalDate day) {
        Instant before = Partnership.startOf(day.plusDays(1));
        return History.of(
                day,
                told.stream()
                        .filter(one -> one.entry().known().isBefore(before))
                        .map(one -> line(one, before))
                        .toList());
    }

    private static Line line(Told told, Instant before) {
        Instant withdrawn =
                told.entry().known().plusSeconds(86_400L * Math.max(0, told.withdrawnAfter()));
        return Line.of(
                told.entry(),
                told.withdrawnAfter() < 0 || !withdrawn.isBefore(before)
                        ? List.of()
                        : List.of(
                                new Line.Said(
                                        Mark.Kind.RETRACTED,
                                        new EventId(new UUID(9, 9)),
                                        withdrawn,
                                        null,
                                        null,
                                        null)));
    }

    @Provide
    Arbitrary<List<Told>> histories() {
        Arbitrary<Integer> days = Arbitraries.integers().between(0, DAYS);
        Arbitrary<Integer> late = Arbitraries.integers().between(0, 40);
        Arbitrary<Integer> withdrawn = Arbitraries.integers().between(-20, 20);
        Arbitrary<Integer> what = Arbitraries.integers().between(0, 999);
        return Combinators.combine(days, late, withdrawn, what, Arbitraries.longs())
                .as(
                        (day, after, gone, kind, id) ->
                                new Told(
                                        fact(kind)
                                                .id(id)
                                                .on(FIRST.plusDays(day))
                                                .known(
                                                        Partnership.startOf(
                                                                        FIRST.plusDays(day + after))
                                                                .plusSeconds(kind))
                                                .entry(),
                                        gone))
                .list()
                .ofMaxSize(40)
                .uniqueElements(one -> one.entry().id());
    }

    private static Fact fact(int kind) {
        String agency = List.of("school", "gp", "police").get(kind % 3);
        String plan = List.of("EH", "CIN", "CP").get(kind / 3 % 3);
        Fact fact =
                switch (kind % 8) {
                    case 0 -> Fact.of("plan").with("state", "STARTED").with("plan", plan);
                    case 1 ->
                            Fact.of("step-down")
                                    .with("state", kind % 16 == 1 ? "DONE" : "PROPOSED")
                                    .with("to", kind % 32 == 1 ? "CLOSED" : "CIN");
                    case 2 ->
                            Fact.of("concern")
                                    .with("level", kind % 16 == 2 ? "HIGH" : "LOW")
                                    .with("category", "NEG");
                    case 3 ->
                            Fact.of("contact")
                                    .with("childSeen", kind % 16 == 3)
                                    .claims(
                                            "FOOD",
                                            kind % 32 == 3 ? Claim.Value.BETTER : Claim.Value.WORSE,
                                            Basis.values()[kind % Basis.values().length]);
                    case 4 -> Fact.of("lead-practitioner").with("practitioner", "pr-" + kind % 3);
                    case 5 ->
                            Fact.of("household-member")
                                    .with("role", kind % 16 == 5 ? "father" : "mother")
                                    .with("adult", "adult-" + kind % 4);
                    case 6 -> Fact.of("plan").with("state", "ENDED").with("plan", plan);
                    default -> Fact.of("missed-appointment").with("outcome", "WAS_NOT_BROUGHT");
                };
        return fact.by(agency);
    }
}
