package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises 1, 2, 4 and 6 of the design, seen from outside. */
class PromisesTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final LocalDate DAY = Child.SOME_DAY;
    private static Stack stack;

    @BeforeAll
    static void stackIsRunning() {
        stack = TestStack.running();
    }

    @Test
    void anEventSentTwiceAtOnceIsOneEvent() {
        Child child = Child.ledByEarlyHelp(stack, stack.nhsNumber(0));
        ObjectNode concern = Events.concern(child.nhsNumber(), id(child, "twice"), DAY);

        List<CompletableFuture<Web.Answer>> both =
                Stream.of(1, 2)
                        .map(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () -> Web.publish(stack, "school", concern)))
                        .toList();
        Set<String> receipts = new HashSet<>();
        both.forEach(
                answer -> {
                    assertThat(answer.join().status()).isEqualTo(202);
                    receipts.add(answer.join().json().path("receipt").asText());
                });

        assertThat(receipts).hasSize(1);
        await().atMost(RECOVERY).until(() -> child.entries("concern").size() == 1);
        Events.data(concern).put("level", "HIGH");
        assertThat(Web.publish(stack, "school", concern).status()).isEqualTo(422);
        assertThat(child.entries("concern")).hasSize(1);
    }

    @Test
    void eventsSentInReverseGiveTheSameTimelineAndTheSameFindings() {
        Child inOrder = Child.ledByEarlyHelp(stack, stack.nhsNumber(1));
        Child reversed = Child.ledByEarlyHelp(stack, stack.nhsNumber(2));

        family(inOrder, stack.nhsNumber(3)).forEach(event -> send(event));
        List<ObjectNode> backwards = new ArrayList<>(family(reversed, stack.nhsNumber(4)));
        Collections.reverse(backwards);
        backwards.forEach(event -> send(event));

        await().atMost(RECOVERY).until(() -> inOrder.findings().size() == 3);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(reversed.findings()).isEqualTo(inOrder.findings()));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(reversed.told()).isEqualTo(inOrder.told()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chronology/v1/people;x=1/PERSON/timeline",
                "/chronology/v1/people/PERSON%2Ftimeline",
                "/chronology/v1/people/PERSON/timeline;jsessionid=1",
                "/chronology/v1/people/PERSON%3Bx/timeline",
                "/chronology//v1/people/PERSON/timeline",
                "/chronology/v1/../v1/people/PERSON/timeline",
                "/chronology/v1/people/PERSON%5Ctimeline",
                "/chronology/local/idle",
                "/chronology/q/health",
                "/chronology/q/metrics",
            })
    void aTrickInThePathOpensNothing(String path) throws Exception {
        int port = stack.at("").getPort();
        String person = stack.child().person();
        String token = stack.token(Child.LEAD);
        assertThat(RawHttp.get(port, "/chronology/v1/people/" + person + "/timeline", token))
                .as("the plain path is open")
                .isEqualTo(200);

        assertThat(RawHttp.get(port, path.replace("PERSON", person), token)).isIn(400, 404);
    }

    @Test
    void noEndpointAnswersWithoutAToken() throws Exception {
        for (String path :
                List.of(
                        "/referral/v1/receipts/00000000-0000-4000-8000-000000000000",
                        "/referral/v1/reviews",
                        "/chronology/v1/people",
                        "/alert/v1/alerts",
                        "/escalation/v1/dissents")) {
            assertThat(RawHttp.get(stack.at("").getPort(), path, "")).as(path).isEqualTo(401);
        }
    }

    private static ObjectNode contact(Child child, String agency, String id, LocalDate day) {
        return Events.about(child.nhsNumber(), agency, "contact", id(child, id), day);
    }

    private static String id(Child child, String words) {
        return Events.id(child.nhsNumber() + words);
    }

    /** The Coventry story told in one day: three findings. */
    private static List<ObjectNode> family(Child child, String mother) {
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode home =
                Events.about(
                        child.nhsNumber(),
                        "health-visiting",
                        "household-member",
                        id(child, "home"),
                        DAY);
        Events.data(home).put("role", "mother");
        Events.person(Events.data(home).putObject("member").putObject("adult"), mother);
        events.add(home);
        ObjectNode missed =
                Events.aboutAdult(
                        mother,
                        "drug-alcohol",
                        "missed-appointment",
                        id(child, "missed"),
                        DAY.plusDays(3));
        Events.data(missed).put("kind", "key-work").put("outcome", "DID_NOT_ATTEND");
        events.add(missed);
        ObjectNode told = contact(child, "early-help", "told", DAY.plusDays(4));
        Events.claim(told, "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT");
        Events.claim(told, "SAFE_SLEEP", "BETTER", "SELF_REPORT");
        events.add(told);
        ObjectNode seen = contact(child, "health-visiting", "seen", DAY.plusDays(10));
        Events.claim(seen, "SAFE_SLEEP", "WORSE", "OBSERVED");
        Events.claim(seen, "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        events.add(seen);
        return events;
    }

    private static void send(ObjectNode event) {
        String source = event.path("source").asText();
        String agency = source.substring("https://".length(), source.indexOf(".example"));
        Web.Answer answer = Web.publish(stack, agency, event);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }
}
