package org.wholepicture.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * P8, P9 and P14: millions of events stored. They are put into referral-service's database, and the
 * chronology is rebuilt from there: which is P14, and fills it with nothing but its own code. The
 * stack is kept, and used again where it holds as many.
 */
final class Stored {

    /** What there is for P9 to compare with. */
    static final int FEW = 10_000;

    private static final int PAGES_A_ROUND = 400;
    private static final int WHOLE_A_ROUND = 25;
    private static final int WARM_UP = 300;
    private static final Duration PATIENCE = Duration.ofHours(6);

    private static final List<String> FACTS =
            List.of(
                    "record_membership",
                    "record_now",
                    "record_opening",
                    "confirmation",
                    "entry",
                    "entry_message",
                    "entry_mark",
                    "agency_heard",
                    "inbox",
                    "inbox_number",
                    "inbox_gap");

    private final Stack stack;
    private final int rounds;
    private final long seed;
    private final int events;
    private final Figures figures;
    private final Consumer<String> say;
    private final Path marker;
    private final Properties known = new Properties();

    /** Times of the first page and of the whole timeline, in microseconds. */
    private record Reading(Rounds first50, Rounds first99, Rounds whole50, Rounds whole99) {

        Reading() {
            this(new Rounds(), new Rounds(), new Rounds(), new Rounds());
        }
    }

    /**
     * @param events how many are stored
     */
    Stored(Stack stack, int rounds, long seed, int events, Figures figures, Consumer<String> say) {
        this.stack = stack;
        this.rounds = rounds;
        this.seed = seed;
        this.events = events;
        this.figures = figures;
        this.say = say;
        this.marker = stack.state().resolve("stored.properties");
    }

    /** Whether a state folder holds so many events of this seed. */
    static boolean holds(Path state, long seed, int events) {
        Path marker = state.resolve("stored.properties");
        if (!Files.exists(marker)) {
            return false;
        }
        Properties known = read(marker);
        return known.getProperty("events", "").equals(Integer.toString(events))
                && known.getProperty("seed", "").equals(Long.toString(seed));
    }

    /**
     * Measures.
     *
     * @param only which of P8, P9, P14
     */
    void run(List<String> only) throws InterruptedException, SQLException {
        StoredEvents stored = new StoredEvents(stack, seed, events, say);
        boolean filled = holds(stack.state(), seed, events);
        if (filled) {
            known.putAll(read(marker));
            say.accept("%,d events are stored already: used again".formatted(events));
            if (only.contains("P14")) {
                forget();
                rebuildAndTell(only);
            }
        } else {
            new ServicesPlayer(stack.connection(), say).loadDirectory();
            say.accept("storing %,d events at referral-service".formatted(FEW));
            stored.addUntil(FEW, 0);
            JsonNode _ = rebuild();
            settle();
            Reading few = read(stored, 1);
            keep("few50", few.first50().median());
            keep("few99", few.first99().median());
            keep("fewWhole99", few.whole99().median());
            say.accept(
                    "with %,d stored: first page p50 %s, p99 %s ms"
                            .formatted(
                                    FEW, few.first50().text("%.1f"), few.first99().text("%.1f")));
            if (events > FEW) {
                say.accept("storing %,d events at referral-service".formatted(events));
                stored.addUntil(events, 1, 2, 3);
                rebuildAndTell(only);
            }
            keep("events", events);
            keep("seed", seed);
            write();
        }
        if (only.contains("P8") || only.contains("P9")) {
            settle();
            tell(only, read(stored, events > FEW ? StoredEvents.CHILDREN_WITH_MANY : 1));
        }
    }

    private void tell(List<String> only, Reading now) {
        if (only.contains("P8")) {
            figures.add(
                    "P8",
                    "first page of a child of 5,000, %,d stored".formatted(events),
                    "p99 50 ms",
                    "p99 15 ms",
                    "p50 %s, p99 %s ms; all of it, 25 pages: p50 %s, p99 %s ms"
                            .formatted(
                                    now.first50().text("%.1f"),
                                    now.first99().text("%.1f"),
                                    now.whole50().text("%.0f"),
                                    now.whole99().text("%.0f")),
                    now.first99().median() <= 50);
        }
        if (only.contains("P9")) {
            double p50 = now.first50().median() / Double.parseDouble(known.getProperty("few50"));
            double p99 = now.first99().median() / Double.parseDouble(known.getProperty("few99"));
            figures.add(
                    "P9",
                    "the same / with %,d stored".formatted(FEW),
                    "1.5",
                    "1.1",
                    "p99 %.2f, p50 %.2f; all of it, p99 %.2f"
                            .formatted(
                                    p99,
                                    p50,
                                    now.whole99().median()
                                            / Double.parseDouble(known.getProperty("fewWhole99"))),
                    p99 <= 1.5);
        }
    }

    // ---- P14

