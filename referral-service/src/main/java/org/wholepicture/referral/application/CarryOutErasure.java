package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditLog;
import org.wholepicture.referral.domain.AdultId;
import org.wholepicture.referral.domain.Adults;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Erasing;
import org.wholepicture.referral.domain.Erasing.Copy;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.Extent;
import org.wholepicture.referral.domain.ErasureOrder.State;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.LegalHolds;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.RecordId;

/**
 * Carries approved orders out: takes the content away here, in one transaction with the messages
 * that have the other services do the same. What stays are ids, numbers and digests, so that
 * everything that counts and compares still agrees [docs/adr/0023].
 */
@ApplicationScoped
public class CarryOutErasure {

    private static final Logger log = Logger.getLogger(CarryOutErasure.class);
    private static final String HELD = "A legal hold was set before it was carried out.";

    private final ErasureOrders orders;
    private final LegalHolds holds;
    private final Erasing erasing;
    private final Children children;
    private final Adults adults;
    private final Publication publication;
    private final AuditLog audit;
    private final InstantSource clock;

    CarryOutErasure(
            ErasureOrders orders,
            LegalHolds holds,
            Erasing erasing,
            Children children,
            Adults adults,
            Publication publication,
            AuditLog audit,
            InstantSource clock) {
        this.orders = orders;
        this.holds = holds;
        this.erasing = erasing;
        this.children = children;
        this.adults = adults;
        this.publication = publication;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Carries the oldest approved order out, all of it or nothing.
     *
     * @return whether there was one
     * @throws ChangedMeanwhileException when more was filed meanwhile: the next turn has all of it
     */
    @Transactional
    public boolean next() {
        Optional<ErasureOrder> found = orders.lockApproved();
        found.ifPresent(this::carryOut);
        return found.isPresent();
    }

    private void carryOut(ErasureOrder order) {
        if (!(order.state() instanceof State.Approved(var approved))) {
            throw new IllegalStateException("not an approved order");
        }
        Set<EventId> events = events(order.covers());
        // In the order in which filing locks: events first, then records.
        erasing.hold(events);
        Collection<RecordId> concerned = records(order.covers(), events);
        // Whoever is linked to these children must not be filed under them meanwhile.
        adults.linkedTo(concerned).stream()
                .sorted(Comparator.comparing(AdultId::toString))
                .forEach(adults::lock);
        SortedMap<RecordId, PersonId> records = children.lock(concerned);
        if (!events.containsAll(events(order.covers()))) {
            throw new ChangedMeanwhileException();
        }
        Instant now = clock.instant();
        if (holds.holdAny(records.keySet())) {
            boolean _ = orders.put(order.in(new State.Declined(approved, HELD)));
            note(order, approved, "erasure-held", now);
            return;
        }
        Extent extent = order.covers() instanceof Covers.Child(_, var all) ? all : null;
        Map<String, Long> erased = erase(order, events, records, extent, now);
        boolean _ = orders.put(order.in(new State.CarriedOut(approved, now, erased)));
        note(order, approved, "carry-out-erasure", now);
        log.infof("erasure carried out order=%s records=%d", order.id(), records.size());
    }

    private Set<EventId> events(Covers covers) {
        return switch (covers) {
            case Covers.Events(var named) -> new HashSet<>(named);
            case Covers.Child(var person, _) -> erasing.eventsOf(children.recordsOf(person));
        };
    }

    private Collection<RecordId> records(Covers covers, Set<EventId> events) {
        return switch (covers) {
            case Covers.Events _ -> erasing.recordsOf(events);
            case Covers.Child(var person, _) -> children.recordsOf(person);
        };
    }

    private Map<String, Long> erase(
            ErasureOrder order,
            Set<EventId> events,
            SortedMap<RecordId, PersonId> records,
            @Nullable Extent extent,
            Instant now) {
        SortedMap<RecordId, List<Copy>> gone = new TreeMap<>();
        SortedMap<RecordId, List<Copy>> kept = new TreeMap<>();
        for (Copy copy : erasing.copies(events, records.keySet())) {
            boolean keeps =
                    extent == Extent.BUT_PLAN_HISTORY
                            && copy.own()
                            && PlanHistory.includes(copy.type());
            if (keeps && copy.kept()) {
                continue;
            }
            (keeps ? kept : gone).computeIfAbsent(copy.record(), _ -> new ArrayList<>()).add(copy);
            erasing.erase(copy, order.id(), keeps);
        }
        long contents = erasing.eraseContent(events, order.id());
        erasing.reduce(ids(kept.values()), PlanHistory::reduce);
        boolean forgets = extent == Extent.EVERYTHING;
        if (forgets) {
            erasing.forget(records.keySet());
        }
        records.forEach(
                (record, person) -> {
                    List<Copy> here = gone.getOrDefault(record, List.of());
                    List<Copy> reduced = kept.getOrDefault(record, List.of());
                    if (extent != null || !here.isEmpty()) {
                        publication
                                .erased(
                                        new Publication.Erased(
                                                order.id(),
                                                record,
                                                person,
                                                now,
                                                extent,
                                                here,
                                                reduced))
                                .forEach(part -> orders.addPart(order.id(), part, record));
                    }
                });
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("messages", size(gone.values()));
        counts.put("events", contents);
        counts.put("reduced to plan history", size(kept.values()));
        counts.put("records forgotten", forgets ? (long) records.size() : 0L);
        return counts;
    }

    private static Set<EventId> ids(Collection<List<Copy>> copies) {
        Set<EventId> ids = new HashSet<>();
        copies.forEach(each -> each.forEach(copy -> ids.add(copy.event())));
        return ids;
    }

    private static long size(Collection<List<Copy>> copies) {
        return copies.stream().mapToLong(List::size).sum();
    }

    private void note(ErasureOrder order, ErasureOrder.By approved, String action, Instant now) {
        audit.record(
                new AuditEntry(
                        UUID.randomUUID(),
                        now,
                        approved.practitioner(),
                        "",
                        Set.of(),
                        action,
                        OrderErasure.about(order),
                        order.ground().name(),
                        AuditEntry.Outcome.ALLOWED,
                        order.id()));
    }
}
