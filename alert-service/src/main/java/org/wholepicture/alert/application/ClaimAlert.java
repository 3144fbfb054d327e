package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person of the front door takes an alert that nobody answers for, so that one of many looks
 * after it, and may let it go again. Once the child has a lead the lead answers.
 */
@ApplicationScoped
public class ClaimAlert {

    private final HeldAlerts held;
    private final AlertLife life;
    private final AlertAccess access;
    private final AlertTrail trail;
    private final InstantSource clock;

    ClaimAlert(
            HeldAlerts held,
            AlertLife life,
            AlertAccess access,
            AlertTrail trail,
            InstantSource clock) {
        this.held = held;
        this.life = life;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It is taken, or let go, so, now or already before. */
        record Done(StoredAlert alert) implements Outcome {}

        /** There is no such alert for this reader, or somebody leads for the child. */
        record NotHere() implements Outcome {}

        /** Somebody else has taken it. */
        record TakenByAnother() implements Outcome {}

        /** The facts no longer make it: there is nothing to take. */
        record Ended() implements Outcome {}
    }

    /** Takes an alert; the same again changes nothing. */
    @Transactional
    public Outcome claim(AlertReader reader, UUID id) {
        Optional<StoredAlert> found = held.take(reader, id, "claim-alert", access::mayClaim);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        if (isTakenBy(stored, reader)) {
            return new Outcome.Done(stored);
        }
        if (!stored.standing()) {
            return new Outcome.Ended();
        }
        if (access.isTaken(stored)) {
            return new Outcome.TakenByAnother();
        }
        return new Outcome.Done(
                put(
                        stored,
                        new StoredAlert.Claim(reader.practitioner(), clock.instant()),
                        AlertStore.What.CLAIMED,
                        reader));
    }

    /** Lets go of an alert that one has taken; the same again changes nothing. */
    @Transactional
    public Outcome release(AlertReader reader, UUID id) {
        Optional<StoredAlert> found = held.take(reader, id, "release-alert", access::mayClaim);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        if (stored.claimed().isEmpty()) {
            return new Outcome.Done(stored);
        }
        return isTakenBy(stored, reader)
                ? new Outcome.Done(put(stored, null, AlertStore.What.RELEASED, reader))
                : new Outcome.TakenByAnother();
    }

    private StoredAlert put(
            StoredAlert stored,
            StoredAlert.@Nullable Claim claim,
            AlertStore.What what,
            AlertReader reader) {
        StoredAlert changed = stored.claimedAs(claim);
        life.claim(stored.id(), claim);
        trail.note(what, changed, reader.practitioner());
        return changed;
    }

    private static boolean isTakenBy(StoredAlert stored, AlertReader reader) {
        return stored.claimed()
                .filter(claim -> claim.by().equals(reader.practitioner()))
                .isPresent();
    }
}
