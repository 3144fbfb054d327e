package org.wholepicture.chronology.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Timeline;

/**
 * Codes in plain words: neutral, about the child, and never those that domain.md D1 keeps from
 * screens.
 */
final class Words {

    static final Map<String, String> CATEGORIES =
            Map.of(
                    "NEG", "neglect",
                    "PHY", "physical harm",
                    "SAB", "sexual harm",
                    "EMO", "emotional harm",
                    "MUL", "more than one kind of harm");

    static final Map<String, String> NEGLECT_TYPES =
            Map.of(
                    "MEDICAL", "medical",
                    "NUTRITIONAL", "nutritional",
                    "EMOTIONAL", "emotional",
                    "EDUCATIONAL", "educational",
                    "PHYSICAL", "physical",
                    "SUPERVISION_GUIDANCE", "supervision and guidance",
                    "PRENATAL", "before birth");

    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "WAS_NOT_BROUGHT", "Was not brought to an appointment",
                    "DID_NOT_ATTEND", "Did not attend an appointment",
                    "NO_ACCESS", "Nobody could be seen at home",
                    "CANCELLED_BY_CARER", "Appointment cancelled by the carer",
                    "CANCELLED_BY_SERVICE", "Appointment cancelled by the service",
                    "RESCHEDULED", "Appointment moved to another day");

    static final Map<String, String> PLANS =
            Map.of(
                    "EH", "early help",
                    "CIN", "child in need",
                    "CP", "child protection",
                    "LAC", "looked after child",
                    "UNIVERSAL", "universal services",
                    "CLOSED", "closed");

    private static final Map<String, String> PLAN_STATES =
            Map.of("STARTED", "started", "REVIEWED", "reviewed", "ENDED", "ended");

    private static final Map<String, String> ASSESSMENTS =
            Map.of(
                    "EARLY_HELP", "Early help assessment",
                    "CHILD_AND_FAMILY", "Child and family assessment",
                    "PRE_BIRTH", "Pre-birth assessment",
                    "SPECIALIST", "Specialist assessment");

    /** In the order in which they are shown. */
    private static final SequencedMap<String, String> AREAS = new LinkedHashMap<>();

    static {
        AREAS.put("physical", "physical care");
        AREAS.put("safety", "safety");
        AREAS.put("emotional", "emotional care");
        AREAS.put("developmental", "developmental care");
    }

    private static final Map<String, String> MEETINGS =
            Map.of(
                    "STRATEGY_DISCUSSION", "Strategy discussion",
                    "INITIAL_CONFERENCE", "Initial child protection conference",
                    "REVIEW_CONFERENCE", "Review child protection conference",
                    "CORE_GROUP", "Core group",
                    "TEAM_AROUND_THE_FAMILY", "Team around the family meeting");

    private static final Map<String, String> MEDICALS =
            Map.of("HELD", "held", "TO_BE_HELD", "to be held", "NOT_NEEDED", "not needed");

    private static final Map<String, String> TERMS =
            Map.of(
                    "autumn-1", "autumn term, first half",
                    "autumn-2", "autumn term, second half",
                    "spring-1", "spring term, first half",
                    "spring-2", "spring term, second half",
                    "summer-1", "summer term, first half",
                    "summer-2", "summer term, second half");

    private static final Map<String, String> DECISIONS =
            Map.of(
                    "ASSESS", "assessment",
                    "EARLY_HELP", "early help",
                    "STRATEGY", "strategy discussion",
                    "NO_STRATEGY", "no strategy discussion",
                    "NO_STRATEGY_YET", "no strategy discussion yet",
                    "NO_FURTHER_ACTION", "no further action");

    private static final Map<String, String> FACTORS =
            Map.of(
                    "DOMESTIC_ABUSE", "Domestic abuse",
                    "PARENTAL_MENTAL_ILL_HEALTH", "Parental mental ill-health",
                    "SUBSTANCE_MISUSE", "Substance misuse");

    private static final Map<String, String> TOPICS =
            Map.ofEntries(
                    Map.entry("MEDICATION_GIVEN", "Medication given"),
                    Map.entry("REGISTERED_GP", "Registered with a GP"),
                    Map.entry("REGISTERED_DENTIST", "Registered with a dentist"),
                    Map.entry("SCHOOL_ATTENDANCE", "School attendance"),
                    Map.entry("HOME_CONDITIONS", "Home conditions"),
                    Map.entry("SAFE_SLEEP", "Safe sleep"),
                    Map.entry("SUBSTANCE_USE_AT_HOME", "Substance use at home"),
                    Map.entry("SUPERVISION", "Supervision"),
                    Map.entry("FOOD", "Food"),
                    Map.entry("CLOTHING_HYGIENE", "Clothing and hygiene"),
                    Map.entry("WARMTH_HEATING", "Warmth and heating"),
                    Map.entry("PARTNER_LEFT_HOME", "Partner has left the home"),
                    Map.entry("DENTAL_CARE", "Dental care"),
                    Map.entry("EMOTIONAL_AVAILABILITY", "Emotional availability"));

    private static final Map<String, String> RULES =
            Map.of(
                    "CONTRA-PAIR", "accounts that do not agree",
                    "STEPDOWN-CHECK", "check before stepping down or closing",
                    "SAFE-INFANT", "infant safety: substance use and unsafe sleep both seen",
                    "CONFIRM-MISSING", "said to be going well, not confirmed by the service",
                    "WNB-REPEAT", "missed appointments that were not made up for");

    private static final Map<String, String> REASONS =
            Map.of(
                    "OPEN_CONTRADICTION", "Accounts do not agree",
                    "UNCONFIRMED", "Not confirmed by another agency",
                    "MISSED_APPOINTMENT", "A missed appointment was not made up for",
                    "PROFILE_MISSING", "No recent graded care profile",
                    "PROFILE_HIGH", "A graded care profile of 4 or more",
                    "AGENCY_SILENT", "Nothing heard lately",
                    "OPEN_DISSENT", "A disagreement is open");

    private static final Map<String, String> STEP_DOWN_DECISIONS =
            Map.of(
                    "GO_AHEAD", "go ahead",
                    "DO_NOT_GO_AHEAD", "do not go ahead",
                    "WAIT", "wait");

    private static final Map<String, String> CHECK_ANSWERS =
            Map.of("CONFIRMED", "confirmed", "CORRECTED", "corrected", "CANNOT_SAY", "cannot say");

    private static final Map<String, String> SEVERITIES =
            Map.of("LOW", "low", "MED", "medium", "HIGH", "high");

    private Words() {}

    /** What kind of entry it is; the heading of the entry. */
    static String heading(Entry entry) {
        Map<String, Object> details = entry.details();
        return switch (entry.type()) {
            case CONCERN -> "Concern" + after(": ", word(CATEGORIES, details.get("category")));
            case LINKED_CONCERN -> "Concern about a child of the same home";
            case MISSED_APPOINTMENT ->
                    OUTCOMES.getOrDefault(text(details, "outcome"), "Missed appointment")
                            + adults(details);
            case ATTENDED_APPOINTMENT -> "Attended an appointment" + adults(details);
            case CONTACT -> "Contact";
            case VISIT -> "Visit" + adults(details);
            case STEP_DOWN -> stepDown(details);
            case ASSESSMENT ->
                    ASSESSMENTS.getOrDefault(text(details, "kind"), "Assessment")
                            + after(" ", lower(details, "state"));
            case CARE_PROFILE -> "Graded care profile";
            case MEETING -> meeting(details);
            case MINUTES_SHARED -> "Minutes shared";
            case ATTENDANCE -> "School attendance";
            case REFERRAL -> "Referral to the front door";
            case REFERRAL_DECISION ->
                    "Decision on a referral" + after(": ", word(DECISIONS, details.get("outcome")));
            case FAMILY_FACTOR ->
                    FACTORS.getOrDefault(text(details, "factor"), "A factor in the family");
            case SERVICE_REFERRAL -> "Referred to a service";
            case LEAD_PRACTITIONER -> "Lead practitioner named";
            case INVOLVEMENT -> "Service working with the child";
            case HOUSEHOLD_MEMBER -> "Household member";
            case PLAN ->
                    "Plan"
                            + after(" ", word(PLAN_STATES, details.get("state")))
                            + after(": ", word(PLANS, details.get("plan")));
            case RETRACTION -> "An earlier entry was withdrawn";
            case ALERT -> "Alert" + after(": ", word(RULES, details.get("rule")));
            case STEP_DOWN_DECISION ->
                    "Decision before a step-down or closure"
                            + after(": ", word(STEP_DOWN_DECISIONS, details.get("outcome")));
            case CHECK_ANSWER ->
                    "Answer to a question"
                            + after(": ", word(CHECK_ANSWERS, details.get("outcome")));
            case DISSENT -> "A practitioner disagrees";
        };
    }

    /** The name of a type, for filters. */
    static String type(EntryType type) {
        return switch (type) {
            case CONCERN -> "Concerns";
            case LINKED_CONCERN -> "Concerns about children of the same home";
            case MISSED_APPOINTMENT -> "Missed appointments";
            case ATTENDED_APPOINTMENT -> "Attended appointments";
            case CONTACT -> "Contacts";
            case VISIT -> "Visits";
            case ASSESSMENT -> "Assessments";
            case CARE_PROFILE -> "Graded care profiles";
            case MEETING -> "Meetings";
            case MINUTES_SHARED -> "Minutes shared";
            case ATTENDANCE -> "School attendance";
            case REFERRAL -> "Referrals to the front door";
            case REFERRAL_DECISION -> "Decisions on referrals";
            case FAMILY_FACTOR -> "Factors in the family";
            case STEP_DOWN -> "Step-downs and closures";
            case SERVICE_REFERRAL -> "Referrals to services";
            case LEAD_PRACTITIONER -> "Lead practitioner";
            case INVOLVEMENT -> "Services working with the child";
            case HOUSEHOLD_MEMBER -> "Household members";
            case PLAN -> "Plans";
            case RETRACTION -> "Withdrawals";
            case ALERT -> "Alerts";
            case STEP_DOWN_DECISION -> "Decisions before step-downs";
            case CHECK_ANSWER -> "Answers to questions";
            case DISSENT -> "Disagreements";
        };
    }

    /** How it is known; the basis decides how far it carries [domain.md B-02]. */
    static String basis(Basis basis) {
        return switch (basis) {
            case SELF_REPORT -> "said by the family about themselves";
            case OBSERVED -> "seen by the practitioner";
            case SERVICE_RECORD -> "from the service's record";
            case CHILD_VOICE -> "said by the child";
            case HEARSAY -> "told by somebody else";
            case OPINION -> "the practitioner's opinion";
        };
    }

    /** One claim with its own basis. */
    static String claim(Claim claim, Timeline.Names names) {
        String topic = topic(claim.topic(), names);
        String about = claim.about();
        String value =
                switch (claim.value()) {
                    case BETTER -> "well, or better";
                    case WORSE -> "not well, or not happening";
                };
        return topic
                + (about == null ? "" : " (" + about + ")")
                + ": "
                + value
                + "; "
                + basis(claim.basis());
    }

    /** Why it matters to the child. */
    static String significance(Significance significance) {
        String level = significance.level().name().toLowerCase(Locale.ROOT);
        return switch (significance.direction()) {
            case POSITIVE -> "Speaks for the child's situation, " + level + " significance";
            case CONCERN -> "A worry, " + level + " significance";
        };
    }

    /** What else the entry's own members say, a sentence each. */
    static List<String> details(Entry entry, Timeline.Names names) {
        Map<String, Object> details = entry.details();
        List<String> said = new ArrayList<>();
        switch (entry.type()) {
            case CONCERN -> {
                add(said, "Level: ", lower(details, "level"));
                add(said, "Kinds of neglect: ", words(NEGLECT_TYPES, details.get("neglectTypes")));
                addIf(
                        said,
                        details,
                        "physicalHarmDisclosed",
                        "Physical harm was disclosed or seen");
                addIf(said, details, "sharedHome", "About the home that siblings share");
            }
            case LINKED_CONCERN -> add(said, "Level: ", lower(details, "level"));
            case MISSED_APPOINTMENT, ATTENDED_APPOINTMENT -> {
                add(said, "Kind: ", spaced(details, "kind"));
                addIf(said, details, "serviceFault", "The service was at fault");
            }
            case CONTACT, VISIT -> {
                yesNo(said, details, "childSeen", "The child was seen", "The child was not seen");
                yesNo(said, details, "seenAlone", "Seen alone", "Not seen alone");
                addIf(said, details, "socialWorker", "By a social worker");
                yesNo(said, details, "announced", "Announced", "Not announced");
            }
            case ASSESSMENT -> {
                yesNo(
                        said,
                        details,
                        "childVoiceIncluded",
                        "The child's voice is part of it",
                        "The child's voice is not part of it");
                yesNo(
                        said,
                        details,
                        "adultMalesConsidered",
                        "The men of the household and the family are considered",
                        "The men of the household and the family are not considered");
                addIf(said, details, "newWorker", "By somebody new to this child");
            }
            case CARE_PROFILE -> add(said, "Grades, 1 is best and 5 worst: ", grades(details));
            case MEETING -> {
                addIf(said, details, "s47", "A section 47 enquiry began");
                addIf(said, details, "physicalHarm", "About physical harm");
                add(
                        said,
                        "Child protection medical: ",
                        word(MEDICALS, details.get("medicalDecision")));
            }
            case ATTENDANCE -> {
                if (details.containsKey("possible")) {
                    said.add(
                            "Missed %s of %s sessions"
                                    .formatted(text(details, "absent"), text(details, "possible")));
                }
                add(said, "Half term: ", word(TERMS, details.get("term")));
            }
            case REFERRAL -> {
                yesNo(
                        said,
                        details,
                        "historyGiven",
                        "It tells the history",
                        "It does not tell the history");
                yesNo(
                        said,
                        details,
                        "basisGiven",
                        "It tells how things are known",
                        "It does not tell how things are known");
                add(said, "Level of need, as the referrer sees it: ", text(details, "levelOfNeed"));
            }
            case REFERRAL_DECISION ->
                    add(
                            said,
                            "Level of need, as the front door sees it: ",
                            text(details, "levelOfNeed"));
            case FAMILY_FACTOR -> add(said, "Who in the family: ", text(details, "about"));
            case STEP_DOWN -> {
                add(said, "From: ", word(PLANS, details.get("from")));
                add(said, "To: ", word(PLANS, details.get("to")));
                add(
                        said,
                        "Agencies working with the child: ",
                        agencies(details.get("network"), names));
                add(said, "Relies on: ", topics(details.get("claimsReliedOn"), names));
            }
            case SERVICE_REFERRAL -> add(said, "To: ", names.of(new AgencyId(text(details, "to"))));
            case LEAD_PRACTITIONER, INVOLVEMENT -> {
                add(said, "Practitioner: ", practitioner(details, names));
                add(said, "Role: ", text(details, "role"));
                addIf(said, details, "newWorker", "Has not worked with this child before");
                add(said, "Until: ", text(details, "to"));
            }
            case HOUSEHOLD_MEMBER -> {
                add(said, "Role: ", spaced(details, "role"));
                addIf(said, details, "adultMale", "An adult man");
                addIf(said, details, "notKnown", "Who it is, is not known");
                add(said, "Until: ", text(details, "to"));
            }
            case PLAN -> {
                add(said, "Category: ", word(CATEGORIES, details.get("category")));
                add(said, "Categories: ", words(CATEGORIES, details.get("categories")));
            }
            case MINUTES_SHARED, RETRACTION, DISSENT, CHECK_ANSWER -> {}
            case STEP_DOWN_DECISION -> {
                if (details.get("reasons") instanceof List<?> reasons) {
                    reasons.forEach(
                            code -> said.add("Open then: " + reason(String.valueOf(code), names)));
                    if (reasons.isEmpty()) {
                        said.add("Nothing is kept as open then");
                    }
                }
            }
            case ALERT -> {
                add(said, "Rule: ", text(details, "rule"));
                add(said, "Severity: ", word(SEVERITIES, details.get("severity")));
                if (details.get("reasons") instanceof List<?> reasons) {
                    reasons.forEach(code -> said.add(reason(String.valueOf(code), names)));
                }
            }
        }
        return said;
    }

    /** What was said of the entry later. */
    static String mark(Line.Said said, Entry entry, Timeline.Names names) {
        String on = " on " + Days.of(said.known());
        PractitionerId practitioner = said.practitioner();
        String by = practitioner == null ? "" : " by " + names.of(practitioner);
        Line.Reason reason = said.reason();
        return switch (said.kind()) {
            case RETRACTED ->
                    "Withdrawn by the agency" + on + (reason == null ? "" : ": " + reason.text());
            case SUPERSEDED -> "Replaced by a later version" + on;
            case DISPUTED -> "A disagreement about this was raised" + by + on;
            case ADDED_TO -> "More facts came to it" + on;
            case ACKNOWLEDGED -> "Acknowledged" + by + on;
            case RESOLVED -> (entry.kind() == EntryKind.DISSENT ? "Settled" : "Resolved") + by + on;
            case WITHDRAWN ->
                    entry.kind() == EntryKind.DISSENT
                            ? "Withdrawn" + by + on
                            : "Withdrawn"
                                    + on
                                    + ", because a fact under it was corrected or withdrawn";
        };
    }

    /** One agency of the coverage. */
    static String coverage(Coverage coverage) {
        return coverage.name()
                + ": "
                + switch (coverage.state()) {
                    case Coverage.Heard(_, long days) when days == 0 -> "today";
                    case Coverage.Heard(_, long days) when days == 1 -> "1 day ago";
                    case Coverage.Heard(_, long days) -> days + " days ago";
                    case Coverage.Silent(_, long days) -> "silent for " + days + " days";
                    case Coverage.NothingReceived() -> "nothing received";
                    case Coverage.NotConnected() -> "not connected";
                };
    }

    /** On what ground somebody reads a timeline. */
    static String readAs(ReadAs readAs) {
        return switch (readAs) {
            case LEAD -> "lead practitioner";
            case NAMED -> "works with the child";
            case TEAM -> "manager of the lead practitioner";
            case FRONT_DOOR -> "front door, until somebody leads";
            case SHARED -> "under the sharing policy, with a reason";
            case EMERGENCY -> "in an emergency, with a reason";
        };
    }

    /** What a reader is to the child. */
    static String heldAs(Confirmation.HeldAs heldAs) {
        return switch (heldAs) {
            case LEAD -> "lead practitioner";
            case NAMED -> "works with the child";
        };
    }

    private static String stepDown(Map<String, Object> details) {
        if (!details.containsKey("state")) {
            // Withheld: proposed or done is not for this reader.
            return "Step-down or closure";
        }
        boolean closing = "CLOSED".equals(details.get("to"));
        boolean proposed = "PROPOSED".equals(details.get("state"));
        if (closing) {
            return proposed ? "Closing proposed" : "Closed";
        }
        return proposed ? "Step-down proposed" : "Stepped down";
    }

    private static String meeting(Map<String, Object> details) {
        String kind = text(details, "kind");
        String name = MEETINGS.getOrDefault(kind, "Meeting");
        if (!"DECIDED_AGAINST".equals(details.get("state"))) {
            return name;
        }
        return kind.equals("INITIAL_CONFERENCE")
                ? "Section 47 enquiry ended without a conference"
                : name + " decided against";
    }

    private static String grades(Map<String, Object> details) {
        return details.get("grades") instanceof Map<?, ?> grades
                ? AREAS.entrySet().stream()
                        .filter(area -> grades.containsKey(area.getKey()))
                        .map(area -> area.getValue() + " " + grades.get(area.getKey()))
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String adults(Map<String, Object> details) {
        return "ADULT".equals(details.get("whose")) ? " (an adult's)" : "";
    }

    static String topic(String topic, Timeline.Names names) {
        return topic.startsWith("ENGAGEMENT:")
                ? "Attending " + names.of(new AgencyId(topic.substring("ENGAGEMENT:".length())))
                : TOPICS.getOrDefault(topic, topic);
    }

    private static String reason(String code, Timeline.Names names) {
        int colon = code.indexOf(':');
        if (colon < 0) {
            return REASONS.getOrDefault(code, code);
        }
        String kind = code.substring(0, colon);
        String about = code.substring(colon + 1);
        return REASONS.getOrDefault(kind, kind)
                + ": "
                + (kind.equals("AGENCY_SILENT")
                        ? names.of(new AgencyId(about))
                        : topic(about, names));
    }

    private static String practitioner(Map<String, Object> details, Timeline.Names names) {
        return details.get("practitioner") instanceof String id
                ? names.of(new PractitionerId(id))
                : "";
    }

    private static String agencies(@Nullable Object ids, Timeline.Names names) {
        return ids instanceof List<?> list
                ? list.stream()
                        .map(id -> names.of(new AgencyId(String.valueOf(id))))
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String topics(@Nullable Object codes, Timeline.Names names) {
        return codes instanceof List<?> list
                ? list.stream()
                        .map(code -> topic(String.valueOf(code), names))
                        .collect(Collectors.joining(", "))
                : "";
    }

    private static String words(Map<String, String> words, @Nullable Object codes) {
        return codes instanceof List<?> list
                ? list.stream().map(code -> word(words, code)).collect(Collectors.joining(", "))
                : "";
    }

    private static String word(Map<String, String> words, @Nullable Object code) {
        return code == null ? "" : words.getOrDefault(code.toString(), code.toString());
    }

    private static String text(Map<String, Object> details, String member) {
        Object value = details.get(member);
        return value == null ? "" : value.toString();
    }

    private static String lower(Map<String, Object> details, String member) {
        return text(details, member).toLowerCase(Locale.ROOT);
    }

    private static String spaced(Map<String, Object> details, String member) {
        return text(details, member).replace('-', ' ');
    }

    private static String after(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    private static void add(List<String> said, String label, String value) {
        if (!value.isEmpty()) {
            said.add(label + value);
        }
    }

    private static void addIf(
            List<String> said, Map<String, Object> details, String member, String sentence) {
        if (Boolean.TRUE.equals(details.get(member))) {
            said.add(sentence);
        }
    }

    private static void yesNo(
            List<String> said, Map<String, Object> details, String member, String yes, String no) {
        if (details.get(member) instanceof Boolean answer) {
            said.add(answer ? yes : no);
        }
    }
}
