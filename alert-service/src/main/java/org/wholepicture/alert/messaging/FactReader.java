package org.wholepicture.alert.messaging;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.AppointmentOutcome;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.FactorCode;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.MeetingKind;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.ReferralOutcome;
import org.wholepicture.alert.domain.Topic;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.RefusedMessageException;

/** Reads a filed event as the facts that it states. */
final class FactReader {

    private FactReader() {}

    /**
     * The facts of an event: what its type says, its claims, and what it takes back.
     *
     * @param kind the type's short name, "concern"
     * @throws RefusedMessageException for codes that the contract does not have
     */
    static List<Fact> facts(String kind, Wire.FiledEvent event) {
        var from =
                new Provenance(
                        new EventId(event.event()),
                        event.agency(),
                        day(event.happened().from()),
                        event.known());
        var facts = new ArrayList<Fact>();
        addOwn(facts, kind, event, from);
        if (event.claims() != null) {
            event.claims().forEach(claim -> facts.add(claim(from, claim)));
        }
        addVersions(facts, event, from);
        if (facts.stream().allMatch(fact -> fact instanceof Fact.Retraction)
                && !kind.equals("retraction")) {
            facts.add(new Fact.Other(from, kind));
        }
        return facts;
    }

    /** What is left of an event that an order has erased: what it took back or replaced. */
    static List<Fact> left(Wire.Erased erased) {
        var own = new EventId(erased.event());
        LocalDate knownOn = erased.known().atZone(Provenance.LONDON).toLocalDate();
        var from = new Provenance(own, erased.agency(), knownOn, erased.known());
        var left = new ArrayList<Fact>();
        List<UUID> targets = erased.targets();
        if (targets != null && !targets.isEmpty()) {
            left.add(
                    new Fact.Retraction(
                            from,
                            targets.stream()
                                    .map(EventId::new)
                                    .collect(Collectors.toUnmodifiableSet())));
        }
        if (erased.supersedes() != null) {
            left.add(new Fact.Retraction(from, Set.of(new EventId(erased.supersedes()))));
        }
        return left;
    }

    /** The dissent as a fact; its end, resolved or withdrawn, names the event that raised it. */
    static Fact dissent(boolean ended, Wire.Dissent dissent) {
        var raised = new EventId(dissent.dissent());
        var from =
                new Provenance(raised, dissent.agency(), day(dissent.happened()), dissent.known());
        return ended ? new Fact.DissentResolved(from, raised) : new Fact.DissentRaised(from);
    }

