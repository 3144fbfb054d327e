package org.wholepicture.platform.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.audit.Anchors.Anchor;
import org.wholepicture.platform.audit.Finding.Kind;

/**
 * Holds the rows against the chain, the chain against itself and its end against the heads outside
 * the database. Reads in slices, each in a transaction of its own, so that it may take hours beside
 * a working service: what is behind the head never changes but by an erasure, which is one
 * transaction. Rows that were not sealed when it began are left for the next time.
 */
public final class AuditVerifier {

    /** The action of the row that says what an order erased: first the order, then the rows. */
    static final String ERASED = "erase-audit-rows";

    private static final int SLICE = 2000;

    /** By then a sealer that works has written the head down. */
    private static final Duration ANCHORED_WITHIN = Duration.ofMinutes(1);

    private static final String HEAD =
            """
            SELECT position, link, sealed_before, sealed_at,
                (SELECT coalesce(max(s.position), 0) FROM audit_seal s) AS highest
            FROM audit_head
            """;

    private static final String SEALS =
            """
            SELECT s.position, s.number AS sealed_number, s.entry AS sealed_entry,
                s.digest AS sealed_digest, s.link, s.erased_under,
                e.number IS NOT NULL AS present, e.*
            FROM audit_seal s LEFT JOIN audit_entry e ON e.number = s.number
            WHERE s.position > ? AND s.position <= ?
            ORDER BY s.position
            LIMIT %d
            """
                    .formatted(SLICE);

    private static final String HIGHEST_NUMBER = "SELECT coalesce(max(number), 0) FROM audit_entry";

    private static final String INSERTED =
            """
            SELECT e.number, e.entry
            FROM audit_entry e LEFT JOIN audit_seal s ON s.number = e.number
            WHERE e.number > ? AND e.number <= ? AND s.number IS NULL
                AND e.written_in < ?::text::xid8
            ORDER BY e.number
            """;

    private static final String ORDERED =
            "SELECT EXISTS (SELECT FROM audit_entry WHERE action = ? AND about @> ARRAY[?, ?])";

    /** Runs work on a connection, in a transaction of its own. */
    @FunctionalInterface
    public interface Transactions {

        /**
         * Runs it.
         *
         * @throws SQLException when the database failed
         */
        <T> T run(Work<T> work) throws SQLException;
    }

