package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Port: agencies and practitioners. */
public interface Directory {

    /** Makes loads of the directory wait for each other until the transaction ends. */
    void takeTurns();

    /** Entries by id; unknown ones are missing. */
    Map<String, DirectoryEntry> find(Collection<String> ids);

    /** A practitioner who has not left. */
    Optional<DirectoryEntry> findActivePractitioner(String id);

    /** Writes an entry. */
    void put(DirectoryEntry entry, Instant now);
}
