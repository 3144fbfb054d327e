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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * So many timers of escalation-service due at the same moment, a Monday at nine, and trouble while
 * they fire. Each must fire once, none early, and each of their mails be sent as assurance.md I5
 * says. The disagreements are copies, made in the database, of one that somebody raised: to raise
 * them all would take longer than to measure.
 */
final class Herd {

    /** A reminder goes to both sides. */
    private static final int MAILS_EACH = 2;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int NINE = 9;
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration MAIL_PATIENCE = Duration.ofMinutes(20);

    /** By that day the copies are told from all others. */
    private static final String COPY =
            """
            WITH copies AS (
                INSERT INTO dissent
                    (id, record, kind, about, since, other_agency, other_practitioner,
                     disagreement, asked_for, evidence, alert,
                     raised_by, raised_agency, raised_at, state)
                SELECT gen_random_uuid(), record, 'DECISION', gen_random_uuid(),
                    CAST(? AS date), other_agency, other_practitioner, disagreement, asked_for,
                    evidence, alert, raised_by, raised_agency, raised_at, 'RAISED'
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
            """;

    private static final String FIRED =
            """
            SELECT count(*) FROM timer t JOIN dissent d ON d.id = t.dissent
            WHERE d.since = CAST(? AS date) AND t.state = 'FIRED'
            """;

    private static final String TIMES =
            """
            SELECT min(t.ended_at) >= max(t.due_at),
                extract(epoch FROM max(t.ended_at) - max(t.due_at))
            FROM timer t JOIN dissent d ON d.id = t.dissent
            WHERE d.since = CAST(? AS date) AND t.state = 'FIRED'
            """;

    /** Every mail that was written, also one of which no timer knows. */
    private static final String MAILS =
            """
            SELECT count(*) FROM mail_message m
            JOIN dissent d ON d.id = CAST(split_part(m.addressee, ':', 2) AS uuid)
            WHERE m.purpose = 'reminder' AND d.since = CAST(? AS date)
            """;

    private static final String UNSENT = MAILS + " AND m.state <> 'SENT'";

    private static final String COPIES =
            """
            SELECT r.smtp_message_id, count(*) FILTER (WHERE a.outcome = 'INDETERMINATE')
            FROM mail_message m
            JOIN dissent d ON d.id = CAST(split_part(m.addressee, ':', 2) AS uuid)
            JOIN mail_recipient r ON r.message_id = m.id
            JOIN mail_attempt a ON a.recipient_id = r.id
            WHERE m.purpose = 'reminder' AND d.since = CAST(? AS date)
            GROUP BY r.smtp_message_id
            """;

    private final Stack stack;
    private final int timers;
    private final LocalDate mark;

    /**
     * A herd of its own.
     *
     * @param timers how many are due at once
     * @param mark a day long ago, by which these are told from all others; another for each herd
     */
    Herd(Stack stack, int timers, LocalDate mark) {
        this.stack = stack;
        this.timers = timers;
        this.mark = mark;
    }

    /** What goes wrong while they fire; gives back when it is over. */
    interface Trouble {

        /** Makes it. */
        void make() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param timers how many there were
     * @param fired how many have fired
     * @param early whether one fired before it was due, by the database's clock
     * @param seconds from nine o'clock to the last
     * @param mailSeconds from nine o'clock to the last mail's acceptance
     * @param mails how many were written
     * @param unsent how many were not accepted in time
     * @param unexplained copies beyond those of recorded attempts of unknown outcome
     */
    record Outcome(
            int timers,
            long fired,
            boolean early,
            double seconds,
            double mailSeconds,
            long mails,
            long unsent,
            long unexplained) {

        boolean isRight() {
            return fired == timers
                    && !early
                    && mails == (long) timers * MAILS_EACH
                    && unsent == 0
                    && unexplained == 0;
        }

        @Override
        public String toString() {
            return "%.1f s; %d fired, %s early; %d mails, %d unsent, %d copies unexplained, the last after %.0f s"
                    .formatted(
                            seconds,
                            fired,
                            early ? "SOME" : "none",
                            mails,
                            unsent,
                            unexplained,
                            mailSeconds);
        }
    }

    /**
     * Does it, once.
     *
     * @param begun the trouble is made when so many have fired
     */
    Outcome run(String nhsNumber, int begun, Trouble trouble, Consumer<String> progress)
            throws Exception {
        ZonedDateTime monday =
                Instant.now()
                        .atZone(LONDON)
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .truncatedTo(ChronoUnit.DAYS)
                        .withHour(NINE);
        String seed = raise(Child.ledByEarlyHelp(stack, nhsNumber));
        int made =
                stack.execute(
                        "escalation",
                        COPY,
                        mark.toString(),
                        timers,
                        seed,
                        monday.toLocalDate().toString(),
                        OffsetDateTime.ofInstant(monday.toInstant(), ZoneOffset.UTC));
        progress.accept("%d timers are due on %s".formatted(made, monday));
        Duration ahead = Duration.between(Instant.now(), monday.minus(BEFORE).toInstant());
        stack.moveClock("escalation", ahead);
        long nine = System.nanoTime() + BEFORE.toNanos();
        awaitFired(begun);
        trouble.make();
        awaitFired(timers);
        double seconds = (System.nanoTime() - nine) / 1e9;
        long mails = count(MAILS);
        progress.accept("all fired after %.1f s; %d mails follow".formatted(last(), mails));
        long end = System.nanoTime() + MAIL_PATIENCE.toNanos();
        while (count(UNSENT) > 0 && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
        }
        double mailSeconds = (System.nanoTime() - nine) / 1e9;
        stack.moveClock("escalation", Duration.ZERO);
        return new Outcome(
                timers,
                count(FIRED),
                !neverEarly(),
                Math.max(seconds, last()),
                mailSeconds,
                count(MAILS),
                count(UNSENT),
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

    /** Waits until so many of them have fired. */
    void awaitFired(int enough) throws InterruptedException, SQLException {
        long end = System.nanoTime() + MAIL_PATIENCE.toNanos();
        while (count(FIRED) < enough) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all timers fire");
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /** How many have fired. */
    long fired() throws SQLException {
        return count(FIRED);
    }

    private long count(String sql) throws SQLException {
        return ask(sql, row -> row.getLong(1));
    }

    private boolean neverEarly() throws SQLException {
        return ask(TIMES, row -> row.getBoolean(1));
    }

    /** Seconds from nine o'clock to the last, by the service's clock. */
    private double last() throws SQLException {
        return ask(TIMES, row -> row.getDouble(2));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T ask(String sql, Reading<T> reading) throws SQLException {
        try (Connection database = DriverManager.getConnection(stack.database("escalation"));
                PreparedStatement query = database.prepareStatement(sql)) {
            query.setString(1, mark.toString());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return reading.of(row);
            }
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
                PreparedStatement query = database.prepareStatement(COPIES)) {
            query.setString(1, mark.toString());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    int found = copies.getOrDefault(row.getString(1), 0);
                    unexplained += found == 0 ? 1 : Math.max(0, found - 1 - row.getInt(2));
                }
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
