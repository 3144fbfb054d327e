package org.wholepicture.systemtests.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.wholepicture.systemtests.Stack;

/**
 * Watches how long events take from being accepted to standing on a timeline: every event, looked
 * for every 10 ms where the pages read. To ask for each over HTTP would be more load than the
 * events themselves. Thread-safe.
 */
final class Timelines implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration WHILE_AWAY = Duration.ofMillis(200);

    private static final String FILED =
            "SELECT event_id, record_id FROM filing WHERE event_id = ANY (?)";

    private static final String VISIBLE =
            """
            SELECT entry.event FROM entry
            JOIN unnest(?::uuid[], ?::uuid[]) AS wanted (record, event) USING (record, event)
            """;

    private final String referral;
    private final String chronology;
    private final Map<UUID, Long> accepted = new ConcurrentHashMap<>();
    private final Map<UUID, UUID> records = new ConcurrentHashMap<>();
    private final Histogram micros = new Histogram(3);
    private final Thread watcher;
    private volatile boolean ending;
    private volatile long lastVisible;

    Timelines(Stack stack) {
        this.referral = stack.database("referral");
        this.chronology = stack.database("chronology");
        this.lastVisible = System.nanoTime();
        this.watcher = Thread.ofPlatform().name("timelines").start(this::watch);
    }

    /** An event was accepted just now. */
    void accepted(UUID event) {
        accepted.put(event, System.nanoTime());
    }

    /** Of the event seen last, when it was accepted, as {@link System#nanoTime} counts. */
    long lastVisible() {
        return lastVisible;
    }

    /** How many were accepted and not seen yet. */
    int waiting() {
        return accepted.size();
    }

    /** Times from accepted to visible so far, in microseconds. */
    synchronized Histogram micros() {
        return micros.copy();
    }

    /** Stops watching. */
    @Override
    public void close() throws InterruptedException {
        ending = true;
        watcher.join();
    }

    private void watch() {
        while (!ending) {
            try (Connection filings = DriverManager.getConnection(referral);
                    Connection entries = DriverManager.getConnection(chronology)) {
                while (!ending) {
                    findRecords(filings);
                    look(entries);
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            } catch (SQLException away) {
                // It comes back, and so do we.
                LockSupport.parkNanos(WHILE_AWAY.toNanos());
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void findRecords(Connection filings) throws SQLException {
        Object[] unfiled =
                accepted.keySet().stream().filter(event -> !records.containsKey(event)).toArray();
        if (unfiled.length == 0) {
            return;
        }
        try (PreparedStatement find = filings.prepareStatement(FILED)) {
            find.setArray(1, filings.createArrayOf("uuid", unfiled));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    records.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
        }
    }

    private void look(Connection entries) throws SQLException {
        List<Map.Entry<UUID, UUID>> filed = List.copyOf(records.entrySet());
        if (filed.isEmpty()) {
            return;
        }
        try (PreparedStatement look = entries.prepareStatement(VISIBLE)) {
            look.setArray(1, array(entries, filed.stream().map(Map.Entry::getValue)));
            look.setArray(2, array(entries, filed.stream().map(Map.Entry::getKey)));
            try (ResultSet rows = look.executeQuery()) {
                long now = System.nanoTime();
                while (rows.next()) {
                    seen(rows.getObject(1, UUID.class), now);
                }
            }
        }
    }

    private static Array array(Connection connection, Stream<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private synchronized void seen(UUID event, long now) {
        records.remove(event);
        Long since = accepted.remove(event);
        if (since != null) {
            lastVisible = Math.max(lastVisible, since);
            micros.recordValue((now - since) / 1000);
        }
    }
}
