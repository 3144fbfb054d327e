package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promises 1, 2 and 4 while all four services end at a named point each: one story, told of another
 * child every time, comes out as it does when nothing happens.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivingCrashesTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final LocalDate DAY = Child.SOME_DAY;

    private static Stack stack;
    private static Outcome undisturbed;

    /** How often the mail of each child's urgent alert arrives at most. */
    private static final Map<Child, Integer> copiesOfMails = new LinkedHashMap<>();

    /** What stands in the end, in words that are the same for every child. */
    private record Outcome(List<String> timeline, List<String> findings) {

        static Outcome of(Child child) {
            return new Outcome(child.told(), child.findings());
        }
    }

    @BeforeAll
    static void theStoryIsToldUndisturbed() throws InterruptedException {
        stack = TestStack.running();
        Child child = Child.ledByEarlyHelp(stack, stack.nhsNumber(10));
        tell(child);
        await().atMost(RECOVERY).until(() -> child.entries("dissent").size() == 1);
        await().atMost(RECOVERY).until(() -> !copiesOfUrgentMails(child).isEmpty());
        awaitQuiet();
        undisturbed = Outcome.of(child);
        assertThat(undisturbed.timeline()).hasSize(6);
        assertThat(undisturbed.findings())
                .hasSize(3)
                .anyMatch(finding -> finding.startsWith("SAFE-INFANT"))
                .anyMatch(finding -> finding.startsWith("STEPDOWN-CHECK"));
    }

    /**
     * The two in which a mail's lease has to run out before it goes on are not the last and have
     * another between them: what one left is sent while others are tried, and meets no point set
     * for another mail.
     */
    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "15, AFTER_FILE_BEFORE_PUBLISH, AFTER_SENT_BEFORE_RECORDED, AFTER_EFFECT_BEFORE_OFFSETS",
        "11, AFTER_ACCEPT_BEFORE_FILE, AFTER_EFFECT_BEFORE_OFFSETS, AFTER_EFFECT_BEFORE_OFFSETS",
        "12, AFTER_FILE_BEFORE_PUBLISH, AFTER_PUBLISH_BEFORE_MARK, AFTER_PUBLISH_BEFORE_MARK",
        "14, AFTER_ACCEPT_BEFORE_FILE, AFTER_CLAIM_BEFORE_SENT, AFTER_PUBLISH_BEFORE_MARK",
        "13, AFTER_PUBLISH_BEFORE_MARK, WITHIN_EFFECT, AFTER_EFFECT_BEFORE_OFFSETS",
    })
    void nothingIsLostAndNothingDoubled(
            int number, String referral, String alert, String escalation)
            throws InterruptedException {
        Child child = Child.ledByEarlyHelp(stack, stack.nhsNumber(number));
        awaitQuiet();
        Map<String, String> points = new LinkedHashMap<>();
        points.put("referral", referral);
        points.put("chronology", "AFTER_EFFECT_BEFORE_OFFSETS");
        points.put("alert", alert);
        points.put("escalation", escalation);
        Map<String, Long> before = new TreeMap<>();
        points.forEach(
                (service, point) -> {
                    before.put(service, stack.pid(service + "-service"));
                    stack.haltAt(service, point);
                });

        tell(child);

        before.forEach(
                (service, pid) ->
                        await(service + " has ended and come back")
                                .atMost(RECOVERY)
                                .until(() -> stack.pid(service + "-service") != pid));
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Outcome.of(child)).isEqualTo(undisturbed));
        copiesOfMails.put(child, alert.equals("AFTER_SENT_BEFORE_RECORDED") ? 2 : 1);
        awaitQuiet();
        assertThat(Outcome.of(child)).isEqualTo(undisturbed);
        assertThat(child.timeline(Child.LEAD).json().path("gaps").path("missing").asInt(-1))
                .isZero();
    }

    /** A second copy only where nobody can know whether the first was taken; it comes late. */
    @Test
    @Order(2)
    void everyUrgentMailArrivedAndASecondTimeOnlyWhereNobodyCouldKnow() {
        assertThat(copiesOfMails).hasSize(5);
        copiesOfMails.forEach(
                (child, copies) -> {
                    await(child.nhsNumber())
                            .atMost(RECOVERY)
                            .untilAsserted(
                                    () ->
                                            assertThat(copiesOfUrgentMails(child).values())
                                                    .contains(copies)
                                                    .containsOnly(1, copies));
                    assertThat(Outcome.of(child)).isEqualTo(undisturbed);
                });
    }

    private static void awaitQuiet() throws InterruptedException {
        assertThat(Backlog.awaitNone(stack, RECOVERY, Duration.ofMillis(50))).isTrue();
    }

    /** A contradiction, an infant at risk, a proposed step-down and a disagreement with it. */
    private static void tell(Child child) {
        ObjectNode told = contact(child, "early-help", "told", 1);
        Events.claim(told, "FOOD", "BETTER", "SELF_REPORT");
        sendUntilAccepted("early-help", told);
        ObjectNode seen = contact(child, "school", "seen", 2);
        Events.claim(seen, "FOOD", "WORSE", "OBSERVED");
        sendUntilAccepted("school", seen);
        ObjectNode proposal = event(child, "early-help", "step-down", "proposal", 3);
        Events.data(proposal).put("state", "PROPOSED").put("to", "CLOSED");
        sendUntilAccepted("early-help", proposal);
        disagree(child);
        ObjectNode infant = contact(child, "health-visiting", "infant", 4);
        Events.claim(infant, "SAFE_SLEEP", "WORSE", "OBSERVED");
        Events.claim(infant, "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        sendUntilAccepted("health-visiting", infant);
    }

    private static ObjectNode contact(Child child, String agency, String id, int day) {
        return event(child, agency, "contact", id, day);
    }

    private static ObjectNode event(Child child, String agency, String type, String id, int day) {
        return Events.about(
                child.nhsNumber(),
                agency,
                type,
                Events.id(child.nhsNumber() + id),
                DAY.plusDays(day));
    }

    /** As an agency's system does when it does not know whether an event was taken. */
    private static void sendUntilAccepted(String agency, ObjectNode event) {
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> Web.publish(stack, agency, event).status() == 202);
    }

    /** Again until it stands: 409 once it does, whatever became of the first answer. */
    private static void disagree(Child child) {
        ObjectNode dissent = Web.JSON.createObjectNode();
        dissent.put("person", child.person());
        dissent.put("disagreement", "Nobody has asked the drug service.");
        dissent.put("askedFor", "Ask first.");
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(
                        () -> {
                            JsonNode proposal = child.entries("step-down").get(0);
                            dissent.putObject("about")
                                    .put("kind", "STEP_DOWN")
                                    .put("event", proposal.path("event").asText());
                            return Web.send(
                                                    "POST",
                                                    stack.at("/escalation/v1/dissents"),
                                                    stack.token(Child.LEAD),
                                                    "application/json",
                                                    dissent.toString())
                                            .status()
                                    == 409;
                        });
    }

    /**
     * How often each mail arrived that told of an urgent alert of the child, by its Message-ID;
     * empty until each urgent alert has been told of.
     */
    private static Map<String, Integer> copiesOfUrgentMails(Child child) {
        Set<String> untold =
                child.alerts().stream()
                        .filter(alert -> alert.path("severity").asText().equals("HIGH"))
                        .map(alert -> alert.path("alert").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> urgent = Set.copyOf(untold);
        Map<String, Integer> copies = new TreeMap<>();
        for (JsonNode mail : stack.mails()) {
            String text = mail.path("text").asText();
            if (urgent.stream().anyMatch(alert -> text.contains("/alert/alerts/" + alert))) {
                copies.merge(mail.path("messageId").asText(), 1, Integer::sum);
                untold.removeIf(alert -> text.contains("/alert/alerts/" + alert));
            }
        }
        return untold.isEmpty() ? copies : Map.of();
    }
}
