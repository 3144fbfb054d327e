package org.wholepicture.systemtests.bench;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyOutputStream;
import org.wholepicture.systemtests.Stack;

/**
 * Millions of filed events, put where referral-service keeps what it published: in the order of
 * their filing, so that a child's lie scattered among all others'. Four children have 5,000 events
 * each; a fifth of the others has four fifths of the rest, about 30 each on average. The same for
 * the same seed.
 */
final class StoredEvents {

    static final int CHILDREN_WITH_MANY = 4;
    static final int MANY = 5_000;
    private static final int USUAL = 30;

    /** In years before any that the stack's own clock has known: no tally is about them. */
    private static final Instant FIRST = Instant.parse("2019-01-01T00:00:00Z");

    private static final long SECONDS = 5L * 365 * 24 * 3600;

    private static final String[] AGENCIES = {"early-help", "school", "health-visiting"};

    private static final String[] WORDS = {
        "Home visit. The kitchen was clean and there was food in the fridge.",
        "Spoke with the parent at the gate. They said that all is well at home.",
        "Came without a coat for the third time this month and said that it was at home.",
        "The review was kept. Weight and height are as they were at the last one.",
        "Telephoned twice and left a message. Nobody has called back so far."
    };

    private final Stack stack;
    private final Consumer<String> say;
    private final long seed;
    private final Aead aead;
    private final int children;
    private final int[] numbers;
    private final int[] many = new int[CHILDREN_WITH_MANY];
    private long told;

    /**
     * @param all how many events there will be in the end
     */
    StoredEvents(Stack stack, long seed, long all, Consumer<String> say) {
        this.stack = stack;
        this.seed = seed;
        this.say = say;
        this.aead = aead(stack);
        this.children = Math.toIntExact(Math.max(1, all / USUAL));
        this.numbers = new int[children];
    }

    private static Aead aead(Stack stack) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(stack.state().resolve("secrets/keyset.json")),
                            InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The person of one of the children with many events. */
    UUID personWithMany(int child) {
        return id('b', -1 - child);
    }

