package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * @param mail the mail that tells whoever answers for the child now, once there is one
 * @param told every mail that told of it
 */
public record StoredAlert(
        Alert alert,
        UUID record,
        Instant raisedAt,
        @Nullable Acknowledgement acknowledged,
        @Nullable Instant mailDue,
        @Nullable UUID mail,
        List<Told> told) {

    /**
     * A mail that told of it.
     *
     * @param owner who answered for the child when it was written, or while it waited
     */
    public record Told(UUID mail, String owner) {}

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

    /** Every mail that told of it, once each. */
    Set<UUID> mails() {
        return told.stream().map(Told::mail).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a mail was written about it for this practitioner. */
    boolean isTold(String practitioner) {
        return told.stream().anyMatch(each -> each.owner().equals(practitioner));
    }

    /** The same with another state. */
    StoredAlert as(Alert state) {
        return new StoredAlert(state, record, raisedAt, acknowledged, mailDue, mail, told);
    }

    /** The same, acknowledged. */
    StoredAlert acknowledged(Alert.Acknowledged state) {
        return new StoredAlert(
                state, record, raisedAt, state.acknowledgement(), mailDue, mail, told);
    }

    /** What a mail says of it. */
    AlertMails.Mailed mailed() {
        return new AlertMails.Mailed(id(), alert.core().severity(), alert.core().raisedOn());
    }
}
