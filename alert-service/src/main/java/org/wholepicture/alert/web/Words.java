package org.wholepicture.alert.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertStore;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Audience;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.alert.domain.SteppedDown;

/**
 * Codes in plain words: neutral, about the child, and never those that domain.md D1 keeps from
 * screens (B-56).
 */
final class Words {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

    private static final Map<String, String> RULES =
            Map.ofEntries(
                    Map.entry("CLOCK-REF-1", "A referral that waits for a decision"),
                    Map.entry("CLOCK-ASSESS-45", "An assessment that has run for too long"),
                    Map.entry("CLOCK-ICPC-15", "A child protection conference that is overdue"),
                    Map.entry("CLOCK-CORE-10", "A first core group that is overdue"),
                    Map.entry("CLOCK-RCPC", "A review conference that is overdue"),
                    Map.entry("CLOCK-CPVISIT", "A social work visit that is overdue"),
                    Map.entry("CLOCK-MINUTES-15", "Minutes of a conference that are overdue"),
                    Map.entry("DRIFT-NOTSEEN", "Not seen by a social worker for four weeks"),
                    Map.entry("DRIFT-CP-12M", "A child protection plan open for a year"),
                    Map.entry("DRIFT-CP-24M", "A child protection plan open for two years"),
                    Map.entry(
                            "DRIFT-CIN-6M", "A child in need plan for neglect open for six months"),
                    Map.entry("DRIFT-REPEAT-CP", "A further child protection plan"),
                    Map.entry("DRIFT-CUMULATIVE", "Small concerns that belong together"),
                    Map.entry(
                            "DRIFT-CYCLE",
                            "Help that ended more than once, and worries that came back"),
                    Map.entry("DRIFT-STARTAGAIN", "Somebody new, and a history to read first"),
                    Map.entry("STEPDOWN-RELAPSE", "New worries soon after help ended"),
                    Map.entry("DRIFT-GCP", "Graded care profile: high, worse or not made"),
                    Map.entry("WNB-ON-PLAN", "A missed appointment on a plan for neglect"),
                    Map.entry("WNB-REPEAT", "Missed appointments that were not made up for"),
                    Map.entry("WNB-CANCEL", "Appointments cancelled again and again"),
                    Map.entry("WNB-ANTENATAL", "Antenatal appointments that were not attended"),
                    Map.entry("HCP-REVIEW-MISSED", "A health review that has not taken place"),
                    Map.entry("CONTRA-PAIR", "Accounts that do not agree"),
                    Map.entry(
                            "CONFIRM-MISSING",
                            "Said to be going well, not confirmed by the service"),
                    Map.entry("STEPDOWN-CHECK", "Check before stepping down or closing"),
                    Map.entry(
                            "SAFE-PHYSICAL-HARM",
                            "Physical harm disclosed where there are worries about neglect"),
                    Map.entry(
                            "SAFE-NO-STRATEGY", "Physical harm disclosed, no strategy discussion"),
                    Map.entry("SAFE-NO-MEDICAL-DECISION", "No decision on a medical"),
                    Map.entry(
                            "SAFE-INFANT",
                            "A baby's safety: two observations that belong together"),
                    Map.entry(
                            "EDU-PERSISTENT",
                            "A tenth of school missed, and a worry about the child"),
                    Map.entry("EDU-SEVERE", "Half of school missed"),
                    Map.entry("WHOLE-FACTORS", "Factors in the family that weigh together"),
                    Map.entry("WHOLE-FATHER", "A man of the household left out of an assessment"),
                    Map.entry("WHOLE-SIBLING", "A worry about the home, from a brother or sister"),
                    Map.entry("VOICE-MISSING", "An assessment without the child's voice"),
                    Map.entry("VOICE-NOT-ALONE", "Not seen alone"),
                    Map.entry("REF-QUALITY", "A referral that could say more"),
                    Map.entry("ID-REVIEW", "An event that waits in review"));

