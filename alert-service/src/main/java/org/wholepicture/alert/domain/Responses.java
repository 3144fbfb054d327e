package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joint responses to concerns: an early help assessment, an assessment's start, a plan's start, a
 * strategy discussion, a team meeting, a core group or a conference; referrals, decisions and
 * changes of lead are none [A14].
 */
final class Responses {

    private static final List<Class<? extends Fact>> KINDS =
            List.of(
                    Fact.EarlyHelpAssessed.class,
                    Fact.AssessmentStarted.class,
                    Fact.PlanStarted.class,
                    Fact.StrategyDiscussion.class,
                    Fact.Meeting.class);

    private Responses() {}

    /** The day of the last one; null without any. */
    static @Nullable LocalDate last(History history) {
        LocalDate last = null;
        for (Class<? extends Fact> kind : KINDS) {
            List<? extends Fact> facts = history.facts(kind);
            if (!facts.isEmpty() && (last == null || last.isBefore(facts.getLast().happened()))) {
                last = facts.getLast().happened();
            }
        }
        return last;
    }
}
