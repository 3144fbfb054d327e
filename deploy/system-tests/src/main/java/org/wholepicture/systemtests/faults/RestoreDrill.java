package org.wholepicture.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.wholepicture.cases.services.ServicesPlayer;
import org.wholepicture.systemtests.Backlog;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Options;
import org.wholepicture.systemtests.Stack;

/**
 * Main class of {@code ./wp drill restore}: what docs/runbooks/backup-and-restore.md says is done
 * on a stack of its own. Under load a base backup is taken and WAL archived; then the server's
 * data, every topic and all offsets are gone, the databases are brought back to a point, the
 * chronology's is thrown away and made anew from the others, and senders repeat everything. Exit
 * code 0 when all that was accepted before the point is there before anybody repeats anything, and
 * everything once after that.
 */
public final class RestoreDrill {

    private static final int GATEWAY = 30080;
    private static final int CHILDREN = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What is compacted on Kafka: all of it, however old, is needed again. */
    private static final String FOR_EVER = "topic IN ('directory', 'access', 'tallies')";

    private final List<Child> children = new ArrayList<>();
    private final int seconds;
    private final int perSecond;
    private Stack stack;

    private RestoreDrill(Stack stack, int seconds, int perSecond) {
        this.stack = stack;
        this.seconds = seconds;
        this.perSecond = perSecond;
    }

