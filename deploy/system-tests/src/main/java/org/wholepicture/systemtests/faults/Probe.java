package org.wholepicture.systemtests.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wholepicture.systemtests.Child;

/** One event sent now and looked for on its child's timeline, while the load goes on. */
final class Probe {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Load load;
    private final Ledger ledger;
    private final Child child;

    /** Whether something is so; an exception of a service that does not answer is no yes. */
    @FunctionalInterface
    interface Question {
        boolean isSo();
    }

    Probe(Load load, Ledger ledger, List<Child> children) {
        this.load = load;
        this.ledger = ledger;
        this.child = children.getFirst();
    }

    /** Sends one and gives back the id that its sender gave it. */
    String send() {
        return load.send(0);
    }

    /** The id that it has since it was accepted; empty before. */
    String receipt(String event) {
        Ledger.Accepted accepted = ledger.accepted().get(event);
        return accepted == null ? "" : accepted.receipt();
    }

    /** Whether it stands on the timeline. */
    boolean isVisible(String event) {
        String receipt = receipt(event);
        return !receipt.isEmpty() && !child.entry(receipt).json().path("entries").isEmpty();
    }

    /**
     * Waits until something is so.
     *
     * @param since from then on the time counts, as {@link System#nanoTime}
     */
    static boolean await(long since, Duration atMost, Question question)
            throws InterruptedException {
        while (System.nanoTime() - since < atMost.toNanos()) {
            try {
                if (question.isSo()) {
                    return true;
                }
            } catch (RuntimeException away) {
                // Asked again below.
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        }
        return false;
    }
}
