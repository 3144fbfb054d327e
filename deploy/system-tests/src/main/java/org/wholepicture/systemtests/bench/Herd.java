package org.wholepicture.systemtests.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * P15: so many timers of escalation-service due at the same moment, a Monday at nine, and the
 * service killed when half of them have fired. Each must fire once, none early, and each of their
 * mails be sent as assurance.md I5 says. The disagreements are copies, made in the database, of one
 * that somebody raised: to raise them all would take longer than to measure.
 */
final class Herd {

    /** How many are due at once. */
    static final int TIMERS = 20_000;

    /** A reminder goes to both sides. */
    private static final int MAILS_EACH = 2;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int NINE = 9;
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration MAIL_PATIENCE = Duration.ofMinutes(20);

    /** By this day the copies are told from all others. */
    private static final String MARK = "2000-01-01";

    private static final String COPY =
            """
            WITH copies AS (
                INSERT INTO dissent
                    (id, record, kind, about, since, other_agency, other_practitioner,
                     disagreement, asked_for, evidence, alert,
                     raised_by, raised_agency, raised_at, state)
                SELECT gen_random_uuid(), record, 'DECISION', gen_random_uuid(), DATE '%1$s',
                    other_agency, other_practitioner, disagreement, asked_for, evidence, alert,
                    raised_by, raised_agency, raised_at, 'RAISED'
                FROM dissent, generate_series(1, ?)
                WHERE id = CAST(? AS uuid)
                RETURNING id, raised_at
            ), stages AS (
                INSERT INTO stage (dissent, number, name, began_at, planned_version, last_day)
                SELECT id, 1, 'Practitioners', raised_at, version, CAST(? AS date)
                FROM copies, settings_in_effect
                RETURNING dissent, planned_version
            )
            INSERT INTO timer (dissent, number, kind, due_at, planned_version)
            SELECT dissent, 1, 'REMINDER', ?, planned_version FROM stages
            """
                    .formatted(MARK);

    private static final String FIRED =
            """
            SELECT count(*) FROM timer t JOIN dissent d ON d.id = t.dissent
            WHERE d.since = DATE '%s' AND t.state = 'FIRED'
            """
                    .formatted(MARK);

    private static final String TIMES =
            """
            SELECT min(t.ended_at) >= max(t.due_at),
                extract(epoch FROM max(t.ended_at) - max(t.due_at))
            FROM timer t JOIN dissent d ON d.id = t.dissent
            WHERE d.since = DATE '%s' AND t.state = 'FIRED'
            """
                    .formatted(MARK);

    private static final String MAILS =
            """
            SELECT count(*) FROM mail_message m
            WHERE m.purpose = 'reminder' AND m.state = ANY (?) AND m.id IN (
                SELECT unnest(t.mails) FROM timer t JOIN dissent d ON d.id = t.dissent
                WHERE d.since = DATE '%s')
            """
                    .formatted(MARK);

    private static final String COPIES =
            """
            SELECT r.smtp_message_id, count(*) FILTER (WHERE a.outcome = 'INDETERMINATE')
            FROM mail_message m
            JOIN mail_recipient r ON r.message_id = m.id
            JOIN mail_attempt a ON a.recipient_id = r.id
            WHERE m.id IN (
                SELECT unnest(t.mails) FROM timer t JOIN dissent d ON d.id = t.dissent
                WHERE d.since = DATE '%s')
            GROUP BY r.smtp_message_id
            """
                    .formatted(MARK);

    private final Stack stack;

    Herd(Stack stack) {
        this.stack = stack;
    }

    /**
     * What came of it.
     *
     * @param fired how many timers, each once
     * @param early whether one fired before it was due, by the database's clock
     * @param seconds from nine o'clock to the last
     * @param mailSeconds from nine o'clock to the last mail's acceptance
     * @param mails how many were written
     * @param unsent how many were not accepted in time
     * @param unexplained copies beyond those of recorded attempts of unknown outcome
     */
    record Outcome(
            long fired,
            boolean early,
            double seconds,
            double mailSeconds,
            long mails,
            long unsent,
            long unexplained) {

        boolean isRight() {
            return fired == TIMERS
                    && !early
                    && mails == (long) TIMERS * MAILS_EACH
                    && unsent == 0
                    && unexplained == 0;
        }
    }