    private static final Map<String, String> TOPICS =
            Map.ofEntries(
                    Map.entry("MEDICATION_GIVEN", "medication being given"),
                    Map.entry("REGISTERED_GP", "registration with a GP"),
                    Map.entry("REGISTERED_DENTIST", "registration with a dentist"),
                    Map.entry("SCHOOL_ATTENDANCE", "school attendance"),
                    Map.entry("HOME_CONDITIONS", "home conditions"),
                    Map.entry("SAFE_SLEEP", "safe sleep"),
                    Map.entry("SUBSTANCE_USE_AT_HOME", "substance use at home"),
                    Map.entry("SUPERVISION", "supervision"),
                    Map.entry("FOOD", "food"),
                    Map.entry("CLOTHING_HYGIENE", "clothing and hygiene"),
                    Map.entry("WARMTH_HEATING", "warmth and heating"),
                    Map.entry("PARTNER_LEFT_HOME", "a partner having left the home"),
                    Map.entry("DENTAL_CARE", "dental care"),
                    Map.entry("EMOTIONAL_AVAILABILITY", "emotional availability"));

    private static final Map<String, String> BASES =
            Map.of(
                    "SELF_REPORT", "what the family said themselves",
                    "OBSERVED", "seen by the practitioner",
                    "SERVICE_RECORD", "the service's own record",
                    "CHILD_VOICE", "the child's own words",
                    "HEARSAY", "heard from somebody else",
                    "OPINION", "a professional opinion");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("concern", "Concern"),
                    Map.entry("missed-appointment", "Missed appointment"),
                    Map.entry("attended-appointment", "Attended appointment"),
                    Map.entry("contact", "Contact"),
                    Map.entry("step-down", "Step-down or closure"),
                    Map.entry("service-referral", "Referral to a service"),
                    Map.entry("lead-practitioner", "Lead practitioner"),
                    Map.entry("involvement", "Service working with the child"),
                    Map.entry("household-member", "Household member"),
                    Map.entry("linked-concern", "Concern about a child of the same home"),
                    Map.entry("plan", "Plan"),
                    Map.entry("visit", "Visit"),
                    Map.entry("assessment", "Assessment"),
                    Map.entry("care-profile", "Graded care profile"),
                    Map.entry("meeting", "Meeting"),
                    Map.entry("minutes-shared", "Minutes shared"),
                    Map.entry("attendance", "School attendance"),
                    Map.entry("referral", "Referral to the front door"),
                    Map.entry("referral-decision", "Decision on a referral"),
                    Map.entry("family-factor", "Factor in the family"),
                    Map.entry("retraction", "Withdrawal of an earlier entry"));

    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "WAS_NOT_BROUGHT", "Was not brought to an appointment",
                    "DID_NOT_ATTEND", "Did not attend an appointment",
                    "NO_ACCESS", "Nobody could be seen at home",
                    "CANCELLED_BY_CARER", "Appointment cancelled by the carer",
                    "CANCELLED_BY_SERVICE", "Appointment cancelled by the service",
                    "RESCHEDULED", "Appointment moved to another day");

    private static final String ENGAGEMENT = "ENGAGEMENT:";

    private Words() {}

    /** Name of a rule's alerts. */
    static String rule(String code) {
        return RULES.getOrDefault(code, code);
    }

    /** How soon. */
    static String severity(Severity severity) {
        return switch (severity) {
            case HIGH -> "High";
            case MED -> "Medium";
            case LOW -> "Low";
        };
    }

    /** Colour of the tag of a severity; the word beside it says the same. */
    static String severityTag(Severity severity) {
        return switch (severity) {
            case HIGH -> "govuk-tag--red";
            case MED -> "govuk-tag--orange";
            case LOW -> "govuk-tag--grey";
        };
    }

    /**
     * What a reason says.
     *
     * @param agencies names of agencies by id
     */
    static String reason(String code, UnaryOperator<String> agencies) {
        int colon = code.indexOf(':');
        String kind = colon < 0 ? code : code.substring(0, colon);
        String about = colon < 0 ? "" : code.substring(colon + 1);
        return switch (kind) {
            case "OPEN_CONTRADICTION" ->
                    "Accounts of "
                            + topic(about, agencies)
                            + " do not agree, and that is not settled.";
            case "UNCONFIRMED" ->
                    "A worry about "
                            + topic(about, agencies)
                            + " was seen or recorded, and no agency has since seen or recorded that it"
                            + " is better.";
            case "MISSED_APPOINTMENT" -> "A missed appointment was not made up for.";
            case "PROFILE_MISSING" -> "There is no recent graded care profile.";
            case "PROFILE_HIGH" -> "The last graded care profile has an area of 4 or more.";
            case "AGENCY_SILENT" ->
                    agencies.apply(about)
                            + " is said to be working with the child and has sent nothing lately.";
            case "OPEN_DISSENT" -> "A practitioner disagrees, and that is not resolved.";
            case "SEEN_BY_NO_AGENCY" -> "No agency at all has seen the child for six weeks.";
            case "NEGLECT_AFTER_NEGLECT" -> "This plan and an earlier one are both for neglect.";
            case "HIGH_WITHOUT_PLAN" ->
                    "A profile has an area of 4 or more, and there is no plan for neglect.";
            case "WORSE" -> "An area is worse than in the profile before.";
            case "STILL_HIGH" -> "An area has been 4 or more for three months.";
            case "NONE_ON_PLAN" ->
                    "No profile was made in the first two months of a plan for neglect.";
            case "OLD_ON_PLAN" ->
                    "The last profile is more than six months old, on a plan for neglect.";
            case "WITHOUT_HISTORY" -> "The referral does not tell the history.";
            case "WITHOUT_BASIS" -> "The referral does not tell how each thing is known.";
            default -> kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** How a step-down or closure was looked at before. */
    static String mark(SteppedDown.Mark mark) {
        return switch (mark) {
            case UNCHECKED -> "Unchecked";
            case AGAINST_DECISION -> "Against the recorded decision";
            case WENT_AHEAD_WITH_REASONS -> "Went ahead with reasons";
            case CHECKED -> "Checked";
        };
    }

    /** Colour of the tag of a mark; the word in it says the same. */
    static String markTag(SteppedDown.Mark mark) {
        return switch (mark) {
            case UNCHECKED, AGAINST_DECISION -> "govuk-tag--red";
            case WENT_AHEAD_WITH_REASONS -> "govuk-tag--orange";
            case CHECKED -> "govuk-tag--green";
        };
    }

    /** What was decided before a step-down or closure. */
    static String decision(StepDownDecision decision) {
        return switch (decision) {
            case GO_AHEAD -> "Go ahead";
            case DO_NOT_GO_AHEAD -> "Do not go ahead";
            case WAIT -> "Wait";
        };
    }

    /** What an agency answered. */
    static String answer(CheckAnswer answer) {
        return switch (answer) {
            case CONFIRMED -> "Confirmed";
            case CORRECTED -> "Corrected";
            case CANNOT_SAY -> "Cannot say";
        };
    }

    /** What was heard from a connected agency about the child. */
    static String coverage(FactsBehind.Coverage coverage) {
        LocalDate last = coverage.lastHeard();
        return coverage.name()
                + switch (coverage.state()) {
                    case "NOTHING_RECEIVED" -> ": connected, and has told nothing of this child.";
                    case "SILENT" -> ": silent" + since(last) + ".";
                    default -> ": heard" + since(last) + ".";
                };
    }

    private static String since(@Nullable LocalDate last) {
        return last == null ? "" : ", last about " + DAY.format(last);
    }

    /** A topic within a sentence. */
    static String topic(String code, UnaryOperator<String> agencies) {
        return code.startsWith(ENGAGEMENT)
                ? "engagement with " + agencies.apply(code.substring(ENGAGEMENT.length()))
                : TOPICS.getOrDefault(code, code.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** What a basis of evidence means. */
    static String basis(@Nullable String code) {
        return code == null ? "not stated" : BASES.getOrDefault(code, "not stated");
    }

    /** What kind of entry it is. */
    static String heading(FactsBehind.Entry entry) {
        Map<String, Object> details = entry.details() == null ? Map.of() : entry.details();
        if (entry.type().equals("missed-appointment")) {
            return OUTCOMES.getOrDefault(
                    String.valueOf(details.get("outcome")), "Missed appointment");
        }
        if (entry.type().equals("step-down")) {
            boolean closing = "CLOSED".equals(details.get("to"));
            boolean proposed = "PROPOSED".equals(details.get("state"));
            return (closing ? "Closure" : "Step-down") + (proposed ? " proposed" : "");
        }
        return TYPES.getOrDefault(entry.type(), "Entry");
    }

    /** What a claim says. */
    static String claim(FactsBehind.Claim claim, UnaryOperator<String> agencies) {
        String topic = topic(claim.topic(), agencies);
        String first = topic.substring(0, 1).toUpperCase(Locale.UK) + topic.substring(1);
        return first
                + (claim.value().equals("BETTER") ? ": better" : ": worse")
                + " ("
                + basis(claim.basis())
                + ")";
    }

    /** A day. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** A day with its weekday, for what is due. */
    static String dueDay(LocalDate day) {
        return WEEKDAY.format(day);
    }

    /** When something happened, as exactly as the source said. */
    static String happened(FactsBehind.@Nullable Happened happened) {
        if (happened == null) {
            return "date not stated";
        }
        try {
            LocalDate from = day(happened.from());
            String first =
                    switch (String.valueOf(happened.precision())) {
                        case "MONTH" -> MONTH.format(from);
                        case "ABOUT" -> "about " + DAY.format(from);
                        default -> DAY.format(from);
                    };
            return happened.to() == null ? first : first + " to " + DAY.format(day(happened.to()));
        } catch (DateTimeParseException _) {
            return "date not stated";
        }
    }

    /** How an alert stands that somebody has answered or put off; empty for any other. */
    static String standing(Alert alert) {
        return switch (alert) {
            case Alert.Acknowledged _ -> "Acknowledged";
            case Alert.InPlan _ -> "Known and in plan";
            case Alert.Suppressed suppressed ->
                    "Put off until " + day(suppressed.suppression().until());
            case Alert.Proposed _ -> "Proposed to put off";
            case Alert.Open _, Alert.Resolved _, Alert.Withdrawn _ -> "";
        };
    }

    /** Whom a rule's alerts are for. */
    static String audience(Audience audience) {
        return switch (audience) {
            case LEAD -> "the lead practitioner";
            case NEW_LEAD -> "the new lead practitioner";
            case FORMER_LEAD -> "the lead practitioner before";
            case MANAGER -> "their manager";
            case FRONT_DOOR_MANAGER -> "the front door's manager";
            case EARLY_HELP_FRONT_DOOR -> "the front door of early help";
            case REFERRER -> "whoever referred";
            case MASH -> "the multi-agency safeguarding hub";
            case CHAIR_SERVICE -> "the service that chairs conferences";
            case OVERSIGHT_FORUM -> "the partnership's oversight";
            case SENDERS_SAFEGUARDING_LEAD -> "the safeguarding lead of the agency that sent it";
            case DESIGNATED_SAFEGUARDING_LEAD -> "the school's designated safeguarding lead";
            case MIDWIFERY_SAFEGUARDING_LEAD -> "the safeguarding lead of midwifery";
            case HEALTH_VISITING_LEAD -> "the lead of health visiting";
            case HEALTH_VISITOR -> "the health visitor";
            case BOTH_AGENCIES -> "both agencies";
            case DATA_QUALITY_QUEUE -> "the review queue";
        };
    }

    /** What happened to an alert. */
    static String what(AlertStore.What what) {
        return switch (what) {
            case RAISED -> "Raised";
            case ADDED_TO -> "More facts or other reasons";
            case ACKNOWLEDGED -> "Acknowledged";
            case IN_PLAN -> "Said to be known and in plan";
            case SPOKE_AGAIN -> "Asks for an answer again";
            case MOVED_UP -> "Not answered in time: moved up to the manager";
            case CLAIMED -> "Taken from the queue";
            case RELEASED -> "Let go again";
            case SUPPRESSION_PROPOSED -> "Proposed to put it off";
            case SUPPRESSION_APPROVED -> "Put off";
            case SUPPRESSION_DECLINED -> "Not put off";
            case SUPPRESSION_ENDED -> "No longer put off or proposed to be";
            case EVIDENCE_RECORDED -> "Evidence recorded";
            case AGENCY_ASKED -> "Another agency asked";
            case AGENCY_ANSWERED -> "Answer of another agency";
            case RESOLVED -> "Ended: the facts no longer make it";
            case WITHDRAWN -> "Withdrawn: information behind it was corrected or taken back";
        };
    }

    private static LocalDate day(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).atZoneSameInstant(MailTimes.LONDON).toLocalDate()
                : LocalDate.parse(text);
    }
}
