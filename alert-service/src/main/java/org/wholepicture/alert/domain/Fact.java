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

    /** Any other event: no rule reads its content, but its agency has been heard. */
    record Other(Provenance provenance, String type) implements Fact {}
}
