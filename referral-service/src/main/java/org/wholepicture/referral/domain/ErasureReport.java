package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What another service has erased by one message of an order.
 *
 * @param part the message
 * @param erased how much of what; empty where it held nothing
 */
public record ErasureReport(UUID part, String service, Map<String, Long> erased, Instant at) {

    /** Copies the counts. */
    public ErasureReport {
        erased = Map.copyOf(erased);
    }
}
