package org.wholepicture.chronology.web;

import java.util.List;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.domain.view.Cycle;
import org.wholepicture.chronology.domain.view.PlanPeriod;
import org.wholepicture.chronology.domain.view.Plans;

/** Earlier cycles, one line each, and what is open now. */
record CyclesPage(ViewHead head, String open, List<Line> cycles) {

    /** One cycle. */
    record Line(String text, String followed, String changesHref) {}

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "CyclesPage[]";
    }

    static CyclesPage of(ReadHistory.Whole whole, String root) {
        return new CyclesPage(
                ViewHead.of(whole, ViewHead.Page.CYCLES, root),
                open(whole),
                Cycle.of(whole.history()).reversed().stream()
                        .map(
                                cycle ->
                                        new Line(
                                                ViewWords.cycle(cycle),
                                                ViewWords.followed(cycle),
                                                ViewHead.address(
                                                                root,
                                                                whole.person(),
                                                                ViewHead.Page.CHANGES)
                                                        + "?since="
                                                        + cycle.ending().day()
                                                        + (whole.knownOn() == null
                                                                ? ""
                                                                : "&until=" + whole.knownOn())))
                        .toList());
    }

    private static String open(ReadHistory.Whole whole) {
        return Plans.of(whole.history()).stream()
                .filter(plan -> plan.isOpenOn(whole.history().today()))
                .findFirst()
                .map(CyclesPage::open)
                .orElse("No plan is open.");
    }

    private static String open(PlanPeriod plan) {
        return "Open now: "
                + ViewWords.plan(plan.plan())
                + ViewWords.categories(plan.categories())
                + (plan.start() == null ? "" : ", since " + Days.of(plan.start()))
                + ".";
    }
}
