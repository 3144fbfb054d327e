package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;

/**
 * A person says that they have seen an alert and what they make of it, or that it is known and the
 * plan deals with it. That ends nothing: only facts end an alert (domain.md B-57).
 */
@ApplicationScoped
public class AcknowledgeAlert {

    private final HeldAlerts held;
    private final AlertLife life;
    private final AlertAccess access;
    private final AlertTrail trail;
    private final Telling telling;
    private final InstantSource clock;

    AcknowledgeAlert(
            HeldAlerts held,
            AlertLife life,
            AlertAccess access,
            AlertTrail trail,
            Telling telling,
            InstantSource clock) {
        this.held = held;
        this.life = life;
        this.access = access;
        this.trail = trail;
        this.telling = telling;
        this.clock = clock;
    }

    /**
     * What somebody says of an alert.
     *
     * @param reason as {@link Written#reason} gives it
     * @param useful whether the alert was of use; null when not said
     * @param inPlan whether it is known and the plan deals with it: it is silent then until a new
     *     fact comes
     */
    public record Answer(String reason, @Nullable Boolean useful, boolean inPlan) {

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "Answer[inPlan=" + inPlan + "]";
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It is acknowledged so, now or already before. */
        record Done(StoredAlert alert) implements Outcome {}

        /** There is no such alert for this reader. */
        record NotHere() implements Outcome {}

        /** It is acknowledged already, by somebody else or in other words. */
        record AlreadyOtherwise() implements Outcome {}

        /** The facts no longer make it: there is nothing to answer. */
        record Ended() implements Outcome {}
    }

    /** Acknowledges an alert; the same again changes nothing. */
    @Transactional
    public Outcome acknowledge(AlertReader reader, UUID id, Answer answer) {
        Optional<StoredAlert> found = held.take(reader, id, "acknowledge-alert", access::mayAnswer);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        Optional<Acknowledgement> earlier = stored.acknowledgement();
        if (earlier.isPresent() && isSame(earlier.get(), reader, answer)) {
            return new Outcome.Done(stored);
        }
        var given =
                new Acknowledgement(
                        reader.practitioner(),
                        answer.reason(),
                        answer.useful(),
                        answer.inPlan(),
                        clock.instant());
        return switch (stored.alert()) {
            case Alert.Unanswered open ->
                    done(
                            stored,
                            answer.inPlan() ? open.keepInPlan(given) : open.acknowledge(given),
                            given);
            case Alert.Acknowledged before ->
                    answer.inPlan()
                            ? done(stored, before.keepInPlan(given), given)
                            : new Outcome.AlreadyOtherwise();
            case Alert.InPlan _ -> new Outcome.AlreadyOtherwise();
            case Alert.Resolved _, Alert.Withdrawn _ ->
                    earlier.isPresent() ? new Outcome.AlreadyOtherwise() : new Outcome.Ended();
        };
    }

    private Outcome done(StoredAlert stored, Alert.Standing state, Acknowledgement given) {
        StoredAlert answered = stored.answered(state, given);
        life.answer(stored, given);
        if (stored.alert() instanceof Alert.Proposed
                || stored.alert() instanceof Alert.Suppressed) {
            life.endSuppression(stored.id(), given.at());
            trail.note(AlertStore.What.SUPPRESSION_ENDED, answered, given.practitioner());
        }
        telling.answered(stored);
        trail.note(
                given.inPlan() ? AlertStore.What.IN_PLAN : AlertStore.What.ACKNOWLEDGED,
                answered,
                given.practitioner());
        return new Outcome.Done(answered);
    }

    private static boolean isSame(Acknowledgement earlier, AlertReader reader, Answer answer) {
        return earlier.practitioner().equals(reader.practitioner())
                && earlier.reason().equals(answer.reason())
                && Objects.equals(earlier.useful(), answer.useful())
                && earlier.inPlan() == answer.inPlan();
    }
}
