package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.Subject;
import org.wholepicture.alert.domain.Topic;

/**
 * Whoever answers for a child writes down the evidence that settles a contradiction. That is a fact
 * like those that agencies send, known at the moment of writing (CONTRA_RESOLVED, design.md
 * "Intake"); it is the rules that end the alert by it [A35].
 */
@ApplicationScoped
public class RecordEvidence {

    /** The rule whose alerts evidence ends. */
    private static final String RULE = "CONTRA-PAIR";

    private static final String KIND = "contradiction-resolved";

    private final HeldAlerts held;
    private final AlertStore alerts;
    private final AlertLife life;
    private final AlertAccess access;
    private final AlertTrail trail;
    private final Facts facts;
    private final Folding folding;
    private final InstantSource clock;

    RecordEvidence(
            HeldAlerts held,
            AlertStore alerts,
            AlertLife life,
            AlertAccess access,
            AlertTrail trail,
            Facts facts,
            Folding folding,
            InstantSource clock) {
        this.held = held;
        this.alerts = alerts;
        this.life = life;
        this.access = access;
        this.trail = trail;
        this.facts = facts;
        this.folding = folding;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It is written down, now or already before; the alert as it stands after it. */
        record Done(StoredAlert alert) implements Outcome {}

        /** There is no such alert for this reader. */
        record NotHere() implements Outcome {}

        /** Evidence ends no alert of this rule. */
        record NotOfThisRule() implements Outcome {}

        /** The alert has ended already. */
        record Ended() implements Outcome {}
    }

    /** Whether evidence can be recorded at an alert. */
    public static boolean mayEnd(StoredAlert alert) {
        return alert.alert().core().rule().equals(RULE);
    }

    /**
     * Records evidence; the same again changes nothing.
     *
     * @param basis what it stands on; independent of what the family said themselves
     * @param words as {@link Written#evidence} gives them
     */
    @Transactional
    public Outcome record(AlertReader reader, UUID id, Basis basis, String words) {
        Optional<StoredAlert> found = held.take(reader, id, "record-evidence", access::mayAnswer);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        if (!mayEnd(stored)) {
            return new Outcome.NotOfThisRule();
        }
        if (!stored.standing()) {
            return life.evidence(id).stream()
                            .anyMatch(
                                    each ->
                                            each.by().equals(reader.practitioner())
                                                    && each.basis() == basis
                                                    && each.words().equals(words))
                    ? new Outcome.Done(stored)
                    : new Outcome.Ended();
        }
        Instant now = clock.instant();
        var event = new EventId(UUID.randomUUID());
        life.record(new AlertLife.Evidence(event, id, reader.practitioner(), now, basis, words));
        trail.note(AlertStore.What.EVIDENCE_RECORDED, stored, reader.practitioner());
        facts.put(
                stored.record(),
                KIND,
                event.value(),
                now,
                1,
                List.of(fact(event, reader, stored.alert().core().subject(), now)));
        folding.fold(Map.of(stored.person(), now));
        return new Outcome.Done(alerts.find(id).orElseThrow());
    }

    private static Fact fact(EventId event, AlertReader reader, Subject subject, Instant now) {
        LocalDate today = now.atZone(MailTimes.LONDON).toLocalDate();
        return new Fact.ContradictionResolved(
                new Provenance(event, reader.agency(), today, now), Topic.of(subject.value()));
    }
}
