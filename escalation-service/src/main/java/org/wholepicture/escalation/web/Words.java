package org.wholepicture.escalation.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.Protocol.Refusal;

/** What is known, in the words of the pages (domain.md D1). */
final class Words {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private static final DateTimeFormatter SHORT_DAY =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);

    private static final DateTimeFormatter DAY_AND_MONTH =
            DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

    /** Levels in full: nothing is abbreviated that a family might read. */
    private static final Map<String, String> LEVELS =
            Map.of(
                    "EH", "early help",
                    "CIN", "a child in need plan",
                    "CP", "a child protection plan",
                    "LAC", "being looked after",
                    "UNIVERSAL", "universal services");

    private static final Map<String, String> TYPES =
            Map.of(
                    "plan", "Plan",
                    "referral-decision", "Answer to a referral",
                    "service-referral", "Referral to a service",
                    "meeting", "Meeting",
                    "assessment", "Assessment");

    private Words() {}

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /** For a place that has no room for the year. */
    static String dayAndMonth(LocalDate day) {
        return DAY_AND_MONTH.format(day);
    }

    static String moment(Instant instant, ZoneId zone) {
        return MOMENT.format(instant.atZone(zone));
    }

    /** "Close the case from early help"; "Plan started: a child in need plan". */
    static String decision(Decision decision) {
        return switch (decision.content()) {
            case Decision.Content.StepDown(var _, var from, var to) -> {
                String before = from.map(level -> " from " + level(level)).orElse("");
                yield to.equals("CLOSED")
                        ? "Close the case" + before
                        : "Step down" + before + " to " + level(to);
            }
            case Decision.Content.Other(var type, var what, var of) ->
                    TYPES.getOrDefault(type, "Decision")
                            + what.map(code -> " " + code(code)).orElse("")
                            + of.map(code -> ": " + LEVELS.getOrDefault(code, code(code)))
                                    .orElse("");
        };
    }

    /** "Proposed", "Done", "Decided". */
    static String state(Decision decision) {
        return switch (decision.content()) {
            case Decision.Content.StepDown(var state, var _, var _) ->
                    switch (state) {
                        case PROPOSED -> "Proposed";
                        case DONE -> "Done";
                    };
            case Decision.Content.Other _ -> "Decided";
        };
    }

    /** What a page about it is headed. */
    static String heading(Issue.Kind kind) {
        return switch (kind) {
            case STEP_DOWN -> "Disagreement about a step-down";
            case DECISION -> "Disagreement about a decision";
            case REFERRAL_ANSWER -> "Disagreement about the answer to a referral";
            case LACK_OF_PROGRESS -> "Disagreement about a lack of progress";
        };
    }

    /** What it is called in a list and in the return. */
    static String kind(Issue.Kind kind) {
        return switch (kind) {
            case STEP_DOWN -> "A step-down";
            case DECISION -> "A decision";
            case REFERRAL_ANSWER -> "The answer to a referral";
            case LACK_OF_PROGRESS -> "A lack of progress";
        };
    }

    static String state(Dissent dissent) {
        return switch (dissent) {
            case Dissent.Raised _ -> "Waits for an answer";
            case Dissent.Answered _ -> "Answered, not agreed";
            case Dissent.MovedUp _ -> "Moved up, waits for an answer";
            case Dissent.Met _ -> "Met, not agreed";
            case Dissent.Resolved _ -> "Resolved";
            case Dissent.Withdrawn _ -> "Withdrawn";
        };
    }

    static String tag(Dissent dissent) {
        return switch (dissent) {
            case Dissent.Unresolved _ -> "govuk-tag--yellow";
            case Dissent.Resolved _ -> "govuk-tag--green";
            case Dissent.Withdrawn _ -> "govuk-tag--grey";
        };
    }

    /** "2 working days left"; nothing for one that is over. */
    static String daysLeft(OptionalInt days) {
        if (days.isEmpty()) {
            return "";
        }
        int left = days.getAsInt();
        if (left < 0) {
            return "Overdue by " + workingDays(-left);
        }
        return left == 0 ? "Last day: today" : workingDays(left) + " left";
    }

    static String workingDays(int days) {
        return days == 1 ? "1 working day" : days + " working days";
    }

    static String refusal(Refusal why) {
        return switch (why) {
            case ENDED -> "This disagreement is over: it was resolved or withdrawn meanwhile.";
            case NOT_YOUR_SIDE ->
                    "This is for the sides of the disagreement, or for the other one of them.";
            case ANSWERED_ALREADY -> "Your side has said its view at this stage already.";
            case RAISED_IS_SAID -> "At the first stage what was raised is the view of your side.";
            case MET_ALREADY -> "What came of meeting at this stage is written down already.";
            case MEETING_TO_COME -> "Enter a day that has been: the meeting is yet to come.";
            case AT_THE_TOP -> "It is at the top already.";
        };
    }

    private static String level(String code) {
        return LEVELS.getOrDefault(code, code);
    }

    private static String code(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
