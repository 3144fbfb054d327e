package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.ErasureOrder.By;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.LegalHold;
import org.wholepicture.referral.domain.LegalHolds;
import org.wholepicture.referral.domain.PersonId;

/** Legal holds: while one stands, nothing of the child is erased [domain.md C8]. */
@ApplicationScoped
public class HoldChildren {

    /** Nobody is to forget a hold: it is looked at again within so many years. */
    static final int LONGEST_YEARS = 5;

    /** What came of it. */
    public sealed interface Outcome {

        /** It stands so now. */
        record Done(LegalHold hold) implements Outcome {}

        /** There is no such child or hold. */
        record Unknown() implements Outcome {}

        /** It was lifted before. */
        record TooLate() implements Outcome {}

        /** It does not fit what is known. */
        record Impossible(Fault fault) implements Outcome {}
    }

    /** A hold, and whether its day of review has passed. */
    public record Standing(LegalHold hold, boolean overdue) {}

    private final LegalHolds holds;
    private final Children children;
    private final InstantSource clock;
    private final FrontDoorLog log;

    HoldChildren(LegalHolds holds, Children children, InstantSource clock, FrontDoorLog log) {
        this.holds = holds;
        this.children = children;
        this.clock = clock;
        this.log = log;
    }

    /** All that stand, the next to be reviewed first. */
    @Transactional
    public List<Standing> standing(Decider decider) {
        LocalDate today = today();
        List<LegalHold> standing = holds.standing();
        log.allowed(
                decider,
                "read-legal-holds",
                standing.stream()
                        .map(hold -> hold.person().value())
                        .distinct()
                        .limit(500)
                        .toList());
        return standing.stream()
                .map(hold -> new Standing(hold, hold.reviewOn().isBefore(today)))
                .toList();
    }

    /** Sets one; it holds at once. */
    @Transactional
    public Outcome set(PersonId person, String reason, LocalDate reviewOn, Decider decider) {
        if (children.lockRecordsOf(person).isEmpty()) {
            log.refused(decider, "set-legal-hold", List.of(person.value()));
            return new Outcome.Unknown();
        }
        LocalDate today = today();
        if (!reviewOn.isAfter(today) || reviewOn.isAfter(today.plusYears(LONGEST_YEARS))) {
            return new Outcome.Impossible(
                    new Fault(
                            "/reviewOn",
                            "A hold is reviewed on a day from tomorrow to five years from now."));
        }
        LegalHold hold =
                new LegalHold(
                        UUID.randomUUID(),
                        person,
                        reason,
                        reviewOn,
                        new By(decider.practitioner(), clock.instant()),
                        null);
        holds.put(hold);
        log.allowed(decider, "set-legal-hold", List.of(person.value(), hold.id()));
        return new Outcome.Done(hold);
    }

    /** Lifts one. */
    @Transactional
    public Outcome lift(UUID id, String why, Decider decider) {
        Optional<LegalHold> found = holds.lock(id);
        if (found.isEmpty()) {
            log.refused(decider, "lift-legal-hold", List.of(id));
            return new Outcome.Unknown();
        }
        if (found.get().lifted() != null) {
            return new Outcome.TooLate();
        }
        LegalHold lifted =
                found.get()
                        .lifted(
                                new LegalHold.Lifted(
                                        new By(decider.practitioner(), clock.instant()), why));
        holds.put(lifted);
        log.allowed(decider, "lift-legal-hold", List.of(lifted.person().value(), id));
        return new Outcome.Done(lifted);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Happened.LONDON);
    }
}
