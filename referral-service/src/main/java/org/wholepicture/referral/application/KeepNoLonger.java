package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.ErasureOrder;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.ErasureOrder.Covers;
import org.wholepicture.referral.domain.ErasureOrder.Extent;
import org.wholepicture.referral.domain.ErasureOrders;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.Involvement;
import org.wholepicture.referral.domain.LegalHolds;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Retention;
import org.wholepicture.referral.domain.Retention.Quiet;
import org.wholepicture.referral.domain.Retention.Round;
import org.wholepicture.referral.domain.RetentionPeriod;
import org.wholepicture.referral.domain.RetentionPeriod.HeldClass;

/**
 * Finds each night the children of whom more is held than the partnership may keep, and proposes to
 * erase it. It erases nothing: a person approves each proposal, or declines it [domain.md C8].
 */
@ApplicationScoped
public class KeepNoLonger {

    /** Children looked at in one transaction. */
    private static final int AT_ONCE = 500;

    private static final String CLOSED =
            "Closed to every agency for longer than the shared copy is kept.";
    private static final String GROWN_UP = "The plan history is kept no longer at this age.";

    /** What came of a period. */
    public sealed interface Outcome {

        /** It stands so now. */
        record Done(RetentionPeriod period) implements Outcome {}

        /** There is no such period. */
        record Unknown() implements Outcome {}

        /** Not by this person. */
        record NotYours() implements Outcome {}

        /** It was agreed to before. */
        record TooLate() implements Outcome {}

        /** It does not fit. */
        record Impossible(Fault fault) implements Outcome {}
    }

    private final Retention retention;
    private final ErasureOrders orders;
    private final LegalHolds holds;
    private final Children children;
    private final InstantSource clock;
    private final FrontDoorLog log;

    KeepNoLonger(
            Retention retention,
            ErasureOrders orders,
            LegalHolds holds,
            Children children,
            InstantSource clock,
            FrontDoorLog log) {
        this.retention = retention;
        this.orders = orders;
        this.holds = holds;
        this.children = children;
        this.clock = clock;
        this.log = log;
    }

    /** All periods, the latest first; of each class the one approved last holds. */
    @Transactional
    public List<RetentionPeriod> periods(Decider decider) {
        log.allowed(decider, "read-retention-periods", List.of());
        return retention.all();
    }

    /** Proposes a period; it holds once another person has agreed. */
    @Transactional
    public Outcome propose(HeldClass heldClass, int months, String reason, Decider decider) {
        if (months < 1 || months > 1200) {
            return new Outcome.Impossible(
                    new Fault("/months", "A period is 1 to 1,200 months long."));
        }
        RetentionPeriod period =
                retention.propose(
                        heldClass, months, reason, decider.practitioner(), clock.instant());
        log.allowed(decider, "propose-retention-period", List.of());
        return new Outcome.Done(period);
    }

    /** Agrees to a period that somebody else proposed. */
    @Transactional
    public Outcome approve(long number, Decider decider) {
        Optional<RetentionPeriod> found = retention.lock(number);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (found.get().approved() != null) {
            return new Outcome.TooLate();
        }
        if (found.get().proposedBy().equals(decider.practitioner())) {
            log.refused(decider, "approve-retention-period", List.of());
            return new Outcome.NotYours();
        }
        retention.approve(number, new By(decider.practitioner(), clock.instant()));
        log.allowed(decider, "approve-retention-period", List.of());
        return new Outcome.Done(retention.lock(number).orElseThrow());
    }

    /**
     * Looks at the next children of today's round.
     *
     * @return whether more of it is left
     */
    @Transactional
    public boolean lookOn() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, Happened.LONDON);
        Optional<Round> found = retention.lockRound();
        if (found.isEmpty()
                || found.get().position() == null && !found.get().day().isBefore(today)) {
            return false;
        }
        PersonId after = found.get().position();
        List<PersonId> some = retention.persons(after, AT_ONCE);
        lookAt(some, today, now);
        boolean more = some.size() == AT_ONCE;
        retention.moveRound(new Round(today, more ? some.getLast() : null));
        return more;
    }

    private void lookAt(List<PersonId> persons, LocalDate today, Instant now) {
        int copyMonths = retention.months(HeldClass.SHARED_COPY);
        int historyMonths = retention.months(HeldClass.PLAN_HISTORY);
        LocalDate since = today.minusMonths(copyMonths);
        for (Quiet quiet :
                retention.quietSince(
                        persons, since.atStartOfDay(Happened.LONDON).toInstant(), now)) {
            // Open until a day after the period began: then the period has not passed.
            if (quiet.openConfirmation() || Involvement.isOpen(quiet.signs(), since)) {
                continue;
            }
            LocalDate born = quiet.born();
            boolean grownUp = born != null && !born.plusMonths(historyMonths).isAfter(today);
            propose(quiet.person(), grownUp, now);
        }
    }

    private void propose(PersonId person, boolean grownUp, Instant now) {
        Extent extent = grownUp ? Extent.EVERYTHING : Extent.BUT_PLAN_HISTORY;
        if (orders.isSettled(person, extent) || holds.holdAny(children.recordsOf(person))) {
            return;
        }
        boolean _ =
                orders.put(
                        new ErasureOrder(
                                UUID.randomUUID(),
                                new Covers.Child(person, extent),
                                ErasureOrder.Ground.RETENTION_ENDED,
                                grownUp ? GROWN_UP : CLOSED,
                                null,
                                now,
                                new ErasureOrder.State.Proposed()));
    }
}
