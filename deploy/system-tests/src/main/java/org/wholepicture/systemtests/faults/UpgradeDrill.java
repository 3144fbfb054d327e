package org.wholepicture.systemtests.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Backlog;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Options;
import org.wholepicture.systemtests.Replica;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * Main class of {@code ./wp drill upgrade}: under load every service is taken from the version
 * before to this one and back, one after the other, as a rolling update does it: the new process
 * starts beside the old one and changes the tables, both work for a while, no new requests go to
 * the old one, then it is told to end. Exit code 0 when nothing was lost or doubled and no request
 * failed.
 */
public final class UpgradeDrill {

    private static final int GATEWAY = 30080;
    private static final int CHILDREN = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** As long as it takes until nobody is led to a process that is about to end. */
    private static final Duration UNLED = Duration.ofSeconds(2);

    /** Those that read before the one that writes: a reader must understand what comes. */
    private static final List<String> ORDER =
            List.of("chronology", "alert", "escalation", "referral");

    private final Stack stack;
    private final Path home;
    private final int side;
    private final int perSecond;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, List<URI>> doors = new HashMap<>();
    private final Map<String, Replica> fresh = new HashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Integer, Integer> readings = new TreeMap<>();

    private UpgradeDrill(Stack stack, Path home, int side, int perSecond) {
        this.stack = stack;
        this.home = home;
        this.side = side;
        this.perSecond = perSecond;
    }

