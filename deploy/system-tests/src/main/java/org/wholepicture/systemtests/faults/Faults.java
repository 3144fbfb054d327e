package org.wholepicture.systemtests.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Backlog;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Options;
import org.wholepicture.systemtests.Stack;

/**
 * Main class of {@code ./wp faults}: a stack of its own under load, one fault after the other in an
 * order that the seed decides, and the comparison at the end. Exit code 0 when nothing was lost,
 * doubled or unexplained and everything recovered in time.
 */
public final class Faults {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int CHILDREN = 200;
    private static final int GATEWAY = 29080;
    private static final int MAIL = GATEWAY + 19;

    /** Where the launcher's ports are counted from 20 above the gateway's. */
    private static final int MAIL_SERVER = GATEWAY + 44;

    /** The named points, of each service in the order in which they are struck. */
    private static final Map<String, List<String>> POINTS =
            Map.of(
                    "referral",
                    List.of(
                            "AFTER_ACCEPT_BEFORE_FILE",
                            "AFTER_FILE_BEFORE_PUBLISH",
                            "AFTER_PUBLISH_BEFORE_MARK"),
                    "chronology",
                    List.of("AFTER_EFFECT_BEFORE_OFFSETS"),
                    "alert",
                    List.of(
                            "AFTER_EFFECT_BEFORE_OFFSETS",
                            "WITHIN_EFFECT",
                            "AFTER_PUBLISH_BEFORE_MARK",
                            "AFTER_CLAIM_BEFORE_SENT",
                            "AFTER_SENT_BEFORE_RECORDED",
                            "WITHIN_SWEEP"),
                    "escalation",
                    List.of("AFTER_EFFECT_BEFORE_OFFSETS"));

    private static final int LONGEST =
            POINTS.values().stream().mapToInt(List::size).max().orElseThrow();

    private final Stack stack;
    private final Settings settings;
    private final SmtpFront mail;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, List<Double>> recovered = new TreeMap<>();
    private final List<String> late = new ArrayList<>();
    private final List<Double> recoveries = new ArrayList<>();
    private int kills;
    private int faults;
    private int days;

    /**
     * What the command line says.
     *
     * @param minutes how long faults are made
     * @param perSecond new events each second
     * @param seed decides kinds and pauses
     * @param crashes how often each named point is struck before
     */
    private record Settings(int minutes, int perSecond, long seed, int crashes) {

        static Settings of(String... arguments) {
            Options options =
                    Options.read(
                            "./wp faults [--minutes N] [--rate EVENTS-A-SECOND] [--seed N]"
                                    + " [--crashes N-AT-EACH-POINT]",
                            List.of("--minutes", "--rate", "--seed", "--crashes"),
                            arguments);
            return new Settings(
                    options.number("--minutes", 5, 1, 24 * 60),
                    options.number("--rate", 5, 1, 1000),
                    options.number("--seed", 1, 0, Integer.MAX_VALUE),
                    options.number("--crashes", 0, 0, 1000));
        }
    }

    private Faults(Stack stack, Settings settings, SmtpFront mail) {
        this.stack = stack;
        this.settings = settings;
        this.mail = mail;
    }

    /** WP_HOME names the repository, WP_STATE the folder that the stack gets for itself. */
    public static void main(String... arguments) throws Exception {
        Settings settings;
        try {
            settings = Settings.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        say(
                "faults for %d minutes, %d events a second, seed %d, each point %d times before"
                        .formatted(
                                settings.minutes(),
                                settings.perSecond(),
                                settings.seed(),
                                settings.crashes()));
        say("starting a stack of its own");
        Stack stack =
                Stack.startForProgram(GATEWAY, Map.of("WP_MAIL_PORT", Integer.toString(MAIL)));
        try (SmtpFront mail = new SmtpFront(MAIL, MAIL_SERVER)) {
            boolean clean = new Faults(stack, settings, mail).run();
            System.exit(clean ? 0 : 1);
        }
    }

    private boolean run() throws InterruptedException, IOException {
        new ServicesPlayer(stack.connection(), Faults::say).loadDirectory();
        openChildren();
        say("%d children, each with a lead; the load begins".formatted(CHILDREN));
        try (Ledger ledger = new Ledger(stack.state().resolve("ledger"))) {
            Load load = new Load(stack, children, ledger);
            load.start(settings.perSecond(), Duration.ofMinutes(settings.minutes()));
            for (int round = 0; round < settings.crashes() * LONGEST; round++) {
                strike(crash(round, load), load, ledger);
            }
            Random random = new Random(settings.seed());
            long end = System.nanoTime() + Duration.ofMinutes(settings.minutes()).toNanos();
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(3_000 + random.nextInt(4_000));
                strike(choose(random, load), load, ledger);
            }
            int unaccepted = load.finish(RECOVERY.multipliedBy(2));
            boolean quiet =
                    Backlog.awaitNone(stack, RECOVERY.multipliedBy(3), Duration.ofSeconds(1));
            return report(
                    ledger, load, unaccepted, quiet, new Checker(stack, children, ledger).check());
        }
    }

    /** Several at once: a child takes half a second. */
    private void openChildren() throws InterruptedException {
        List<Callable<Child>> all = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            String nhsNumber = stack.nhsNumber(i);
            all.add(() -> Child.ledByEarlyHelp(stack, nhsNumber));
        }
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            for (Future<Child> opened : several.invokeAll(all)) {
                children.add(opened.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the children cannot be opened", failed.getCause());
        }
    }

