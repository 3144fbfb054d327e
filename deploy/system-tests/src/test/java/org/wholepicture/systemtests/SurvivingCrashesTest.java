package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promises 1, 2 and 4 while the services end at a named point each: one story, told of another
 * child every time, comes out as it does when nothing happens.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivingCrashesTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final LocalDate DAY = Child.SOME_DAY;

    private static final int TIMES = 3;

    private static Stack stack;
    private static Child undisturbed;
    private static Clocks clocks;

    private static final List<Child> toldWithCrashes = new ArrayList<>();

    /** How often a mail of each child's urgent alert arrives at most. */
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
        clocks = new Clocks(stack);
        undisturbed = Child.ledByEarlyHelp(stack, stack.nhsNumber(10));
        tell(undisturbed);
        await().atMost(RECOVERY).until(() -> undisturbed.entries("dissent").size() == 1);
        awaitMails(undisturbed);
        awaitQuiet();
        Outcome outcome = Outcome.of(undisturbed);
        assertThat(outcome.timeline()).hasSize(6);
        assertThat(outcome.findings())
                .hasSize(3)
                .anyMatch(finding -> finding.startsWith("SAFE-INFANT"))
                .anyMatch(finding -> finding.startsWith("STEPDOWN-CHECK"));
    }

    /** First of all: what is sent once its lease has run out meets no point set for another. */
    @RepeatedTest(TIMES)
    @Order(1)
    void aMailThatWasClaimedAndNotSentIsSent(RepetitionInfo repetition) {
        urgentMailMeets("AFTER_CLAIM_BEFORE_SENT", 60 + repetition.getCurrentRepetition(), 1);
    }

    /** Each of these points as often as said: each service's come round in its own rhythm. */
    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    71 | AFTER_ACCEPT_BEFORE_FILE | AFTER_EFFECT_BEFORE_OFFSETS | AFTER_EFFECT_BEFORE_OFFSETS | AFTER_PUBLISH_BEFORE_MARK
                    72 | AFTER_FILE_BEFORE_PUBLISH |  | WITHIN_EFFECT | AFTER_EFFECT_BEFORE_OFFSETS
                    73 | AFTER_PUBLISH_BEFORE_MARK |  | AFTER_PUBLISH_BEFORE_MARK | AFTER_FILE_BEFORE_PUBLISH
                    74 | AFTER_ACCEPT_BEFORE_FILE | AFTER_EFFECT_BEFORE_OFFSETS | WITHIN_EFFECT | AFTER_PUBLISH_BEFORE_MARK
                    75 | AFTER_FILE_BEFORE_PUBLISH |  | AFTER_PUBLISH_BEFORE_MARK | AFTER_EFFECT_BEFORE_OFFSETS
                    76 | AFTER_PUBLISH_BEFORE_MARK |  | AFTER_EFFECT_BEFORE_OFFSETS | AFTER_FILE_BEFORE_PUBLISH
                    77 | AFTER_ACCEPT_BEFORE_FILE | AFTER_EFFECT_BEFORE_OFFSETS | AFTER_PUBLISH_BEFORE_MARK | AFTER_PUBLISH_BEFORE_MARK
                    78 | AFTER_FILE_BEFORE_PUBLISH |  | AFTER_EFFECT_BEFORE_OFFSETS | AFTER_FILE_BEFORE_PUBLISH
                    79 | AFTER_PUBLISH_BEFORE_MARK |  | WITHIN_EFFECT | AFTER_EFFECT_BEFORE_OFFSETS
                    """)
    void nothingIsLostAndNothingDoubled(
            int number, String referral, String chronology, String alert, String escalation)
            throws InterruptedException {
        Child child = Child.ledByEarlyHelp(stack, stack.nhsNumber(number));
        awaitQuiet();
        Map<String, String> points = new TreeMap<>();
        points.put("referral", referral);
        points.put("alert", alert);
        points.put("escalation", escalation);
        if (chronology != null) {
            points.put("chronology", chronology);
        }
        Map<String, Long> before = armed(points);

        tell(child);

        awaitRestarts(before);
        awaitTheSame(child);
        toldWithCrashes.add(child);
        copiesOfMails.put(child, 1);
        awaitQuiet();
        assertThat(Outcome.of(child)).isEqualTo(Outcome.of(undisturbed));
        assertThat(child.timeline(Child.LEAD).json().path("gaps").path("missing").asInt(-1))
                .isZero();
    }

    @RepeatedTest(TIMES)
    @Order(3)
    void aMailOfWhichNobodyKnowsWhetherItWasTakenIsSentOnceMore(RepetitionInfo repetition) {
        urgentMailMeets("AFTER_SENT_BEFORE_RECORDED", 64 + repetition.getCurrentRepetition(), 2);
    }

    /** Midnight comes, and a row is gone that the round would find. */
    @RepeatedTest(TIMES)
    @Order(4)
    void whatANightOrARoundHadBegunIsGoneOnWith(RepetitionInfo repetition)
            throws InterruptedException {
        Child child = toldWithCrashes.get(repetition.getCurrentRepetition());
        awaitQuiet();
        String proposal = child.entries("step-down").get(0).path("event").asText();
        assertThat(
                        stack.execute(
                                "chronology",
                                "DELETE FROM entry WHERE event = ?",
                                UUID.fromString(proposal)))
                .isEqualTo(1);
        Map<String, Long> before =
                armed(Map.of("alert", "WITHIN_SWEEP", "chronology", "WITHIN_TURN"));
        clocks.forward(Duration.ofDays(1));
        awaitRestarts(before);

        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> Backlog.remaining(stack, "alert").path("sweep").asInt(-1) == 0);
        awaitTheSame(child);
    }

    /** A second copy only where nobody can know whether the first was taken; it comes late. */
    @Test
    @Order(5)
    void everyUrgentMailArrivedAndASecondTimeOnlyWhereNobodyCouldKnow() {
        assertThat(copiesOfMails).hasSize(5 * TIMES);
        copiesOfMails.forEach(
                (child, copies) ->
                        await(child.nhsNumber())
                                .atMost(RECOVERY)
                                .untilAsserted(
                                        () -> {
                                            var arrived = copiesOfUrgentMails(child).values();
                                            // The out-of-hours desk and the manager have mails of
                                            // their own. Some leave at the same moment: each of
                                            // those may have met the point.
                                            assertThat(arrived.stream().mapToInt(n -> n).max())
                                                    .hasValue(copies);
                                        }));
    }

    /**
     * An infant's urgent alert, told while alert-service ends at a point on the way of its mail.
     */
    private static void urgentMailMeets(String point, int number, int copies) {
        Child child = Child.ledByEarlyHelp(stack, stack.nhsNumber(number));
        // What others left is sent first, so that it does not come to the point.
        copiesOfMails.forEach(
                (other, expected) -> {
                    if (expected < copies) {
                        awaitMails(other);
                    }
                });
        Map<String, Long> before = armed(Map.of("alert", point));
        tellOfAnInfant(child);
        awaitRestarts(before);
        copiesOfMails.put(child, copies);
    }

    /** The processes that are to end. */
    private static Map<String, Long> armed(Map<String, String> points) {
        Map<String, Long> before = new TreeMap<>();
        points.forEach(
                (service, point) -> {
                    before.put(service, stack.pid(service + "-service"));
                    stack.haltAt(service, point);
                });
        return before;
    }

    private static void awaitRestarts(Map<String, Long> before) {
        before.forEach(
                (service, pid) -> {
                    await(service + " has ended and come back")
                            .atMost(RECOVERY)
                            .until(() -> stack.pid(service + "-service") != pid);
                    await(service + " is ready")
                            .atMost(RECOVERY)
                            .until(() -> stack.isReady(service));
                });
    }

    private static void awaitTheSame(Child child) {
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(Outcome.of(child)).isEqualTo(Outcome.of(undisturbed)));
    }

    private static void awaitMails(Child child) {
        await(child.nhsNumber())
                .atMost(RECOVERY)
                .until(() -> !copiesOfUrgentMails(child).isEmpty());
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
        tellOfAnInfant(child);
    }

    private static void tellOfAnInfant(Child child) {
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