    /**
     * Adds events until there are so many.
     *
     * @param total of events; records and confirmations come beside them
     * @param withMany the children with many events that get theirs among these
     */
    void addUntil(long total, int... withMany) {
        String address = stack.database("referral");
        try (Connection connection = DriverManager.getConnection(address)) {
            CopyIn copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY outbox (message_id, topic, key, sequence, payload,"
                                            + " created_at, published_at) FROM STDIN");
            try (PGCopyOutputStream rows = new PGCopyOutputStream(copy, 1 << 20)) {
                add(rows, total, withMany);
            }
            numbers(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(PGCopyOutputStream rows, long total, int... withMany) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + told);
        long first = told;
        long usual = total - first - (long) MANY * withMany.length;
        long spread = Math.max(1, (total - first) / MANY);
        while (told < total) {
            long place = told - first;
            // Theirs come evenly among the others.
            boolean ofMany =
                    withMany.length > 0
                                    && place % spread < withMany.length
                                    && many[withMany[(int) (place % spread)]] < MANY
                            || usual <= 0;
            if (ofMany) {
                event(rows, -1 - nextOfMany(place % spread, withMany), random);
            } else {
                usual--;
                int some = Math.max(1, children / 5);
                event(
                        rows,
                        random.nextInt(5) < 4 ? random.nextInt(some) : random.nextInt(children),
                        random);
            }
            told++;
            if (told % 500_000 == 0) {
                say.accept("%,d events are there".formatted(told));
            }
        }
    }

    private int nextOfMany(long place, int... withMany) {
        int preferred = withMany[(int) (place % withMany.length)];
        if (many[preferred] < MANY) {
            return preferred;
        }
        for (int child : withMany) {
            if (many[child] < MANY) {
                return child;
            }
        }
        return preferred;
    }

    /** A child with its record and, where many are to read it, its lead. */
    private void event(PGCopyOutputStream rows, int child, SplittableRandom random)
            throws IOException {
        Instant known = FIRST.plusSeconds(random.nextLong(SECONDS));
        if (child < 0) {
            if (many[-1 - child]++ == 0) {
                opened(rows, child);
                confirmed(rows, child);
            }
            filed(rows, child, many[-1 - child] + 2, known, random);
        } else {
            if (numbers[child]++ == 0) {
                opened(rows, child);
            }
            filed(rows, child, numbers[child] + 1, known, random);
        }
    }

    private void opened(PGCopyOutputStream rows, int child) throws IOException {
        UUID record = id('a', child);
        row(
                rows,
                record,
                1,
                "record-opened",
                FIRST,
                """
                "birthDate":"2017-05-05","private":"%s\""""
                        .formatted(
                                seal(
                                        record,
                                        """
                                        {"name":{"given":"Alex","family":"Sample"}}""")),
                child);
    }

    private void confirmed(PGCopyOutputStream rows, int child) throws IOException {
        row(
                rows,
                id('a', child),
                2,
                "confirmation",
                FIRST,
                """
                "event":"%s","practitioner":"pr-early-help-lead","as":"LEAD","from":"%s","confirmedBy":"pr-front-door\""""
                        .formatted(id('c', child), FIRST),
                child);
    }

    private void filed(
            PGCopyOutputStream rows, int child, int number, Instant known, SplittableRandom random)
            throws IOException {
        UUID event =
                new UUID(
                        random.nextLong() & ~0xF000L | 0x4000L,
                        random.nextLong() >>> 2 | Long.MIN_VALUE);
        int kind = random.nextInt(WORDS.length);
        String type;
        String more;
        switch (kind) {
            case 2 -> {
                type = "concern";
                more =
                        """
                        "basis":"OBSERVED","significance":{"level":"LOW","direction":"CONCERN"},"claims":[{"topic":"CLOTHING_HYGIENE","value":"WORSE","basis":"OBSERVED"}],"details":{"level":"LOW","category":"NEG","whose":"CHILD"}""";
            }
            case 3 -> {
                type = "attended-appointment";
                more =
                        """
                        "claims":[],"details":{"kind":"health-review","whose":"CHILD"}""";
            }
            default -> {
                type = "contact";
                more =
                        """
                        "basis":"OBSERVED","claims":[],"details":{"childSeen":true,"seenAlone":false,"whose":"CHILD"}""";
            }
        }
        Instant happened = known.minusSeconds(random.nextLong(30L * 24 * 3600));
        row(
                rows,
                id('a', child),
                number,
                type,
                known,
                """
                "event":"%s","agency":"%s","happened":{"from":"%s","precision":"DAY"},"recorded":"%s","received":"%s","sensitivity":"NORMAL","private":"%s",%s"""
                        .formatted(
                                event,
                                AGENCIES[random.nextInt(AGENCIES.length)],
                                happened.toString().substring(0, 10),
                                happened,
                                known,
                                seal(
                                        event,
                                        """
                                        {"summary":"%s","authorRole":"practitioner"}"""
                                                .formatted(WORDS[kind])),
                                more),
                child);
    }

    private void row(
            PGCopyOutputStream rows,
            UUID record,
            int number,
            String type,
            Instant known,
            String members,
            int child)
            throws IOException {
        UUID message = id('d', child, number);
        String json =
                """
                {"specversion":"1.0","id":"%s","source":"/referral-service","type":"org.wholepicture.%s.v1","subject":"%s","time":"%s","datacontenttype":"application/json","sequence":"%d","data":{"record":"%s","person":"%s","known":"%s",%s}}"""
                        .formatted(
                                message,
                                type,
                                record,
                                known,
                                number,
                                record,
                                id('b', child),
                                known,
                                members);
        String line =
                "%s\tchild-events\t%s\t%d\t\\\\x%s\t%s\t%s\n"
                        .formatted(
                                message,
                                record,
                                number,
                                HexFormat.of().formatHex(json.getBytes(StandardCharsets.UTF_8)),
                                known,
                                known);
        rows.write(line.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the outbox itself keeps of each key. */
    private void numbers(Connection connection) throws SQLException {
        say.accept("numbering");
        try (PreparedStatement note =
                connection.prepareStatement(
                        """
                        INSERT INTO outbox_number (topic, key, last)
                        SELECT topic, key, max(sequence) FROM outbox
                        WHERE topic = 'child-events' AND created_at < '2025-01-01'
                        GROUP BY topic, key
                        ON CONFLICT (topic, key) DO UPDATE SET last = excluded.last
                        """)) {
            note.executeUpdate();
        }
    }

    private String seal(UUID event, String words) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            aead.encrypt(
                                    words.getBytes(StandardCharsets.UTF_8),
                                    event.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ids without an order of their own, as all ids here are. */
    private UUID id(char kind, int child) {
        return id(kind, child, 0);
    }

    private UUID id(char kind, int child, int number) {
        SplittableRandom random =
                new SplittableRandom(
                        seed * 31 + kind + ((long) child << 24) * 7 + number * 0x9E3779B97F4A7C15L);
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
