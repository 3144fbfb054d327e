package org.wholepicture.platform.audit;

/** Where a service tells who did or saw what. */
public interface AuditLog {

    /**
     * Writes the row in the caller's transaction. A read is audited in the transaction that reads,
     * which must have ended before the answer is sent; if this throws, nothing may be shown.
     *
     * @throws IllegalStateException without an active transaction
     * @throws AuditFailedException when the row could not be written; the transaction cannot commit
     */
    void record(AuditEntry entry);
}
