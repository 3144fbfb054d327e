package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Names what was lost by hand or by a restore, where no number is missing, and has it mended. */
@ApplicationScoped
public class Losses {

    private static final Logger LOG = Logger.getLogger(Losses.class);

    private static final String LOCK_NUMBER =
            """
            UPDATE inbox_number SET contiguous = least(contiguous, ? - 1)
            WHERE topic = ? AND key = ?
            """;

    private static final String FORGET = "DELETE FROM inbox WHERE message_id = ?";

    private static final String OPEN_GAP =
            """
            INSERT INTO inbox_gap (topic, key, sequence, noticed_at)
            VALUES (?, ?, ?, clock_timestamp())
            ON CONFLICT DO NOTHING
            """;

    /**
     * A message of which something is lost.
     *
     * @param message its id
     */
    public record Lost(UUID message, String topic, String key, long sequence) {
        /** Locks of two replicas come in one order. */
        static final Comparator<Lost> ORDER =
                Comparator.comparing(Lost::topic)
                        .thenComparing(Lost::key)
                        .thenComparingLong(Lost::sequence);
    }

    private final Tables tables;
    private final LostMessages messages;
    private final LossNames names;

    Losses(Tables tables, LostMessages messages, LossNames names) {
        this.tables = tables;
        this.messages = messages;
        this.names = names;
    }

    /**
     * What messages left here is gone: they count as missing from now on, are asked for again, and
     * are applied once more when they come.
     *
     * @param what was lost: "entry"
     */
    public void askAgain(String what, List<Lost> lost) {
        for (Lost each : lost.stream().sorted(Lost.ORDER).toList()) {
            if (tables.own(connection -> forget(connection, each))) {
                names.name(what, each);
            }
        }
    }

    /** The outbox has lost messages: they are written again as the system of record knows them. */
    public void writeAgain(List<Lost> lost) {
        for (Lost each : lost) {
            if (!tables.own(_ -> messages.writeAgain(each.topic(), each.key(), each.sequence()))) {
                LOG.errorf(
                        "the system of record has not what is lost topic=%s key=%s sequence=%d",
                        each.topic(), each.key(), each.sequence());
            }
        }
    }

    /** Whether it was not known to be missing before. */
    private static boolean forget(Connection connection, Lost lost) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_NUMBER)) {
            statement.setLong(1, lost.sequence());
            statement.setString(2, lost.topic());
            statement.setString(3, lost.key());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, lost.message());
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(OPEN_GAP)) {
            statement.setString(1, lost.topic());
            statement.setString(2, lost.key());
            statement.setLong(3, lost.sequence());
            return statement.executeUpdate() == 1;
        }
    }
}
