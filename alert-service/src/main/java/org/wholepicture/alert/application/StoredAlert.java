package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Severity;

/**
 * An alert as it is stored.
 *
 * @param alert its life
 * @param record the record whose key its messages carry
 * @param raisedAt when it was raised here
 * @param acknowledged who acknowledged it last, which also an ended alert keeps
 * @param waiting how long it waits for an answer
 * @param claim who took it from the queue of those that nobody answers for
 * @param mailing how people are told of it
 */
public record StoredAlert(
        Alert alert,
        UUID record,
        Instant raisedAt,
        @Nullable Acknowledgement acknowledged,
        Waiting waiting,
        @Nullable Claim claim,
        Mailing mailing) {

    /**
     * How long an alert waits for an answer.
     *
     * @param from from when the days to answer are counted
     * @param movesUpAt the moment it moves up unless somebody answers; null where nobody has to
     * @param movedUp that it has, until it speaks again
     */
    public record Waiting(Instant from, @Nullable Instant movesUpAt, @Nullable MovedUp movedUp) {}

    /**
     * That nobody answered in time.
     *
     * @param at when it moved up
     * @param to the manager, or null where the directory names none
     */
    public record MovedUp(Instant at, @Nullable String to) {}

    /**
     * That a person of the front door answers for it until the child has a lead.
     *
     * @param by directory id
     */
    public record Claim(String by, Instant at) {}

    /**
     * How people are told of an alert.
     *
     * @param due when; null where nobody is
     * @param byDigest in the daily digest, not by a mail of its own
     * @param mail the mail that tells whoever answers for the child now, once there is one
     * @param told every mail that told of it
     */
    public record Mailing(
            @Nullable Instant due, boolean byDigest, @Nullable UUID mail, List<Told> told) {}

    /**
     * A mail that told of it.
     *
     * @param kind whom it is for
     * @param owner who answered for the child when it was written, or while it waited, or whom else
     *     it was for
     */
    public record Told(UUID mail, AlertMails.Kind kind, String owner) {}

    /** Its id. */
    public UUID id() {
        return alert.core().id().value();
    }

    /** The person it is about. */
    public UUID person() {
        return alert.core().person().value();
    }

    /** How soon it asks to be looked at. */
    public Severity severity() {
        return alert.core().severity();
    }

    /** Whether the facts still make it. */
    public boolean standing() {
        return alert instanceof Alert.Standing;
    }

    /** Whether it stands, nobody has answered it, and nobody has put it off. */
    public boolean asksForAnAnswer() {
        return alert instanceof Alert.Open || alert instanceof Alert.Proposed;
    }

    /** The acknowledgement, if there is one. */
    public Optional<Acknowledgement> acknowledgement() {
        return Optional.ofNullable(acknowledged);
    }

    /** That it moved up to the manager, if nobody has answered since. */
    public Optional<MovedUp> movedUp() {
        return Optional.ofNullable(waiting.movedUp());
    }

    /** Who took it, if anybody has. */
    public Optional<Claim> claimed() {
        return Optional.ofNullable(claim);
    }

    /** The London day from which the days to answer are counted. */
    public LocalDate answerFrom() {
        return waiting.from().atZone(MailTimes.LONDON).toLocalDate();
    }

    /** The mail that tells whoever answers for the child now. */
    @Nullable UUID mail() {
        return mailing.mail();
    }

    /** Every mail that told of it, once each. */
    Set<UUID> mails() {
        return mailing.told().stream().map(Told::mail).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a mail was written about it for this practitioner. */
    boolean isTold(String practitioner) {
        return mailing.told().stream().anyMatch(each -> each.owner().equals(practitioner));
    }

    /** The same with another state. */
    StoredAlert as(Alert state) {
        return new StoredAlert(state, record, raisedAt, acknowledged, waiting, claim, mailing);
    }

    /** The same, answered so. */
    StoredAlert answered(Alert.Standing state, Acknowledgement answer) {
        return new StoredAlert(state, record, raisedAt, answer, waiting, claim, mailing);
    }

    /** The same, taken or let go. */
    StoredAlert claimedAs(@Nullable Claim taken) {
        return new StoredAlert(alert, record, raisedAt, acknowledged, waiting, taken, mailing);
    }

    /** What a mail says of it. */
    AlertMails.Mailed mailed() {
        return new AlertMails.Mailed(id(), severity(), answerFrom());
    }
}
