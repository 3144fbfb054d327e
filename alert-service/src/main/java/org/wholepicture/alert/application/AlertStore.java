package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        /** Answered: known, and the plan deals with it. */
        IN_PLAN,
        /** Silent until now: a new fact came, or its severity rose. */
        SPOKE_AGAIN,
        /** Nobody answered in time: the manager is told. */
        MOVED_UP,
        /** Somebody of the front door took it. */
        CLAIMED,
        /** Whoever had taken it let it go. */
        RELEASED,
        SUPPRESSION_PROPOSED,
        SUPPRESSION_APPROVED,
        /** A manager did not agree, or the proposal was taken back. */
        SUPPRESSION_DECLINED,
        /** The last day passed, or a new fact came. */
        SUPPRESSION_ENDED,
        /** Evidence that settles a contradiction was written down. */
        EVIDENCE_RECORDED,
        /** Another agency was asked what it knows. */
        AGENCY_ASKED,
        /** It answered. */
        AGENCY_ANSWERED,
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
     * @param reader the practitioner: what they answer for or took; null for those that nobody with
     *     a lead's authority answers for
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

    /** Whether no alert was ever raised. */
    boolean isEmpty();

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

    /** Adds a line to an alert's history. */
    void addHistory(UUID alert, Event event);

    /** The alert's history, the oldest first. */
    List<Event> history(UUID alert);

    /**
     * Notes a mail that tells of these alerts.
     *
     * @param owner who answers for them now, or whom else it is for
     */
    void told(List<UUID> alerts, UUID mail, AlertMails.Kind kind, String owner);

    /** Notes that a mail, which somebody may have read, is to speak of an alert no more. */
    void leftOut(UUID alert, UUID mail);

    /** Forgets that a mail tells of an alert: it was left out before anybody could read it. */
    void untold(UUID alert, UUID mail);

    /** Whoever answers now has not been told of this alert: a mail is due then. */
    void tellAgain(UUID alert, Instant due);

    /** The standing alerts that a mail tells of and that were not left out of it since. */
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