    private static void addOwn(
            List<Fact> facts, String kind, Wire.FiledEvent event, Provenance from) {
        Wire.Details details = event.details();
        switch (kind) {
            case "concern" ->
                    facts.add(
                            new Fact.Concern(
                                    from,
                                    MessageData.code(Level.class, details.level(), "level"),
                                    given(details.category()),
                                    // A basis that confirms nothing where the sender gave none.
                                    event.basis() == null
                                            ? Basis.OPINION
                                            : MessageData.code(Basis.class, event.basis(), "basis"),
                                    isTrue(details.physicalHarmDisclosed()),
                                    isTrue(details.sharedHome())));
            case "missed-appointment", "attended-appointment" -> {
                Fact.Appointment appointment = appointment(kind, details, from);
                // An adult's appointment speaks through the claim filed with it; an antenatal one
                // that she did not attend is her unborn child's too [A32].
                if (!"ADULT".equals(details.whose()) || antenatalMissed(appointment)) {
                    facts.add(appointment);
                }
            }
            case "step-down" -> {
                switch (given(details.state())) {
                    case "PROPOSED" ->
                            facts.add(
                                    new Fact.StepDownProposed(
                                            from,
                                            details.network() == null
                                                    ? Set.of()
                                                    : Set.copyOf(details.network())));
                    case "DONE" ->
                            facts.add(new Fact.StepDownDone(from, "CLOSED".equals(details.to())));
                    default -> throw new RefusedMessageException("state of a step-down");
                }
            }
            case "plan" -> {
                PlanKind plan = MessageData.code(PlanKind.class, details.plan(), "plan");
                switch (given(details.state())) {
                    case "STARTED" ->
                            facts.add(new Fact.PlanStarted(from, plan, categories(details)));
                    case "ENDED" -> facts.add(new Fact.PlanEnded(from, plan));
                    case "REVIEWED" -> facts.add(new Fact.PlanReviewed(from, plan));
                    default -> throw new RefusedMessageException("state of a plan");
                }
            }
            case "service-referral" ->
                    facts.add(new Fact.ServiceReferral(from, given(details.to())));
            case "retraction" -> {
                if (details.targets() == null) {
                    throw new RefusedMessageException("a retraction without targets");
                }
                var targets = new HashSet<EventId>();
                details.targets().forEach(target -> targets.add(new EventId(target)));
                facts.add(new Fact.Retraction(from, Set.copyOf(targets)));
            }
            case "visit" ->
                    facts.add(
                            new Fact.Visit(
                                    from,
                                    isTrue(details.socialWorker()),
                                    isTrue(details.childSeen()),
                                    details.seenAlone()));
            case "contact" -> facts.add(new Fact.Contact(from, isTrue(details.childSeen())));
            case "assessment" -> addAssessment(facts, details, from);
            case "care-profile" -> {
                if (details.grades() == null) {
                    throw new RefusedMessageException("a care profile without grades");
                }
                facts.add(new Fact.CareProfile(from, Map.copyOf(details.grades())));
            }
            case "meeting" -> addMeeting(facts, details, from);
            case "minutes-shared" -> {
                if (details.of() != null) {
                    facts.add(new Fact.MinutesShared(from, new EventId(details.of())));
                }
            }
            case "attendance" -> {
                if (details.possible() == null || details.absent() == null) {
                    throw new RefusedMessageException("attendance without its sessions");
                }
                facts.add(
                        new Fact.Attendance(
                                from, details.possible(), details.absent(), details.term()));
            }
            case "referral" ->
                    facts.add(
                            new Fact.Referral(from, details.historyGiven(), details.basisGiven()));
            case "referral-decision" ->
                    facts.add(
                            new Fact.ReferralDecided(
                                    from,
                                    MessageData.code(
                                            ReferralOutcome.class, details.outcome(), "outcome"),
                                    isTrue(details.reasonGiven()),
                                    details.of() == null ? null : new EventId(details.of())));
            case "lead-practitioner" ->
                    facts.add(
                            new Fact.LeadAssigned(
                                    from, isTrue(details.newWorker()), details.practitioner()));
            case "family-factor" ->
                    facts.add(
                            new Fact.FamilyFactor(
                                    from,
                                    MessageData.code(FactorCode.class, details.factor(), "factor"),
                                    // A basis that confirms nothing where the sender gave none.
                                    event.basis() == null
                                            ? Basis.OPINION
                                            : MessageData.code(
                                                    Basis.class, event.basis(), "basis")));
            case "household-member" -> {
                // Somebody of whom nobody knows who he is cannot be considered.
                if (isTrue(details.adultMale()) && details.adult() != null) {
                    facts.add(new Fact.HouseholdMale(from));
                }
            }
            case "linked-concern" ->
                    facts.add(
                            new Fact.LinkedConcern(
                                    from,
                                    MessageData.code(Level.class, details.level(), "level"),
                                    details.leads() == null
                                            ? Set.of()
                                            : Set.copyOf(details.leads())));
            case "involvement" ->
                    facts.add(
                            new Fact.Involved(
                                    from, details.to() == null ? null : day(details.to())));
            default -> {
                // Its agency has been heard.
            }
        }
    }

    private static Fact.Appointment appointment(
            String kind, Wire.Details details, Provenance from) {
        return new Fact.Appointment(
                from,
                given(details.kind()),
                kind.equals("missed-appointment")
                        ? MessageData.code(AppointmentOutcome.class, details.outcome(), "outcome")
                        : AppointmentOutcome.ATTENDED,
                details.appointmentRef(),
                isTrue(details.serviceFault()));
    }

    private static boolean antenatalMissed(Fact.Appointment appointment) {
        return appointment.kind().equals("antenatal")
                && appointment.outcome() == AppointmentOutcome.DID_NOT_ATTEND;
    }

