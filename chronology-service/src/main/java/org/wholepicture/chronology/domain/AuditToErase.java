package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Port: of which children the audit still holds words that an order erases. */
public interface AuditToErase {

    /**
     * One of them.
     *
     * @param until rows from before then
     */
    record Open(UUID order, PersonId person, Instant until) {}

    /** Notes one, in the transaction that carries the order out. */
    void add(Open open);

    /** Takes one, held until the transaction ends; another process takes another. */
    Optional<Open> claim();

    /** Nothing of it is left. */
    void done(Open open);
}
