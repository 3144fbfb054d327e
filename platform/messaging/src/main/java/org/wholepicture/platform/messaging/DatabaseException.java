package org.wholepicture.platform.messaging;

import java.io.Serial;
import java.sql.SQLException;

/** A statement failed; the SQLException is the cause. */
class DatabaseException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super("SQLState " + cause.getSQLState(), cause);
    }
}
