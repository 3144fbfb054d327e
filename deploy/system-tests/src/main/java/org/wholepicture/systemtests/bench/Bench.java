package org.wholepicture.systemtests.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Backlog;
import org.wholepicture.systemtests.Events;
import org.wholepicture.systemtests.Options;
import org.wholepicture.systemtests.Processes;
import org.wholepicture.systemtests.Replica;
import org.wholepicture.systemtests.Stack;

/**
 * Main class of {@code ./wp bench}: a stack of its own, load on it, and the first figures of
 * assurance.md 3. It measures and judges nothing: exit code 0 also when a goal is missed, 1 when
 * something could not be measured.
 */
public final class Bench {

    private static final List<String> ALL =
            List.of("P1", "P4", "P6", "P7", "P15", "F23", "P16", "P18");
    private static final List<String> TIMERS = List.of("P15", "F23");

    /** Those with millions of events stored have a stack of their own, which is kept. */
    private static final List<String> STORED = List.of("P8", "P9", "P14");

    private static final List<String> AT_HALF = List.of("P4", "P6", "P7", "P18");
    private static final int CONNECTIONS = 16;

    /** At a fixed rate: enough that none has to wait for another's answer. */
    private static final int MANY_CONNECTIONS = 32;

    /** Three rounds in a row below this times the best before end the warming up. */
    private static final double WARMER = 1.05;

    /** Compiling what is hot takes two processors minutes, at first without a gain to be seen. */
    private static final int FEWEST_WARM_UPS = 10;

    private static final int MOST_WARM_UPS = 30;
    private static final Duration FULL_ROUND = Duration.ofSeconds(10);
    private static final Duration HALF_ROUND = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int URGENT_A_ROUND = 25;

    /** Of the children's numbers the first of two that no infant and no history has. */
    private static final int HERD_CHILD = 8_500;

    /** Timers due at once. */
    private static final int HERD = 20_000;

    private static final int SMALL_HERD = 4_000;

    private final Stack stack;
    private final Settings settings;
    private final Histories histories;
    private final Figures figures = new Figures();
    private final long begin = System.nanoTime();

    /**
     * What the command line says.
     *
     * @param rounds how often each is measured
     * @param only which figures
     * @param seed decides the order of what is sent and killed
     * @param events how many are stored for P8, P9 and P14
     */
    private record Settings(int rounds, List<String> only, int seed, int events) {

        static Settings of(String... arguments) {
            String usage = "./wp bench [--rounds N] [--only P1,P4,...] [--seed N] [--events N]";
            Options options =
                    Options.read(
                            usage, List.of("--rounds", "--only", "--seed", "--events"), arguments);
            List<String> only = options.words("--only", String.join(",", ALL));
            if (!ALL.containsAll(only) && !STORED.containsAll(only)) {
                throw new IllegalArgumentException(
                        usage + "; there are " + ALL + ", and by themselves " + STORED);
            }
            return new Settings(
                    options.number("--rounds", 5, 1, 100),
                    only,
                    options.number("--seed", 1, 0, Integer.MAX_VALUE),
                    options.number("--events", 10_000_000, Stored.FEW, 100_000_000));
        }

        boolean wants(List<String> some) {
            return some.stream().anyMatch(only::contains);
        }
    }

    /**
     * What the whole path was given and took in a round.
     *
     * @param accepted events a second that were accepted, as fast as the connections carry
     * @param carried events a second from the first one sent to nothing left to do anywhere
     * @param again how often an event had to be sent again
     */
    private record Full(double accepted, double carried, long again) {}

    private Bench(Stack stack, Settings settings) {
        this.stack = stack;
        this.settings = settings;
        this.histories = new Histories(settings.rounds() * URGENT_A_ROUND, settings.seed());
    }

