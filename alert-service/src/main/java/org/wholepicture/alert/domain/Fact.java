package org.wholepicture.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing the rules know about a child. An event with several claims states several facts of the
 * same event. Facts are compared by value, so a copy of a fact is the fact.
 */
public sealed interface Fact {

    /** Which event said it, which agency, when it happened and when it became known. */
    Provenance provenance();

    /** The event that states this fact. */
    default EventId event() {
        return provenance().event();
    }

    /** The agency whose system said it. */
    default String agency() {
        return provenance().agency();
    }

    /** The day it happened. */
    default LocalDate happened() {
        return provenance().happened();
    }

    /** When it became known. */
    default Instant known() {
        return provenance().known();
    }

    /** Whether its agency has been heard about the child by it [A36, A38 iv]. */
    default boolean heardFromItsAgency() {
        return true;
    }

    /** A worry. {@code category} is the abuse category, NEG for neglect [A16]. */
    record Concern(
            Provenance provenance,
            Level level,
            String category,
            Basis basis,
            boolean physicalHarmDisclosed,
            boolean sharedHome)
            implements Fact {}

    /** What somebody says of a topic, and on what basis (B-02). */
    record Claim(Provenance provenance, Topic topic, Change value, Basis basis) implements Fact {}

    /**
     * The outcome of a child's own appointment. The same {@code reference} reported twice is one
     * appointment [A30]; {@code serviceFault} is true when the service erred.
     */
    record Appointment(
            Provenance provenance,
            String kind,
            AppointmentOutcome outcome,
            @Nullable String reference,
            boolean serviceFault)
            implements Fact {}

    /** A proposal to step down or close, naming the agencies said to be working with the child. */
    record StepDownProposed(Provenance provenance, Set<String> network) implements Fact {}

    /** A step-down, or a closure, that has taken place. */
    record StepDownDone(Provenance provenance, boolean closed) implements Fact {}

    /** A plan's start; {@code categories} holds NEG where neglect is one of them [A12]. */
    record PlanStarted(Provenance provenance, PlanKind plan, Set<String> categories)
            implements Fact {}

    /** A plan's end. */
    record PlanEnded(Provenance provenance, PlanKind plan) implements Fact {}

    /** A referral on to a service, by its agency id. */
    record ServiceReferral(Provenance provenance, String to) implements Fact {}

    /** A graded care profile: grade 1 (best) to 5 by area (domain.md C5). */
    record CareProfile(Provenance provenance, Map<String, Integer> grades) implements Fact {

