package org.wholepicture.cases.runner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wholepicture.alert.domain.AlertEpisode;
import org.wholepicture.alert.domain.AlertFold;
import org.wholepicture.alert.domain.Rule;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Settings;
import org.wholepicture.alert.domain.Thresholds;
import org.wholepicture.cases.CaseChild;
import org.wholepicture.cases.CaseEvent;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CasePlayer;
import org.wholepicture.cases.RaisedAlert;
import org.wholepicture.cases.RuleNames;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * Plays case histories in the rule core, with the default settings of domain.md C10. Each is played
 * once in the order of its file and then with every event delivered twice in other orders, which
 * must make no difference (design.md promise 2).
 */
final class CorePlayer implements CasePlayer {

    /** What this version raises, of either service. */
    static final Set<String> BUILT =
            Stream.concat(Rules.ALL.stream().map(Rule::name), Stream.of(CoreEscalation.RULE))
                    .collect(Collectors.toUnmodifiableSet());

    /** Fixed, so that a failure comes again. */
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

    private static final WorkingDays CALENDAR = WorkingDays.ofEngland();

    private final List<Rule> rules;

    CorePlayer() {
        this(Rules.ALL);
    }

    CorePlayer(List<Rule> rules) {
        this.rules = rules;
    }

    @Override
    public Played play(CaseFile story) {
        List<RaisedAlert> alerts = alerts(story, story.events());
        List<String> problems = new ArrayList<>();
        same(story, alerts, twice(story.events()).reversed(), "twice and in reverse order")
                .ifPresent(problems::add);
        for (long seed : SEEDS) {
            List<CaseEvent> shuffled = twice(story.events());
            Collections.shuffle(shuffled, new Random(seed));
            same(story, alerts, shuffled, "twice and shuffled by seed " + seed)
                    .ifPresent(problems::add);
        }
        return new Played(alerts, problems);
    }

    private static <T> List<T> twice(List<T> all) {
        List<T> twice = new ArrayList<>(all);
        twice.addAll(all);
        return twice;
    }

    private Optional<String> same(
            CaseFile story, List<RaisedAlert> alerts, List<CaseEvent> events, String how) {
        List<RaisedAlert> others = alerts(story, events);
        if (others.equals(alerts)) {
            return Optional.empty();
        }
        List<RaisedAlert> missing = new ArrayList<>(alerts);
        others.forEach(missing::remove);
        List<RaisedAlert> extra = new ArrayList<>(others);
        alerts.forEach(extra::remove);
        return Optional.of(
                "delivered "
                        + how
                        + ", the outcome is another: missing "
                        + missing
                        + ", extra "
                        + extra);
    }

    private List<RaisedAlert> alerts(CaseFile story, List<CaseEvent> delivered) {
        CoreFacts facts = new CoreFacts(story);
        CoreEscalation escalation = new CoreEscalation(story);
        // New-birth visits are asked of children born inside the window [A33].
        AlertFold fold =
                new AlertFold(
                        rules,
                        new Settings(
                                Thresholds.DEFAULTS,
                                CALENDAR::plus,
                                CaseFile.date(story.startDay())));
        LocalDate last = CaseFile.date(story.endDay());
        List<RaisedAlert> alerts = new ArrayList<>();
        for (CaseChild child : story.children()) {
            LocalDate born = CaseFile.date(child.birthDay());
            for (AlertEpisode episode :
                    fold.fold(born, twice(facts.about(child, delivered)), last)) {
                alerts.addAll(of(episode, child.id(), facts));
            }
            alerts.addAll(escalation.about(child, delivered));
        }
        for (AlertEpisode episode : fold.fold(List.of(), twice(facts.held(delivered)), last)) {
            alerts.addAll(of(episode, RaisedAlert.NOBODY, facts));
        }
        return alerts.stream()
                .filter(alert -> alert.day() >= story.startDay() && alert.day() <= story.endDay())
                .sorted(RaisedAlert.ORDER)
                .toList();
    }

    /** Only a step-down check has reasons that a file may list (cases/README.md). */
    private static List<String> reasons(AlertEpisode episode) {
        return episode.rule().name().equals("STEPDOWN-CHECK")
                ? episode.looks().getFirst().reasons()
                : List.of();
    }

    private static List<RaisedAlert> of(AlertEpisode episode, String child, CoreFacts facts) {
        String rule = episode.rule().name();
        String subject = facts.inWordsOfTheFile(episode.subject().toString());
        RaisedAlert raised =
                new RaisedAlert(
                        CaseFile.day(episode.raisedOn()), rule, child, subject, reasons(episode));
        return switch (episode.ending()) {
            case AlertEpisode.Ending.Standing() -> List.of(raised);
            case AlertEpisode.Ending.Resolved(_) -> List.of(raised);
            case AlertEpisode.Ending.Withdrawn(var on) ->
                    List.of(
                            raised,
                            new RaisedAlert(
                                    CaseFile.day(on),
                                    RuleNames.WITHDRAWN + rule,
                                    child,
                                    subject,
                                    List.of()));
        };
    }
}
