package org.wholepicture.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a verification of the whole chain found.
 *
 * @param at when it began
 * @param rows how many places of the chain were looked at
 * @param anchors how many heads from outside the database it was held against; 0 where none is kept
 * @param erased rows that are gone under an order, counted by order
 * @param faults how many findings there are
 * @param findings the first of them, at most {@link #MOST}
 */
public record Verification(
        Instant at,
        long rows,
        long anchors,
        Map<UUID, Long> erased,
        long faults,
        List<Finding> findings) {

    /** Findings that are kept one by one. */
    public static final int MOST = 1000;

    /** Copies the collections. */
    public Verification {
        erased = Map.copyOf(erased);
        findings = List.copyOf(findings);
    }

    /** Whether everything is as it was sealed. */
    public boolean whole() {
        return faults == 0;
    }
}
