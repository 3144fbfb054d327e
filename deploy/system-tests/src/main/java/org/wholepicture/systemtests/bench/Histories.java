package org.wholepicture.systemtests.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Events;

/**
 * What agencies have to say about many children: 400 at a time, each hearing something in turn
 * until it has a history of 20 events, then 400 others. Most of it is unremarkable, as most of it
 * is. The same for the same seed. Thread-safe.
 */
final class Histories {

    /** Whose systems tell it. */
    static final List<String> AGENCIES = List.of("early-help", "school", "health-visiting");

    private static final int CHILDREN = 400;
    private static final int EVENTS = 20;
    private static final int KINDS = 10;

    private final List<String> numbers;
    private final int[] kinds;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * An event and who sends it.
     *
     * @param agency whose system sends it
     * @param event as it is sent
     */
    record Told(String agency, ObjectNode event) {}

    /**
     * @param first how many of the numbers kept for these tests are used otherwise
     * @param seed decides the order of what is told
     */
    Histories(int first, long seed) {
        this.numbers = Events.nhsNumbers().skip(first).toList();
        this.kinds = new Random(seed).ints(1000, 0, KINDS).toArray();
    }

    /** The next event. */
    Told next() {
        int n = next.getAndIncrement();
        int place = n / CHILDREN % EVENTS;
        int child = n / (CHILDREN * EVENTS) * CHILDREN + n % CHILDREN;
        String number = numbers.get(child % numbers.size());
        return tell(kinds[n % kinds.length], number, "bench-" + n, place);
    }

    private static Told tell(int kind, String number, String id, int place) {
        return switch (kind) {
            case 0, 1, 2 -> contact(number, "early-help", id, place, "Home visit, all well.");
            case 3, 4 -> contact(number, "school", id, place, "Spoke with the parent at the gate.");
            case 5, 6 -> {
                Told seen = told("health-visiting", number, "attended-appointment", id, place);
                Events.data(seen.event()).put("kind", "health-review");
                yield seen;
            }
            case 7 -> {
                Told said = contact(number, "early-help", id, place, "The parent says it is well.");
                Events.claim(said.event(), "FOOD", "BETTER", "SELF_REPORT");
                yield said;
            }
            case 8 -> {
                Told missed = told("health-visiting", number, "missed-appointment", id, place);
                Events.data(missed.event())
                        .put("kind", "health-review")
                        .put("outcome", "WAS_NOT_BROUGHT");
                yield missed;
            }
            default -> {
                Told worry = told("school", number, "concern", id, place);
                Events.data(worry.event())
                        .put("level", "LOW")
                        .put("category", "NEG")
                        .put("basis", "OBSERVED")
                        .put("summary", "Came without a coat for the third time.");
                yield worry;
            }
        };
    }

    private static Told contact(String number, String agency, String id, int place, String words) {
        Told contact = told(agency, number, "contact", id, place);
        Events.data(contact.event())
                .put("summary", words)
                .put("childVoice", "I like it here.")
                .putObject("author")
                .put("role", "practitioner");
        return contact;
    }

    private static Told told(String agency, String number, String type, String id, int place) {
        return new Told(
                agency,
                Events.about(number, agency, type, id, Child.SOME_DAY.plusDays(2L * place)));
    }
}
