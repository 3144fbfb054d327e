package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;

/**
 * An alert as it is stored.
 *
 * @param alert its life
 * @param record the record whose key its messages carry
 * @param raisedAt when it was raised here
 * @param acknowledged who acknowledged it, which also an ended alert keeps
 * @param mailDue when people are to be told; null where nobody is
 * @param mail the mail that tells of it, once there is one
 */
public record StoredAlert(
        Alert alert,
        UUID record,
        Instant raisedAt,
        @Nullable Acknowledgement acknowledged,
        @Nullable Instant mailDue,
        @Nullable UUID mail) {

    /** Its id. */
    public UUID id() {
        return alert.core().id().value();
    }

    /** The person it is about. */
    public UUID person() {
        return alert.core().person().value();
    }

    /** Whether the facts still make it. */
    public boolean standing() {
        return alert instanceof Alert.Standing;
    }

    /** The acknowledgement, if there is one. */
    public Optional<Acknowledgement> acknowledgement() {
        return Optional.ofNullable(acknowledged);
    }

    /** What a mail says of it. */
    AlertMails.Mailed mailed() {
        return new AlertMails.Mailed(id(), alert.core().severity(), alert.core().raisedOn());
    }
}
