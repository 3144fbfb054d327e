package org.wholepicture.referral.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Troubles;

@ApplicationScoped
class PostgresTroubles implements Troubles {

    /**
     * SQLSTATE classes that say nothing about the statement: connection (08), login (28), no such
     * database (3D), rollback by deadlock (40), resources (53), lock (55), operator or shutdown
     * (57), machine (58).
     */
    private static final Set<String> PASSING =
            Set.of("08", "28", "3D", "40", "53", "55", "57", "58");

    /** A former primary that became a standby refuses to write. */
    private static final String READ_ONLY = "25006";

    private static final int DEEPEST = 20;

    @Override
    public boolean passes(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
            if ((at instanceof SQLException sql && passes(sql.getSQLState()))
                    || at instanceof jakarta.transaction.RollbackException
                    || at instanceof jakarta.transaction.SystemException) {
                return true;
            }
        }
        return false;
    }

    /** Without a state it is the pool that speaks: exhausted or closed. */
    private static boolean passes(@Nullable String state) {
        return state == null
                || state.length() < 2
                || PASSING.contains(state.substring(0, 2))
                || state.equals(READ_ONLY);
    }
}
