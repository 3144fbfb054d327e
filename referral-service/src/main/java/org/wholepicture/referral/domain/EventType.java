package org.wholepicture.referral.domain;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of events that agencies send (design.md, Intake). */
public enum EventType {
    CONCERN("concern"),
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
    RETRACTION("retraction");

    private static final String PREFIX = "org.wholepicture.";
    private static final String SUFFIX = ".v1";
    private static final Map<String, EventType> BY_SHORT_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(EventType::shortName, Function.identity()));

    private final String shortName;

    EventType(String shortName) {
        this.shortName = shortName;
    }

    /** As tokens, paths and contracts name it: {@code missed-appointment}. */
    public String shortName() {
        return shortName;
    }

    /** As CloudEvents name it: {@code org.wholepicture.missed-appointment.v1}. */
    public String cloudEventsType() {
        return PREFIX + shortName + SUFFIX;
    }

    /**
     * Whether a system that holds an adult alone can send it. What is decided, graded or counted of
     * a child comes from systems that hold the child.
     */
    public boolean isAlsoOfAdults() {
        return switch (this) {
            case CONCERN,
                    MISSED_APPOINTMENT,
                    ATTENDED_APPOINTMENT,
                    CONTACT,
                    VISIT,
                    STEP_DOWN,
                    PLAN,
                    REFERRAL,
                    SERVICE_REFERRAL,
                    LEAD_PRACTITIONER,
                    INVOLVEMENT,
                    FAMILY_FACTOR ->
                    true;
            case ASSESSMENT,
                    CARE_PROFILE,
                    MEETING,
                    MINUTES_SHARED,
                    ATTENDANCE,
                    REFERRAL_DECISION,
                    HOUSEHOLD_MEMBER,
                    RETRACTION ->
                    false;
        };
    }

    /** The type with this short name, if there is one. */
    public static Optional<EventType> findByShortName(String shortName) {
        return Optional.ofNullable(BY_SHORT_NAME.get(shortName));
    }

    /** The type with this CloudEvents type, if there is one. */
    public static Optional<EventType> findByCloudEventsType(String type) {
        if (!type.startsWith(PREFIX) || !type.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        int end = type.length() - SUFFIX.length();
        return end <= PREFIX.length()
                ? Optional.empty()
                : findByShortName(type.substring(PREFIX.length(), end));
    }
}
