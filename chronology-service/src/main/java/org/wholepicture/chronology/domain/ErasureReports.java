package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Port: tells the front door what was erased here. */
public interface ErasureReports {

    /**
     * Tells it in the caller's transaction.
     *
     * @param part the message of the order
     * @param erased how much of what
     */
    void tell(Erasure erasure, UUID part, Map<String, Long> erased, Instant at);
}
