package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Suppression;

/**
 * Two people put an alert off for a few working days: whoever answers for the child proposes it
 * with a reason, their manager agrees. It is sent all the same, and nothing is silent before the
 * second has agreed; it ends by itself [assurance.md "Who may do what"].
 */
@ApplicationScoped
public class SuppressAlert {

    private final HeldAlerts held;
    private final AlertStore alerts;
    private final AlertLife life;
    private final AlertAccess access;
    private final AlertTrail trail;
    private final AlertAudit audit;
    private final Telling telling;
    private final Deadlines deadlines;
    private final People people;
    private final AlertConfig config;
    private final InstantSource clock;

    SuppressAlert(
            HeldAlerts held,
            AlertStore alerts,
            AlertLife life,
            AlertAccess access,
            AlertTrail trail,
            AlertAudit audit,
            Telling telling,
            Deadlines deadlines,
            People people,
            AlertConfig config,
            InstantSource clock) {
        this.held = held;
        this.alerts = alerts;
        this.life = life;
        this.access = access;
        this.trail = trail;
        this.audit = audit;
        this.telling = telling;
        this.deadlines = deadlines;
        this.people = people;
        this.config = config;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It stands so, now or already before. */
        record Done(StoredAlert alert) implements Outcome {}

        /** There is no such alert for this reader. */
        record NotHere() implements Outcome {}

        /** This reader may see the alert, and not do this. */
        record NotYours() implements Outcome {}

        /** Such an alert is not put off: it is about the safety of a child now. */
        record NeverPutOff() implements Outcome {}

        /** The alert does not stand so that this can be done: answered, put off, or ended. */
        record NotNow() implements Outcome {}
    }

    /** Most working days that may be asked for. */
    public int mostWorkingDays() {
        return Math.min(config.life().mostSuppressionWorkingDays(), Suppression.MOST_DAYS);
    }

    /**
     * Proposes to put an alert off; the same again changes nothing.
     *
     * @param reason as {@link Written#reason} gives it
     * @param workingDays for how many, 1 to {@link #mostWorkingDays}
     */
    @Transactional
    public Outcome propose(AlertReader reader, UUID id, String reason, int workingDays) {
        Optional<StoredAlert> found = held.take(reader, id, "propose-suppression", access::mayRead);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        if (!access.mayPropose(reader, stored)) {
            return notYours(reader, "propose-suppression", stored);
        }
        var proposal =
                new Suppression.Proposal(
                        reader.practitioner(), clock.instant(), reason, workingDays);
        return switch (stored.alert()) {
            case Alert.Open open when !open.mayBePutOff() -> new Outcome.NeverPutOff();
            case Alert.Open open -> {
                StoredAlert proposed = stored.as(open.propose(proposal));
                life.propose(id, proposal);
                trail.note(AlertStore.What.SUPPRESSION_PROPOSED, proposed, reader.practitioner());
                access.manager(stored).ifPresent(manager -> telling.decide(proposed, manager));
                yield new Outcome.Done(proposed);
            }
            case Alert.Proposed before ->
                    isSame(before.proposal(), proposal)
                            ? new Outcome.Done(stored)
                            : new Outcome.NotNow();
            case Alert.Suppressed _,
                    Alert.Acknowledged _,
                    Alert.InPlan _,
                    Alert.Resolved _,
                    Alert.Withdrawn _ ->
                    new Outcome.NotNow();
        };
    }

    /** A manager agrees to a proposal, or does not; the same again changes nothing. */
    @Transactional
    public Outcome decide(AlertReader reader, UUID id, boolean agreed) {
        Optional<StoredAlert> found = held.take(reader, id, "decide-suppression", access::mayRead);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        return switch (stored.alert()) {
            case Alert.Proposed proposed -> decide(reader, stored, proposed, agreed);
            case Alert.Suppressed before ->
                    agreed && before.suppression().approvedBy().equals(reader.practitioner())
                            ? new Outcome.Done(stored)
                            : refusedOrNotNow(reader, stored);
            case Alert.Open _,
                    Alert.Acknowledged _,
                    Alert.InPlan _,
                    Alert.Resolved _,
                    Alert.Withdrawn _ ->
                    refusedOrNotNow(reader, stored);
        };
    }

    private Outcome decide(
            AlertReader reader, StoredAlert stored, Alert.Proposed proposed, boolean agreed) {
        Suppression.Proposal proposal = proposed.proposal();
        boolean takesBack = !agreed && proposal.by().equals(reader.practitioner());
        if (!takesBack && !access.mayDecide(reader, stored, proposal.by())) {
            return notYours(reader, "decide-suppression", stored);
        }
        Instant now = clock.instant();
        telling.decided(stored);
        if (!agreed) {
            StoredAlert open = stored.as(proposed.decline());
            life.endSuppression(stored.id(), now);
            trail.note(AlertStore.What.SUPPRESSION_DECLINED, open, reader.practitioner());
            return new Outcome.Done(open);
        }
        LocalDate until =
                deadlines.putOffUntil(
                        now.atZone(MailTimes.LONDON).toLocalDate(), proposal.workingDays());
        var suppression = new Suppression(proposal, reader.practitioner(), now, until);
        StoredAlert suppressed = stored.as(proposed.approve(suppression));
        life.approve(stored.id(), suppression);
        trail.note(AlertStore.What.SUPPRESSION_APPROVED, suppressed, reader.practitioner());
        return new Outcome.Done(suppressed);
    }

    /** Whoever could decide nothing here learns nothing of how it stands. */
    private Outcome refusedOrNotNow(AlertReader reader, StoredAlert stored) {
        return access.mayAnswer(reader, stored)
                ? new Outcome.NotNow()
                : notYours(reader, "decide-suppression", stored);
    }

    private Outcome notYours(AlertReader reader, String action, StoredAlert stored) {
        audit.refused(reader, action, List.of(stored.id(), stored.person()));
        return new Outcome.NotYours();
    }

    private static boolean isSame(Suppression.Proposal one, Suppression.Proposal other) {
        return one.by().equals(other.by())
                && one.reason().equals(other.reason())
                && one.workingDays() == other.workingDays();
    }

    /**
     * Ends the suppressions of one person whose last day is past: the alerts ask anew.
     *
     * @return whether there was one; there may be another
     */
    @Transactional
    public boolean endNext() {
        Instant now = clock.instant();
        LocalDate today = now.atZone(MailTimes.LONDON).toLocalDate();
        Optional<UUID> person = life.personPutOffUntilBefore(today, now);
        return person.isPresent()
                && Telling.naming(Set.of(person.get()), () -> end(person.get(), today, now));
    }

    /** How many persons have suppressions to end now. */
    public long remaining() {
        Instant now = clock.instant();
        return life.personsPutOffUntilBefore(now.atZone(MailTimes.LONDON).toLocalDate(), now);
    }

    private boolean end(UUID person, LocalDate today, Instant now) {
        people.hold(Set.of(person));
        boolean ended = false;
        for (StoredAlert stored : alerts.ofPerson(person)) {
            if (stored.alert() instanceof Alert.Suppressed suppressed
                    && suppressed.suppression().until().isBefore(today)) {
                life.endSuppression(stored.id(), now);
                life.askFrom(stored.id(), now, deadlines.movesUpAt(stored.severity(), now));
                trail.note(AlertStore.What.SUPPRESSION_ENDED, stored.as(suppressed.lapse()), null);
                ended = true;
            }
        }
        telling.mayHaveNews(person);
        return ended;
    }
}
