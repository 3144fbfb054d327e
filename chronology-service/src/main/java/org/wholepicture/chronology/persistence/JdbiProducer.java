package org.wholepicture.chronology.persistence;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/** Jdbi over the pool; the transaction of the caller owns the connection [docs/adr/0006]. */
class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(dataSource);
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        // Closing a handle gives a connection back that is still in the caller's transaction.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.registerArrayType(UUID.class, "uuid");
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(LocalDate.class, "date");
        jdbi.registerArrayType(Instant.class, "timestamptz");
        return jdbi;
    }
}