    /** WP_HOME names the repository, WP_STATE the folder that the stack gets for itself. */
    public static void main(String... arguments) throws Exception {
        Options options;
        try {
            options =
                    Options.read(
                            "./wp drill restore [--seconds N] [--rate EVENTS-A-SECOND]",
                            List.of("--seconds", "--rate"),
                            arguments);
            options.number("--seconds", 30, 1, 3600);
            options.number("--rate", 5, 1, 1000);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        say("starting a stack of its own");
        Stack stack = Stack.startForProgram(GATEWAY, Map.of());
        int exit = 2;
        try {
            boolean clean =
                    new RestoreDrill(
                                    stack,
                                    options.number("--seconds", 30, 1, 3600),
                                    options.number("--rate", 5, 1, 1000))
                            .run();
            exit = clean ? 0 : 1;
        } catch (RuntimeException failed) {
            failed.printStackTrace();
        }
        // The load has threads of its own, which would go on.
        System.exit(exit);
    }

    private boolean run() throws Exception {
        PostgresBackup backup = PostgresBackup.begin(stack);
        new ServicesPlayer(stack.connection(), RestoreDrill::say).loadDirectory();
        for (int i = 0; i < CHILDREN; i++) {
            children.add(Child.ledByEarlyHelp(stack, stack.nhsNumber(i)));
        }
        try (Ledger ledger = new Ledger(stack.state().resolve("ledger"))) {
            Load load = new Load(stack, children, ledger);
            load.start(perSecond);
            TimeUnit.SECONDS.sleep(seconds);
            long before = System.nanoTime();
            backup.take();
            say("base backup under load: %.1f s".formatted(since(before)));
            TimeUnit.SECONDS.sleep(seconds);
            // Whoever has a receipt now must find the event after the restore.
            Map<String, Ledger.Accepted> due = ledger.accepted();
            backup.markPoint();
            TimeUnit.SECONDS.sleep(Math.max(1, seconds / 3));
            int unaccepted = load.finish(PATIENCE);
            backup.awaitArchived();

            long disaster = System.nanoTime();
            restore(backup);
            boolean quiet = Backlog.awaitNone(stack, PATIENCE, LOOK);
            double minutes = since(disaster) / 60;
            Compared restored = compare(due);
            int gone = gone(ledger);
            say(
                    "back after %.1f minutes; accepted before the point %d: lost %d, doubled %d;"
                                    .formatted(
                                            minutes,
                                            due.size(),
                                            restored.lost(),
                                            restored.doubled())
                            + " accepted after it and gone: %d".formatted(gone));

            Load again = new Load(stack, children, ledger);
            again.repeat(load.sent());
            unaccepted += again.finish(PATIENCE);
            quiet &= Backlog.awaitNone(stack, PATIENCE, LOOK);
            Checker.Findings all = new Checker(stack, children, ledger).check();
            return report(ledger, unaccepted, restored, all, quiet);
        }
    }

    /** As the runbook says, step by step. */
    private void restore(PostgresBackup backup) throws Exception {
        stack.stop();
        long begin = System.nanoTime();
        delete(stack.state().resolve("kafka"));
        // What was anchored after the point is ahead of the chain that comes back.
        Files.move(stack.state().resolve("audit"), stack.state().resolve("audit-before-restore"));
        backup.restore();
        say("databases at the point: %.1f s".formatted(since(begin)));
        begin = System.nanoTime();
        stack =
                Stack.resume(
                        Path.of(System.getenv("WP_HOME")),
                        stack.state(),
                        GATEWAY,
                        Map.of(),
                        "--no-play");
        children.replaceAll(child -> new Child(stack, child.nhsNumber(), child.person()));
        say("servers and services up: %.1f s".formatted(since(begin)));
        begin = System.nanoTime();
        int _ = publishAgain("referral", FOR_EVER);
        String printed = stack.wp("rebuild").strip();
        say("rebuilt in %.1f s: %s".formatted(since(begin), printed.lines().toList().getLast()));
        int messages = 0;
        for (String service : List.of("referral", "alert", "escalation")) {
            messages += publishAgain(service, "created_at > now() - interval '14 days'");
        }
        say("published again: %d messages".formatted(messages));
    }

    private int publishAgain(String service, String which) {
        return stack.execute(
                service,
                "UPDATE outbox SET published_at = NULL WHERE published_at IS NOT NULL AND "
                        + which);
    }

    private record Compared(int lost, int doubled) {}

    private Compared compare(Map<String, Ledger.Accepted> due) {
        int lost = 0;
        int doubled = 0;
        for (int i = 0; i < children.size(); i++) {
            List<String> shown = Checker.ofTheLoad(children.get(i));
            Set<String> once = new HashSet<>(shown);
            doubled += shown.size() - once.size();
            int child = i;
            lost +=
                    (int)
                            due.values().stream()
                                    .filter(each -> each.child() == child)
                                    .filter(each -> !once.contains(each.receipt()))
                                    .count();
        }
        return new Compared(lost, doubled);
    }

    private int gone(Ledger ledger) {
        return compare(ledger.accepted()).lost();
    }

    private boolean report(
            Ledger ledger, int unaccepted, Compared restored, Checker.Findings all, boolean quiet) {
        say("");
        say("attempted             " + ledger.attempted());
        say("accepted              " + ledger.accepted().size());
        say("never accepted        " + unaccepted);
        say("two receipts          " + ledger.differentReceipts());
        say("lost                  " + all.lost());
        say("doubled               " + all.doubled());
        say("phantoms              " + all.phantoms());
        say("numbers missing       " + all.missingNumbers());
        say("in quarantine         " + all.quarantined());
        say("open twice            " + all.openTwice());
        say("urgent, not mailed    " + all.unmailed());
        say("mails again           " + all.secondMails() + " (handed over after the point)");
        say("quiet at the end      " + (quiet ? "yes" : "NO"));
        boolean clean =
                quiet
                        && unaccepted
                                        + ledger.differentReceipts()
                                        + restored.lost()
                                        + restored.doubled()
                                        + all.lost()
                                        + all.doubled()
                                        + all.phantoms()
                                        + all.missingNumbers()
                                        + all.quarantined()
                                        + all.openTwice()
                                        + all.unmailed()
                                == 0;
        say(clean ? "nothing lost, nothing doubled" : "NOT CLEAN");
        return clean;
    }

    private static void delete(Path folder) throws IOException {
        PostgresBackup.delete(folder);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
