package org.wholepicture.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Stack;

/**
 * Main class of {@code ./wp faults}: a stack of its own under load, one fault after the other in an
 * order that the seed decides, and the comparison at the end. Exit code 0 when nothing was lost,
 * doubled or unexplained and everything recovered in time.
 */
public final class Faults {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int CHILDREN = 40;

    private final Stack stack;
    private final Settings settings;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, List<Double>> recovered = new TreeMap<>();
    private final List<String> late = new ArrayList<>();
    private int kills;
    private int days;

    /**
     * What the command line says.
     *
     * @param minutes how long faults are made
     * @param perSecond new events each second
     * @param seed decides kinds and pauses
     */
    private record Settings(int minutes, int perSecond, long seed) {

        static Settings of(String... arguments) {
            int minutes = 5;
            int perSecond = 20;
            long seed = 1;
            for (int i = 0; i < arguments.length; i++) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--minutes" -> minutes = number(value, 1, 24 * 60);
                    case "--rate" -> perSecond = number(value, 1, 1000);
                    case "--seed" -> seed = number(value, 0, Integer.MAX_VALUE);
                    default ->
                            throw new IllegalArgumentException(
                                    "./wp faults [--minutes N] [--rate EVENTS-A-SECOND] [--seed N]");
                }
                i++;
            }
            return new Settings(minutes, perSecond, seed);
        }

        private static int number(String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Said below.
            }
            throw new IllegalArgumentException(
                    "A number from %d to %d is expected, not \"%s\".".formatted(least, most, text));
        }
    }

    private Faults(Stack stack, Settings settings) {
        this.stack = stack;
        this.settings = settings;
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
                "faults for %d minutes, %d events a second, seed %d"
                        .formatted(settings.minutes(), settings.perSecond(), settings.seed()));
        say("starting a stack of its own");
        Stack stack =
                Stack.start(
                        Path.of(System.getenv("WP_HOME")),
                        Path.of(System.getenv("WP_STATE")),
                        29080,
                        "--no-play");
        Thread stop = new Thread(stack::stop, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        boolean clean = new Faults(stack, settings).run();
        System.exit(clean ? 0 : 1);
    }

    private boolean run() throws InterruptedException, IOException {
        new ServicesPlayer(stack.connection(), Faults::say).loadDirectory();
        for (int i = 0; i < CHILDREN; i++) {
            children.add(Child.ledByEarlyHelp(stack, stack.nhsNumber(i)));
        }
        say("%d children, each with a lead; the load begins".formatted(CHILDREN));
        try (Ledger ledger = new Ledger(stack.state().resolve("ledger"))) {
            Load load = new Load(stack, children, ledger);
            load.start(settings.perSecond(), Duration.ofMinutes(settings.minutes()));
            Random random = new Random(settings.seed());
            long end = System.nanoTime() + Duration.ofMinutes(settings.minutes()).toNanos();
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(3_000 + random.nextInt(4_000));
                strike(choose(random), load, ledger);
            }
            int unaccepted = load.finish(RECOVERY.multipliedBy(2));
            boolean quiet = awaitQuiet();
            return report(
                    ledger, load, unaccepted, quiet, new Checker(stack, children, ledger).check());
        }
    }

    /** Short faults more often than long ones. */
    private Fault choose(Random random) {
        List<String> servers =
                Stack.SERVICES.stream().map(service -> service + "-service").toList();
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5 -> new Fault.Kill(servers.get(random.nextInt(4)));
            case 6 -> new Fault.CrashAt("referral", "AFTER_ACCEPT_BEFORE_FILE");
            case 7 -> new Fault.CrashAt("referral", "AFTER_FILE_BEFORE_PUBLISH");
            case 8 -> new Fault.CrashAt("referral", "AFTER_PUBLISH_BEFORE_MARK");
            case 9 -> new Fault.CrashAt("chronology", "AFTER_EFFECT_BEFORE_OFFSETS");
            case 10 -> new Fault.CrashAt("alert", "AFTER_EFFECT_BEFORE_OFFSETS");
            case 11 -> new Fault.CrashAt("alert", "AFTER_PUBLISH_BEFORE_MARK");
            case 12 -> new Fault.CrashAt("alert", "WITHIN_EFFECT");
            case 13 -> new Fault.CrashAt("alert", "AFTER_CLAIM_BEFORE_SENT");
            case 14 -> new Fault.CrashAt("alert", "AFTER_SENT_BEFORE_RECORDED");
            case 15 -> new Fault.CrashInSweep(++days);
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
            say(fault.name() + ": " + notDone.getMessage());
            late.add(fault.name() + ": " + notDone.getMessage());
            return;
        }
        if (fault.kills()) {
            kills++;
        }
        long over = System.nanoTime();
        boolean inTime = awaitVisible(load, ledger, over);
        double seconds = (System.nanoTime() - over) / 1e9;
        recovered.computeIfAbsent(fault.name(), _ -> new ArrayList<>()).add(seconds);
        say(
                "%-40s lasted %5.1f s, all well again %5.1f s after its end%s"
                        .formatted(
                                fault.name(),
                                (over - begin) / 1e9,
                                seconds,
                                inTime ? "" : " - NOT IN TIME"));
        if (!inTime) {
            late.add(fault.name());
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
                        && Stack.SERVICES.stream().allMatch(this::hasCaughtUp)) {
                    return System.nanoTime() - since < RECOVERY.toNanos();
                }
            } catch (RuntimeException away) {
                // Asked again below.
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    /** Under load there is always something on its way; a second's worth is not "behind". */
    private boolean hasCaughtUp(String service) {
        JsonNode remaining = stack.remaining(service);
        int tolerated = 2 * settings.perSecond();
        return remaining.isObject()
                && remaining.path("consumer").asInt() <= tolerated
                && remaining.path("outbox").asInt() <= tolerated;
    }

    private boolean awaitQuiet() {
        try {
            stack.awaitIdle(RECOVERY.multipliedBy(3));
            return true;
        } catch (ConditionTimeoutException notQuiet) {
            return false;
        }
    }

    private boolean report(
            Ledger ledger, Load load, int unaccepted, boolean quiet, Checker.Findings findings) {
        say("");
        say("fault                                     times   median s    worst s");
        List<Double> all = new ArrayList<>();
        recovered.forEach(
                (name, times) -> {
                    all.addAll(times);
                    say(
                            "%-40s %6d %10.1f %10.1f"
                                    .formatted(name, times.size(), median(times), worst(times)));
                });
        say("");
        say("seed                  " + settings.seed());
        say("kills                 " + kills);
        say("faults                " + all.size());
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
                        .formatted(median(all), worst(all)));
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
