package org.wholepicture.alert.messaging;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.AppointmentOutcome;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
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
                // An adult's appointment speaks through the claim filed with it.
                if (!"ADULT".equals(details.whose())) {
                    facts.add(
                            new Fact.Appointment(
                                    from,
                                    given(details.kind()),
                                    kind.equals("missed-appointment")
                                            ? MessageData.code(
                                                    AppointmentOutcome.class,
                                                    details.outcome(),
                                                    "outcome")
                                            : AppointmentOutcome.ATTENDED,
                                    details.appointmentRef(),
                                    isTrue(details.serviceFault())));
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
                    case "REVIEWED" -> facts.add(new Fact.Other(from, kind));
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
            default -> {
                // Contact, lead, involvement, household: their agency has been heard.
            }
        }
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
