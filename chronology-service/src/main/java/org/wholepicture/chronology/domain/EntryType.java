package org.wholepicture.chronology.domain;

import java.util.Arrays;
import java.util.Optional;

/** Every type of entry that this version can keep and put into words [design.md Intake]. */
public enum EntryType {
    CONCERN("concern"),
    LINKED_CONCERN("linked-concern"),
    MISSED_APPOINTMENT("missed-appointment"),
    ATTENDED_APPOINTMENT("attended-appointment"),
    CONTACT("contact"),
    VISIT("visit"),
    STEP_DOWN("step-down"),
    PLAN("plan"),
    ASSESSMENT("assessment"),
    CARE_PROFILE("care-profile"),
    MEETING("meeting"),
    MINUTES_SHARED("minutes-shared"),
    ATTENDANCE("attendance"),
    REFERRAL("referral"),
    REFERRAL_DECISION("referral-decision"),
    SERVICE_REFERRAL("service-referral"),
    LEAD_PRACTITIONER("lead-practitioner"),
    INVOLVEMENT("involvement"),
    FAMILY_FACTOR("family-factor"),
    HOUSEHOLD_MEMBER("household-member"),
    RETRACTION("retraction"),
    ALERT("alert"),
    STEP_DOWN_DECISION("step-down-decision"),
    CHECK_ANSWER("check-answer"),
    DISSENT("dissent");

    private final String code;

    EntryType(String code) {
        this.code = code;
    }

    /** The short name in messages, queries and answers. */
    public String code() {
        return code;
    }

    /** Whether agencies' systems send it; the others come about in the product itself. */
    public boolean sentByAgencies() {
        return switch (this) {
            case ALERT, STEP_DOWN_DECISION, CHECK_ANSWER, DISSENT -> false;
            case CONCERN,
                    LINKED_CONCERN,
                    MISSED_APPOINTMENT,
                    ATTENDED_APPOINTMENT,
                    CONTACT,
                    VISIT,
                    STEP_DOWN,
                    PLAN,
                    ASSESSMENT,
                    CARE_PROFILE,
                    MEETING,
                    MINUTES_SHARED,
                    ATTENDANCE,
                    REFERRAL,
                    REFERRAL_DECISION,
                    SERVICE_REFERRAL,
                    LEAD_PRACTITIONER,
                    INVOLVEMENT,
                    FAMILY_FACTOR,
                    HOUSEHOLD_MEMBER,
                    RETRACTION ->
                    true;
        };
    }

    /** The type with this short name. */
    public static Optional<EntryType> find(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
