package org.wholepicture.platform.messaging;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells a failure of the record being applied from a failure of what is around it. */
public final class Failures {

    /**
     * SQLState classes that say nothing about the statement: connection (08), login refused (28),
     * no such database (3D), rollback by deadlock or serialisation (40), resources (53), lock not
     * available (55), operator or shutdown (57), the machine (58).
     */
    private static final Set<String> PASSING_CLASSES =
            Set.of("08", "28", "3D", "40", "53", "55", "57", "58");

    /** A former primary that became a standby refuses to write. */
    private static final String READ_ONLY = "25006";

    private Failures() {}

    /** Whether the same work may succeed later without anybody repairing the record. */
    static boolean isPassing(Throwable failure) {
        return any(
                failure,
                cause ->
                        cause instanceof PassingFailureException
                                || (cause instanceof VirtualMachineError
                                        && !(cause instanceof StackOverflowError))
                                || (cause instanceof SQLException e && isPassing(e)));
    }

    /** Whether what was waited for is the key of a private member. */
    static boolean lacksKey(Throwable failure) {
        return any(failure, cause -> cause instanceof TinkPrivateMember.MissingKeyException);
    }

    /** Whether PostgreSQL refused a statement for what the statement said. */
    static boolean blamesStatement(Throwable failure) {
        return !isPassing(failure) && any(failure, cause -> cause instanceof SQLException);
    }

    /**
     * What people may read about it: a sentence of our own, else classes and an SQLState. Never
     * another message, which may quote.
     */
    static String reason(Throwable failure) {
        if (failure instanceof RefusedMessageException refused) {
            return String.valueOf(refused.getMessage());
        }
        if (lacksKey(failure)) {
            return "sealed with a key that this service does not have";
        }
        StringBuilder reason = new StringBuilder(failure.getClass().getName());
        Throwable cause = failure;
        // Bounded, because causes may form a circle.
        for (int depth = 0; depth < 10 && cause != null; depth++) {
            if (cause instanceof SQLException e) {
                reason.append(" (SQLState ").append(e.getSQLState()).append(')');
                break;
            }
            cause = cause.getCause();
        }
        return reason.toString();
    }

    /** For a log: the classes and stack traces of a failure, without messages, which may quote. */
    public static Throwable withoutMessages(Throwable failure) {
        return withoutMessages(failure, 10);
    }

    private static Throwable withoutMessages(Throwable failure, int depth) {
        Throwable cause = failure.getCause();
        return new Redacted(
                failure, cause == null || depth == 0 ? null : withoutMessages(cause, depth - 1));
    }

    /** Stands for a failure of the class that its message names. */
    private static final class Redacted extends Throwable {
        private static final long serialVersionUID = 1L;

        Redacted(Throwable failure, @Nullable Throwable cause) {
            super(failure.getClass().getName(), cause);
            setStackTrace(failure.getStackTrace());
        }
    }

    private static boolean isPassing(SQLException e) {
        @Nullable String state = e.getSQLState();
        // Without a state it is not PostgreSQL that speaks but the pool: exhausted, closed,
        // enlisting.
        return state == null
                || state.length() < 2
                || PASSING_CLASSES.contains(state.substring(0, 2))
                || state.equals(READ_ONLY);
    }

    private static boolean any(Throwable failure, Predicate<Throwable> condition) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        while (!left.isEmpty()) {
            Throwable next = left.poll();
            if (!seen.add(next)) {
                continue;
            }
            if (condition.test(next)) {
                return true;
            }
            addIfPresent(left, next.getCause());
            left.addAll(java.util.List.of(next.getSuppressed()));
            if (next instanceof SQLException e) {
                addIfPresent(left, e.getNextException());
            }
        }
        return false;
    }

    private static void addIfPresent(Deque<Throwable> left, @Nullable Throwable cause) {
        if (cause != null) {
            left.add(cause);
        }
    }
}
