package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The history of one person's alerts, folded from their facts (design.md promise 2): for each
 * London day, the rules look at what was known by its end, and what they find is compared with the
 * day before. Days on which nothing becomes known and no finding begins or ends are passed over,
 * and a rule is asked again only when something it looked at has changed. Pure: the order and
 * repetition of the facts make no difference, and an alert raised and undone on one day is none
 * [A10]. Each day is looked at under the settings in force on it, so a later version leaves every
 * day before it as it was; an alert that its first day does not make any more is resolved on it.
 */
public final class AlertFold {

    private final List<Rule> rules;
    private final VersionedSettings settings;

    /** A fold of these rules, all speaking, under the same settings every day. Thread-safe. */
    public AlertFold(List<Rule> rules, Settings settings) {
        this(rules, VersionedSettings.always(rules, settings));
    }

    /** A fold of these rules under the settings of each day. Thread-safe. */
    public AlertFold(List<Rule> rules, VersionedSettings settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
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
        VersionedSettings.Version version = null;
        LocalDate day = known.first();
        while (day != null && !day.isAfter(today)) {
            VersionedSettings.Version now = settings.on(day);
            long changes = known.changesOn(day);
            // A history remembers what it worked out under its settings.
            if (changes != 0 || history == null || isAnother(now, version)) {
                history = known.on(day);
            }
            version = now;
            LocalDate next = earlier(known.newsAfter(day), settings.changeAfter(day));
            for (Watch watch : watches) {
                next = earlier(next, watch.look(day, changes, history, now));
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

    private static boolean isAnother(
            VersionedSettings.Version now, VersionedSettings.@Nullable Version before) {
        return before == null || before.number() != now.number();
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** One rule's alerts as the days go by. */
    private static final class Watch {

        private final Rule rule;
        private final Known known;
        private final List<AlertEpisode> ended;
        private final Map<Subject, Begun> standing = new HashMap<>();
        private List<Finding> findings = List.of();
        private long asked = History.ANYTHING;
        private @Nullable LocalDate turn;
        private VersionedSettings.@Nullable Version version;
        private Voice voice = Voice.OFF;

        private Watch(Rule rule, Known known, List<AlertEpisode> ended) {
            this.rule = rule;
            this.known = known;
            this.ended = ended;
        }

        /** An episode that has not ended, and under which version it began. */
        private record Begun(VersionedSettings.Version version, List<AlertEpisode.Look> looks) {}

        /**
         * Looks at a day, if it can tell anything else than the day before.
         *
         * @param now the settings of the day
         * @return the next day on which a finding begins or ends; null when none does
         */
        private @Nullable LocalDate look(
                LocalDate day, long changes, History history, VersionedSettings.Version now) {
            VersionedSettings.Version former = version == null ? now : version;
            boolean another = isAnother(now, version);
            if (another) {
                version = now;
                voice = now.voice(rule);
            }
            List<Finding> before = findings;
            if (another || (asked & changes) != 0) {
                history.ask();
                findings = voice == Voice.OFF ? List.of() : rule.evaluate(history, now.settings());
                asked = history.asked();
            } else if (turn == null || day.isBefore(turn)) {
                return turn;
            }
            if (!findings.isEmpty() || !standing.isEmpty()) {
                Map<Subject, AlertEpisode.Look> found = found(findings, day);
                boolean sameVoice = !another || former.voice(rule) == voice;
                // What was heard is not the same alert as what is not, and the other way round.
                end(sameVoice ? found : Map.of(), before, day, former);
                found.forEach(this::stand);
            }
            turn = turnAfter(day);
            return turn;
        }

        private void stand(Subject subject, AlertEpisode.Look look) {
            List<AlertEpisode.Look> looks =
                    standing.computeIfAbsent(
                                    subject,
                                    _ ->
                                            new Begun(
                                                    Objects.requireNonNull(version),
                                                    new ArrayList<>()))
                            .looks();
            if (looks.isEmpty()
                    || !looks.getLast().events().equals(look.events())
                    || !looks.getLast().reasons().equals(look.reasons())) {
                looks.add(look);
            }
        }

        private void end(
                Map<Subject, AlertEpisode.Look> found,
                List<Finding> before,
                LocalDate day,
                VersionedSettings.Version former) {
            Iterator<Map.Entry<Subject, Begun>> all = standing.entrySet().iterator();
            while (all.hasNext()) {
                Map.Entry<Subject, Begun> one = all.next();
                if (!found.containsKey(one.getKey())) {
                    keep(
                            one,
                            withdrawn(one.getKey(), before, day, former)
                                    ? new AlertEpisode.Ending.Withdrawn(day)
                                    : new AlertEpisode.Ending.Resolved(day));
                    all.remove();
                }
            }
        }

        /**
         * Whether it is a correction that leaves the alert without enough facts [A08]: what was
         * known before would still make it, and what is left of that does not. Good news of the
         * same day withdraws nothing [A06], and neither do time and other settings.
         */
        private boolean withdrawn(
                Subject subject,
                List<Finding> before,
                LocalDate day,
                VersionedSettings.Version former) {
            return known.correctedOn(day)
                    && found(before, day).containsKey(subject)
                    && !found(rule.evaluate(known.correctedOnly(day), former.settings()), day)
                            .containsKey(subject);
        }

        private void finish() {
            standing.entrySet().forEach(one -> keep(one, new AlertEpisode.Ending.Standing()));
        }

        private void keep(Map.Entry<Subject, Begun> one, AlertEpisode.Ending ending) {
            Begun begun = one.getValue();
            ended.add(
                    new AlertEpisode(
                            rule,
                            one.getKey(),
                            List.copyOf(begun.looks()),
                            ending,
                            begun.version().voice(rule),
                            begun.version().number()));
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
