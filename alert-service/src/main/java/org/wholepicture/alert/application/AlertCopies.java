package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whom alerts are told beside whoever answers for them, and with which mail. */
public interface AlertCopies {

    /** What kind of copy. */
    enum Kind {
        /** To the lead's manager, once a day. */
        MANAGER,
        /** To the out-of-hours desk, at once. */
        DESK,
        /** To an agency, once a day: what it sent was used. */
        USED
    }

    /**
     * Copies that go in one mail.
     *
     * @param kind what kind
     * @param whom the manager, the person the alerts are about, or the agency
     */
    record Due(Kind kind, String whom) {}

    /** Notes that an alert is to be told; the same again changes nothing. */
    void add(UUID alert, Kind kind, String agency, Instant due);

    /** Copies that are due and have somebody to go to. */
    Optional<Due> due(Instant now);

    /** How many copies are due and have somebody to go to. */
    long remaining(Instant now);

    /** The alerts of these copies. */
    List<UUID> alerts(Due due, Instant now);

    /** The persons of these copies' alerts. */
    Set<UUID> persons(Due due, Instant now);

    /** Notes the mail that tells them. */
    void written(Due due, List<UUID> alerts, UUID mail);

    /** Forgets copies that are not needed any more. */
    void forget(Due due, List<UUID> alerts);

    /**
     * Forgets the copies of an ended alert that no mail tells yet.
     *
     * @param withdrawn whether also those to agencies: nothing they sent is behind it now
     */
    void forget(UUID alert, boolean withdrawn);

    /** The mails that tell agencies of this alert, and of no other that is not withdrawn. */
    List<UUID> mailsOfNothingElse(UUID alert);
}
