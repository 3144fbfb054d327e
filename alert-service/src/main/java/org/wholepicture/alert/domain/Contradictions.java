package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of claims of one topic that cannot both be the whole picture (domain.md C10 CONTRA-PAIR).
 *
 * <ul>
 *   <li>FACT topic: a good self-report and an independent "not", in either order, at most 42 days
 *       apart, also from one agency.
 *   <li>STATE topic: an independent "not" on the day of a good self-report or up to 42 days after
 *       it; one before it makes no pair: what must be seen may have changed.
 *   <li>Two independent claims of different agencies, or two self-reports to different agencies,
 *       that disagree and are at most 14 days apart.
 *   <li>A good self-report that an independent claim confirmed before the "not" makes no pair
 *       [A34].
 *   <li>Hearsay and opinion neither confirm nor contradict.
 * </ul>
 */
final class Contradictions {

    private Contradictions() {}

    /**
     * Two claims that disagree.
     *
     * @param later the day of the later claim, from which its age counts [A35]
     */
    private record Pair(Fact.Claim one, Fact.Claim other, LocalDate later) {}

    /**
     * The open contradiction of a topic.
     *
     * @param events the claims of its open pairs
     * @param latest the later claim's day of the latest of them
     */
    record Open(Topic topic, List<EventId> events, LocalDate latest) {}

    /**
     * The open contradictions, by topic. A pair is closed by a recorded resolution on or after the
     * day of its later claim [A10], or when two agencies' independent claims, both later than the
     * pair, agree [A35]; it does not close because it grows old [A07b].
     */
    static SortedMap<String, Open> open(History history, Thresholds thresholds) {
        SortedMap<String, Open> open = new TreeMap<>();
        claimsByTopic(history)
                .forEach(
                        (code, claims) -> {
                            Open found = openPairs(history, code, claims, thresholds);
                            if (found != null) {
                                open.put(code, found);
                            }
                        });
        return open;
    }

    /** The claims that count, by the code of their topic, by day. */
    static SortedMap<String, List<Fact.Claim>> claimsByTopic(History history) {
        SortedMap<String, List<Fact.Claim>> claims = new TreeMap<>();
        for (Fact.Claim claim : history.facts(Fact.Claim.class)) {
            if (claim.basis().independent() || claim.basis() == Basis.SELF_REPORT) {
                claims.computeIfAbsent(claim.topic().code(), _ -> new ArrayList<>()).add(claim);
            }
        }
        return claims;
    }

    private static @Nullable Open openPairs(
            History history, String code, List<Fact.Claim> claims, Thresholds thresholds) {
        LocalDate closed = null;
        for (Fact.ContradictionResolved resolved :
                history.facts(Fact.ContradictionResolved.class)) {
            if (resolved.topic().code().equals(code)) {
                closed = later(closed, resolved.happened());
            }
        }
        LocalDate agreed = agreedOn(claims);
        NavigableSet<LocalDate> confirmations = confirmations(claims);
        int longest =
                Math.max(
                        thresholds.contradictions().selfReportAndNotDays(),
                        thresholds.contradictions().disagreementDays());
        List<EventId> events = new ArrayList<>();
        LocalDate latest = null;
        for (int i = 0; i < claims.size(); i++) {
            // They are in the order of their days: from there on all are too far apart.
            LocalDate last = claims.get(i).happened().plusDays(longest);
            for (int j = i + 1; j < claims.size() && !claims.get(j).happened().isAfter(last); j++) {
                Pair pair = pair(claims.get(i), claims.get(j), confirmations, thresholds);
                if (pair != null
                        && (closed == null || closed.isBefore(pair.later()))
                        && (agreed == null || !pair.later().isBefore(agreed))) {
                    events.add(pair.one().event());
                    events.add(pair.other().event());
                    latest = later(latest, pair.later());
                }
            }
        }
        return latest == null
                ? null
                : new Open(
                        claims.getFirst().topic(),
                        events.stream().sorted().distinct().toList(),
                        latest);
    }

    private static @Nullable Pair pair(
            Fact.Claim one,
            Fact.Claim other,
            NavigableSet<LocalDate> confirmations,
            Thresholds thresholds) {
        if (one.value() == other.value()) {
            return null;
        }
        Fact.Claim better = one.value() == Change.BETTER ? one : other;
        Fact.Claim worse = better == one ? other : one;
        long apart = Math.abs(ChronoUnit.DAYS.between(better.happened(), worse.happened()));
        boolean contradict;
        if (better.basis().independent() == worse.basis().independent()) {
            contradict =
                    apart <= thresholds.contradictions().disagreementDays()
                            && !better.agency().equals(worse.agency());
        } else {
            contradict =
                    worse.basis().independent()
                            && apart <= thresholds.contradictions().selfReportAndNotDays()
                            && (better.topic().kind() == Topic.Kind.FACT
                                    || !worse.happened().isBefore(better.happened()))
                            && !confirmed(better, worse, confirmations);
        }
        return contradict ? new Pair(one, other, later(one.happened(), other.happened())) : null;
    }

    /** The days on which an independent claim said that it is well. */
    private static NavigableSet<LocalDate> confirmations(List<Fact.Claim> claims) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Fact.Claim claim : claims) {
            if (claim.basis().independent() && claim.value() == Change.BETTER) {
                days.add(claim.happened());
            }
        }
        return days;
    }

    /**
     * Whether an independent claim confirmed the self-report before the "not" was said. On one day
     * a self-report comes first [A10].
     */
    private static boolean confirmed(
            Fact.Claim selfReport, Fact.Claim not, NavigableSet<LocalDate> confirmations) {
        LocalDate first = confirmations.ceiling(selfReport.happened());
        return first != null && first.isBefore(not.happened());
    }

    /**
     * The day before which every pair is closed because two agencies' independent claims, both
     * later, agree: of each value the second of the agencies' latest days, the later of the two
     * [A35].
     */
    private static @Nullable LocalDate agreedOn(List<Fact.Claim> claims) {
        LocalDate agreed = null;
        for (Change value : Change.values()) {
            Map<String, LocalDate> latest = new HashMap<>();
            for (Fact.Claim claim : claims) {
                if (claim.basis().independent() && claim.value() == value) {
                    latest.merge(claim.agency(), claim.happened(), Contradictions::later);
                }
            }
            List<LocalDate> days = latest.values().stream().sorted().toList();
            if (days.size() > 1) {
                agreed = later(agreed, days.get(days.size() - 2));
            }
        }
        return agreed;
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
