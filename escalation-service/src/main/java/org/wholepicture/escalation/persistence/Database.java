package org.wholepicture.escalation.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/** Jdbi over the pool, so that statements join the transaction of the caller. */
final class Database {

    private Database() {}

    @Produces
    @Singleton
    static Jdbi jdbi(DataSource source) {
        return Jdbi.create(source)
                .configure(
                        StatementExceptions.class,
                        // By default a failure quotes what was bound, which people have written.
                        exceptions -> exceptions.setMessageRendering(MessageRendering.NONE));
    }
}