        /** The worst grade of any area; 0 when it has none. */
        public int worst() {
            return grades.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    /** A professional disagreement, raised. */
    record DissentRaised(Provenance provenance) implements Fact {}

    /** The end of a professional disagreement, naming the event that raised it. */
    record DissentResolved(Provenance provenance, EventId of) implements Fact {}

    /** A contradiction settled with recorded evidence [A35]. */
    record ContradictionResolved(Provenance provenance, Topic topic) implements Fact {}

    /**
     * Takes earlier events back. A newer version of a source record is one too: it takes the
     * earlier version back and states the facts anew.
     */
    record Retraction(Provenance provenance, Set<EventId> targets) implements Fact {}

    /**
     * A visit.
     *
     * @param socialWorker the child's social worker made it
     * @param childSeen this child was seen; of an unborn child, the expectant mother [A55]
     * @param seenAlone seen without a carer; null where nobody said
     */
    record Visit(
            Provenance provenance,
            boolean socialWorker,
            boolean childSeen,
            @Nullable Boolean seenAlone)
            implements Fact {}

    /** An agency was in touch; {@code childSeen} when that was with the child. */
    record Contact(Provenance provenance, boolean childSeen) implements Fact {}

    /** A review of a plan that is no conference: of a child in need plan, for one. */
    record PlanReviewed(Provenance provenance, PlanKind plan) implements Fact {}

    /** An early help assessment: a response, and no clock. */
    record EarlyHelpAssessed(Provenance provenance) implements Fact {}

    /** An assessment began; {@code newWorker} by somebody who has not held the case before. */
    record AssessmentStarted(Provenance provenance, boolean newWorker) implements Fact {}

    /**
     * An assessment ended.
     *
     * @param childVoice whether it holds the child's voice; null where that was not asked
     * @param adultMalesIncluded whether it considered the adult males; null where not asked
     */
    record AssessmentEnded(
            Provenance provenance,
            @Nullable Boolean childVoice,
            @Nullable Boolean adultMalesIncluded)
            implements Fact {}

    /**
     * A strategy discussion.
     *
     * @param s47 it began a section 47 enquiry
     * @param physicalHarm it was about physical harm
     * @param medicalDecided a medical was held, is to be held, or is not needed for a reason [A41]
     */
    record StrategyDiscussion(
            Provenance provenance, boolean s47, boolean physicalHarm, boolean medicalDecided)
            implements Fact {}

    /** A recorded decision not to hold a strategy discussion. */
    record StrategyDeclined(Provenance provenance) implements Fact {}

    /** A section 47 enquiry ended without a conference. */
    record EnquiryEnded(Provenance provenance) implements Fact {}

    /** A meeting that took place. */
    record Meeting(Provenance provenance, MeetingKind kind) implements Fact {}

    /** The minutes of a meeting were shared. */
    record MinutesShared(Provenance provenance, EventId of) implements Fact {}

    /**
     * School sessions of a half term.
     *
     * @param possible sessions the child could have come to
     * @param absent sessions missed
     * @param term its code, {@code autumn-1} to {@code summer-2}; null where nobody said
     */
    record Attendance(Provenance provenance, int possible, int absent, @Nullable String term)
            implements Fact {}

    /**
     * A referral to the front door.
     *
     * @param historyGiven whether it tells the history; null where that was not asked [A47]
     * @param basisGiven whether it tells how each thing is known; null where not asked
     */
    record Referral(
            Provenance provenance, @Nullable Boolean historyGiven, @Nullable Boolean basisGiven)
            implements Fact {}

    /**
     * The front door's decision.
     *
     * @param reasoned a reason was given
     * @param of the referral it answers; null for every earlier one that waits [A19]
     */
    record ReferralDecided(
            Provenance provenance, ReferralOutcome outcome, boolean reasoned, @Nullable EventId of)
            implements Fact {}

    /**
     * Somebody leads from now on.
     *
     * @param newWorker who has not held the case before
     * @param lead who it is, an opaque token; null where nobody said
     */
    record LeadAssigned(Provenance provenance, boolean newWorker, @Nullable String lead)
            implements Fact {}

    /** A factor in the family. */
    record FamilyFactor(Provenance provenance, FactorCode factor, Basis basis) implements Fact {}

    /** A man of the household or the family is known. */
    record HouseholdMale(Provenance provenance) implements Fact {}

    /**
     * A worry about the home that this child shares with the children it names; not a concern about
     * this child for any rule but WHOLE-SIBLING [A46]. Its event is that of the concern.
     *
     * @param leads who led for the children it names on that day
     */
    record LinkedConcern(Provenance provenance, Level level, Set<String> leads) implements Fact {

        /** It is said about another child [A46]. */
        @Override
        public boolean heardFromItsAgency() {
            return false;
        }
    }

    /**
     * Its agency works with the child from the day it happened.
     *
     * @param until the last day; null where it has not ended
     */
    record Involved(Provenance provenance, @Nullable LocalDate until) implements Fact {}

    /**
     * Somebody who answers for the child looked at what is open and decided about a step-down or
     * closure; happened on the day of the decision (B-36).
     *
     * @param network agencies that were looked at for silence
     * @param reasons codes of what was open then; empty for nothing
     */
    record StepDownChecked(
            Provenance provenance,
            StepDownDecision decision,
            Set<String> network,
            Set<String> reasons)
            implements Fact {

        /** It is a decision inside the product: no agency's system has said anything. */
        @Override
        public boolean heardFromItsAgency() {
            return false;
        }
    }

    /** An agency's answer to a question about what it knows of the child. */
    record CheckAnswered(Provenance provenance, CheckAnswer answer) implements Fact {

        /** Whoever cannot say has told nothing. */
        @Override
        public boolean heardFromItsAgency() {
            return answer != CheckAnswer.CANNOT_SAY;
        }
    }

    /** An event that waits in review: about no child, and no fact for any other rule [A48]. */
    record Held(Provenance provenance) implements Fact {}

    /** Any other event: no rule reads its content, but its agency has been heard. */
    record Other(Provenance provenance, String type) implements Fact {}
}
