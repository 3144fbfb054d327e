package org.wholepicture.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.wholepicture.systemtests.Child;
import org.wholepicture.systemtests.Events;
import org.wholepicture.systemtests.Stack;
import org.wholepicture.systemtests.Web;

/**
 * Infants with a lead, each of whom once gets what raises an urgent alert; and the mails about
 * these alerts, with the time at which the mail server had taken them.
 */
final class Urgent {

    private static final int AT_ONCE = 4;
    private static final Pattern ALERT = Pattern.compile("/alert/alerts/([0-9a-f-]{36})");

    private final Stack stack;
    private final List<Child> infants = new ArrayList<>();
    private final Map<Child, Instant> accepted = new HashMap<>();

    /** Makes the infants and confirms their lead, which takes a while. */
    Urgent(Stack stack, int howMany) throws InterruptedException {
        this.stack = stack;
        for (String name : List.of("early-help", "front-door", Child.LEAD, "health-visiting")) {
            stack.token(name);
        }
        try (ExecutorService several = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Child>> made = new ArrayList<>();
            for (int i = 0; i < howMany; i++) {
                String number = stack.nhsNumber(i);
                made.add(several.submit(() -> Child.ledByEarlyHelp(stack, number)));
            }
            for (Future<Child> one : made) {
                infants.add(one.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends what makes the next infant's alert urgent: two hazards in the home of an infant. */
    void next() {
        Child infant = infants.get(accepted.size());
        for (String topic : List.of("SAFE_SLEEP", "SUBSTANCE_USE_AT_HOME")) {
            ObjectNode seen =
                    Events.about(
                            infant.nhsNumber(),
                            "health-visiting",
                            "contact",
                            "urgent-" + infant.nhsNumber() + topic,
                            Child.SOME_DAY);
            Events.claim(seen, topic, "WORSE", "OBSERVED");
            Web.Answer answer = Web.publish(stack, "health-visiting", seen);
            if (answer.status() != 202) {
                throw new IllegalStateException(answer.status() + " " + answer.body());
            }
        }
        accepted.put(infant, Instant.now());
    }

    /** How many alerts are due in all. */
    int due() {
        return accepted.size();
    }

    /**
     * Times from the answer to the event to the mail server's, in milliseconds; alerts that no mail
     * has told of are missing in it.
     */
    Histogram millis() {
        Map<String, Instant> mailed = new HashMap<>();
        for (JsonNode mail :
                Web.get(stack.at("/inbox/api/messages?after=0"), stack.token(Child.LEAD))
                        .json()
                        .path("messages")) {
            Matcher alert = ALERT.matcher(mail.path("text").asText());
            if (alert.find()) {
                mailed.putIfAbsent(alert.group(1), Instant.parse(mail.path("received").asText()));
            }
        }
        Histogram millis = new Histogram(3);
        accepted.forEach(
                (infant, since) ->
                        infant.alerts().stream()
                                .filter(alert -> alert.path("severity").asText().equals("HIGH"))
                                .map(alert -> mailed.get(alert.path("alert").asText()))
                                .filter(at -> at != null)
                                .findFirst()
                                .ifPresent(
                                        at ->
                                                millis.recordValue(
                                                        Math.max(
                                                                0,
                                                                at.toEpochMilli()
                                                                        - since.toEpochMilli()))));
        return millis;
    }
}
