package org.wholepicture.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What a case history raised beside what it must raise: an extra alert is a difference, a missing
 * one is, and so is one on another day or with other reasons.
 */
public final class Comparison {

    private final CaseFile story;
    private final Set<String> built;
    private final List<String> differences = new ArrayList<>();

    private Comparison(CaseFile story, Set<String> built) {
        this.story = story;
        this.built = built;
    }

    /**
     * The differences, one a line; empty when all is right.
     *
     * @param built names of the rules that are built
     */
    public static List<String> differences(
            CaseFile story, CasePlayer.Played played, Set<String> built) {
        Comparison comparison = new Comparison(story, built);
        List<ExpectedAlert> expected = story.expected();
        if (expected == null) {
            comparison.differences.add(
                    "the file has no \"expected\", so there is nothing to compare; see --json");
        } else {
            comparison.compare(expected, played.alerts());
        }
        comparison.differences.addAll(played.problems());
        return List.copyOf(comparison.differences);
    }

    private void compare(List<ExpectedAlert> expected, List<RaisedAlert> raised) {
        List<ExpectedAlert> wanted = new ArrayList<>();
        for (ExpectedAlert alert : expected) {
            if (built.contains(RuleNames.withoutWithdrawal(alert.rule()))) {
                wanted.add(alert);
            } else {
                differences.add(
                        "needs rule "
                                + RuleNames.withoutWithdrawal(alert.rule())
                                + ", not yet built: "
                                + text(alert));
            }
        }
        List<RaisedAlert> got = new ArrayList<>(raised);
        // The best matches first, so that what is left over is told as what it most likely is.
        match(wanted, got, (want, have) -> want.day() == have.day() && reasons(want, have));
        for (Pair pair : match(wanted, got, (want, have) -> want.day() == have.day())) {
            differences.add(
                    "wrong reasons: "
                            + text(pair.want)
                            + " expected, but the reasons are "
                            + new TreeSet<>(pair.have.reasons()));
        }
        for (Pair pair : match(wanted, got, Comparison::reasons)) {
            differences.add(
                    "wrong day: "
                            + text(pair.want)
                            + " expected, raised on day "
                            + pair.have.day());
        }
        for (Pair pair : match(wanted, got, (_, _) -> true)) {
            differences.add(
                    "wrong day and reasons: "
                            + text(pair.want)
                            + " expected, but "
                            + text(pair.have));
        }
        wanted.forEach(alert -> differences.add("missing: " + text(alert)));
        got.forEach(alert -> differences.add("extra: " + text(alert) + mustNotFire(alert.rule())));
    }

    private String mustNotFire(String rule) {
        return story.mustNotFire().contains(rule) ? " (the file says it must not fire)" : "";
    }

    /** Takes matching pairs of the same rule and child out of both lists. */
    private static List<Pair> match(
            List<ExpectedAlert> wanted,
            List<RaisedAlert> got,
            BiPredicate<ExpectedAlert, RaisedAlert> fits) {
        List<Pair> pairs = new ArrayList<>();
        // Who asks for reasons chooses first: whoever does not is content with any.
        List<ExpectedAlert> inTurn =
                wanted.stream()
                        .sorted(
                                Comparator.comparing(
                                        (ExpectedAlert want) -> want.reasons() == null))
                        .toList();
        for (ExpectedAlert want : inTurn) {
            Optional<RaisedAlert> have =
                    got.stream()
                            .filter(alert -> alert.rule().equals(want.rule()))
                            .filter(alert -> alert.child().equals(want.child()))
                            .filter(alert -> fits.test(want, alert))
                            .findFirst();
            if (have.isPresent()) {
                wanted.remove(want);
                got.remove(have.get());
                pairs.add(new Pair(want, have.get()));
            }
        }
        return pairs;
    }

    private static boolean reasons(ExpectedAlert want, RaisedAlert have) {
        Set<String> reasons = want.reasons();
        return reasons == null || reasons.equals(Set.copyOf(have.reasons()));
    }

    private static String text(ExpectedAlert alert) {
        Set<String> reasons = alert.reasons();
        return "day "
                + alert.day()
                + " "
                + alert.rule()
                + " "
                + alert.child()
                + (reasons == null ? "" : " " + new TreeSet<>(reasons));
    }

    private static String text(RaisedAlert alert) {
        return "day "
                + alert.day()
                + " "
                + alert.rule()
                + " "
                + alert.child()
                + (alert.subject().equals("none") ? "" : " " + alert.subject())
                + (alert.reasons().isEmpty() ? "" : " " + alert.reasons());
    }

    private record Pair(ExpectedAlert want, RaisedAlert have) {}
}
