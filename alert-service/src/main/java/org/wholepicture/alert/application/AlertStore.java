package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;

/** The alerts. Whoever changes those of a person holds the person. */
public interface AlertStore {

    /** An alert, and the record whose key its messages carry. */
    record Stripped(UUID alert, UUID record) {}

    /**
     * Takes reasons and acknowledgements away from the alerts that an order of erasure is about:
     * those that rest on what it erases, and where it is about all of a child, all raised by then.
     */
    List<Stripped> strip(Erasure erasure);

    /** What happened to an alert. */
    enum What {
        RAISED,
        ADDED_TO,
        ACKNOWLEDGED,
        RESOLVED,
        WITHDRAWN
    }

    /**
     * One line of an alert's history.
     *
     * @param what what happened
     * @param day the London day it is dated
     * @param at when it was written here
     * @param by the practitioner, where a person did it
     */
    record Event(What what, LocalDate day, Instant at, @Nullable String by) {}

    /**
     * Which alerts somebody asks for.
     *
     * @param reader the practitioner, or null for those that nobody answers for
     * @param person only those of this person
     * @param standing only standing (true) or only ended ones (false)
     * @param at the moment at which leads are looked up
     */
    record Wanted(
            @Nullable String reader,
            @Nullable UUID person,
            @Nullable Boolean standing,
            Instant at,
            int limit) {}

    /** Every alert of a person. */
    List<StoredAlert> ofPerson(UUID person);

    /** One alert. */
    Optional<StoredAlert> find(UUID alert);

    /** The alerts that somebody asks for, the most pressing first. */
    List<StoredAlert> list(Wanted wanted);

    /** Stores a new alert, standing or ended. */
    void add(StoredAlert alert);

    /** Writes an alert's present state, facts and reasons. */
    void update(Alert alert);

    /** Writes an acknowledgement down. */
    void acknowledge(UUID alert, Acknowledgement acknowledgement);

    /** Adds a line to an alert's history. */
    void addHistory(UUID alert, Event event);

    /** The alert's history, the oldest first. */
    List<Event> history(UUID alert);

    /** Notes the mail that tells of these alerts, and who answers for them now. */
    void told(List<UUID> alerts, UUID mail, String owner);

    /** Whoever answers now has not been told of this alert: a mail is due then. */
    void tellAgain(UUID alert, Instant due);

    /** The standing alerts that a mail tells of, and no later one. */
    List<StoredAlert> standingOn(UUID mail);

    /** A person with an alert to tell of at once or at a time that has come, and an owner. */
    Optional<UUID> personToTell(Instant now);

    /** How many persons {@link #personToTell} could give. */
    long personsToTell(Instant now);

    /** A practitioner who answers for persons with alerts whose digest is due. */
    Optional<String> practitionerToSendDigest(Instant now);

    /** The persons with alerts for this practitioner's digest. */
    Set<UUID> personsInDigest(String practitioner, Instant now);

    /** How many alerts wait for a digest that is due and have an owner. */
    long inDueDigests(Instant now);
}
