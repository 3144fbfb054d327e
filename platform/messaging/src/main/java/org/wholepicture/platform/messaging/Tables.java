package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of messaging's own. Says of a failure whether the work or the machinery around it
 * failed, which decides between quarantine and trying again.
 */
@ApplicationScoped
class Tables {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    /** Work on a connection that is enlisted in the transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    private final TransactionManager transactions;
    private final DataSource dataSource;
    private final Optional<String> role;

    Tables(TransactionManager transactions, DataSource dataSource, MessagingConfig config) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.role = config.role().map(Tables::plainIdentifier);
    }

    /** In the caller's transaction where there is one, otherwise in one of its own. */
    <T extends @Nullable Object> T joined(Work<T> work) {
        if (!isActive()) {
            return own(work);
        }
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** In a transaction of its own, in messaging's role. A transaction of the caller waits. */
    <T extends @Nullable Object> T own(Work<T> work) {
        return own(USUAL_TIMEOUT, work);
    }

    /**
     * In a transaction of its own, in messaging's role.
     *
     * @throws PassingFailureException when beginning, committing or the time limit failed, not the
     *     work itself
     */
    <T extends @Nullable Object> T own(Duration timeout, Work<T> work) {
        Transaction outer = suspend();
        try {
            begin(timeout);
            long start = System.nanoTime();
            T result;
            try (Connection connection = dataSource.getConnection()) {
                if (role.isPresent()) {
                    takeRole(connection);
                }
                result = work.on(connection);
            } catch (SQLException e) {
                throw rolledBack(new DatabaseException(e), start, timeout);
            } catch (RuntimeException e) {
                throw rolledBack(e, start, timeout);
            } catch (Error e) {
                rollback();
                throw e;
            }
            commit(start, timeout);
            return result;
        } finally {
            resume(outer);
        }
    }

    /** Whether the calling thread is in a transaction that can still commit. */
    boolean isActive() {
        return status() == Status.STATUS_ACTIVE;
    }

    /**
     * Takes messaging's role, or the login role, on a connection until its transaction ends: an
     * earlier handler in the same transaction may have taken another.
     */
    void takeRole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL ROLE " + role.orElse("NONE"));
        }
    }

    private void begin(Duration timeout) {
        try {
            transactions.setTransactionTimeout(Math.toIntExact(timeout.toSeconds()));
            transactions.begin();
            transactions.setTransactionTimeout(0);
        } catch (NotSupportedException | SystemException e) {
            throw new PassingFailureException("the transaction did not begin", e);
        }
    }

    private void commit(long start, Duration timeout) {
        if (status() == Status.STATUS_MARKED_ROLLBACK && !exceeded(start, timeout)) {
            rollback();
            throw new IllegalStateException("marked for rollback although the work returned");
        }
        try {
            transactions.commit();
        } catch (RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | SystemException e) {
            // A deferred constraint speaks here: that is the work's fault, not the machinery's.
            throw Failures.blamesStatement(e)
                    ? new IllegalStateException("refused at commit", e)
                    : new PassingFailureException("the transaction did not commit", e);
        }
    }

    private RuntimeException rolledBack(RuntimeException e, long start, Duration timeout) {
        rollback();
        return exceeded(start, timeout)
                ? new PassingFailureException("the transaction took too long", e)
                : e;
    }

    private void rollback() {
        try {
            if (status() != Status.STATUS_NO_TRANSACTION) {
                transactions.rollback();
            }
        } catch (SystemException | IllegalStateException e) {
            // The time limit may have ended it already; nothing of it was kept either way.
            throw new PassingFailureException("the transaction did not roll back", e);
        }
    }

    private int status() {
        try {
            return transactions.getStatus();
        } catch (SystemException e) {
            throw new PassingFailureException("no transaction status", e);
        }
    }

    private @Nullable Transaction suspend() {
        try {
            return transactions.suspend();
        } catch (SystemException e) {
            throw new PassingFailureException("the outer transaction was not suspended", e);
        }
    }

    private void resume(@Nullable Transaction outer) {
        if (outer == null) {
            return;
        }
        try {
            transactions.resume(outer);
        } catch (SystemException | InvalidTransactionException e) {
            throw new PassingFailureException("the outer transaction was not resumed", e);
        }
    }

    private static boolean exceeded(long start, Duration timeout) {
        return System.nanoTime() - start >= timeout.toNanos();
    }

    static String plainIdentifier(String name) {
        if (!name.matches("[a-z_][a-z0-9_]*")) {
            throw new IllegalArgumentException("wp.messaging.role is not a plain role name");
        }
        return name;
    }
}