    /** WP_HOME names the repository, WP_STATE the folder that the stack gets for itself. */
    public static void main(String... arguments) {
        Settings settings;
        try {
            settings = Settings.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        int exit = 0;
        try {
            // As in production: the local stack starts sooner without it.
            Map<String, String> more = Map.of("WP_SERVICE_JVM", "-XX:TieredStopAtLevel=4");
            if (settings.wants(STORED)) {
                Path state = Path.of(System.getenv("WP_STATE") + "-stored");
                new Bench(
                                Stored.stack(
                                        state, settings.seed(), settings.events(), 30280, more),
                                settings)
                        .runStored();
            } else {
                new Bench(Stack.startForProgram(30080, more), settings).run();
            }
        } catch (Exception couldNot) {
            couldNot.printStackTrace();
            exit = 1;
        }
        System.exit(exit);
    }

    private void runStored() throws Exception {
        new Stored(stack, settings.rounds(), settings.seed(), settings.events(), figures, this::say)
                .run(settings.only());
        figures.print();
    }

    private void run() throws Exception {
        say(
                "%d rounds, seed %d, %s"
                        .formatted(settings.rounds(), settings.seed(), settings.only()));
        new ServicesPlayer(stack.connection(), this::say).loadDirectory();
        Urgent urgent = null;
        if (settings.only().contains("P6")) {
            urgent = new Urgent(stack, settings.rounds() * URGENT_A_ROUND);
            say("infants with a lead are there");
        }
        if (settings.only().contains("P15")) {
            herd();
        }
        if (settings.only().contains("F23")) {
            twoReplicas();
        }
        if (TIMERS.containsAll(settings.only())) {
            figures.print();
            return;
        }
        warmUp();
        double most =
                settings.only().contains("P1") ? againstInserts() : full(FULL_ROUND).carried();
        say("the whole path carries %.0f events a second".formatted(most));
        if (settings.wants(AT_HALF)) {
            atHalf(most / 2, urgent);
        }
        if (settings.only().contains("P16")) {
            recovery(most / 2);
        }
        if (settings.only().contains("P18")) {
            starts();
        }
        figures.print();
        say("");
        say(
                "The load generator shares %d processors with all servers, so the rates are lower than those of a"
                                .formatted(Runtime.getRuntime().availableProcessors())
                        + " service alone; ratios within one run can be compared, times between"
                        + " machines cannot.");
    }

    /** Until the whole path carries no more than before: services begin with code not compiled. */
    private void warmUp() throws InterruptedException {
        double best = 0;
        int colder = 0;
        for (int round = 1;
                round <= MOST_WARM_UPS && (colder < 3 || round <= FEWEST_WARM_UPS);
                round++) {
            double carried = full(FULL_ROUND).carried();
            colder = carried < best * WARMER ? colder + 1 : 0;
            best = Math.max(best, carried);
            say(
                    "warming up: carried %.0f events a second, load average %.1f"
                            .formatted(carried, Processes.load()));
        }
    }

    // ---- P1

    private Full full(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        long count;
        long again;
        double seconds;
        try (Load load = Load.atFull(stack, histories, CONNECTIONS)) {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            count = load.count();
            again = load.again();
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        if (!Backlog.awaitNone(stack, PATIENCE, LOOK)) {
            throw new IllegalStateException("what was accepted is not done within " + PATIENCE);
        }
        return new Full(count / seconds, count / ((System.nanoTime() - begin) / 1e9), again);
    }

    /** Gives back what the whole path carries. */
    private double againstInserts() throws InterruptedException {
        Inserts inserts =
                new Inserts(
                        stack,
                        Path.of(System.getenv("WP_HOME"))
                                .resolve(
                                        "referral-service/src/main/resources/db/migration/V2__referral.sql"),
                        Events.data(new Histories(0, settings.seed()).next().event()).toString());
        say("P1: the same inserts by %s, %d connections".formatted(inserts.by(), CONNECTIONS));
        Rounds ratio = new Rounds();
        Rounds accepted = new Rounds();
        Rounds carried = new Rounds();
        Rounds inserted = new Rounds();
        for (int round = 1; round <= settings.rounds(); round++) {
            Full a1 = full(FULL_ROUND);
            double b1 = inserts.perSecond(CONNECTIONS, FULL_ROUND);
            double b2 = inserts.perSecond(CONNECTIONS, FULL_ROUND);
            Full a2 = full(FULL_ROUND);
            ratio.add(100 * (a1.accepted() + a2.accepted()) / (b1 + b2));
            for (Full each : List.of(a1, a2)) {
                accepted.add(each.accepted());
                carried.add(each.carried());
            }
            inserted.add(b1);
            inserted.add(b2);
            say(
                    "P1: round %d: accepted %.0f and %.0f a second (%d sent again), inserted %.0f and %.0f, carried to the end %.0f and %.0f, load average %.1f"
                            .formatted(
                                    round,
                                    a1.accepted(),
                                    a2.accepted(),
                                    a1.again() + a2.again(),
                                    b1,
                                    b2,
                                    a1.carried(),
                                    a2.carried(),
                                    Processes.load()));
        }
        double plain = inserts.byJdbc(CONNECTIONS, FULL_ROUND);
        say("P1: for comparison, the same inserts over JDBC: %.0f a second".formatted(plain));
        figures.add(
                "P1",
                "accepted over HTTP / the same inserts",
                "40 %",
                "60 %",
                ratio.text("%.1f %%")
                        + "; accepted "
                        + accepted.text("%.0f/s")
                        + ", inserted "
                        + inserted.text("%.0f/s")
                        + ", carried to the timelines "
                        + carried.text("%.0f/s"),
                ratio.median() >= 40);
        return carried.median();
    }

    // ---- P4, P6, P7, memory of P18

    private void atHalf(double perSecond, @Nullable Urgent urgent) throws InterruptedException {
        Times answer = new Times();
        Times visible = new Times();
        Map<String, Integer> memory = new TreeMap<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            try (Timelines timelines = new Timelines(stack)) {
                try (Load load =
                        Load.at(
                                perSecond,
                                stack,
                                histories,
                                MANY_CONNECTIONS,
                                timelines::accepted)) {
                    for (int i = 0; i < URGENT_A_ROUND; i++) {
                        TimeUnit.NANOSECONDS.sleep(HALF_ROUND.toNanos() / URGENT_A_ROUND);
                        if (urgent != null) {
                            urgent.next();
                        }
                        for (String service : Connection.SERVICES) {
                            memory.merge(
                                    service,
                                    Processes.residentMegabytes(stack.pid(service + "-service")),
                                    Math::max);
                        }
                    }
                    answer.note(load.answers());
                }
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (timelines.waiting() > 0 && System.nanoTime() < end) {
                    TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                }
                if (timelines.waiting() > 0) {
                    throw new IllegalStateException("some events came to no timeline");
                }
                visible.note(timelines.micros());
            }
            say(
                    "at half, %.0f events a second: round %d of %d, load average %.1f"
                            .formatted(perSecond, round, settings.rounds(), Processes.load()));
        }
        add("P4", "accepted to visible on the timeline, half rate", visible, 1000, 300);
        if (urgent != null) {
            mailed(urgent);
        }
        add("P7", "intake's answer from when it was due, half rate", answer, 100, 30);
        if (settings.only().contains("P18")) {
            int largest = memory.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
            figures.add(
                    "P18",
                    "resident memory of a service under load",
                    "300 MB",
                    "200 MB",
                    memory + " MB",
                    largest <= 300);
        }
    }

    /** Percentiles of each round, in milliseconds. */
    private record Times(Rounds p50, Rounds p99, Rounds max) {

        Times() {
            this(new Rounds(), new Rounds(), new Rounds());
        }

        void note(Histogram micros) {
            p50.add(micros.getValueAtPercentile(50) / 1000.0);
            p99.add(micros.getValueAtPercentile(99) / 1000.0);
            max.add(micros.getMaxValue() / 1000.0);
        }
    }

    private void add(String id, String goal, Times times, int floorMillis, int aimMillis) {
        if (settings.only().contains(id)) {
            figures.add(
                    id,
                    goal,
                    "p99 %d ms".formatted(floorMillis),
                    "p99 %d ms".formatted(aimMillis),
                    "p50 %s, p99 %s, max %s ms"
                            .formatted(
                                    times.p50().text("%.0f"),
                                    times.p99().text("%.0f"),
                                    times.max().text("%.0f")),
                    times.p99().median() <= floorMillis);
        }
    }

    private void mailed(Urgent urgent) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Histogram millis = urgent.millis();
        while (millis.getTotalCount() < urgent.due() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
            millis = urgent.millis();
        }
        double within = 100.0 * millis.getCountBetweenValues(0, 5000) / urgent.due();
        figures.add(
                "P6",
                "accepted to handed to SMTP, urgent alert, half rate",
                "99 % in 5 s",
                "99 % in 1 s",
                "%.1f %% in 5 s, %.1f %% in 1 s; p50 %d, p99 %d, max %d ms; %d of %d mailed"
                        .formatted(
                                within,
                                100.0 * millis.getCountBetweenValues(0, 1000) / urgent.due(),
                                millis.getValueAtPercentile(50),
                                millis.getValueAtPercentile(99),
                                millis.getMaxValue(),
                                millis.getTotalCount(),
                                urgent.due()),
                within >= 99);
    }

