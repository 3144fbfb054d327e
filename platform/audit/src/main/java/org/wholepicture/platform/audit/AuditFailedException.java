package org.wholepicture.platform.audit;

import java.sql.SQLException;

/** The row could not be written, so what it would have told of must not happen. */
public final class AuditFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditFailedException(SQLException cause) {
        super("the audit row was not written", cause);
    }
}