    /** Something to do on a connection. */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * Does it.
         *
         * @throws SQLException when the database failed
         */
        T on(Connection connection) throws SQLException;
    }

    private record Head(
            long position,
            byte[] link,
            String sealedBefore,
            @Nullable Instant sealedAt,
            long highest) {}

    private record Seal(
            long position,
            long number,
            UUID entry,
            byte[] digest,
            byte[] link,
            @Nullable UUID erasedUnder,
            boolean present,
            @Nullable UUID entryNow,
            byte @Nullable [] digestNow,
            byte @Nullable [] digestOfContent,
            boolean ordered) {}

    private final Transactions transactions;
    private final @Nullable Anchors anchors;
    private final Instant now;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<UUID, Long> erased = new HashMap<>();
    private long faults;
    private long rows;

    private AuditVerifier(Transactions transactions, @Nullable Anchors anchors, Instant now) {
        this.transactions = transactions;
        this.anchors = anchors;
        this.now = now;
    }

    /**
     * Verifies the whole chain.
     *
     * @param anchors the heads outside the database; null where none are kept
     * @param now the service's time
     * @throws SQLException when the database failed; nothing is said about the chain then
     */
    public static Verification verify(
            Transactions transactions, @Nullable Anchors anchors, Instant now) throws SQLException {
        return new AuditVerifier(transactions, anchors, now).verify();
    }

    private Verification verify() throws SQLException {
        // Before the head: a head that is anchored later is higher than the one looked at.
        Anchors.Content outside =
                anchors == null ? new Anchors.Content(List.of(), List.of()) : anchors.read();
        for (String line : outside.damaged()) {
            found(Kind.ANCHOR_DAMAGED, null, null, null, line + " is no head of the chain.");
        }
        Optional<Head> head = transactions.run(AuditVerifier::head);
        if (head.isEmpty()) {
            found(Kind.HEAD_CHANGED, null, null, null, "The head of the chain is gone.");
        } else {
            chain(head.get(), outside.heads());
            inserted(head.get());
            if (anchors != null) {
                ends(head.get(), outside.heads());
            }
        }
        return new Verification(now, rows, outside.heads().size(), erased, faults, findings);
    }

    private void chain(Head head, List<Anchor> heads) throws SQLException {
        long highest = Math.max(head.position(), head.highest());
        // Two links that the next may follow: the one that stands there and the one it should be.
        byte[] stored = Chain.BEGINNING;
        byte[] meant = Chain.BEGINNING;
        long position = 0;
        int anchor = 0;
        long agreed = 0;
        boolean replaced = false;
        while (position < highest) {
            long after = position;
            List<Seal> slice = transactions.run(connection -> seals(connection, after, highest));
            if (slice.isEmpty()) {
                break;
            }
            for (Seal seal : slice) {
                boolean follows = seal.position() == position + 1;
                if (!follows) {
                    gone(position + 1, seal.position() - 1);
                }
                byte[] byStored = link(stored, seal);
                byte[] byMeant = link(meant, seal);
                boolean fits =
                        Arrays.equals(byStored, seal.link()) || Arrays.equals(byMeant, seal.link());
                if (follows && !fits) {
                    found(
                            Kind.SEAL_CHANGED,
                            seal.position(),
                            seal.number(),
                            seal.entry(),
                            "The link does not follow from the one before and the row's digest.");
                }
                row(seal);
                meant = follows ? byMeant : seal.link();
                stored = seal.link();
                position = seal.position();
                rows++;
                while (anchor < heads.size() && heads.get(anchor).position() <= position) {
                    Anchor at = heads.get(anchor++);
                    if (at.position() < position || replaced) {
                        continue;
                    }
                    if (Arrays.equals(at.link(), seal.link())) {
                        agreed = position;
                    } else if (fits) {
                        replaced = true;
                        found(
                                Kind.CHAIN_REPLACED,
                                seal.position(),
                                seal.number(),
                                seal.entry(),
                                "The chain is not the one that was anchored: one or more of its places %d to %d were made anew."
                                        .formatted(agreed + 1, position));
                    }
                }
            }
        }
        if (position < highest) {
            gone(position + 1, highest);
        }
        if (head.position() != head.highest()
                || (position == head.position() && !Arrays.equals(head.link(), stored))) {
            found(
                    Kind.HEAD_CHANGED,
                    head.position(),
                    null,
                    null,
                    "The head says place %d, and the chain ends at %d."
                            .formatted(head.position(), head.highest()));
        }
    }

    private void gone(long first, long last) {
        for (long position = first; position <= last; position++) {
            if (faults >= Verification.MOST) {
                faults += last - position + 1;
                return;
            }
            found(Kind.SEAL_DELETED, position, null, null, "This place of the chain is gone.");
        }
    }

    private void row(Seal seal) {
        UUID order = seal.erasedUnder();
        if (!seal.present()) {
            if (order != null && seal.ordered()) {
                erased.merge(order, 1L, Long::sum);
            } else {
                found(
                        Kind.ROW_DELETED,
                        seal,
                        order == null
                                ? "The row is gone."
                                : "The row is gone under an order of which no row tells.");
            }
        } else if (order != null) {
            found(Kind.SEAL_CHANGED, seal, "The row counts as erased and is there.");
        } else if (!seal.entry().equals(seal.entryNow())
                || !Arrays.equals(seal.digest(), seal.digestNow())
                || !Arrays.equals(seal.digest(), seal.digestOfContent())) {
            found(Kind.ROW_CHANGED, seal, "The row says something else than when it was sealed.");
        }
    }

    private void inserted(Head head) throws SQLException {
        long highest = transactions.run(connection -> number(connection, HIGHEST_NUMBER));
        for (long after = lowest(); after < highest; after += SLICE) {
            long from = after;
            List<Finding> slice =
                    transactions.run(connection -> insertedIn(connection, head, from));
            slice.forEach(this::found);
        }
    }

    private long lowest() throws SQLException {
        return transactions.run(
                connection ->
                        number(connection, "SELECT coalesce(min(number), 1) - 1 FROM audit_entry"));
    }

    private static List<Finding> insertedIn(Connection connection, Head head, long after)
            throws SQLException {
        List<Finding> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(INSERTED)) {
            query.setLong(1, after);
            query.setLong(2, after + SLICE);
            query.setString(3, head.sealedBefore());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new Finding(
                                    Kind.ROW_INSERTED,
                                    null,
                                    row.getLong("number"),
                                    row.getObject("entry", UUID.class),
                                    "The row stands behind the head and was never sealed."));
                }
            }
        }
        return found;
    }

    private void ends(Head head, List<Anchor> heads) {
        long anchored = heads.isEmpty() ? 0 : heads.getLast().position();
        long end = Math.max(head.position(), head.highest());
        if (anchored > end) {
            found(
                    Kind.TRUNCATED,
                    end,
                    null,
                    null,
                    "Places %d to %d were anchored and are gone.".formatted(end + 1, anchored));
        } else if (anchored < head.position()
                && head.sealedAt() != null
                && Duration.between(head.sealedAt(), now).compareTo(ANCHORED_WITHIN) > 0) {
            found(
                    Kind.ANCHOR_BEHIND,
                    anchored,
                    null,
                    null,
                    "The chain ends at place %d; outside the database the last is %d."
                            .formatted(head.position(), anchored));
        }
    }

    private static byte[] link(byte[] before, Seal seal) {
        return Chain.link(before, seal.position(), seal.number(), seal.entry(), seal.digest());
    }

    private void found(Kind kind, Seal seal, String detail) {
        found(kind, seal.position(), seal.number(), seal.entry(), detail);
    }

    private void found(
            Kind kind,
            @Nullable Long position,
            @Nullable Long number,
            @Nullable UUID entry,
            String detail) {
        found(new Finding(kind, position, number, entry, detail));
    }

    private void found(Finding finding) {
        faults++;
        if (findings.size() < Verification.MOST) {
            findings.add(finding);
        }
    }

    private static Optional<Head> head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HEAD)) {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime sealedAt = row.getObject("sealed_at", OffsetDateTime.class);
            return Optional.of(
                    new Head(
                            row.getLong("position"),
                            row.getBytes("link"),
                            row.getString("sealed_before"),
                            sealedAt == null ? null : sealedAt.toInstant(),
                            row.getLong("highest")));
        }
    }

    private static List<Seal> seals(Connection connection, long after, long last)
            throws SQLException {
        List<Seal> slice = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SEALS)) {
            query.setLong(1, after);
            query.setLong(2, last);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    slice.add(seal(connection, row));
                }
            }
        }
        return slice;
    }

    private static Seal seal(Connection connection, ResultSet row) throws SQLException {
        boolean present = row.getBoolean("present");
        UUID order = row.getObject("erased_under", UUID.class);
        UUID entry = row.getObject("sealed_entry", UUID.class);
        return new Seal(
                row.getLong("position"),
                row.getLong("sealed_number"),
                entry,
                row.getBytes("sealed_digest"),
                row.getBytes("link"),
                order,
                present,
                present ? row.getObject("entry", UUID.class) : null,
                present ? row.getBytes("digest") : null,
                present ? digestOfContent(row) : null,
                !present && order != null && isOrdered(connection, order, entry));
    }

    /** Nothing where the content can no longer be what any service writes. */
    private static byte @Nullable [] digestOfContent(ResultSet row) throws SQLException {
        try {
            return AuditRow.entry(row).digest();
        } catch (IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    private static boolean isOrdered(Connection connection, UUID order, UUID entry)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ORDERED)) {
            query.setString(1, ERASED);
            query.setObject(2, order);
            query.setObject(3, entry);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
