package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Erasing;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.Extent;
import org.wholepicture.referral.domain.ErasureOrder.Ground;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.ErasureReport;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.IdentityIndex;
import org.wholepicture.referral.domain.LegalHolds;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RecordId;

/**
 * Orders to erase: one person proposes, another approves, and nothing is erased under a legal hold.
 * Nothing is ever erased without a person's approval [docs/adr/0023].
 */
@ApplicationScoped
public class OrderErasure {

    /** Most events that one order names. */
    public static final int MOST_EVENTS = 100;

    private static final int MOST_LISTED = 200;

    /** The services that hold anything about a child, and report what they have erased. */
    private static final List<String> SERVICES =
            List.of("chronology-service", "alert-service", "escalation-service");

    /**
     * Whom an order is about, as its proposer says it.
     *
     * @param person the child
     * @param system who gave the number by which the child is known, instead of the person
     * @param number that number
     */
    public record Whom(@Nullable UUID person, @Nullable String system, @Nullable String number) {

        /** Leaves the number out. */
        @Override
        public String toString() {
            return "Whom[" + person + "]";
        }
    }

    /**
     * What is proposed.
     *
     * @param whom all of a child, and then how much; or else
     * @param events events by id
     */
    public record Proposal(
            @Nullable Whom whom,
            @Nullable Extent extent,
            List<UUID> events,
            Ground ground,
            String reason) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Proposal[...]";
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It stands so now. */
        record Done(ErasureOrder order) implements Outcome {}

        /** There is no such order, child or event. */
        record Unknown() implements Outcome {}

        /** Not by this person. */
        record NotYours() implements Outcome {}

        /** It was decided before, or another about the child is open. */
        record TooLate() implements Outcome {}

        /** A legal hold forbids it. */
        record Held() implements Outcome {}

