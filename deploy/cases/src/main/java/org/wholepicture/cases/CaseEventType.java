package org.wholepicture.cases;

import static org.wholepicture.cases.CaseEventKey.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kinds of events of a case history: the table of design.md and cases/README.md. Each names the
 * keys without which it says nothing, and those that it may have.
 */
public enum CaseEventType {
    /** A worry. */
    CONCERN(
            List.of(LEVEL, CATEGORY, BASIS),
            List.of(NEGLECT_TYPES, PHYSICAL_HARM_DISCLOSED, SHARED_HOME)),
    /** An appointment and its outcome. */
    APPOINTMENT(List.of(KIND, OUTCOME), List.of(APPT_REF, SERVICE_FAULT, BASIS)),
    /** Something said about a topic. */
    CLAIM(List.of(TOPIC, VALUE, BASIS), List.of(TOPIC_KIND)),
    /** An agency was in touch. */
    CONTACT(List.of(), List.of(BASIS, SW, CHILD_SEEN, SEEN_ALONE)),
    /** A visit. */
    VISIT(List.of(), List.of(BASIS, SW, CHILD_SEEN, SEEN_ALONE)),
    /** A step-down is proposed. */
    STEP_DOWN_PROPOSED(List.of(), List.of(FROM, TO, NETWORK, REASON)),
    /** A step-down is done. */
    STEP_DOWN(List.of(), List.of(FROM, TO, NETWORK, REASON)),
    /** A closure is proposed. */
    CLOSE_PROPOSED(List.of(), List.of(FROM, TO, NETWORK, REASON)),
    /** A closure is done. */
    CLOSE(List.of(), List.of(FROM, TO, NETWORK, REASON)),
    /** A plan begins. */
    PLAN_START(List.of(PLAN), List.of(CATEGORY, CATEGORIES)),
    /** A plan ends otherwise than by step-down or closure. */
    PLAN_END(List.of(PLAN), List.of(REASON)),
    /** A review of a child in need plan. */
    CIN_REVIEW(List.of(), List.of(REASON)),
    /** An early help assessment. */
    EH_ASSESSMENT(List.of(), List.of(NEW_WORKER)),
    /** An assessment begins. */
    ASSESSMENT_START(List.of(), List.of(NEW_WORKER)),
    /** An assessment ends. */
    ASSESSMENT_END(List.of(), List.of(VOICE, ADULT_MALES_INCLUDED, NEW_WORKER)),
    /** A graded care profile. */
    GCP(List.of(GRADES), List.of(BASIS)),
    /** A strategy discussion. */
    STRATEGY_DISCUSSION(List.of(), List.of(S47, PHYSICAL, MEDICAL_DECISION, REASON, OF)),
    /** A recorded decision not to hold a strategy discussion. */
    STRATEGY_DECLINED(List.of(), List.of(REASON, OF)),
    /** A section 47 enquiry ends without a conference. */
    S47_END_NO_ICPC(List.of(), List.of(REASON, OF)),
    /** The initial child protection conference. */
    ICPC(List.of(), List.of()),
    /** A review child protection conference. */
    REVIEW_CONFERENCE(List.of(), List.of()),
    /** A core group. */
    CORE_GROUP(List.of(), List.of()),
    /** A team around the family meeting. */
    TAF_MEETING(List.of(), List.of()),
    /** Minutes of a conference are shared. */
    MINUTES_SHARED(List.of(), List.of(OF)),
    /** School sessions of a half term. */
    ATTENDANCE(List.of(POSSIBLE, ABSENT), List.of(TERM)),
    /** A referral to the front door. */
    REFERRAL(List.of(), List.of(HISTORY_GIVEN, BASIS_GIVEN, REASON)),
    /** The front door's decision. */
    REFERRAL_DECISION(List.of(OUTCOME), List.of(OF, REASON)),
    /** A referral on to a service. */
    REFERRAL_TO_SERVICE(List.of(TO), List.of(REASON)),
    /** Who leads. */
    LEAD_ASSIGNED(List.of(), List.of(NEW_WORKER, LEAD)),
    /** A factor in the family. */
    FACTOR(List.of(CaseEventKey.FACTOR), List.of(BASIS)),
    /** A man of the household. */
    HOUSEHOLD_MALE(List.of(), List.of(ROLE, BASIS)),
    /** An adult of the household. */
    HOUSEHOLD_MEMBER(List.of(), List.of(ROLE, BASIS)),
    /** An earlier event is withdrawn. */
    RETRACTION(List.of(TARGETS), List.of(REASON)),
    /** A contradiction is resolved with evidence. */
    CONTRA_RESOLVED(List.of(TOPIC), List.of(TOPIC_KIND, VALUE, BASIS, REASON, OUTCOME)),
    /** A practitioner disagrees. */
    DISSENT(List.of(), List.of(STAGE, OF, REASON)),
    /** A disagreement moves up. */
    ESCALATION_STAGE(List.of(OF), List.of(STAGE, REASON)),
    /** A disagreement ends. */
    ESCALATION_RESOLVED(List.of(OF), List.of(OUTCOME, STAGE, REASON));

    private static final CaseEventKey.Shape APPOINTMENT_OUTCOME =
            CaseEventKey.Shape.codes(
                    "ATTENDED",
                    "WAS_NOT_BROUGHT",
                    "DID_NOT_ATTEND",
                    "CANCELLED_BY_CARER",
                    "CANCELLED_BY_SERVICE",
                    "NO_ACCESS",
                    "RESCHEDULED");
    private static final CaseEventKey.Shape DECISION =
            CaseEventKey.Shape.codes(
                    "ASSESS",
                    "EARLY_HELP",
                    "STRATEGY",
                    "NO_STRATEGY",
                    "NO_STRATEGY_YET",
                    "NO_FURTHER_ACTION");

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final Set<CaseEventKey> required;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed
    private final Set<CaseEventKey> read;

    CaseEventType(List<CaseEventKey> required, List<CaseEventKey> optional) {
        this.required = Set.copyOf(required);
        Set<CaseEventKey> both = EnumSet.noneOf(CaseEventKey.class);
        both.addAll(required);
        both.addAll(optional);
        this.read = Set.copyOf(both);
    }

    Set<CaseEventKey> required() {
        return required;
    }

    boolean reads(CaseEventKey key) {
        return read.contains(key);
    }

    /** {@code outcome} and {@code to} mean different things in different types. */
    CaseEventKey.Shape shape(CaseEventKey key) {
        if (key == OUTCOME && this == APPOINTMENT) {
            return APPOINTMENT_OUTCOME;
        }
        if (key == OUTCOME && this == REFERRAL_DECISION) {
            return DECISION;
        }
        boolean ending =
                switch (this) {
                    case STEP_DOWN_PROPOSED, STEP_DOWN, CLOSE_PROPOSED, CLOSE -> true;
                    default -> false;
                };
        return key == TO && ending ? CaseEventKey.Shape.level() : key.shape();
    }

    static Optional<CaseEventType> find(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