    /**
     * WP_HOME names the repository, WP_STATE the folder that the stack gets for itself,
     * WP_SERVICES_FROM the repository of the version before, built.
     */
    public static void main(String... arguments) throws Exception {
        int side;
        int perSecond;
        try {
            Options options =
                    Options.read(
                            "./wp drill upgrade [--from COMMIT] [--seconds N-SIDE-BY-SIDE]"
                                    + " [--rate EVENTS-A-SECOND]",
                            List.of("--seconds", "--rate"),
                            arguments);
            side = options.number("--seconds", 10, 1, 3600);
            perSecond = options.number("--rate", 5, 1, 1000);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        say("starting a stack of the version before");
        Stack stack =
                Stack.startForProgram(
                        GATEWAY,
                        Map.of(
                                "WP_SERVICES_FROM",
                                System.getenv("WP_SERVICES_FROM"),
                                // What versions before this one's setting need for the way back.
                                "WP_SERVICE_JVM",
                                "-Dquarkus.flyway.ignore-migration-patterns=*:future"));
        Path home = Path.of(System.getenv("WP_HOME"));
        int exit = 2;
        try {
            exit = new UpgradeDrill(stack, home, side, perSecond).run() ? 0 : 1;
        } catch (RuntimeException failed) {
            failed.printStackTrace();
        }
        // The load has threads of its own: they must not keep replicas beside the next stack.
        System.exit(exit);
    }

    private boolean run() throws Exception {
        new ServicesPlayer(stack.connection(), UpgradeDrill::say).loadDirectory();
        for (int i = 0; i < CHILDREN; i++) {
            children.add(Child.ledByEarlyHelp(stack, stack.nhsNumber(i)));
        }
        for (String service : ORDER) {
            doors.put(service, new CopyOnWriteArrayList<>(List.of(stack.direct(service, ""))));
        }
        AtomicBoolean reading = new AtomicBoolean(true);
        Thread reader = Thread.ofPlatform().name("reader").start(() -> read(reading));
        try (Ledger ledger = new Ledger(stack.state().resolve("ledger"))) {
            Load load = new Load(stack, children, ledger, () -> door("referral", "/v1/events"));
            load.start(perSecond);
            TimeUnit.SECONDS.sleep(side);
            for (String service : ORDER) {
                upgrade(service);
            }
            say("all services are of this version");
            TimeUnit.SECONDS.sleep(side);
            for (String service : ORDER.reversed()) {
                rollBack(service);
            }
            say("all services are of the version before again");
            TimeUnit.SECONDS.sleep(side);
            int unaccepted = load.finish(PATIENCE);
            reading.set(false);
            reader.join();
            boolean quiet = Backlog.awaitNone(stack, PATIENCE, LOOK);
            return report(
                    ledger, load, unaccepted, quiet, new Checker(stack, children, ledger).check());
        }
    }

    private void upgrade(String service) throws InterruptedException {
        long begin = System.nanoTime();
        Replica next =
                Replica.of(
                        stack,
                        service + "-service",
                        home.resolve(service + "-service").resolve("target/quarkus-app"));
        double ready = (System.nanoTime() - begin) / 1e9;
        fresh.put(service, next);
        doors(service).add(next.at(""));
        TimeUnit.SECONDS.sleep(side);
        doors(service).remove(stack.direct(service, ""));
        TimeUnit.NANOSECONDS.sleep(UNLED.toNanos());
        long end = System.nanoTime();
        stack.wp("stop", service + "-service");
        say(
                "%s: the new one ready after %.1f s, the old one ended in %.1f s"
                        .formatted(service, ready, (System.nanoTime() - end) / 1e9));
    }

    private void rollBack(String service) throws InterruptedException {
        long begin = System.nanoTime();
        stack.wp("start", service + "-service");
        double ready = (System.nanoTime() - begin) / 1e9;
        Replica next = Objects.requireNonNull(fresh.remove(service));
        doors(service).add(stack.direct(service, ""));
        TimeUnit.SECONDS.sleep(side);
        doors(service).remove(next.at(""));
        TimeUnit.NANOSECONDS.sleep(UNLED.toNanos());
        long end = System.nanoTime();
        next.close();
        say(
                "%s: the old one ready again after %.1f s, the new one ended in %.1f s"
                        .formatted(service, ready, (System.nanoTime() - end) / 1e9));
    }

    private List<URI> doors(String service) {
        return doors.getOrDefault(service, List.of());
    }

    /** In turn, as a load balancer leads requests. */
    private URI door(String service, String path) {
        List<URI> open = List.copyOf(doors(service));
        return URI.create(open.get(Math.floorMod(turn.getAndIncrement(), open.size())) + path);
    }

    /** A lead who reads one timeline after another, and the alerts beside it. */
    private void read(AtomicBoolean goOn) {
        for (int i = 0; goOn.get(); i++) {
            String person = children.get(i % children.size()).person();
            look(door("chronology", "/v1/people/" + person + "/timeline?limit=20"));
            look(door("alert", "/v1/alerts?person=" + person));
        }
    }

    private void look(URI address) {
        int status;
        try {
            status = Web.get(address, stack.token(Child.LEAD)).status();
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException broken) {
            status = 0;
        }
        readings.merge(status, 1, Integer::sum);
    }

    private boolean report(
            Ledger ledger, Load load, int unaccepted, boolean quiet, Checker.Findings findings) {
        Map<Integer, Integer> unread = new TreeMap<>(readings);
        int read = unread.getOrDefault(200, 0);
        unread.remove(200);
        say("");
        say("attempted             " + ledger.attempted());
        say("accepted              " + ledger.accepted().size());
        say("never accepted        " + unaccepted);
        say("not 202, by status    " + load.notAccepted());
        say("read                  " + read);
        say("not 200, by status    " + unread);
        say("lost                  " + findings.lost());
        say("doubled               " + findings.doubled());
        say("phantoms              " + findings.phantoms());
        say("two receipts          " + ledger.differentReceipts());
        say("numbers missing       " + findings.missingNumbers());
        say("in quarantine         " + findings.quarantined());
        say("open twice            " + findings.openTwice());
        say("mails                 " + findings.mails());
        say("urgent, not mailed    " + findings.unmailed());
        say("unexplained mails     " + findings.secondMails());
        say("quiet at the end      " + (quiet ? "yes" : "NO"));
        boolean clean =
                findings.isClean()
                        && quiet
                        && unaccepted + load.refused() + ledger.differentReceipts() == 0
                        && load.notAccepted().isEmpty()
                        && unread.isEmpty();
        say(clean ? "nothing lost, nothing doubled, no request failed" : "NOT CLEAN");
        return clean;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
