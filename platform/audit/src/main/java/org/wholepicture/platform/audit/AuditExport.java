package org.wholepicture.platform.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;

/**
 * Writes sealed audit rows into a file that can be verified without this service (see {@link
 * AuditFile}): a line of JSON for each place of the chain, from the first to the last row of the
 * period. Rows that were not asked for stand there with their digest alone, which tells nothing;
 * without them the links could not be followed.
 */
@Singleton
public class AuditExport {

    /** Longest period, in days. */
    public static final int LONGEST = 366;

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int SLICE = 1000;
    private static final int LONGEST_CALLER = 100;

    private static final String RANGE =
            """
            SELECT coalesce(min(s.position), 0) AS first, coalesce(max(s.position), 0) AS last
            FROM audit_entry e JOIN audit_seal s ON s.number = e.number
            WHERE e.at >= ? AND e.at < ?
            """;

    private static final String LINK = "SELECT link FROM audit_seal WHERE position = ?";

    private static final String PLACES =
            """
            SELECT s.position, s.number AS sealed_number, s.entry AS sealed_entry,
                s.digest AS sealed_digest, s.link, s.erased_under,
                e.number IS NOT NULL AND e.at >= ? AND e.at < ?
                    AND (?::uuid IS NULL OR ?::uuid = ANY (e.about))
                    AND (?::text IS NULL OR e.caller = ?) AS wanted,
                e.*
            FROM audit_seal s LEFT JOIN audit_entry e ON e.number = s.number
            WHERE s.position > ? AND s.position <= ?
            ORDER BY s.position
            LIMIT %d
            """
                    .formatted(SLICE);

    /**
     * What is asked for.
     *
     * @param from first day, Europe/London
     * @param until last day
     * @param about only rows about this child or thing; null for all
     * @param caller only what this person or system did; null for all
     */
    public record Wanted(
            LocalDate from, LocalDate until, @Nullable UUID about, @Nullable String caller) {

        /**
         * Reads what somebody wrote; empty where it is nothing that can be asked for: days that are
         * none, the wrong way round or more than {@link #LONGEST} apart, or something too long.
         *
         * @param about an id, or empty for all
         * @param caller an id as in its token, or empty for all
         */
        public static Optional<Wanted> read(
                @Nullable String from,
                @Nullable String until,
                @Nullable String about,
                @Nullable String caller) {
            try {
                LocalDate first = LocalDate.parse(from == null ? "" : from);
                LocalDate last = LocalDate.parse(until == null ? "" : until);
                UUID id = about == null || about.isBlank() ? null : uuid(about.strip());
                String who = caller == null || caller.isBlank() ? null : caller.strip();
                boolean fits =
                        first.getYear() >= 2000
                                && last.getYear() < 10_000
                                && !last.isBefore(first)
                                && !first.plusDays(LONGEST).isBefore(last)
                                && (who == null
                                        || who.length() <= LONGEST_CALLER
                                                && who.chars().noneMatch(Character::isISOControl));
                return fits ? Optional.of(new Wanted(first, last, id, who)) : Optional.empty();
            } catch (DateTimeParseException | IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private static UUID uuid(String text) {
            UUID id = UUID.fromString(text);
            if (!id.toString().equalsIgnoreCase(text)) {
                throw new IllegalArgumentException("no id");
            }
            return id;
        }

        private Instant start() {
            return from.atStartOfDay(ZONE).toInstant();
        }

        private Instant end() {
            return until.plusDays(1).atStartOfDay(ZONE).toInstant();
        }
    }

    /**
     * Of one chain.
     *
     * @param before the link of the place before the first; 32 bytes
     */
    private record Range(long first, long last, byte[] before) {}

    private record Line(long position, String text) {}

    private final AuditTables tables;
    private final AuditLog log;
    private final String service;

    AuditExport(
            AuditTables tables,
            AuditLog log,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tables = tables;
        this.log = log;
        this.service = service;
    }

    /**
     * Writes down that somebody asks for it; without that nothing may be written.
     *
     * @param request id of the request
     * @throws AuditFailedException when it cannot be written down
     */
    public void asked(Wanted wanted, Caller.Practitioner officer, UUID request, Instant now) {
        AuditEntry entry =
                new AuditEntry(
                        UUID.randomUUID(),
                        now,
                        officer.id(),
                        officer.agency(),
                        officer.roles(),
                        "export-audit",
                        wanted.about() == null ? List.of() : List.of(wanted.about()),
                        wanted.from()
                                + " to "
                                + wanted.until()
                                + (wanted.caller() == null ? "" : ", of " + wanted.caller()),
                        AuditEntry.Outcome.ALLOWED,
                        request);
        QuarkusTransaction.requiringNew().run(() -> log.record(entry));
    }

    /** The file's name, which says nothing of whom it is about. */
    public String fileName(Wanted wanted) {
        return "audit-%s-%s-%s.jsonl".formatted(service, wanted.from(), wanted.until());
    }

    /**
     * Writes the whole file, a slice of the chain in memory; the stream is not closed. Rows that
     * were not sealed when it began are not in it.
     *
     * @param made as of when
     * @throws AuditFailedException when the rows cannot be read; what was written is not whole then
     */
    public void write(Wanted wanted, Instant made, OutputStream out) throws IOException {
        Range range = tables.run(connection -> range(connection, wanted));
        out.write(
                bytes(
                        AuditFile.head(
                                service,
                                wanted,
                                made,
                                range.first(),
                                range.last(),
                                range.before())));
        long position = range.first() - 1;
        while (position < range.last()) {
            long after = position;
            List<Line> slice =
                    tables.run(connection -> slice(connection, wanted, after, range.last()));
            if (slice.isEmpty()) {
                break;
            }
            for (Line line : slice) {
                out.write(bytes(line.text()));
            }
            position = slice.getLast().position();
        }
        // A file that was cut short does not have it.
        out.write(bytes(AuditFile.END));
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Range range(Connection connection, Wanted wanted) throws SQLException {
        long first;
        long last;
        try (PreparedStatement query = connection.prepareStatement(RANGE)) {
            query.setObject(1, utc(wanted.start()));
            query.setObject(2, utc(wanted.end()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                first = row.getLong("first");
                last = row.getLong("last");
            }
        }
        if (first == 0) {
            return new Range(1, 0, Chain.BEGINNING);
        }
        try (PreparedStatement query = connection.prepareStatement(LINK)) {
            query.setLong(1, first - 1);
            try (ResultSet row = query.executeQuery()) {
                return new Range(first, last, row.next() ? row.getBytes(1) : Chain.BEGINNING);
            }
        }
    }

    private static List<Line> slice(Connection connection, Wanted wanted, long after, long last)
            throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(PLACES)) {
            query.setObject(1, utc(wanted.start()));
            query.setObject(2, utc(wanted.end()));
            query.setObject(3, wanted.about());
            query.setObject(4, wanted.about());
            query.setString(5, wanted.caller());
            query.setString(6, wanted.caller());
            query.setLong(7, after);
            query.setLong(8, last);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    lines.add(line(row));
                }
            }
        }
        return lines;
    }

    private static Line line(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        return new Line(
                position,
                AuditFile.place(
                        position,
                        row.getLong("sealed_number"),
                        row.getObject("sealed_entry", UUID.class),
                        HexFormat.of().formatHex(row.getBytes("sealed_digest")),
                        HexFormat.of().formatHex(row.getBytes("link")),
                        row.getObject("erased_under", UUID.class),
                        row.getBoolean("wanted") ? AuditRow.entry(row).canonicalJson() : null));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
