package org.wholepicture.platform.messaging;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Has everything looked through that is to be: each {@link Look} once in a minute by one of the
 * replicas, whichever comes first.
 */
@ApplicationScoped
public class Rounds {

    /** A turn that another replica has just taken must not put the next off by a whole minute. */
    private static final int WAKES_IN_AN_INTERVAL = 6;

    private static final String ENSURE =
            """
            INSERT INTO looking_round (name, position, turned_at) VALUES (?, -1, '-infinity')
            ON CONFLICT DO NOTHING
            """;

    private static final String CLAIM =
            """
            SELECT position FROM looking_round
            WHERE name = ? AND turned_at <= clock_timestamp() - ? * interval '1 millisecond'
            FOR UPDATE SKIP LOCKED
            """;

    private static final String MOVE_ON =
            "UPDATE looking_round SET position = ?, turned_at = clock_timestamp() WHERE name = ?";

    private final Tables tables;
    private final List<Look> looks;
    private final MessagingConfig config;
    private final CrashPoints crashPoints;

    Rounds(Tables tables, @All List<Look> looks, MessagingConfig config, CrashPoints crashPoints) {
        this.tables = tables;
        this.looks = looks;
        this.config = config;
        this.crashPoints = crashPoints;
    }

    void start(@Observes StartupEvent event, Workers workers) {
        if (!config.enabled()) {
            return;
        }
        Duration interval = config.rounds().interval();
        for (Look look : looks) {
            workers.start(
                    "look-" + look.name(),
                    interval.dividedBy(WAKES_IN_AN_INTERVAL),
                    () -> {
                        turn(look, interval);
                        return false;
                    });
        }
    }

    /**
     * Takes a turn of the look with this name now, whenever the last one was.
     *
     * @throws IllegalArgumentException when there is none
     */
    public void turn(String name) {
        turn(
                looks.stream()
                        .filter(look -> look.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no look " + name)),
                Duration.ZERO);
    }

    private void turn(Look look, Duration interval) {
        long lowest = look.lowest();
        long highest = look.highest();
        // Committed before the work: what fails now is looked at in the next round.
        Chunks next = tables.own(connection -> claim(connection, look, lowest, highest, interval));
        try {
            for (Chunks.Chunk chunk : next.chunks()) {
                crashPoints.reached(CrashPoints.Point.WITHIN_TURN);
                look.at(chunk.first(), chunk.last());
            }
        } finally {
            look.measure();
        }
    }

    private static Chunks claim(
            Connection connection, Look look, long lowest, long highest, Duration interval)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            statement.setString(1, look.name());
            statement.executeUpdate();
        }
        long position;
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, look.name());
            statement.setLong(2, interval.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Chunks(List.of(), -1);
                }
                position = row.getLong(1);
            }
        }
        Chunks next = Chunks.next(lowest, highest, look.chunk(), look.older(), position);
        try (PreparedStatement statement = connection.prepareStatement(MOVE_ON)) {
            statement.setLong(1, next.position());
            statement.setString(2, look.name());
            statement.executeUpdate();
        }
        return next;
    }
}
