package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Mailbox;

/** What people may do with an alert in each of its states, and what becomes of it (B-57). */
@QuarkusTest
@WithTestResource(AlertServers.class)
class AlertLifeTest {

    /** A Thursday. */
    private static final int DAY = 801;

    @Inject Service service;

    @BeforeEach
    void dayOfTheseStories() {
        service.knowsTheDirectory();
        service.isAt(DAY, "10:00");
    }

    @ParameterizedTest(name = "{0}: {1} is answered {2} and leaves it {3}")
    @CsvSource({
        "OPEN, acknowledge, 200, ACKNOWLEDGED",
        "OPEN, keep in plan, 200, IN_PLAN",
        "OPEN, propose, 200, SUPPRESSION_PROPOSED",
        "OPEN, agree, 409, OPEN",
        "OPEN, decline, 409, OPEN",
        "OPEN, claim, 404, OPEN",
        "OPEN, release, 404, OPEN",
        "SUPPRESSION_PROPOSED, acknowledge, 200, ACKNOWLEDGED",
        "SUPPRESSION_PROPOSED, keep in plan, 200, IN_PLAN",
        "SUPPRESSION_PROPOSED, propose, 409, SUPPRESSION_PROPOSED",
        "SUPPRESSION_PROPOSED, agree, 200, SUPPRESSED",
        "SUPPRESSION_PROPOSED, decline, 200, OPEN",
        "SUPPRESSION_PROPOSED, claim, 404, SUPPRESSION_PROPOSED",
        "SUPPRESSION_PROPOSED, release, 404, SUPPRESSION_PROPOSED",
        "SUPPRESSED, acknowledge, 200, ACKNOWLEDGED",
        "SUPPRESSED, keep in plan, 200, IN_PLAN",
        "SUPPRESSED, propose, 409, SUPPRESSED",
        "SUPPRESSED, agree, 200, SUPPRESSED",
        "SUPPRESSED, decline, 409, SUPPRESSED",
        "SUPPRESSED, claim, 404, SUPPRESSED",
        "SUPPRESSED, release, 404, SUPPRESSED",
        "ACKNOWLEDGED, acknowledge, 409, ACKNOWLEDGED",
        "ACKNOWLEDGED, keep in plan, 200, IN_PLAN",
        "ACKNOWLEDGED, propose, 409, ACKNOWLEDGED",
        "ACKNOWLEDGED, agree, 409, ACKNOWLEDGED",
        "ACKNOWLEDGED, decline, 409, ACKNOWLEDGED",
        "ACKNOWLEDGED, claim, 404, ACKNOWLEDGED",
        "ACKNOWLEDGED, release, 404, ACKNOWLEDGED",
        "IN_PLAN, acknowledge, 409, IN_PLAN",
        "IN_PLAN, keep in plan, 409, IN_PLAN",
        "IN_PLAN, propose, 409, IN_PLAN",
        "IN_PLAN, agree, 409, IN_PLAN",
        "IN_PLAN, decline, 409, IN_PLAN",
        "IN_PLAN, claim, 404, IN_PLAN",
        "IN_PLAN, release, 404, IN_PLAN",
        "RESOLVED, acknowledge, 409, RESOLVED",
        "RESOLVED, keep in plan, 409, RESOLVED",
        "RESOLVED, propose, 409, RESOLVED",
        "RESOLVED, agree, 409, RESOLVED",
        "RESOLVED, decline, 409, RESOLVED",
        "RESOLVED, record evidence, 409, RESOLVED",
        "RESOLVED, claim, 404, RESOLVED",
        "RESOLVED, release, 404, RESOLVED",
        "WITHDRAWN, acknowledge, 409, WITHDRAWN",
        "WITHDRAWN, keep in plan, 409, WITHDRAWN",
        "WITHDRAWN, propose, 409, WITHDRAWN",
        "WITHDRAWN, agree, 409, WITHDRAWN",
        "WITHDRAWN, decline, 409, WITHDRAWN",
        "WITHDRAWN, record evidence, 409, WITHDRAWN",
        "WITHDRAWN, claim, 404, WITHDRAWN",
        "WITHDRAWN, release, 404, WITHDRAWN"
    })
    void eachStateHasItsMoves(String state, String move, int status, String after) {
        String alert = standsSo(state);
        long before = history(alert).size();

        Response answer = move(alert, move);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(state(alert)).isEqualTo(after);
        if (status != 200) {
            assertThat(answer.contentType()).contains("application/problem+json");
            assertThat(history(alert)).hasSize((int) before);
        }
        // The same again changes nothing more.
        int again = move(alert, move).statusCode();
        assertThat(again).isEqualTo(status == 200 && move.equals("decline") ? 409 : status);
        assertThat(state(alert)).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"OPEN", "SUPPRESSION_PROPOSED", "SUPPRESSED", "ACKNOWLEDGED", "IN_PLAN"})
    void recordedEvidenceEndsAContradictionHoweverItStands(String state) {
        Child child = aContradiction(1000 + state.length());
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        bring(alert, state);

        Response answer = As.LEAD.records(alert, "Secret-Canary: both looked again.");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("RESOLVED");
        assertThat(As.LEAD.records(alert, "Secret-Canary: both looked again.").statusCode())
                .isEqualTo(200);
        assertThat(As.LEAD.records(alert, "Other words.").statusCode()).isEqualTo(409);
        assertThat(service.number("SELECT count(*) FROM evidence WHERE alert = '" + alert + "'"))
                .isEqualTo(1);
        assertThat(history(alert)).endsWith("EVIDENCE_RECORDED pr-lead", "RESOLVED");
        assertThat(published(alert))
                .last()
                .satisfies(
                        message ->
                                assertThat(message)
                                        .contains("alert-resolved")
                                        .doesNotContain("Secret-Canary"));
        service.isAt(DAY + 1, "12:00");
        assertThat(service.alertsInShort(child.person()))
                .containsExactly(DAY + " CONTRA-PAIR RESOLVED");
    }

    @Test
    void evidenceEndsNoAlertOfAnotherRule() {
        Child child = Child.number(830).inDanger("pr-lead", DAY);
        service.hears(child);
        String alert = service.alertOf(child.person(), "SAFE-INFANT");

        assertThat(As.LEAD.records(alert, "Safe now.").statusCode()).isEqualTo(409);
        assertThat(As.LEAD.proposes(alert, 1).jsonPath().getString("type"))
                .contains("never-put-off");
        assertThat(state(alert)).isEqualTo("OPEN");
    }

    @Test
    void evidenceIsOnRecordForWhatBecomesKnownLater() {
        Child child = aContradiction(831);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        As.LEAD.records(alert, "Both looked again.");

        // Told late, of before the evidence: it is settled all the same.
        service.isAt(DAY + 2, "10:00");
        child.filed(
                "contact",
                3,
                DAY - 1,
                DAY + 2,
                "drug-alcohol",
                Child.claim("ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD"),
                "",
                "");
        service.hears(child);
        assertThat(service.alertsInShort(child.person()))
                .containsExactly(DAY + " CONTRA-PAIR RESOLVED");

        // Of after it: that is another contradiction.
        child.claimed(4, DAY + 2, "early-help", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT");
        service.hears(child);
        assertThat(service.alertsInShort(child.person()))
                .containsExactly(DAY + " CONTRA-PAIR RESOLVED", (DAY + 2) + " CONTRA-PAIR OPEN");
    }

    @Test
    void whatIsInPlanIsSilentUntilANewFactComesAndSpeaksAgainOnce() {
        Child child = aContradiction(832);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        service.isAt(DAY, "11:00");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        As.LEAD.acknowledges(alert, "The plan deals with it.", true);
        assertThat(published(alert))
                .last()
                .satisfies(message -> assertThat(message).contains("\"inPlan\":true"));

        // A fact that is none of the alert's leaves it silent.
        child.filed("household-member", 3, DAY, "health-visiting", "", "\"role\":\"mother\"");
        service.hears(child);
        service.isAt(DAY, "15:30");
        assertThat(state(alert)).isEqualTo("IN_PLAN");
        assertThat(service.mailsAbout(child.person())).hasSize(1);

        service.isAt(DAY + 1, "10:00");
        child.claimed(
                4, DAY + 1, "drug-alcohol", "ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD");
        service.hears(child);
        assertThat(state(alert)).isEqualTo("OPEN");
        service.isAt(DAY + 1, "11:00");
        assertThat(service.mailsAbout(child.person())).hasSize(2);

        child.claimed(
                5, DAY + 1, "drug-alcohol", "ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD");
        service.hears(child);
        service.isAt(DAY + 1, "15:30");
        assertThat(service.mailsAbout(child.person())).hasSize(2);
        assertThat(history(alert))
                .containsSubsequence("IN_PLAN pr-lead", "ADDED_TO", "SPOKE_AGAIN", "ADDED_TO");
        assertThat(service.texts("SELECT reason FROM alert_answer WHERE alert = '" + alert + "'"))
                .containsExactly("The plan deals with it.");
        assertThat(As.LEAD.acknowledges(alert, "Will ask again.", false).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "pr-lead, practitioner, 403",
        "pr-lead, manager, 403",
        "pr-deputy, practitioner, 403",
        "pr-other, manager, 404",
        "pr-front-door, front-door, 404",
        "pr-left, manager, 404",
        "pr-manager, manager, 200"
    })
    void onlyTheManagerAgreesAndNeverWhoProposed(String who, String role, int status) {
        String alert = standsSo("SUPPRESSION_PROPOSED");

        Response answer = new As(who, role).decides(alert, true);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(state(alert)).isEqualTo(status == 200 ? "SUPPRESSED" : "SUPPRESSION_PROPOSED");
        if (status != 200) {
            assertThat(
                            service.number(
                                    "SELECT count(*) FROM audit_entry WHERE '"
                                            + alert
                                            + "' = ANY(about) AND outcome = 'REFUSED'"
                                            + " AND action = 'decide-suppression'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aManagerProposesNothingToThemselves() {
        String alert = standsSo("OPEN");

        assertThat(As.MANAGER.proposes(alert, 2).statusCode()).isEqualTo(403);
        assertThat(state(alert)).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "-1", "1000000"})
    void moreDaysThanAnybodyMayApproveAreRefused(int days) {
        String alert = standsSo("OPEN");

        assertThat(As.LEAD.proposes(alert, days).statusCode()).isEqualTo(400);
        assertThat(state(alert)).isEqualTo("OPEN");
    }

    @Test
    void whatIsPutOffIsSentAllTheSameAndAsksAgainByItself() {
        Child child = aContradiction(833);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        As.LEAD.proposes(alert, 2);
        As.MANAGER.decides(alert, true);

        service.isAt(DAY, "11:00");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        // Thursday, two working days: through Monday.
        service.isAt(DAY + 4, "23:59");
        assertThat(state(alert)).isEqualTo("SUPPRESSED");
        service.isAt(DAY + 5, "00:01");
        assertThat(state(alert)).isEqualTo("OPEN");
        assertThat(history(alert)).last().isEqualTo("SUPPRESSION_ENDED");
        // The days to answer begin again: Wednesday to Friday.
        service.isAt(DAY + 8, "23:59");
        assertThat(movedUp(alert)).isZero();
        service.isAt(DAY + 9, "00:01");
        assertThat(movedUp(alert)).isEqualTo(1);
    }

    @Test
    void aNewFactEndsWhatWasPutOffWithoutIt() {
        Child child = aContradiction(834);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        bring(alert, "SUPPRESSED");

        child.claimed(3, DAY, "drug-alcohol", "ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD");
        service.hears(child);

        assertThat(state(alert)).isEqualTo("OPEN");
        assertThat(history(alert)).endsWith("SUPPRESSION_ENDED", "SPOKE_AGAIN");
    }

    @Test
    void aManagerIsAskedOnceAndNotAfterTheDecision() {
        Child asked = aContradiction(835);
        Child decided = aContradiction(836);
        As.LEAD.proposes(service.alertOf(asked.person(), "CONTRA-PAIR"), 1);
        String alert = service.alertOf(decided.person(), "CONTRA-PAIR");
        As.LEAD.proposes(alert, 1);
        As.MANAGER.decides(alert, false);

        service.isAt(DAY, "11:00");

        assertThat(service.allMailsAbout(asked.person()))
                .filteredOn(mail -> mail.raw().contains("asks you to agree"))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-manager@early-help.example");
        assertThat(service.allMailsAbout(decided.person()))
                .noneMatch(mail -> mail.raw().contains("asks you to agree"));
    }

    @Test
    void ofManyWhoDoDifferentThingsAtOnceOneSucceeds() throws Exception {
        String alert = standsSo("OPEN");
        List<Callable<Integer>> moves =
                IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(
                                n ->
                                        () ->
                                                (n % 2 == 0 ? As.LEAD : As.DEPUTY)
                                                        .acknowledges(alert, "Reason " + n, true)
                                                        .statusCode())
                        .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            int done = 0;
            for (Future<Integer> answer : threads.invokeAll(moves)) {
                assertThat(answer.get()).isIn(200, 409);
                done += answer.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(history(alert)).filteredOn(line -> line.startsWith("IN_PLAN")).hasSize(1);
    }

    @Test
    void theSameAlertMadeAgainSoonJoinsTheDigest() {
        Child child = aContradiction(837);
        service.isAt(DAY, "11:00");
        As.LEAD.records(service.alertOf(child.person(), "CONTRA-PAIR"), "Both looked again.");

        service.isAt(DAY + 5, "10:00");
        again(child, 3, DAY + 5);
        assertThat(service.alertsInShort(child.person())).contains((DAY + 5) + " CONTRA-PAIR OPEN");
        service.isAt(DAY + 5, "15:30");
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        service.isAt(DAY + 6, "08:30");
        assertThat(service.mailsAbout(child.person()))
                .hasSize(2)
                .last()
                .satisfies(mail -> assertThat(mail.raw()).contains("sent once a day"));
    }

    @Test
    void theSameAlertMadeAgainLaterHasItsOwnMail() {
        Child child = aContradiction(838);
        service.isAt(DAY, "11:00");
        As.LEAD.records(service.alertOf(child.person(), "CONTRA-PAIR"), "Both looked again.");

        service.isAt(DAY + 8, "10:00");
        again(child, 3, DAY + 8);
        service.isAt(DAY + 8, "11:00");

        assertThat(service.mailsAbout(child.person()))
                .hasSize(2)
                .noneMatch(mail -> mail.raw().contains("sent once a day"));
    }

    @Test
    void afterOneThatWasInPlanItIsQuietForLonger() {
        Child child = aContradiction(839);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        service.isAt(DAY, "11:00");
        As.LEAD.acknowledges(alert, "The plan deals with it.", true);
        As.LEAD.records(alert, "Both looked again.");

        service.isAt(DAY + 29, "10:00");
        again(child, 3, DAY + 29);
        service.isAt(DAY + 29, "15:30");

        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void theFormsDoWhatTheApiDoes() {
        String alert = standsSo("OPEN");
        String page = As.LEAD.page("/alerts/" + alert);
        assertThat(page)
                .contains("Known and in plan", "Record evidence", "Propose to put it off")
                .doesNotContain("Agree to put it off", "Take it");

        assertThat(
                        As.LEAD
                                .fills(alert, "suppression", Map.of("days", "9", "reason", "Why"))
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        As.LEAD
                                .fills(alert, "suppression", Map.of("days", "2", "reason", " "))
                                .asString())
                .contains("href=\"#put-off-reason\"", "A reason is needed.");
        assertThat(
                        As.LEAD
                                .fills(alert, "suppression", Map.of("days", "2", "reason", "Why"))
                                .statusCode())
                .isEqualTo(303);
        assertThat(As.LEAD.page("/alerts/" + alert)).contains("Take the proposal back");
        assertThat(As.MANAGER.page("/team")).contains(alert);
        assertThat(As.MANAGER.page("/alerts/" + alert)).contains("Agree to put it off");
        assertThat(
                        As.DEPUTY
                                .fills(alert, "suppression/decision", Map.of("decision", "agree"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        As.MANAGER
                                .fills(alert, "suppression/decision", Map.of("decision", "agree"))
                                .statusCode())
                .isEqualTo(303);
        assertThat(state(alert)).isEqualTo("SUPPRESSED");
        assertThat(As.LEAD.page("/")).contains("Put off until");
        assertThat(
                        As.LEAD
                                .fills(
                                        alert,
                                        "acknowledgement",
                                        Map.of("reason", "Dealt with.", "answer", "in-plan"))
                                .statusCode())
                .isEqualTo(303);
        assertThat(state(alert)).isEqualTo("IN_PLAN");
        assertThat(As.LEAD.fills(alert, "evidence", Map.of("words", "Both.")).asString())
                .contains("Choose what it stands on.", "Both.");
    }

    private void again(Child child, int n, int day) {
        child.claimed(n, day, "drug-alcohol", "ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD")
                .claimed(
                        n + 1,
                        day,
                        "early-help",
                        "ENGAGEMENT:drug-alcohol",
                        "BETTER",
                        "SELF_REPORT");
        service.hears(child);
    }

    private Child aContradiction(int number) {
        Child child = Child.number(number).contradicted("pr-lead", DAY);
        service.hears(child);
        return child;
    }

    private Response move(String alert, String move) {
        return switch (move) {
            case "acknowledge" -> As.LEAD.acknowledges(alert, "Will visit.", false);
            case "keep in plan" -> As.LEAD.acknowledges(alert, "In plan.", true);
            case "propose" -> As.LEAD.proposes(alert, 2);
            case "agree" -> As.MANAGER.decides(alert, true);
            case "decline" -> As.MANAGER.decides(alert, false);
            case "record evidence" -> As.LEAD.records(alert, "Both looked again.");
            case "claim", "release" -> As.FRONT_DOOR.moves(alert, move);
            default -> throw new IllegalArgumentException(move);
        };
    }

    /**
     * A further alert of one child, brought into a state in the tables: facts are not its matter.
     */
    private String standsSo(String state) {
        Child child = Child.number(800);
        if (service.alertsInShort(child.person()).isEmpty()) {
            service.hears(child.contradicted("pr-lead", DAY));
        }
        String alert = UUID.randomUUID().toString();
        boolean ended = state.equals("RESOLVED") || state.equals("WITHDRAWN");
        service.changes(
                "INSERT INTO alert (id, person, record, rule, rule_version, settings, subject, severity,"
                        + " reasons, events, state, raised_on, raised_at, answer_from, ended_on)"
                        + " SELECT '"
                        + alert
                        + "', person, record, rule, rule_version, settings, 'topic:"
                        + alert
                        + "', severity, reasons, events, '"
                        + (ended ? state : "OPEN")
                        + "', raised_on, raised_at, answer_from, "
                        + (ended ? "raised_on" : "NULL")
                        + " FROM alert WHERE person = '"
                        + child.person()
                        + "' AND subject = 'topic:ENGAGEMENT:drug-alcohol' LIMIT 1");
        bring(alert, state);
        return alert;
    }

    private void bring(String alert, String state) {
        switch (state) {
            case "SUPPRESSION_PROPOSED" -> proposed(alert);
            case "SUPPRESSED" -> {
                proposed(alert);
                assertThat(As.MANAGER.decides(alert, true).statusCode()).isEqualTo(200);
            }
            case "ACKNOWLEDGED" -> As.LEAD.acknowledges(alert, "First words.", false);
            case "IN_PLAN" -> As.LEAD.acknowledges(alert, "First words.", true);
            default -> {
                // It stands so already.
            }
        }
        assertThat(state(alert)).isEqualTo(state);
    }

    private static void proposed(String alert) {
        assertThat(
                        As.LEAD
                                .does(
                                        alert,
                                        "suppression",
                                        Map.of("reason", "First words.", "workingDays", 1))
                                .statusCode())
                .isEqualTo(200);
    }

    private static String state(String alert) {
        return As.LEAD.asks().get("/v1/alerts/{alert}", alert).jsonPath().getString("state");
    }

    private List<String> history(String alert) {
        return service.texts(
                "SELECT concat_ws(' ', what, by) FROM alert_history WHERE alert = '"
                        + alert
                        + "' ORDER BY number");
    }

    private long movedUp(String alert) {
        return service.number(
                "SELECT count(*) FROM alert_history WHERE what = 'MOVED_UP' AND alert = '"
                        + alert
                        + "'");
    }

    private List<String> published(String alert) {
        service.isIdle();
        List<String> found =
                Deliveries.standingOn("alerts").stream()
                        .map(message -> String.valueOf(message.value()))
                        .filter(message -> message.contains(alert))
                        .toList();
        found.forEach(message -> Contracts.assertValidMessage("alerts", message));
        return found;
    }
}