    private void rebuildAndTell(List<String> only) throws InterruptedException {
        double filling = perSecond(rebuild());
        say.accept("rebuilt: %,.0f messages a second".formatted(filling));
        if (only.contains("P14")) {
            double comparing = perSecond(rebuild());
            figures.add(
                    "P14",
                    "rebuild of the chronology, %,d events".formatted(events),
                    "5000/s",
                    "20000/s",
                    "from nothing %,.0f/s; where all is right %,.0f/s"
                            .formatted(filling, comparing),
                    filling >= 5000);
        }
    }

    private static double perSecond(JsonNode rebuild) {
        Duration time =
                Duration.between(
                        Instant.parse(rebuild.path("ordered").asText()),
                        Instant.parse(rebuild.path("finished").asText()));
        return rebuild.path("messages").asLong() / (time.toMillis() / 1000.0);
    }

    private JsonNode rebuild() throws InterruptedException {
        URI address = stack.direct("chronology", "/v1/rebuild");
        Web.Answer ordered =
                Web.send("POST", address, stack.token("local-player"), "application/json", "");
        if (ordered.status() != 202) {
            throw new IllegalStateException("a rebuild is answered with " + ordered.status());
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        int looks = 0;
        while (System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            JsonNode now = Web.get(address, stack.token("local-player")).json();
            if (now.path("state").asText().equals("DONE")) {
                return now;
            }
            if (++looks % 30 == 0) {
                say.accept(
                        "rebuilding: %,d messages, %s of %s parts %s"
                                .formatted(
                                        now.path("messages").asLong(),
                                        now.path("stretchesDone").asText(),
                                        now.path("stretches").asText(),
                                        now.path("trouble").asText("")));
            }
        }
        throw new IllegalStateException("the rebuild did not end within " + PATIENCE);
    }

    /** As if the chronology's database were new. */
    private void forget() throws SQLException {
        say.accept("emptying the chronology");
        execute("TRUNCATE " + String.join(", ", FACTS));
    }

    /** What a database does by itself within minutes. */
    private void settle() throws SQLException {
        say.accept("settling");
        execute("VACUUM ANALYZE");
        execute("CHECKPOINT");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(stack.database("chronology"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    // ---- P8

    private Reading read(StoredEvents stored, int children) {
        for (int i = 0; i < WARM_UP; i++) {
            first(stored, i % children);
        }
        Reading reading = new Reading();
        for (int round = 0; round < rounds; round++) {
            Histogram first = new Histogram(3);
            for (int i = 0; i < PAGES_A_ROUND; i++) {
                long begin = System.nanoTime();
                first(stored, i % children);
                first.recordValue((System.nanoTime() - begin) / 1000);
            }
            Histogram whole = new Histogram(3);
            for (int i = 0; i < WHOLE_A_ROUND; i++) {
                long begin = System.nanoTime();
                whole(stored, i % children);
                whole.recordValue((System.nanoTime() - begin) / 1000);
            }
            reading.first50().add(first.getValueAtPercentile(50) / 1000.0);
            reading.first99().add(first.getValueAtPercentile(99) / 1000.0);
            reading.whole50().add(whole.getValueAtPercentile(50) / 1000.0);
            reading.whole99().add(whole.getValueAtPercentile(99) / 1000.0);
        }
        return reading;
    }

    private void first(StoredEvents stored, int child) {
        Web.Answer answer = page(stored, child, "");
        if (answer.status() != 200) {
            throw new IllegalStateException("a timeline is answered with " + answer.status());
        }
    }

    private void whole(StoredEvents stored, int child) {
        int entries = 0;
        String cursor = "?limit=200";
        while (!cursor.isEmpty()) {
            JsonNode page = page(stored, child, cursor).json();
            entries += page.path("entries").size();
            String next = page.path("next").asText("");
            cursor =
                    next.isEmpty()
                            ? ""
                            : "?limit=200&cursor="
                                    + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
        if (entries != StoredEvents.MANY) {
            throw new IllegalStateException("a timeline of %d entries".formatted(entries));
        }
    }

    /** Past the gateway: what the service takes. */
    private Web.Answer page(StoredEvents stored, int child, String query) {
        return Web.get(
                stack.direct(
                        "chronology",
                        "/v1/people/" + stored.personWithMany(child) + "/timeline" + query),
                stack.token("early-help-lead"));
    }

    // ---- what is known from the time of storing

    private void keep(String name, Object value) {
        known.setProperty(name, String.valueOf(value));
    }

    private void write() {
        try (var file = Files.newBufferedWriter(marker)) {
            known.store(file, "what is stored");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties read(Path marker) {
        Properties known = new Properties();
        try (var file = Files.newBufferedReader(marker)) {
            known.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** Starts the stack in which they are, anew unless it holds as many. */
    static Stack stack(Path state, long seed, int events, int gateway, Map<String, String> more) {
        Path home = Path.of(System.getenv("WP_HOME"));
        Stack stack =
                holds(state, seed, events)
                        ? Stack.resume(home, state, gateway, more, "--no-play")
                        : Stack.start(home, state, gateway, more, "--no-play");
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop-stored"));
        return stack;
    }
}
