package org.wholepicture.referral.web;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.RetentionPeriod;

/** Orders of erasure in plain words. */
final class ErasureWords {

    private ErasureWords() {}

    static String of(ErasureOrder.Ground ground) {
        return switch (ground) {
            case RETENTION_ENDED -> "It has been kept as long as it may be";
            case RIGHT_TO_ERASURE -> "Whom it is about has asked, and the controller has agreed";
            case COURT_ORDER -> "A court has ordered it";
            case UNLAWFULLY_HELD -> "It should never have been held here";
        };
    }

    static String of(ErasureOrder.Extent extent) {
        return switch (extent) {
            case EVERYTHING -> "Everything that is held of the child";
            case BUT_PLAN_HISTORY ->
                    "Everything but plan history: plans, endings and profile grades stay, without"
                            + " words";
        };
    }

    static String of(RetentionPeriod.HeldClass heldClass) {
        return switch (heldClass) {
            case SHARED_COPY -> "The shared copy, after the child was open to any agency";
            case PLAN_HISTORY -> "Plan history, from birth";
        };
    }

    static String months(int months) {
        int years = months / 12;
        if (months % 12 == 0) {
            return years == 1 ? "1 year" : years + " years";
        }
        return months == 1 ? "1 month" : months + " months";
    }

    static String about(Covers covers) {
        return switch (covers) {
            case Covers.Child(var person, var extent) -> of(extent) + " (" + person.value() + ")";
            case Covers.Events(var events) ->
                    events.size() == 1 ? "1 event" : events.size() + " events";
        };
    }

    static String of(State state) {
        return switch (state) {
            case State.Proposed _ -> "Waits for a second person";
            case State.Declined(var by, var why) ->
                    "Declined by " + by.practitioner() + " on " + day(by.at()) + ": " + why;
            case State.Approved(var by) ->
                    "Approved by " + by.practitioner() + ", being carried out";
            case State.CarriedOut(var by, var at, _) ->
                    "Approved by " + by.practitioner() + ", carried out on " + day(at);
        };
    }

    static String counts(Map<String, Long> counts) {
        String said =
                new TreeMap<>(counts)
                        .entrySet().stream()
                                .filter(each -> each.getValue() > 0)
                                .map(each -> each.getKey() + ": " + each.getValue())
                                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "nothing was held" : said;
    }

    static String day(Instant at) {
        return Days.of(at.atZone(Happened.LONDON).toLocalDate());
    }
}
