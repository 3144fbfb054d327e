package org.wholepicture.alert.application;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Port: what others are told of an erasure, in the transaction in which it is carried out. */
public interface ErasureNews {

    /** Tells the front door how much of what was erased here. */
    void report(Erasure erasure, Map<String, Long> erased, Instant at);

    /** Takes the reasons out of what was published of these alerts and decisions under a record. */
    void withoutReasons(UUID record, Set<UUID> told);
}