    /**
     * An early help assessment is a response and no clock; a specialist's is neither [A14, A18].
     */
    private static void addAssessment(List<Fact> facts, Wire.Details details, Provenance from) {
        boolean started =
                switch (given(details.state())) {
                    case "STARTED" -> true;
                    case "ENDED" -> false;
                    default -> throw new RefusedMessageException("state of an assessment");
                };
        switch (given(details.kind())) {
            case "EARLY_HELP" -> facts.add(new Fact.EarlyHelpAssessed(from));
            case "CHILD_AND_FAMILY", "PRE_BIRTH" ->
                    facts.add(
                            started
                                    ? new Fact.AssessmentStarted(from, isTrue(details.newWorker()))
                                    : new Fact.AssessmentEnded(
                                            from,
                                            details.childVoiceIncluded(),
                                            details.adultMalesConsidered()));
            case "SPECIALIST" -> {
                // Its agency has been heard.
            }
            default -> throw new RefusedMessageException("kind of an assessment");
        }
    }

    /**
     * A strategy discussion that was decided against is the decision not to hold one [A40]; an
     * initial conference, the end of the enquiry without one [A20].
     */
    private static void addMeeting(List<Fact> facts, Wire.Details details, Provenance from) {
        boolean held =
                switch (given(details.state())) {
                    case "HELD" -> true;
                    case "DECIDED_AGAINST" -> false;
                    default -> throw new RefusedMessageException("state of a meeting");
                };
        String kind = given(details.kind());
        if (kind.equals("STRATEGY_DISCUSSION")) {
            facts.add(
                    held
                            ? new Fact.StrategyDiscussion(
                                    from,
                                    isTrue(details.s47()),
                                    isTrue(details.physicalHarm()),
                                    medicalDecided(details))
                            : new Fact.StrategyDeclined(from));
            return;
        }
        MeetingKind meeting = MessageData.code(MeetingKind.class, kind, "kind");
        if (held) {
            facts.add(new Fact.Meeting(from, meeting));
        } else if (meeting == MeetingKind.INITIAL_CONFERENCE) {
            facts.add(new Fact.EnquiryEnded(from));
        } else {
            throw new RefusedMessageException("a meeting that nobody can decide against");
        }
    }

    /** Held, to be held, or not needed with a reason [A41]. */
    private static boolean medicalDecided(Wire.Details details) {
        return switch (details.medicalDecision()) {
            case null -> false;
            case "HELD", "TO_BE_HELD" -> true;
            case "NOT_NEEDED" -> isTrue(details.reasonGiven());
            default -> throw new RefusedMessageException("decision on a medical");
        };
    }

    /** A newer version takes the earlier one back, whichever of the two became known first. */
    private static void addVersions(List<Fact> facts, Wire.FiledEvent event, Provenance from) {
        if (event.supersedes() != null) {
            facts.add(new Fact.Retraction(from, Set.of(new EventId(event.supersedes()))));
        }
        if (event.supersededBy() != null) {
            // Under the newer version's id: should that be retracted, this one stands again.
            var newer =
                    new Provenance(
                            new EventId(event.supersededBy()),
                            from.agency(),
                            from.happened(),
                            from.known());
            facts.add(new Fact.Retraction(newer, Set.of(from.event())));
        }
    }

    private static Fact claim(Provenance from, Wire.Claim claim) {
        return new Fact.Claim(
                from,
                Topic.of(claim.topic()),
                MessageData.code(Change.class, claim.value(), "value"),
                MessageData.code(Basis.class, claim.basis(), "basis"));
    }

    private static Set<String> categories(Wire.Details details) {
        var all = new HashSet<String>();
        if (details.category() != null) {
            all.add(details.category());
        }
        if (details.categories() != null) {
            all.addAll(details.categories());
        }
        return Set.copyOf(all);
    }

    /** The London day of a date or a moment. */
    private static LocalDate day(String text) {
        boolean moment = text.indexOf('T') >= 0 || text.indexOf('t') >= 0;
        try {
            return MessageData.plausible(
                    moment
                            ? OffsetDateTime.parse(text)
                                    .atZoneSameInstant(Provenance.LONDON)
                                    .toLocalDate()
                            : LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new RefusedMessageException("happened is no day and no moment");
        }
    }

    private static String given(@Nullable String text) {
        if (text == null) {
            throw new RefusedMessageException("a member that the contract requires is missing");
        }
        return text;
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