    // ---- P16

    private void recovery(double perSecond) throws InterruptedException {
        Recovery recovery = new Recovery(stack, histories, perSecond);
        Map<String, Rounds> all =
                recovery.afterKills(settings.rounds(), settings.seed(), this::say);
        StringBuilder measured = new StringBuilder();
        double worst = 0;
        for (Map.Entry<String, Rounds> each : all.entrySet()) {
            measured.append(each.getKey())
                    .append(' ')
                    .append(each.getValue().text("%.1f"))
                    .append(", ");
            worst = Math.max(worst, each.getValue().most());
        }
        figures.add(
                "P16",
                "back to 90 % of the rate and no lag after kill -9",
                "60 s",
                "15 s",
                measured + "worst %.1f s".formatted(worst),
                worst <= 60);
    }

    // ---- P15

    /** Before everything else, while the mailbox is small and escalation-service is not warm. */
    private void herd() throws Exception {
        Consumer<String> progress = words -> say("P15: " + words);
        Herd.Trouble killed =
                () -> {
                    Processes.signal("KILL", stack.pid("escalation-service"));
                    progress.accept("escalation-service is killed, half of them have fired");
                };
        Herd.Outcome outcome =
                new Herd(stack, HERD, LocalDate.of(2000, 1, 1))
                        .run(stack.nhsNumber(HERD_CHILD), HERD / 2, killed, progress);
        figures.add(
                "P15",
                "%d timers due at once, killed half-way, all fired once".formatted(HERD),
                "60 s",
                "15 s",
                outcome.toString(),
                outcome.isRight() && outcome.seconds() <= 60);
    }

