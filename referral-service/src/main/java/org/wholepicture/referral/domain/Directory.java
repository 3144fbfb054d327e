package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Port: agencies and practitioners. */
public interface Directory {

    /** Makes loads of the directory wait for each other until the transaction ends. */
    void takeTurns();

    /** Entries by id; unknown ones are missing. */
    Map<String, DirectoryEntry> find(Collection<String> ids);

    /** A practitioner who has not left. */
    Optional<DirectoryEntry> findActivePractitioner(String id);

    /** Practitioners who have not left and whose manager this is, by their names. */
    List<DirectoryEntry> managedBy(String manager);

    /** Writes an entry. */
    void put(DirectoryEntry entry, Instant now);

    /**
     * Notes who set somebody's absences; such notes are only added.
     *
     * @param id of the note
     */
    void noteAbsences(UUID id, DirectoryEntry entry, String by, Instant at);
}
