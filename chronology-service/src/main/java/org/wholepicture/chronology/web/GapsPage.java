package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.view.Gaps;

/** What is not known: of the child, of the family, and from whom nothing is heard. */
record GapsPage(
        ViewHead head,
        List<Agency> agencies,
        List<Known> child,
        List<Known> family,
        List<Known> work) {

    /** One agency of the coverage. */
    record Agency(String name, String state, String last, boolean silent) {}

    /** A line; open where it is a gap. */
    record Known(String text, boolean open) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "GapsPage[]";
    }

    static GapsPage of(ReadHistory.Whole whole, String root) {
        Gaps gaps = Gaps.of(whole.history());
        return new GapsPage(
                ViewHead.of(whole, ViewHead.Page.GAPS, root),
                whole.coverage().stream().map(GapsPage::agency).toList(),
                child(gaps, whole.names()),
                family(gaps),
                work(gaps, whole.names()));
    }

    private static Agency agency(Coverage coverage) {
        return switch (coverage.state()) {
            case Coverage.Heard(LocalDate last, long days) ->
                    new Agency(
                            coverage.name(), "Heard " + ViewWords.ago(days), Days.of(last), false);
            case Coverage.Silent(LocalDate last, long days) ->
                    new Agency(
                            coverage.name(), "Silent for " + days + " days", Days.of(last), true);
            case Coverage.NothingReceived() ->
                    new Agency(
                            coverage.name(),
                            "Connected; nothing received about this child",
                            "–",
                            true);
            case Coverage.NotConnected() -> new Agency(coverage.name(), "Not connected", "–", true);
        };
    }

    private static List<Known> child(Gaps gaps, Timeline.Names names) {
        return List.of(
                known(
                        gaps.seen(),
                        "Child last seen",
                        "No record that anybody has seen the child.",
                        names),
                known(
                        gaps.seenAlone(),
                        "Child last seen alone",
                        "No record that the child was ever seen alone.",
                        names),
                known(
                        gaps.seenBySocialWorker(),
                        "Child last seen by a social worker",
                        "No record that a social worker has seen the child.",
                        names),
                known(
                        gaps.voice(),
                        "The child’s own words last recorded",
                        "The child’s own words are not recorded anywhere.",
                        names),
                known(
                        gaps.careProfile(),
                        "Graded care profile last made",
                        "No graded care profile is recorded.",
                        names));
    }

    private static Known known(Gaps.Last last, String known, String never, Timeline.Names names) {
        return new Known(
                ViewWords.last(last, known, never, names), last instanceof Gaps.Last.Never);
    }

    private static List<Known> family(Gaps gaps) {
        List<Known> family = new ArrayList<>();
        family.add(parent(gaps.father(), "father"));
        family.add(parent(gaps.mother(), "mother"));
        gaps.assessmentsWithoutMen()
                .forEach(
                        entry ->
                                family.add(
                                        new Known(
                                                "The assessment of "
                                                        + Days.of(entry.happened())
                                                        + " did not consider the men of the household and the family.",
                                                true)));
        gaps.assessmentsWithoutVoice()
                .forEach(
                        entry ->
                                family.add(
                                        new Known(
                                                "The assessment of "
                                                        + Days.of(entry.happened())
                                                        + " does not hold the child’s voice.",
                                                true)));
        return family;
    }

    private static Known parent(Gaps.Parent parent, String who) {
        return switch (parent) {
            case RECORDED -> new Known("The " + who + " is recorded.", false);
            case NOT_KNOWN ->
                    new Known("It is recorded that it is not known who the " + who + " is.", true);
            case NOT_RECORDED -> new Known("Nobody is recorded as the " + who + ".", true);
        };
    }

    private static List<Known> work(Gaps gaps, Timeline.Names names) {
        List<Known> work = new ArrayList<>();
        if (!gaps.lead()) {
            work.add(new Known("No agency has said who the lead practitioner is.", true));
        }
        gaps.referred()
                .forEach(
                        referred -> {
                            LocalDate heard = referred.heard();
                            work.add(
                                    new Known(
                                            "Referred to "
                                                    + names.of(referred.to())
                                                    + " on "
                                                    + Days.of(referred.day())
                                                    + ": "
                                                    + (heard == null
                                                            ? "nothing heard from there since."
                                                            : "first heard from there on "
                                                                    + Days.of(heard)
                                                                    + "."),
                                            heard == null));
                        });
        if (!gaps.unheardNetwork().isEmpty()) {
            work.add(
                    new Known(
                            "Said to work with the child, and never heard from here: "
                                    + gaps.unheardNetwork().stream()
                                            .map(names::of)
                                            .collect(Collectors.joining(", "))
                                    + ".",
                            true));
        }
        return work;
    }
}
