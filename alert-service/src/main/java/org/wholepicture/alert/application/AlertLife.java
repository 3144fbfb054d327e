package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Suppression;

/**
 * What people do with alerts, and what the days do to them while nobody does anything. Whoever
 * changes an alert holds its person.
 */
public interface AlertLife {

    /**
     * Evidence that settles a contradiction.
     *
     * @param event the fact that the rules see
     * @param alert the alert it was recorded at
     * @param by directory id of whoever recorded it
     * @param basis what it stands on
     * @param words what was found, and how
     */
    record Evidence(EventId event, UUID alert, String by, Instant at, Basis basis, String words) {

        /** Leaves the words out: they are personal data. */
        @Override
        public String toString() {
            return "Evidence[event=" + event + ", alert=" + alert + "]";
        }
    }

    /** Writes an answer down, beside those that were given before. */
    void answer(StoredAlert alert, Acknowledgement answer);

    /** Writes a proposal to put an alert off down. */
    void propose(UUID alert, Suppression.Proposal proposal);

    /** Writes a manager's agreement to the present proposal down. */
    void approve(UUID alert, Suppression suppression);

    /** Ends the proposal or suppression that an alert has, if it has one. */
    void endSuppression(UUID alert, Instant at);

    /** Notes who took an alert, or that nobody has it. */
    void claim(UUID alert, StoredAlert.@Nullable Claim claim);

    /** Counts the days to answer anew; the alert has not moved up. */
    void askFrom(UUID alert, Instant from, @Nullable Instant movesUpAt);

    /** Has an alert told anew as if nobody had answered it; earlier answers are kept. */
    void speakAgain(UUID alert, Instant due, boolean byDigest);

    /** Notes that an alert moved up; the caller has seen that it had not. */
    void movedUp(UUID alert, StoredAlert.MovedUp movedUp);

    /** A person with an alert that moves up now and somebody who was to answer it. */
    Optional<UUID> personToMoveUp(Instant now);

    /** How many persons {@link #personToMoveUp} could give. */
    long personsToMoveUp(Instant now);

    /** A person with a suppression whose last day is past. */
    Optional<UUID> personPutOffUntilBefore(LocalDate today, Instant now);

    /** How many persons {@link #personPutOffUntilBefore} could give. */
    long personsPutOffUntilBefore(LocalDate today, Instant now);

    /** Writes evidence down. */
    void record(Evidence evidence);

    /** The evidence that was recorded at an alert, the oldest first. */
    List<Evidence> evidence(UUID alert);
}
