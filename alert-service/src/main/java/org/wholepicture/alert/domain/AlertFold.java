package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of one person's alerts, folded from their facts (design.md promise 2): for each
 * London day, the rules look at what was known by its end, and what they find is compared with the
 * day before. Days on which nothing becomes known and no finding begins or ends are passed over,
 * and a rule is asked again only when something it looked at has changed. Pure: the order and
 * repetition of the facts make no difference, and an alert raised and undone on one day is none
 * [A10].
 */
public final class AlertFold {

    private final List<Rule> rules;
    private final Settings settings;

    /** A fold of these rules under these settings. Thread-safe. */
    public AlertFold(List<Rule> rules, Settings settings) {
        this.rules = List.copyOf(rules);
        this.settings =
                new Settings(
                        settings.thresholds(),
                        new RememberedCalendar(settings.calendar()),
                        settings.newBirthVisitsFrom());
    }

    /**
     * The episodes up to the end of a day, of a child whose birth day was known from the first.
     *
     * @param birthDay null where it is not known
     */
    public List<AlertEpisode> fold(
            @Nullable LocalDate birthDay, Collection<Fact> facts, LocalDate today) {
        return fold(
                birthDay == null ? List.of() : List.of(new Birth(birthDay, LocalDate.MIN)),
                facts,
                today);
    }

    /**
     * The episodes up to the end of a day.
     *
     * @param births what was said of the birth day, in the order in which it became known; the
     *     latest known counts
     * @param facts every fact about the person, in any order, copies allowed
     * @param today the last day; facts that become known later do not count
     * @return by the day they were raised, then rule, then subject
     */
    public List<AlertEpisode> fold(List<Birth> births, Collection<Fact> facts, LocalDate today) {
        Known known = new Known(births, facts);
        List<AlertEpisode> episodes = new ArrayList<>();
        List<Watch> watches = rules.stream().map(rule -> new Watch(rule, known, episodes)).toList();
        History history = null;
        LocalDate day = known.first();
        while (day != null && !day.isAfter(today)) {
            long changes = known.changesOn(day);
            if (changes != 0 || history == null) {
                history = known.on(day);
            }
            LocalDate next = known.newsAfter(day);
            for (Watch watch : watches) {
                next = earlier(next, watch.look(day, changes, history));
            }
            day = next;
        }
        watches.forEach(Watch::finish);
        episodes.sort(
                Comparator.comparing(AlertEpisode::raisedOn)
                        .thenComparing(episode -> episode.rule().name())
                        .thenComparing(AlertEpisode::subject));
        return episodes;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** One rule's alerts as the days go by. */
    private final class Watch {

        private final Rule rule;
        private final Known known;
        private final List<AlertEpisode> ended;
        private final Map<Subject, List<AlertEpisode.Look>> standing = new HashMap<>();
        private List<Finding> findings = List.of();
        private long asked = History.ANYTHING;
        private @Nullable LocalDate turn;

        private Watch(Rule rule, Known known, List<AlertEpisode> ended) {
            this.rule = rule;
            this.known = known;
            this.ended = ended;
        }

        /**
         * Looks at a day, if it can tell anything else than the day before.
         *
         * @return the next day on which a finding begins or ends; null when none does
         */
        private @Nullable LocalDate look(LocalDate day, long changes, History history) {
            List<Finding> before = findings;
            if ((asked & changes) != 0) {
                history.ask();
                findings = rule.evaluate(history, settings);
                asked = history.asked();
            } else if (turn == null || day.isBefore(turn)) {
                return turn;
            }
            if (!findings.isEmpty() || !standing.isEmpty()) {
                Map<Subject, AlertEpisode.Look> found = found(findings, day);
                end(found, before, day);
                found.forEach(this::stand);
            }
            turn = turnAfter(day);
            return turn;
        }

        private void stand(Subject subject, AlertEpisode.Look look) {
            List<AlertEpisode.Look> looks =
                    standing.computeIfAbsent(subject, _ -> new ArrayList<>());
            if (looks.isEmpty()
                    || !looks.getLast().events().equals(look.events())
                    || !looks.getLast().reasons().equals(look.reasons())) {
                looks.add(look);
            }
        }

        private void end(
                Map<Subject, AlertEpisode.Look> found, List<Finding> before, LocalDate day) {
            Iterator<Map.Entry<Subject, List<AlertEpisode.Look>>> all =
                    standing.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<Subject, List<AlertEpisode.Look>> one = all.next();
                if (!found.containsKey(one.getKey())) {
                    keep(
                            one,
                            withdrawn(one.getKey(), before, day)
                                    ? new AlertEpisode.Ending.Withdrawn(day)
                                    : new AlertEpisode.Ending.Resolved(day));
                    all.remove();
                }
            }
        }

        /**
         * Whether it is a correction that leaves the alert without enough facts [A08]: what was
         * known before would still make it, and what is left of that does not. Good news of the
         * same day withdraws nothing [A06], and time does not either.
         */
        private boolean withdrawn(Subject subject, List<Finding> before, LocalDate day) {
            return known.correctedOn(day)
                    && found(before, day).containsKey(subject)
                    && !found(rule.evaluate(known.correctedOnly(day), settings), day)
                            .containsKey(subject);
        }

        private void finish() {
            standing.entrySet().forEach(one -> keep(one, new AlertEpisode.Ending.Standing()));
        }

        private void keep(
                Map.Entry<Subject, List<AlertEpisode.Look>> one, AlertEpisode.Ending ending) {
            ended.add(new AlertEpisode(rule, one.getKey(), List.copyOf(one.getValue()), ending));
        }

        private @Nullable LocalDate turnAfter(LocalDate day) {
            LocalDate next = null;
            for (Finding finding : findings) {
                if (finding.from().isAfter(day)) {
                    next = earlier(next, finding.from());
                }
                if (finding.until().isAfter(day) && !finding.until().equals(LocalDate.MAX)) {
                    next = earlier(next, finding.until());
                }
            }
            return next;
        }
    }

    /** What holds on a day, by subject. */
    private static Map<Subject, AlertEpisode.Look> found(List<Finding> findings, LocalDate day) {
        Map<Subject, AlertEpisode.Look> found = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.holdsOn(day)) {
                found.merge(
                        finding.subject(),
                        new AlertEpisode.Look(day, finding.events(), finding.reasons()),
                        AlertFold::both);
            }
        }
        return found;
    }

    private static AlertEpisode.Look both(AlertEpisode.Look one, AlertEpisode.Look other) {
        var events = new TreeSet<>(one.events());
        events.addAll(other.events());
        var reasons = new TreeSet<>(one.reasons());
        reasons.addAll(other.reasons());
        return new AlertEpisode.Look(one.day(), List.copyOf(events), List.copyOf(reasons));
    }
}
