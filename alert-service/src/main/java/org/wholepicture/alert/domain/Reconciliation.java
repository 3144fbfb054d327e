package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the stored alerts of one person with the folded episodes, in the one place where
 * findings become changes (design.md "Rules").
 */
public final class Reconciliation {

    private Reconciliation() {}

    /**
     * The changes that make the stored alerts tell what the fold tells. Applying them and
     * reconciling again gives none.
     *
     * @param stored every stored alert of the person, in any order
     * @param episodes the fold up to {@code today}
     * @param today the day of a withdrawal that no episode dates
     */
    public static List<AlertChange> reconcile(
            List<Alert> stored, List<AlertEpisode> episodes, LocalDate today) {
        Map<String, List<Alert>> alertsOf = new TreeMap<>();
        for (Alert alert : stored) {
            String key = alert.core().rule() + " " + alert.core().subject();
            alertsOf.computeIfAbsent(key, _ -> new ArrayList<>()).add(alert);
        }
        Map<String, List<AlertEpisode>> episodesOf = new TreeMap<>();
        for (AlertEpisode episode : episodes) {
            String key = episode.rule().name() + " " + episode.subject();
            episodesOf.computeIfAbsent(key, _ -> new ArrayList<>()).add(episode);
        }
        List<AlertChange> changes = new ArrayList<>();
        alertsOf.forEach(
                (key, alerts) ->
                        reconcileSubject(
                                alerts, episodesOf.getOrDefault(key, List.of()), today, changes));
        episodesOf.forEach(
                (key, unstored) -> {
                    if (!alertsOf.containsKey(key)) {
                        unstored.forEach(episode -> changes.add(new AlertChange.Raised(episode)));
                    }
                });
        changes.sort(Comparator.comparingInt(Reconciliation::endingsFirst));
        return changes;
    }

    /** Endings go first, so that an alert may be raised anew for the same subject. */
    private static int endingsFirst(AlertChange change) {
        return switch (change) {
            case AlertChange.Resolved _, AlertChange.Withdrawn _ -> 0;
            case AlertChange.AddedTo _ -> 1;
            case AlertChange.Raised _ -> 2;
        };
    }

    private static void reconcileSubject(
            List<Alert> alerts,
            List<AlertEpisode> episodes,
            LocalDate today,
            List<AlertChange> changes) {
        List<AlertEpisode> left = new ArrayList<>(episodes);
        List<Alert.Standing> standing = new ArrayList<>();
        for (Alert alert : alerts) {
            switch (alert) {
                case Alert.Standing open -> standing.add(open);
                case Alert.Resolved ended -> forget(left, ended.core().raisedOn());
                case Alert.Withdrawn ended -> forget(left, ended.core().raisedOn());
            }
        }
        for (Alert.Standing open : standing) {
            Optional<AlertEpisode> same = take(left, open.core().raisedOn(), true);
            if (same.isPresent()) {
                AlertEpisode episode = same.get();
                if (!open.showing(episode).core().equals(open.core())) {
                    changes.add(new AlertChange.AddedTo(open, episode));
                }
            } else {
                changes.add(ended(open, take(left, open.core().raisedOn(), false), today));
            }
        }
        left.forEach(episode -> changes.add(new AlertChange.Raised(episode)));
    }

    /** An ended alert tells of the ended episode of its own day; there may be none any more. */
    private static void forget(List<AlertEpisode> left, LocalDate raisedOn) {
        left.removeIf(episode -> !episode.standing() && episode.raisedOn().equals(raisedOn));
    }

    /**
     * Takes the episode that a standing alert tells of: the standing one, whatever its day, for
     * late delivery may move the day; or else the ended one of its own day or the first that ended.
     */
    private static Optional<AlertEpisode> take(
            List<AlertEpisode> left, LocalDate raisedOn, boolean standing) {
        Optional<AlertEpisode> found =
                left.stream()
                        .filter(episode -> episode.standing() == standing)
                        .min(
                                Comparator.comparing(
                                        (AlertEpisode episode) ->
                                                episode.raisedOn().equals(raisedOn) ? 0 : 1));
        found.ifPresent(left::remove);
        return found;
    }

    private static AlertChange ended(
            Alert.Standing open, Optional<AlertEpisode> episode, LocalDate today) {
        if (episode.isPresent()
                && episode.get().ending() instanceof AlertEpisode.Ending.Resolved resolved) {
            return new AlertChange.Resolved(open, resolved.on());
        }
        if (episode.isPresent()
                && episode.get().ending() instanceof AlertEpisode.Ending.Withdrawn withdrawn) {
            return new AlertChange.Withdrawn(open, withdrawn.on());
        }
        return new AlertChange.Withdrawn(open, today);
    }
}
