package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step-down or closure that has taken place, and how it was looked at before (domain.md C10).
 *
 * @param event the event that told it
 * @param agency whose event it is
 * @param closed whether the case was closed
 * @param happened the day it took place
 * @param knownOn the day on which it counts: known, and happened
 * @param mark how it was looked at before
 * @param reasons codes of what was open: as decided about where somebody decided, else as the check
 *     found them, or would have
 * @param events the facts behind the reasons; empty where somebody decided
 * @param decision the decision that was recorded before; null without one
 */
public record SteppedDown(
        EventId event,
        String agency,
        boolean closed,
        LocalDate happened,
        LocalDate knownOn,
        Mark mark,
        List<String> reasons,
        List<EventId> events,
        @Nullable EventId decision) {

    /** How a step-down or closure was looked at before it took place. */
    public enum Mark {
        /** It was not proposed, or nobody could hear the check, and nobody recorded a decision. */
        UNCHECKED,
        /** The recorded decision was to wait, or not to go ahead. */
        AGAINST_DECISION,
        /** Reasons were open, and somebody went ahead. */
        WENT_AHEAD_WITH_REASONS,
        /** It was looked at, and nothing was open. */
        CHECKED
    }

    /** Copies the lists. */
    public SteppedDown {
        reasons = List.copyOf(reasons);
        events = List.copyOf(events);
    }

    /** The same with nothing said about why. */
    public SteppedDown withoutReasons() {
        return new SteppedDown(
                event, agency, closed, happened, knownOn, mark, List.of(), List.of(), decision);
    }

    /** The same with another mark. */
    public SteppedDown marked(Mark other) {
        return new SteppedDown(
                event, agency, closed, happened, knownOn, other, reasons, events, decision);
    }
}