        /** It does not fit what is known. */
        record Impossible(Fault fault) implements Outcome {}
    }

    /** An order, and how far each other service is with it. */
    public record Shown(ErasureOrder order, List<ErasureOrders.Progress> progress) {

        /** Whether nobody is waited for. */
        public boolean complete() {
            return order.state() instanceof State.CarriedOut
                    && progress.stream().allMatch(ErasureOrders.Progress::done);
        }
    }

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final ErasureOrders orders;
    private final LegalHolds holds;
    private final Erasing erasing;
    private final Children children;
    private final InstantSource clock;
    private final FrontDoorLog log;

    OrderErasure(
            ErasureOrders orders,
            LegalHolds holds,
            Erasing erasing,
            Children children,
            InstantSource clock,
            FrontDoorLog log) {
        this.orders = orders;
        this.holds = holds;
        this.erasing = erasing;
        this.children = children;
        this.clock = clock;
        this.log = log;
    }

    /** The latest orders, the latest first, at most 200. */
    @Transactional
    public List<Shown> latest(Decider decider) {
        log.allowed(decider, "read-erasure-orders", List.of());
        return orders.latest(MOST_LISTED).stream().map(this::shown).toList();
    }

    /** One order. */
    @Transactional
    public Optional<Shown> find(UUID id, Decider decider) {
        Optional<Shown> found = orders.find(id).map(this::shown);
        if (found.isPresent()) {
            log.allowed(decider, "read-erasure-order", List.of(id));
        } else {
            log.refused(decider, "read-erasure-order", List.of(id));
        }
        return found;
    }

    private Shown shown(ErasureOrder order) {
        return new Shown(
                order,
                order.state() instanceof State.CarriedOut
                        ? orders.progress(order.id(), SERVICES)
                        : List.of());
    }

    /** Proposes one. */
    @Transactional
    public Outcome propose(Proposal proposal, Decider decider) {
        Whom whom = proposal.whom();
        Extent extent = proposal.extent();
        if ((whom == null) == proposal.events().isEmpty() || (whom == null) != (extent == null)) {
            return new Outcome.Impossible(
                    new Fault(
                            "",
                            "An order is about one child, and then how much of it, or about events."));
        }
        Optional<Covers> covers =
                whom == null || extent == null
                        ? events(proposal.events())
                        : person(whom).map(person -> new Covers.Child(person, extent));
        if (covers.isEmpty()) {
            log.refused(decider, "propose-erasure", List.of());
            return new Outcome.Unknown();
        }
        return propose(covers.get(), proposal.ground(), proposal.reason(), decider);
    }

    private Outcome propose(Covers covers, Ground ground, String reason, Decider decider) {
        ErasureOrder order =
                new ErasureOrder(
                        UUID.randomUUID(),
                        covers,
                        ground,
                        reason,
                        decider.practitioner(),
                        clock.instant(),
                        new State.Proposed());
        if (holds.holdAny(records(covers))) {
            log.refused(decider, "propose-erasure", about(order));
            return new Outcome.Held();
        }
        if (!orders.put(order)) {
            return new Outcome.TooLate();
        }
        log.allowed(decider, "propose-erasure", about(order));
        return new Outcome.Done(order);
    }

    private Optional<PersonId> person(Whom whom) {
        UUID id = whom.person();
        if (id != null) {
            PersonId person = new PersonId(id);
            return children.recordsOf(person).isEmpty() ? Optional.empty() : Optional.of(person);
        }
        String number = whom.number();
        return whom.system() == null || number == null
                ? Optional.empty()
                : IdentifierSystem.findByCode(whom.system())
                        .flatMap(system -> Identifier.read(system, number))
                        .flatMap(
                                identifier ->
                                        children.find(List.of(identifier)).stream().findFirst())
                        .map(IdentityIndex.Hit::person);
    }

    private Optional<Covers> events(List<UUID> named) {
        Set<EventId> events =
                named.stream()
                        .map(EventId::new)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return events.size() <= MOST_EVENTS && erasing.known(events).size() == events.size()
                ? Optional.of(new Covers.Events(List.copyOf(events)))
                : Optional.empty();
    }

    private Collection<RecordId> records(Covers covers) {
        return switch (covers) {
            case Covers.Child(var person, _) -> children.recordsOf(person);
            case Covers.Events(var events) -> erasing.recordsOf(events);
        };
    }

    /** What an order is about, for the audit. */
    static List<UUID> about(ErasureOrder order) {
        Set<UUID> about = new LinkedHashSet<>();
        about.add(order.id());
        switch (order.covers()) {
            case Covers.Child(var person, _) -> about.add(person.value());
            case Covers.Events(var events) -> events.forEach(event -> about.add(event.value()));
        }
        return List.copyOf(about);
    }

    /** Approves one that somebody else, or nobody, proposed; it is carried out at once. */
    @Transactional
    public Outcome approve(UUID id, Decider decider) {
        return decide(id, "approve-erasure", null, decider);
    }

    /** Declines one; its proposer may take it back so. */
    @Transactional
    public Outcome decline(UUID id, String why, Decider decider) {
        return decide(id, "decline-erasure", why, decider);
    }

    private Outcome decide(UUID id, String action, @Nullable String declined, Decider decider) {
        Optional<ErasureOrder> found = orders.lock(id);
        if (found.isEmpty()) {
            log.refused(decider, action, List.of(id));
            return new Outcome.Unknown();
        }
        ErasureOrder order = found.get();
        if (!(order.state() instanceof State.Proposed)) {
            return new Outcome.TooLate();
        }
        if (declined == null && decider.practitioner().equals(order.proposedBy())) {
            log.refused(decider, action, about(order));
            return new Outcome.NotYours();
        }
        if (declined == null && holds.holdAny(records(order.covers()))) {
            log.refused(decider, action, about(order));
            return new Outcome.Held();
        }
        Instant now = clock.instant();
        By by = new By(decider.practitioner(), now);
        ErasureOrder decided =
                order.in(
                        declined == null
                                ? new State.Approved(by)
                                : new State.Declined(by, declined));
        boolean _ = orders.put(decided);
        log.allowed(decider, action, about(order));
        return new Outcome.Done(decided);
    }

    /**
     * Has every order that was carried out on a day or later told again: to a service whose
     * database was restored to a moment before. Whoever has carried it out changes nothing.
     *
     * @param since a day, Europe/London; not after today
     * @return what was told again; empty where the day is in the future
     */
    @Transactional
    public Optional<ErasureOrders.ToldAgain> tellAgain(LocalDate since, Decider decider) {
        if (since.isAfter(clock.instant().atZone(ZONE).toLocalDate())) {
            return Optional.empty();
        }
        ErasureOrders.ToldAgain told = orders.tellAgain(since.atStartOfDay(ZONE).toInstant());
        log.allowed(decider, "tell-erasures-again", List.of());
        return Optional.of(told);
    }

    /** Keeps what a service reports, in the transaction of the message that brought it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void report(ErasureReport report) {
        orders.report(report);
    }
}
