package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Birth;

/** Which records make up a person, who leads, and how far each person's days are folded. */
public interface People {

    /**
     * Learns that a record belonged to a person at a message's number. Copies, and messages older
     * than what is known, change nothing.
     *
     * @return the persons whose set of records changed: none, the new one, or the new and the old
     */
    Set<UUID> belongs(UUID record, UUID person, long sequence, Instant known);

    /** Learns the child's birth date from the record's demographics; copies change nothing. */
    void born(UUID record, LocalDate day, long sequence, Instant known);

    /**
     * Holds the persons for this transaction, in the order of their ids, so that two transactions
     * cannot wait for each other; unknown ones are created.
     */
    void hold(Set<UUID> persons);

    /** The person a record belongs to now. */
    Optional<UUID> personOf(UUID record);

    /** The person's records, the first known first. */
    List<UUID> records(UUID person);

    /**
     * What was said of the person's birth day, in the order in which it became known. What was said
     * of a record before it joined the person became known of them when it joined.
     */
    List<Birth> births(UUID person);

    /** Writes a confirmation down; copies change nothing. */
    void confirm(Confirmation confirmation, long sequence);

    /** Works out the lead again from all confirmations of the person's records. */
    void settleLead(UUID person);

    /** The confirmed lead at a moment. */
    Optional<String> lead(UUID person, Instant at);

    /** The last day whose alerts are worked out; long past for a person nobody has folded. */
    Optional<LocalDate> foldedThrough(UUID person);

    /** Moves the last day on; never back. */
    void foldedThrough(UUID person, LocalDate day);

    /** How many persons have not been folded through the day and are not set aside. */
    long behind(LocalDate day, Instant now);

    /**
     * Takes, and holds, a person who has not been folded through the day, is not set aside, and
     * whom nobody holds.
     */
    Optional<UUID> holdOneBehind(LocalDate day, Instant now);

    /** Leaves a person out of the sweep until then. */
    void setAside(UUID person, Instant until);

    /** Leaves a person out of the mail rounds until then. */
    void setMailAside(UUID person, Instant until);
}
