package org.wholepicture.systemtests.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.wholepicture.systemtests.Stack;

/** What the mail tables say of attempts whose outcome nobody knows. */
final class Attempts {

    private Attempts() {}

    /** How many second copies are explained: attempts recorded as of unknown outcome [I5]. */
    static int ofUnknownOutcome(Stack stack) {
        int all = 0;
        for (String database : new String[] {"alert", "escalation"}) {
            try (Connection connection = DriverManager.getConnection(stack.database(database));
                    Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery(
                                    "SELECT count(*) FROM mail_attempt"
                                            + " WHERE outcome = 'INDETERMINATE'")) {
                row.next();
                all += row.getInt(1);
            } catch (SQLException failed) {
                if (!"42P01".equals(failed.getSQLState())) {
                    throw new IllegalStateException(failed);
                }
                // This service sends no mail yet.
            }
        }
        return all;
    }
}