    /** All services at once, each at the point whose turn it is. */
    private Fault crash(int round, Load load) {
        Map<String, String> points = new TreeMap<>();
        POINTS.forEach((service, all) -> points.put(service, all.get(round % all.size())));
        boolean sweep = points.containsValue("WITHIN_SWEEP");
        return new Fault.Crash(points, load::nextInfant, sweep ? ++days : days);
    }

    /** Short faults more often than long ones. */
    private Fault choose(Random random, Load load) {
        List<String> servers =
                Connection.SERVICES.stream().map(service -> service + "-service").toList();
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5 -> new Fault.Kill(servers.get(random.nextInt(4)));
            case 6, 7, 8, 9, 10, 11 -> crash(random.nextInt(LONGEST), load);
            case 12 -> new Fault.MailTrouble(mail, SmtpFront.Mood.REFUSING, 10);
            case 13 -> new Fault.MailTrouble(mail, SmtpFront.Mood.HANGING, 20);
            case 14 -> new Fault.MailTrouble(mail, SmtpFront.Mood.DROPPING, 10);
            case 15 -> new Fault.Frozen("keycloak", 35);
            case 16 -> new Fault.Kill("kafka");
            case 17 -> new Fault.Away("kafka", 5 + random.nextInt(15));
            case 18 -> new Fault.StopDatabaseAtOnce();
            case 19 -> new Fault.KillBackend();
            case 20 -> new Fault.Away("postgres", 5);
            case 21 -> new Fault.Away("keycloak", 10);
            case 22 ->
                    new Fault.Frozen(servers.get(random.nextInt(4)), random.nextBoolean() ? 5 : 35);
            default ->
                    new Fault.Frozen(
                            random.nextBoolean() ? "kafka" : "postgres",
                            random.nextInt(4) == 0 ? 70 : 5);
        };
    }

    private void strike(Fault fault, Load load, Ledger ledger) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            fault.strike(stack);
        } catch (RuntimeException notDone) {
            say(fault.names() + ": " + notDone.getMessage());
            late.add(fault.names() + ": " + notDone.getMessage());
            return;
        }
        kills += fault.kills();
        faults++;
        long over = System.nanoTime();
        boolean inTime = awaitVisible(load, ledger, over);
        double seconds = (System.nanoTime() - over) / 1e9;
        fault.names()
                .forEach(
                        name ->
                                recovered
                                        .computeIfAbsent(name, _ -> new ArrayList<>())
                                        .add(seconds));
        recoveries.add(seconds);
        say(
                "%-40s lasted %5.1f s, all well again %5.1f s after its end%s"
                        .formatted(
                                String.join(", ", fault.names()),
                                (over - begin) / 1e9,
                                seconds,
                                inTime ? "" : " - NOT IN TIME"));
        if (!inTime) {
            late.add(String.join(", ", fault.names()));
        }
    }

    /** Until an event sent now stands on its timeline and no consumer is behind [I8]. */
    private boolean awaitVisible(Load load, Ledger ledger, long since) throws InterruptedException {
        String probe = load.send(0);
        while (System.nanoTime() - since < RECOVERY.multipliedBy(3).toNanos()) {
            try {
                Ledger.Accepted accepted = ledger.accepted().get(probe);
                if (accepted != null
                        && !children.get(0)
                                .entry(accepted.receipt())
                                .json()
                                .path("entries")
                                .isEmpty()
                        && Backlog.isAtMost(stack, 2 * settings.perSecond())) {
                    return System.nanoTime() - since < RECOVERY.toNanos();
                }
            } catch (RuntimeException away) {
                // Asked again below.
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    private boolean report(
            Ledger ledger, Load load, int unaccepted, boolean quiet, Checker.Findings findings) {
        say("");
        say("fault                                     times   median s    worst s");
        recovered.forEach(
                (name, times) ->
                        say(
                                "%-40s %6d %10.1f %10.1f"
                                        .formatted(
                                                name, times.size(), median(times), worst(times))));
        say("");
        say("seed                  " + settings.seed());
        say("kills                 " + kills);
        say("faults                " + faults);
        say("attempted             " + ledger.attempted());
        say("accepted              " + ledger.accepted().size());
        say("never accepted        " + unaccepted);
        say("refused               " + load.refused());
        say("lost                  " + findings.lost());
        say("doubled               " + findings.doubled());
        say("phantoms              " + findings.phantoms());
        say("two receipts          " + ledger.differentReceipts());
        say("numbers missing       " + findings.missingNumbers());
        say("in quarantine         " + findings.quarantined());
        say("alerts                " + findings.alerts());
        say("open twice            " + findings.openTwice());
        say("mails                 " + findings.mails());
        say("urgent, not mailed    " + findings.unmailed());
        say("unexplained mails     " + findings.secondMails());
        say("quiet at the end      " + (quiet ? "yes" : "NO"));
        say(
                "seconds to recover    median %.1f, worst %.1f (goal 60)"
                        .formatted(median(recoveries), worst(recoveries)));
        late.forEach(what -> say("not in time or not done: " + what));
        boolean clean =
                findings.isClean()
                        && quiet
                        && late.isEmpty()
                        && unaccepted + load.refused() + ledger.differentReceipts() == 0;
        say(clean ? "nothing lost, nothing doubled" : "NOT CLEAN");
        return clean;
    }

    private static double median(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static double worst(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
