package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.calendar.WorkingDays;

/** The facts about one child and the alerts that the rules make of them, told in a line each. */
final class Story {

    static final String CONTRA_PAIR = "CONTRA-PAIR";
    static final String STEPDOWN_CHECK = "STEPDOWN-CHECK";
    static final String SAFE_INFANT = "SAFE-INFANT";
    static final String CONFIRM_MISSING = "CONFIRM-MISSING";
    static final String WNB_REPEAT = "WNB-REPEAT";

    /** Long after the last window of any rule. */
    static final int FOR_GOOD = 1200;

    /** The defaults, in England's working days. */
    static final Settings SETTINGS = Settings.defaults(WorkingDays.ofEngland()::plus);

    private static final LocalDate DAY_ZERO = LocalDate.of(2026, 1, 5);

    private final List<Birth> births = new ArrayList<>(List.of(knownFromTheFirst(day(-2000))));
    private final List<Fact> facts = new ArrayList<>();
    private AlertFold fold = new AlertFold(Rules.ALL, SETTINGS);

    static LocalDate day(int number) {
        return DAY_ZERO.plusDays(number);
    }

    static int number(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - DAY_ZERO.toEpochDay());
    }

    static Story of(Fact... facts) {
        Story story = new Story();
        story.facts.addAll(Arrays.asList(facts));
        return story;
    }

    static Story of(Collection<Fact> facts) {
        Story story = new Story();
        story.facts.addAll(facts);
        return story;
    }

    Story with(Fact... more) {
        facts.addAll(Arrays.asList(more));
        return this;
    }

    /** Under other settings than the defaults. */
    Story under(Settings settings) {
        fold = new AlertFold(Rules.ALL, settings);
        return this;
    }

    Story bornOn(int day) {
        return bornOn(day(day));
    }

    Story bornOn(@Nullable LocalDate day) {
        births.clear();
        if (day != null) {
            births.add(knownFromTheFirst(day));
        }
        return this;
    }

    /** On a day somebody says when the child was born. */
    Story saidToBeBornOn(int day, int knownOn) {
        births.add(new Birth(day(day), day(knownOn)));
        return this;
    }

    private static Birth knownFromTheFirst(LocalDate day) {
        return new Birth(day, LocalDate.MIN);
    }

    /** Every episode up to the end of a day. */
    List<AlertEpisode> episodes(int through) {
        return fold.fold(births, facts, day(through));
    }

    /** The same facts, last one first and each twice: the story must not change. */
    List<AlertEpisode> episodesOfReversedCopies(int through) {
        List<Fact> twice = new ArrayList<>(facts);
        twice.addAll(facts);
        Collections.reverse(twice);
        return fold.fold(births, twice, day(through));
    }

    /** What becomes of a rule's alerts: "14 raised", "37 withdrawn", "45 resolved". */
    List<String> alerts(String rule) {
        return alerts(rule, FOR_GOOD);
    }

    /** As {@link #alerts(String)}, up to the end of a day. */
    List<String> alerts(String rule, int through) {
        List<String> told = told(episodes(through), rule);
        List<String> toldInReverse = told(episodesOfReversedCopies(through), rule);
        if (!told.equals(toldInReverse)) {
            throw new AssertionError("in reverse and twice: " + toldInReverse + ", not " + told);
        }
        return told;
    }

    private static List<String> told(List<AlertEpisode> episodes, String rule) {
        List<String> told = new ArrayList<>();
        for (AlertEpisode episode : episodes) {
            if (episode.rule().name().equals(rule)) {
                told.add(number(episode.raisedOn()) + " raised");
                switch (episode.ending()) {
                    case AlertEpisode.Ending.Standing() -> {}
                    case AlertEpisode.Ending.Resolved(LocalDate on) ->
                            told.add(number(on) + " resolved");
                    case AlertEpisode.Ending.Withdrawn(LocalDate on) ->
                            told.add(number(on) + " withdrawn");
                }
            }
        }
        return told;
    }

    /** The reasons of the first step-down check when it was raised; empty without one. */
    List<String> reasons() {
        return episodes(FOR_GOOD).stream()
                .filter(episode -> episode.rule().name().equals(STEPDOWN_CHECK))
                .findFirst()
                .map(episode -> episode.looks().getFirst().reasons())
                .orElse(List.of());
    }

    /** The only episode of a rule. */
    AlertEpisode only(String rule, int through) {
        List<AlertEpisode> found =
                episodes(through).stream()
                        .filter(episode -> episode.rule().name().equals(rule))
                        .toList();
        if (found.size() != 1) {
            throw new AssertionError(rule + " has " + found.size() + " episodes, not one");
        }
        return found.getFirst();
    }
}
