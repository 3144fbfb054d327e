package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What this service knows to be missing, for pages that must say so. Inside a transaction of the
 * caller it reads in it and with its role.
 */
@ApplicationScoped
public class Gaps {

    private static final String OPEN =
            """
            SELECT topic, sequence, noticed_at
            FROM inbox_gap
            WHERE key = ?
            ORDER BY topic, sequence
            """;

    private static final String COUNT_MISSING =
            """
            SELECT (SELECT count(*) FROM inbox_gap WHERE key = ?)
                 + (SELECT count(*) FROM quarantine WHERE key = ? AND replayed_at IS NULL)
            """;

    /**
     * A number that a later one of its key overtook and that has not arrived.
     *
     * @param noticedAt by the database's own clock, without the service's offset
     */
    public record Gap(String topic, String key, long sequence, Instant noticedAt) {}

    private final Tables tables;

    Gaps(Tables tables) {
        this.tables = tables;
    }

    /** The missing numbers of a key. */
    public List<Gap> open(String key) {
        return tables.joined(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                        statement.setString(1, key);
                        try (ResultSet rows = statement.executeQuery()) {
                            List<Gap> gaps = new ArrayList<>();
                            while (rows.next()) {
                                gaps.add(
                                        new Gap(
                                                rows.getString(1),
                                                key,
                                                rows.getLong(2),
                                                rows.getObject(3, OffsetDateTime.class)
                                                        .toInstant()));
                            }
                            return gaps;
                        }
                    }
                });
    }

    /** How many messages of a key are not applied here: missing, or in quarantine. */
    public long missing(String key) {
        return tables.joined(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(COUNT_MISSING)) {
                        statement.setString(1, key);
                        statement.setString(2, key);
                        try (ResultSet row = statement.executeQuery()) {
                            row.next();
                            return row.getLong(1);
                        }
                    }
                });
    }
}