    /** Does it, once. */
    Outcome run(String nhsNumber, Consumer<String> progress) throws Exception {
        ZonedDateTime monday =
                Instant.now()
                        .atZone(LONDON)
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .truncatedTo(java.time.temporal.ChronoUnit.DAYS)
                        .withHour(NINE);
        String seed = raise(Child.ledByEarlyHelp(stack, nhsNumber));
        int made =
                stack.execute(
                        "escalation",
                        COPY,
                        TIMERS,
                        seed,
                        monday.toLocalDate().toString(),
                        OffsetDateTime.ofInstant(monday.toInstant(), ZoneOffset.UTC));
        progress.accept("P15: %d timers are due on %s".formatted(made, monday));
        Duration ahead = Duration.between(Instant.now(), monday.minus(BEFORE).toInstant());
        stack.moveClock("escalation", ahead);
        long nine = System.nanoTime() + BEFORE.toNanos();
        awaitFired(TIMERS / 2);
        long pid = stack.pid("escalation-service");
        Processes.signal("KILL", pid);
        progress.accept("P15: escalation-service killed when half of them had fired");
        awaitFired(TIMERS);
        double seconds = (System.nanoTime() - nine) / 1e9;
        long mails = count(MAILS, List.of("WAITING", "SENT", "FAILED", "CANCELLED"));
        progress.accept("P15: all fired after %.1f s; %d mails follow".formatted(seconds, mails));
        long end = System.nanoTime() + MAIL_PATIENCE.toNanos();
        long unsent = mails;
        while (unsent > 0 && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            unsent = count(MAILS, List.of("WAITING", "FAILED", "CANCELLED"));
        }
        double mailSeconds = (System.nanoTime() - nine) / 1e9;
        stack.moveClock("escalation", Duration.ZERO);
        return new Outcome(
                count(FIRED, List.of()),
                !neverEarly(),
                Math.max(seconds, last()),
                mailSeconds,
                mails,
                unsent,
                unexplained());
    }

    private String raise(Child child) throws InterruptedException {
        ObjectNode dissent = Web.JSON.createObjectNode();
        dissent.put("person", child.person());
        dissent.putObject("about").put("kind", "LACK_OF_PROGRESS");
        dissent.put("disagreement", "Nothing is done.").put("askedFor", "Do something.");
        for (int tries = 0; tries < 100; tries++) {
            Web.Answer answer =
                    Web.send(
                            "POST",
                            stack.at("/escalation/v1/dissents"),
                            stack.token(Child.LEAD),
                            "application/json",
                            dissent.toString());
            if (answer.status() == 201) {
                return answer.json().path("id").asText();
            }
            // Until escalation-service has heard who leads.
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("the disagreement to copy cannot be raised");
    }

    private void awaitFired(int enough) throws InterruptedException, SQLException {
        long end = System.nanoTime() + MAIL_PATIENCE.toNanos();
        while (count(FIRED, List.of()) < enough) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all timers fire");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private long count(String sql, List<String> states) throws SQLException {
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(sql)) {
            if (!states.isEmpty()) {
                query.setArray(1, database.createArrayOf("text", states.toArray()));
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private boolean neverEarly() throws SQLException {
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(TIMES);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private double last() throws SQLException {
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(TIMES);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getDouble(2);
        }
    }

    /** Copies in the mailbox against attempts of unknown outcome, by Message-ID [I5]. */
    private long unexplained() throws SQLException, IOException {
        Map<String, Integer> copies = new HashMap<>();
        try (Stream<Path> files = Files.list(stack.state().resolve("mail"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList()) {
                copies.merge(messageId(file), 1, Integer::sum);
            }
        }
        long unexplained = 0;
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(COPIES);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                int found = copies.getOrDefault(row.getString(1), 0);
                unexplained += found == 0 ? 1 : Math.max(0, found - 1 - row.getInt(2));
            }
        }
        return unexplained;
    }

    private static String messageId(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine();
                    line != null && !line.isEmpty();
                    line = lines.readLine()) {
                if (line.regionMatches(true, 0, "Message-ID:", 0, "Message-ID:".length())) {
                    return line.substring("Message-ID:".length()).strip();
                }
            }
        }
        return "";
    }
}
