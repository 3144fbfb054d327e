package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One alert as the fold tells it: raised on a day, added to on later ones, and ended or not. If the
 * facts make it again after its end, that is another episode [A07].
 *
 * @param rule the rule
 * @param subject what it is about
 * @param looks the days on which its facts or reasons changed, the first being the day it was
 *     raised; never empty
 * @param ending how it stands
 * @param voice of its rule from its first day to its last: what begins or stops to be heard is
 *     another episode
 * @param settings number of the version of the settings in force on its first day
 */
public record AlertEpisode(
        Rule rule, Subject subject, List<Look> looks, Ending ending, Voice voice, int settings) {

    /**
     * What the rule found on a day.
     *
     * @param events the events of the finding, sorted
     * @param reasons its reasons, sorted
     */
    public record Look(LocalDate day, List<EventId> events, List<String> reasons) {}

    /** How an episode stands. */
    public sealed interface Ending {
        /** The facts still make it. */
        record Standing() implements Ending {}

        /** The facts no longer make it, and nothing under it was taken back [A06]. */
        record Resolved(LocalDate on) implements Ending {}

        /** A fact under it was retracted or corrected away [A08, A49]. */
        record Withdrawn(LocalDate on) implements Ending {}
    }

    /** The day it was raised. */
    public LocalDate raisedOn() {
        return looks.getFirst().day();
    }

    /** Whether people hear of it. */
    public boolean spoken() {
        return voice == Voice.SPEAKS;
    }

    /** Whether the facts still make it. */
    public boolean standing() {
        return ending instanceof Ending.Standing;
    }

    /**
     * Every event that was ever under it, sorted; a retracted one is struck out, not left out
     * [A08].
     */
    public List<EventId> events() {
        SortedSet<EventId> events = new TreeSet<>();
        looks.forEach(look -> events.addAll(look.events()));
        return List.copyOf(events);
    }

    /** The reasons of the latest look. */
    public List<String> reasons() {
        return looks.getLast().reasons();
    }
}
