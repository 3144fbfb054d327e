package org.wholepicture.chronology.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.view.Cycle;
import org.wholepicture.chronology.domain.view.Ending;
import org.wholepicture.chronology.domain.view.Gaps;
import org.wholepicture.chronology.domain.view.HistoryPack;
import org.wholepicture.chronology.domain.view.PlanPeriod;
import org.wholepicture.chronology.domain.view.TopicClaims;

/** The views in plain words: neutral, about the child, as {@link Words} are. */
final class ViewWords {

    private static final Map<String, String> AREAS =
            Map.of(
                    "physical", "Physical care",
                    "safety", "Safety",
                    "emotional", "Emotional care",
                    "developmental", "Developmental care");

    private ViewWords() {}

    /** A plan by its code: "Child in need plan". */
    static String plan(String code) {
        return switch (code) {
            case "EH" -> "Early help plan";
            case "CIN" -> "Child in need plan";
            case "CP" -> "Child protection plan";
            case "LAC" -> "Looked after child plan";
            case "" -> "Work whose beginning is not recorded";
            default -> "Plan " + code;
        };
    }

    /** " (neglect)"; empty for none. */
    static String categories(List<String> codes) {
        return codes.isEmpty()
                ? ""
                : codes.stream()
                        .map(code -> Words.CATEGORIES.getOrDefault(code, code))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** How it ended. */
    static String ending(Ending ending) {
        String to = Words.PLANS.getOrDefault(ending.to(), ending.to());
        return switch (ending.kind()) {
            case STEPPED_DOWN -> "stepped down" + (to.isEmpty() ? "" : " to " + to);
            case CLOSED -> "closed";
            case ENDED -> "plan ended";
            case REPLACED -> "another plan took its place" + (to.isEmpty() ? "" : ": " + to);
        };
    }

    /** An area of the graded care profile. */
    static String area(String code) {
        return AREAS.getOrDefault(code, code);
    }

    static String value(Claim.Value value) {
        return switch (value) {
            case BETTER -> "Well, or better";
            case WORSE -> "Not well, or not happening";
        };
    }

    static String side(TopicClaims.Side side) {
        return switch (side) {
            case CHILD -> "Said by the child";
            case SEEN_OR_ON_RECORD -> "Seen, or on record";
            case FAMILY -> "Said by the family about themselves";
            case TOLD_OR_THOUGHT -> "Told by somebody else, or an opinion";
        };
    }

    static String standing(TopicClaims.Standing standing) {
        return switch (standing) {
            case DO_NOT_AGREE ->
                    "Accounts do not agree: the family says it is well; the latest that was seen or recorded says it is not.";
            case NOT_CONFIRMED ->
                    "The family says it is well. This was not confirmed by another agency.";
            case AGREE ->
                    "The family’s latest word and what was last seen or recorded say the same.";
            case FAMILY_WORRIED ->
                    "The family says it is not well; the latest that was seen or recorded says it is.";
            case ONE_SIDE -> "";
        };
    }

    static String tag(TopicClaims.Standing standing) {
        return switch (standing) {
            case DO_NOT_AGREE -> "Accounts do not agree";
            case NOT_CONFIRMED -> "Not confirmed";
            case AGREE -> "Accounts agree";
            case FAMILY_WORRIED -> "Accounts do not agree";
            case ONE_SIDE -> "";
        };
    }

    /** When something was known last. */
    static String last(Gaps.Last last, String known, String never, Timeline.Names names) {
        return switch (last) {
            case Gaps.Last.Never() -> never;
            case Gaps.Last.On(LocalDate day, long days, var by) ->
                    known
                            + " "
                            + Days.of(day)
                            + " ("
                            + ago(days)
                            + ")"
                            + (by == null ? "" : ", " + names.of(by))
                            + ".";
        };
    }

    static String ago(long days) {
        return days == 0 ? "today" : ViewHead.count(days, "day ago", "days ago");
    }

    /** A time of days as people say it. */
    static String lasted(long days) {
        if (days < 14) {
            return ViewHead.count(days, "day", "days");
        }
        return days < 90 ? days / 7 + " weeks" : days / 30 + " months";
    }

    /** An earlier cycle in one line. */
    static String cycle(Cycle cycle) {
        PlanPeriod plan = cycle.plan();
        LocalDate start = plan.start();
        return (start == null ? "Beginning not recorded" : Days.of(start))
                + " to "
                + Days.of(cycle.ending().day())
                + cycle.days().map(days -> " (" + lasted(days) + ")").orElse("")
                + ": "
                + (start == null ? "work with the child" : plan(plan.plan()))
                + categories(plan.categories())
                + ", "
                + ending(cycle.ending())
                + ".";
    }

    /** What followed within a year, in one line. */
    static String followed(Cycle cycle) {
        List<String> parts = new ArrayList<>();
        if (cycle.concerns() > 0) {
            parts.add(ViewHead.count(cycle.concerns(), "concern", "concerns"));
        }
        if (cycle.referrals() > 0) {
            parts.add(ViewHead.count(cycle.referrals(), "referral", "referrals"));
        }
        if (cycle.missed() > 0) {
            parts.add(ViewHead.count(cycle.missed(), "missed appointment", "missed appointments"));
        }
        PlanPeriod next = cycle.nextPlan();
        if (next != null && next.start() != null) {
            parts.add(plan(next.plan()) + " from " + Days.of(next.start()));
        }
        String within = cycle.wholeYear() ? "Within a year: " : "So far, within less than a year: ";
        String first =
                cycle.lasted()
                        .map(
                                days ->
                                        " The first moderate or high concern or referral came after "
                                                + lasted(days)
                                                + ".")
                        .orElse("");
        return within
                + (parts.isEmpty() ? "nothing recorded" : String.join(", ", parts))
                + "."
                + first;
    }

    static String beginning(HistoryPack.BeginningKind kind) {
        return switch (kind) {
            case NEW_LEAD -> "New lead practitioner";
            case NEW_ASSESSMENT -> "New assessment";
        };
    }

    static String changed(HistoryPack.Changed changed, Timeline.Names names) {
        return switch (changed) {
            case HistoryPack.Changed.Topic(
                            String topic,
                            Claim.Value first,
                            Claim.Value last,
                            boolean independent) ->
                    Words.topic(topic, names)
                            + ": "
                            + (first == last
                                    ? "stayed " + lower(value(first))
                                    : "from " + lower(value(first)) + " to " + lower(value(last)))
                            + (independent
                                    ? ""
                                    : ", by the family’s own account alone; not confirmed by another agency");
            case HistoryPack.Changed.Grade(String area, int first, int last) ->
                    "Care profile, "
                            + lower(area(area))
                            + ": "
                            + (first == last
                                    ? "stayed at " + first
                                    : "from " + first + " to " + last)
                            + " (1 is best, 5 is worst)";
        };
    }

    static String lower(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
