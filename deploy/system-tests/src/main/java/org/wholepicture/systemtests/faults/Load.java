package org.wholepicture.systemtests.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Events;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * Events at a fixed rate, as agencies' systems send them: each is sent again with the same id until
 * it is accepted, and one in ten is sent twice at once. Thread-safe.
 */
final class Load {

    private static final int SENDERS = 8;
    private static final LocalDate DAY = Child.SOME_DAY;

    private final Stack stack;
    private final List<Child> children;
    private final Ledger ledger;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final BlockingQueue<Unsent> again = new LinkedBlockingQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger infant = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private volatile boolean ending;

    private record Unsent(ObjectNode event, String agency, int child) {}

    private final Supplier<URI> door;
    private final Map<Integer, Integer> notAccepted = new TreeMap<>();

    Load(Stack stack, List<Child> children, Ledger ledger) {
        this(stack, children, ledger, () -> stack.at("/referral/v1/events"));
    }

    /**
     * @param door where the next event is sent
     */
    Load(Stack stack, List<Child> children, Ledger ledger, Supplier<URI> door) {
        this.door = door;
        this.stack = stack;
        this.children = children;
        this.ledger = ledger;
    }

    /**
     * Begins.
     *
     * @param perSecond new events each second; what is sent again comes on top
     */
    void start(int perSecond) {
        var _ =
                clock.scheduleAtFixedRate(
                        this::next, 0, 1_000_000L / perSecond, TimeUnit.MICROSECONDS);
        var _ = clock.scheduleAtFixedRate(this::sendAgain, 500, 500, TimeUnit.MILLISECONDS);
    }

    /** Sends everything again that a load with these children ever sent, up to this number. */
    void repeat(int sent) {
        var _ = clock.scheduleAtFixedRate(this::sendAgain, 500, 500, TimeUnit.MILLISECONDS);
        for (int n = 1; n <= sent; n++) {
            submit(make(n, childOf(n)));
        }
    }

    /** How many different events it has sent. */
    int sent() {
        return number.get();
    }

    /** Sends one event now and gives back its id; it is sent again until it is accepted. */
    String send(int child) {
        Unsent event = make(number.incrementAndGet(), child);
        submit(event);
        return event.event().path("id").asText();
    }

    /**
     * Ends: no new events, what was not accepted yet is sent again.
     *
     * @return how many were not accepted within the time
     */
    int finish(Duration atMost) throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + atMost.toNanos();
        while (waiting.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        clock.shutdownNow();
        senders.shutdownNow();
        return waiting.get();
    }

    /** Answers that were neither 202 nor a reason to try again: a fault of the driver or of us. */
    int refused() {
        return refused.get();
    }

    private void next() {
        if (!ending) {
            int n = number.incrementAndGet();
            submit(make(n, childOf(n)));
        }
    }

    /** Each child gets all kinds. */
    private int childOf(int n) {
        return n / 4 % children.size();
    }

    /** One more child gets what raises an urgent alert, unless all have. */
    void nextInfant() {
        int child = infant.getAndIncrement();
        if (!ending && child < children.size()) {
            for (String topic : List.of("SAFE_SLEEP", "SUBSTANCE_USE_AT_HOME")) {
                String number = children.get(child).nhsNumber();
                ObjectNode seen =
                        Events.about(
                                number,
                                "health-visiting",
                                "contact",
                                "infant-" + child + "-" + topic,
                                DAY);
                Events.claim(seen, topic, "WORSE", "OBSERVED");
                submit(new Unsent(seen, "health-visiting", child));
            }
        }
    }

    private void submit(Unsent event) {
        waiting.incrementAndGet();
        ledger.attempts(event.event().path("id").asText());
        senders.execute(() -> attempt(event));
        if (event.event().path("id").asText().endsWith("0")) {
            senders.execute(() -> publish(event));
        }
    }

    private void sendAgain() {
        for (int left = again.size(); left > 0; left--) {
            Unsent event = again.poll();
            if (event != null) {
                senders.execute(() -> attempt(event));
            }
        }
    }

    private void attempt(Unsent event) {
        int status = publish(event);
        if (status == 202) {
            waiting.decrementAndGet();
        } else if (status == 0 || status == 429 || status == 401 || status >= 500) {
            again.add(event);
        } else {
            if (refused.incrementAndGet() == 1) {
                System.out.println("refused with " + status + ": " + event.event());
            }
            waiting.decrementAndGet();
        }
    }

    private int publish(Unsent event) {
        try {
            Web.Answer answer = Web.publish(stack, door.get(), event.agency(), event.event());
            if (answer.status() == 202) {
                ledger.accepted(
                        event.event().path("id").asText(),
                        event.child(),
                        answer.json().path("receipt").asText());
            } else {
                note(answer.status());
            }
            return answer.status();
        } catch (RuntimeException unknown) {
            return 0;
        }
    }

    private void note(int status) {
        synchronized (notAccepted) {
            notAccepted.merge(status, 1, Integer::sum);
        }
    }

    /** Attempts that were not answered with 202, by status; 0 where the connection broke. */
    Map<Integer, Integer> notAccepted() {
        synchronized (notAccepted) {
            return new TreeMap<>(notAccepted);
        }
    }

    private Unsent make(int n, int child) {
        String number = children.get(child).nhsNumber();
        String id = "load-" + n;
        LocalDate day = DAY.plusDays(n % 30);
        return switch (n % 4) {
            case 0 -> {
                yield new Unsent(Events.concern(number, id, day), "school", child);
            }
            case 1 -> {
                ObjectNode event = Events.about(number, "early-help", "contact", id, day);
                Events.claim(event, "FOOD", "BETTER", "SELF_REPORT");
                yield new Unsent(event, "early-help", child);
            }
            case 2 -> {
                ObjectNode event = Events.about(number, "school", "contact", id, day);
                Events.claim(event, "FOOD", "WORSE", "OBSERVED");
                yield new Unsent(event, "school", child);
            }
            default -> {
                ObjectNode event =
                        Events.about(number, "health-visiting", "missed-appointment", id, day);
                Events.data(event).put("kind", "health-review").put("outcome", "WAS_NOT_BROUGHT");
                yield new Unsent(event, "health-visiting", child);
            }
        };
    }
}