    // ---- F23

    private void twoReplicas() throws Exception {
        Consumer<String> progress = words -> say("F23: " + words);
        Herd herd = new Herd(stack, SMALL_HERD, LocalDate.of(2000, 1, 2));
        Freeze freeze = new Freeze(stack, herd, SMALL_HERD, progress);
        try (Replica _ = Replica.of(stack, "escalation-service")) {
            Herd.Outcome outcome = herd.run(stack.nhsNumber(HERD_CHILD + 1), 1, freeze, progress);
            figures.add(
                    "F23",
                    "%d timers, two replicas, one stopped with a claim".formatted(SMALL_HERD),
                    "each once",
                    "-",
                    "%d had fired when it went on; %s".formatted(freeze.firedMeanwhile(), outcome),
                    outcome.isRight() && freeze.firedMeanwhile() == SMALL_HERD);
        }
    }

    // ---- start to ready of P18

    private void starts() throws InterruptedException {
        Map<String, Rounds> seconds = new TreeMap<>();
        for (int round = 0; round < settings.rounds(); round++) {
            for (String service : Connection.SERVICES) {
                String server = service + "-service";
                long before = stack.pid(server);
                stack.wp("stop", server);
                Thread start = Thread.ofPlatform().start(() -> stack.wp("start", server));
                while (stack.pid(server) == before || !stack.isReady(service)) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                seconds.computeIfAbsent(service, _ -> new Rounds())
                        .add(Processes.age(stack.pid(server)));
                start.join();
            }
        }
        StringBuilder measured = new StringBuilder();
        seconds.forEach(
                (service, rounds) ->
                        measured.append(service)
                                .append(' ')
                                .append(rounds.text("%.1f"))
                                .append(" s "));
        figures.add(
                "P18",
                "start to ready",
                "4 s",
                "1.5 s",
                measured.toString().strip(),
                seconds.values().stream().allMatch(rounds -> rounds.median() <= 4));
    }

    private void say(String line) {
        System.out.printf("%5d s  %s%n", (System.nanoTime() - begin) / 1_000_000_000, line);
    }
}
