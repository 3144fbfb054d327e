package org.wholepicture.escalation.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the list of disagreements shows. */
record DissentLines(List<Line> open, List<Line> over, boolean frontDoor) {

    /**
     * One disagreement.
     *
     * @param daysLeft in words, of the present stage
     * @param limit the last day in time
     */
    record Line(
            UUID id,
            String words,
            String state,
            String tag,
            String stage,
            String daysLeft,
            boolean overdue,
            @Nullable String limit,
            String raised) {}
}
