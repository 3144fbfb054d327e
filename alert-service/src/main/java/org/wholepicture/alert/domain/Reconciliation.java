package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

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

    /**
     * Which alert tells which episode: the one of its own day, whatever has become of either, or
     * else the first that overlaps it, because late delivery may have moved the day. What no alert
     * tells yet is raised. An ended alert stays as people were told it; it only keeps its episode
     * from being raised again.
     */
    private static void reconcileSubject(
            List<Alert> alerts,
            List<AlertEpisode> episodes,
            LocalDate today,
            List<AlertChange> changes) {
        List<Alert.Standing> standing = new ArrayList<>();
        List<Alert> ended = new ArrayList<>();
        for (Alert alert : alerts) {
            if (alert instanceof Alert.Standing open) {
                standing.add(open);
            } else {
                ended.add(alert);
            }
        }
        List<AlertEpisode> left = new ArrayList<>(episodes);
        Map<Alert, AlertEpisode> told = new IdentityHashMap<>();
        take(standing, left, told, Reconciliation::ofOneDay);
        take(ended, left, told, Reconciliation::ofOneDay);
        take(standing, left, told, Reconciliation::overlap);
        take(ended, left, told, Reconciliation::overlap);
        for (Alert.Standing open : standing) {
            changes.addAll(change(open, told.get(open), today));
        }
        left.forEach(episode -> changes.add(new AlertChange.Raised(episode)));
    }

    private static void take(
            List<? extends Alert> alerts,
            List<AlertEpisode> left,
            Map<Alert, AlertEpisode> told,
            BiPredicate<Alert, AlertEpisode> same) {
        for (Alert alert : alerts) {
            if (told.containsKey(alert)) {
                continue;
            }
            left.stream()
                    // An ended alert says nothing of an episode that stands: people must hear of
                    // it.
                    .filter(episode -> alert instanceof Alert.Standing || !episode.standing())
                    .filter(episode -> same.test(alert, episode))
                    .findFirst()
                    .ifPresent(
                            episode -> {
                                told.put(alert, episode);
                                left.remove(episode);
                            });
        }
    }

    private static boolean ofOneDay(Alert alert, AlertEpisode episode) {
        return alert.core().raisedOn().equals(episode.raisedOn());
    }

    /** On the day of its end something is no longer there; a day's own undoing overlaps nothing. */
    private static boolean overlap(Alert alert, AlertEpisode episode) {
        LocalDate from = alert.core().raisedOn();
        LocalDate until =
                switch (alert) {
                    case Alert.Standing _ -> LocalDate.MAX;
                    case Alert.Resolved resolved -> resolved.on();
                    case Alert.Withdrawn withdrawn -> withdrawn.on();
                };
        LocalDate episodeUntil =
                switch (episode.ending()) {
                    case AlertEpisode.Ending.Standing _ -> LocalDate.MAX;
                    case AlertEpisode.Ending.Resolved resolved -> resolved.on();
                    case AlertEpisode.Ending.Withdrawn withdrawn -> withdrawn.on();
                };
        return from.isBefore(until)
                && from.isBefore(episodeUntil)
                && episode.raisedOn().isBefore(until);
    }

    private static List<AlertChange> change(
            Alert.Standing open, @Nullable AlertEpisode episode, LocalDate today) {
        if (episode == null) {
            return List.of(new AlertChange.Withdrawn(open, today));
        }
        return switch (episode.ending()) {
            case AlertEpisode.Ending.Standing _ ->
                    open.showing(episode).core().equals(open.core())
                            ? List.of()
                            : List.of(new AlertChange.AddedTo(open, episode));
            case AlertEpisode.Ending.Resolved resolved ->
                    List.of(new AlertChange.Resolved(open, resolved.on()));
            case AlertEpisode.Ending.Withdrawn withdrawn ->
                    List.of(new AlertChange.Withdrawn(open, withdrawn.on()));
        };
    }
}
