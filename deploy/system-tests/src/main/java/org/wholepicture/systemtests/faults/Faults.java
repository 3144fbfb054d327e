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
import org.wholepicture.systemtests.Clocks;
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

    /** Long enough for work to go on a little between two faults. */
    private static final int PAUSE_MILLIS = 1_000;

    private static final int GATEWAY = 29080;
    private static final int MAIL = GATEWAY + 19;

    /** Where the launcher's ports are counted from 20 above the gateway's. */
    private static final int MAIL_SERVER = GATEWAY + 44;

    private static final String EACH_POINT = "crashes at each point, one by one";

    private final Stack stack;
    private final Settings settings;
    private final SmtpFront mail;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, Integer> struck = new TreeMap<>();
    private final Map<String, List<Double>> recovered = new TreeMap<>();
    private final List<String> late = new ArrayList<>();
    private final List<Double> recoveries = new ArrayList<>();
    private int kills;
    private int faults;

    /**
     * What the command line says.
     *
     * @param minutes how long faults are made
     * @param perSecond new events each second
     * @param seed decides kinds and pauses
     * @param crashes how often each named point is struck before
     * @param struck the services whose points these are
     */
    private record Settings(
            int minutes, int perSecond, long seed, int crashes, List<String> struck) {

        static Settings of(String... arguments) {
            Options options =
                    Options.read(
                            "./wp faults [--minutes N] [--rate EVENTS-A-SECOND] [--seed N]"
                                    + " [--crashes N-AT-EACH-POINT [--of SERVICE,...]]",
                            List.of("--minutes", "--rate", "--seed", "--crashes", "--of"),
                            arguments);
            List<String> struck = options.words("--of", String.join(",", Connection.SERVICES));
            if (!Connection.SERVICES.containsAll(struck)) {
                throw new IllegalArgumentException("--of: there are " + Connection.SERVICES);
            }
            return new Settings(
                    options.number("--minutes", 5, 1, 24 * 60),
                    options.number("--rate", 5, 1, 1000),
                    options.number("--seed", 1, 0, Integer.MAX_VALUE),
                    options.number("--crashes", 0, 0, 1000),
                    struck);
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
        // One for each crash: what raises an urgent alert comes to a child once.
        openChildren(CHILDREN + settings.crashes() * Deck.CRASHES);
        say("%d children, each with a lead; the load begins".formatted(children.size()));
        try (Ledger ledger = new Ledger(stack.state().resolve("ledger"))) {
            Load load = new Load(stack, children, ledger);
            Probe probe = new Probe(load, ledger, children);
            Deck deck =
                    new Deck(
                            mail,
                            new Clocks(stack),
                            load,
                            new Disagreements(stack, children),
                            probe,
                            settings.seed());
            load.start(settings.perSecond());
            if (settings.crashes() > 0) {
                crashAtEachPoint(deck, probe);
            }
            long begin = System.nanoTime();
            Random random = new Random(settings.seed());
            while (System.nanoTime() - begin < Duration.ofMinutes(settings.minutes()).toNanos()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS + random.nextInt(PAUSE_MILLIS));
                strike(deck.draw(), probe);
            }
            say("faults that this pass did not come to: " + deck.left());
            int unaccepted = load.finish(RECOVERY.multipliedBy(2));
            boolean quiet =
                    Backlog.awaitNone(stack, RECOVERY.multipliedBy(3), Duration.ofSeconds(1));
            return report(
                    ledger, load, unaccepted, quiet, new Checker(stack, children, ledger).check());
        }
    }

    /** Several at once: a child takes half a second. */
    private void openChildren(int count) throws InterruptedException {
        List<Callable<Child>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
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

    /**
     * Each service in its own rhythm, as soon as it is back; alert-service without
     * referral-service, because what it is to be ended at comes to it from there.
     */
    private void crashAtEachPoint(Deck deck, Probe probe) throws InterruptedException {
        for (List<String> together :
                List.of(List.of("referral", "escalation"), List.of("chronology", "alert"))) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (String service : together) {
                if (settings.struck().contains(service)) {
                    all.add(() -> crashAtEachPoint(deck.crashes(service), service));
                }
            }
            if (all.isEmpty()) {
                continue;
            }
            try (ExecutorService several = Executors.newFixedThreadPool(all.size())) {
                for (Future<Boolean> each : several.invokeAll(all)) {
                    each.get();
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException("the driver failed", failed.getCause());
            }
            struck.merge(EACH_POINT, 1, Integer::sum);
            recover(List.of(EACH_POINT), probe);
        }
    }

    private boolean crashAtEachPoint(List<Fault> crashes, String service)
            throws InterruptedException {
        for (int times = 1; times <= settings.crashes(); times++) {
            for (Fault crash : crashes) {
                boolean back =
                        hit(crash)
                                && Probe.await(
                                        System.nanoTime(), RECOVERY, () -> stack.isReady(service));
                if (!back) {
                    note(crash.names());
                }
            }
            say("%s at each point: %d of %d times".formatted(service, times, settings.crashes()));
        }
        return true;
    }

    private synchronized void note(List<String> names) {
        late.add(String.join(", ", names));
    }

    private void strike(Fault fault, Probe probe) throws InterruptedException {
        if (hit(fault)) {
            recover(fault.names(), probe);
        }
    }

    /** Whether it could be done. */
    private boolean hit(Fault fault) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            fault.strike(stack);
        } catch (RuntimeException notDone) {
            say(fault.names() + ": " + notDone.getMessage());
            note(fault.names());
            return false;
        }
        count(fault, (System.nanoTime() - begin) / 1e9);
        return true;
    }

    private synchronized void count(Fault fault, double seconds) {
        kills += fault.kills();
        faults++;
        fault.names().forEach(name -> struck.merge(name, 1, Integer::sum));
        say("%s: lasted %.1f s".formatted(String.join(", ", fault.names()), seconds));
    }

    private void recover(List<String> names, Probe probe) throws InterruptedException {
        long over = System.nanoTime();
        boolean inTime = isWellAgain(probe, over);
        double seconds = (System.nanoTime() - over) / 1e9;
        names.forEach(name -> recovered.computeIfAbsent(name, _ -> new ArrayList<>()).add(seconds));
        recoveries.add(seconds);
        say("    all well again after %.1f s%s".formatted(seconds, inTime ? "" : ", NOT IN TIME"));
        if (!inTime) {
            note(names);
        }
    }

    /** Until an event sent now stands on its timeline and no consumer is behind [I8]. */
    private boolean isWellAgain(Probe probe, long since) throws InterruptedException {
        String event = probe.send();
        boolean well =
                Probe.await(
                        since,
                        RECOVERY.multipliedBy(3),
                        () ->
                                probe.isVisible(event)
                                        && Backlog.isAtMost(stack, 2 * settings.perSecond()));
        return well && System.nanoTime() - since < RECOVERY.toNanos();
    }

    private boolean report(
            Ledger ledger, Load load, int unaccepted, boolean quiet, Checker.Findings findings) {
        say("");
        say("fault                                     times   median s    worst s to recover");
        struck.forEach(
                (name, times) -> {
                    // One of many crashes in a row has no time of its own.
                    List<Double> seconds = recovered.getOrDefault(name, List.of());
                    String measured =
                            seconds.isEmpty()
                                    ? ""
                                    : "%10.1f %10.1f".formatted(median(seconds), worst(seconds));
                    say("%-40s %6d %s".formatted(name, times, measured));
                });
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
