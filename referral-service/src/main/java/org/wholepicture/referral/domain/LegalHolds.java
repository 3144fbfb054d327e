package org.wholepicture.referral.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: legal holds. */
public interface LegalHolds {

    /** Keeps a hold as it is now. */
    void put(LegalHold hold);

    /** A hold, held until the transaction ends. */
    Optional<LegalHold> lock(UUID id);

    /** All that hold, the next to be reviewed first; at most 1,000. */
    List<LegalHold> standing();

    /**
     * Whether one holds for a child to whom any of these records belongs or ever belonged: a merge
     * takes no hold away.
     */
    boolean holdAny(Collection<RecordId> records);
}
