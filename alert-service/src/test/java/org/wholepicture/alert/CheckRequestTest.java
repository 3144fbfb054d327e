package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** One question from an alert to another agency, its mail, and what its answer does. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class CheckRequestTest {

    /** A Monday, and the Thursday and Friday of its week: three working days, and one more. */
    private static final int DAY = 2_002;

    private static final int LAST = DAY + 3;

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
        service.hears(
                "directory",
                List.of(
                        Deliveries.message(
                                new UUID(0x6000_0000_0000_4000L, 0x8000_0000_0000_0077L),
                                "org.wholepicture.agency.v1",
                                "drug-alcohol",
                                2,
                                Child.known(0),
                                """
                                {"agency":"drug-alcohol","name":"Drug and Alcohol Service",\
                                "kind":"service","inboxes":{"SAFEGUARDING_LEAD":\
                                "lead@drug-alcohol.example"},"active":true}"""),
                        worker("pr-drug-worker", 71),
                        worker("pr-drug-other", 72)));
        service.isAt(DAY, "11:00");
    }

    @Test
    void theOtherAgencyIsAskedByALinkAndSeesItsOwnFactAlone() {
        Child child = contradicted(60_100);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        assertThat(ofAlert(alert).jsonPath().getList("askable")).containsExactly("drug-alcohol");

        Response asked = asks(As.LEAD, alert, "drug-alcohol");

        assertThat(asked.statusCode()).isEqualTo(200);
        String request = asked.jsonPath().getString("id");
        assertThat(asked.jsonPath().getString("due")).isEqualTo(Child.day(LAST).toString());
        assertThat(asked.jsonPath().getList("own")).as("is the other's").isNull();
        service.isIdle();
        assertThat(mailsOf(request))
                .singleElement()
                .satisfies(
                        mail ->
                                assertThat(mail.raw())
                                        .contains("Subject: Whole Picture: please sign in")
                                        .contains("lead@drug-alcohol.example")
                                        .contains("/alert/checks/" + request)
                                        .doesNotContain("drug service", child.person().toString()));
        Response shown = worker().get("/v1/check-requests/{request}", request);
        assertThat(shown.jsonPath().getList("own.topic"))
                .containsExactly("ENGAGEMENT:drug-alcohol");
        assertThat(shown.jsonPath().getList("own.value")).containsExactly("WORSE");
        assertThat(shown.jsonPath().getList("events"))
                .containsExactly(child.event(1).toString())
                .doesNotContain(child.event(2).toString());
        assertThat(worker().get("/v1/check-requests").jsonPath().getList("requests.id"))
                .contains(request);
        assertThat(ofAlert(alert).jsonPath().getList("askable")).isEmpty();
        assertThat(ofAlert(alert).jsonPath().getList("asked.id")).containsExactly(request);
    }

    @Test
    void nobodyElseAsksSeesOrAnswers() {
        Child child = contradicted(60_101);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");

        assertThat(asks(As.STRANGER, alert, "drug-alcohol").statusCode()).isEqualTo(404);
        assertThat(asks(As.LEAD, alert, "early-help").statusCode()).as("its own").isEqualTo(409);
        assertThat(asks(As.LEAD, alert, "health-visiting").statusCode()).isEqualTo(409);
        assertThat(
                        service.number(
                                "SELECT count(*) FROM check_request WHERE alert = '" + alert + "'"))
                .isZero();

        String request = asks(As.MANAGER, alert, "drug-alcohol").jsonPath().getString("id");
        assertThat(As.LEAD.asks().get("/v1/check-requests/{r}", request).statusCode())
                .isEqualTo(404);
        assertThat(answers(As.LEAD.asks(), request, "CANNOT_SAY", "", "No.").statusCode())
                .isEqualTo(404);
        assertThat(As.STRANGER.asks().get("/v1/alerts/{a}/check-requests", alert).statusCode())
                .isEqualTo(404);
        assertThat(
                        service.texts(
                                "SELECT caller || ' ' || action || ' ' || outcome FROM audit_entry"
                                        + " WHERE about && ARRAY['"
                                        + request
                                        + "','"
                                        + alert
                                        + "']::uuid[] AND action LIKE '%check-request'"
                                        + " ORDER BY number"))
                .containsExactly(
                        "pr-lead read-check-request REFUSED",
                        "pr-lead answer-check-request REFUSED");
    }

    @Test
    void twiceAtOnceIsOneQuestionAndOneMail() {
        Child child = contradicted(60_102);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");

        List<String> ids =
                IntStream.range(0, 4)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        asks(As.LEAD, alert, "drug-alcohol")
                                                                .jsonPath()
                                                                .getString("id")))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(ids).containsOnly(ids.getFirst());
        service.isIdle();
        assertThat(mailsOf(ids.getFirst())).hasSize(1);
    }

    @Test
    void anAnswerFromARecordSettlesTheContradictionAndIsToldToTheTimeline() {
        Child child = contradicted(60_103);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        String request = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");

        Response answered =
                answers(worker(), request, "CONFIRMED", "SERVICE_RECORD", "Words-Canary.");

        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(service.alertsInShort(child.person()))
                .containsExactly("2002 CONTRA-PAIR RESOLVED");
        assertThat(published(child))
                .singleElement()
                .satisfies(
                        message -> {
                            Contracts.assertValidMessage("alerts", message);
                            assertThat(message)
                                    .contains("CONFIRMED", "SERVICE_RECORD", alert)
                                    .contains(answered.jsonPath().getString("answered.event"))
                                    .doesNotContain("Canary");
                        });
        assertThat(ofAlert(alert).jsonPath().getList("asked.answered.words"))
                .containsExactly("Words-Canary.");
        assertThat(
                        answers(worker(), request, "CONFIRMED", "SERVICE_RECORD", "Words-Canary.")
                                .statusCode())
                .as("the same again")
                .isEqualTo(200);
        assertThat(answers(worker(), request, "CANNOT_SAY", "", "Otherwise.").statusCode())
                .isEqualTo(409);
        assertThat(published(child)).hasSize(1);
    }

    @Test
    void anAnswerAboutAnAlertThatHasEndedSettlesNoOther() {
        Child child = contradicted(60_110);
        String ended = service.alertOf(child.person(), "CONTRA-PAIR");
        String request = asks(As.LEAD, ended, "drug-alcohol").jsonPath().getString("id");
        service.hears(child.retracted(3, DAY, "early-help", 2));
        service.hears(
                child.claimed(
                        4, DAY, "school", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT"));
        assertThat(service.alertsInShort(child.person()))
                .containsExactlyInAnyOrder("2002 CONTRA-PAIR OPEN", "2002 CONTRA-PAIR WITHDRAWN");

        assertThat(
                        answers(worker(), request, "CONFIRMED", "SERVICE_RECORD", "It is so.")
                                .statusCode())
                .isEqualTo(200);

        assertThat(service.alertsInShort(child.person()))
                .containsExactlyInAnyOrder("2002 CONTRA-PAIR OPEN", "2002 CONTRA-PAIR WITHDRAWN");
    }

    @Test
    void whoCannotSayOrHasItFromTheFamilyLeavesItOpen() {
        Child child = contradicted(60_104);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        String first = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");
        answers(worker(), first, "CANNOT_SAY", "", "The worker has left.");

        String second = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");
        assertThat(second).isNotEqualTo(first);
        assertThat(
                        answers(worker(), second, "CONFIRMED", "SELF_REPORT", "She says so.")
                                .statusCode())
                .isEqualTo(200);

        assertThat(service.alertsInShort(child.person())).containsExactly("2002 CONTRA-PAIR OPEN");
        assertThat(ofAlert(alert).jsonPath().getList("asked.answered.answer"))
                .containsExactly("CANNOT_SAY", "CONFIRMED");
    }

    @Test
    void answersThatDoNotFitStoreNothing() {
        Child child = contradicted(60_105);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        String request = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");

        assertThat(answers(worker(), request, "PERHAPS", "", "Words.").statusCode()).isEqualTo(400);
        assertThat(answers(worker(), request, "CONFIRMED", "", "Words.").statusCode())
                .isEqualTo(400);
        assertThat(answers(worker(), request, "CONFIRMED", "OPINION", "Words.").statusCode())
                .isEqualTo(400);
        assertThat(answers(worker(), request, "CANNOT_SAY", "OBSERVED", "Words.").statusCode())
                .isEqualTo(400);
        assertThat(answers(worker(), request, "CANNOT_SAY", "", " ").statusCode()).isEqualTo(400);
        assertThat(
                        service.number(
                                "SELECT count(*) FROM check_request WHERE answer IS NULL AND id = '"
                                        + request
                                        + "'"))
                .isOne();
    }

    @Test
    void aServiceThatConfirmsIsSilentNoMoreAndOneThatCannotSayIs() {
        Child child =
                Child.number(60_106)
                        .opened(DAY - 60, DAY - 500)
                        .ledBy("pr-lead", DAY - 60)
                        .filed(
                                "service-referral",
                                1,
                                DAY - 50,
                                "early-help",
                                "",
                                "\"to\":\"drug-alcohol\"")
                        .claimed(
                                2,
                                DAY - 40,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        service.isAt(DAY, "11:01");
        String alert = service.alertOf(child.person(), "CONFIRM-MISSING");

        String first = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");
        assertThat(worker().get("/v1/check-requests/{r}", first).jsonPath().getList("own"))
                .isEmpty();
        answers(worker(), first, "CANNOT_SAY", "", "Not on this desk.");
        assertThat(state(alert)).isEqualTo("OPEN");

        String second = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");
        answers(worker(), second, "CONFIRMED", "SERVICE_RECORD", "Seen weekly.");
        assertThat(state(alert)).isEqualTo("RESOLVED");
        assertThat(asks(As.LEAD, alert, "drug-alcohol").statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsNotAnsweredInTimeIsOverdueAndRemindedOfOnce() {
        Child child = contradicted(60_107);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        String request = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");

        service.isAt(LAST, "23:59");
        assertThat(ofAlert(alert).jsonPath().getList("asked.overdue")).containsExactly(false);
        assertThat(mailsOf(request)).hasSize(1);

        service.isAt(LAST + 1, "00:01");
        service.isAt(LAST + 1, "12:00");

        assertThat(ofAlert(alert).jsonPath().getList("asked.overdue")).containsExactly(true);
        assertThat(mailsOf(request)).hasSize(2);
        assertThat(mailsOf(request).getLast().raw()).contains("The day to answer by is past");
    }

    @Test
    void erasureTakesTheWordsAndWhatWasQuoted() {
        Child child = contradicted(60_108);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        String request = asks(As.LEAD, alert, "drug-alcohol").jsonPath().getString("id");
        answers(worker(), request, "CORRECTED", "SERVICE_RECORD", "Words-Canary.");

        service.hears(child.erased(DAY + 1, "", List.of(1), List.of()));

        assertThat(
                        service.texts(
                                "SELECT words || array_to_string(events, ',') FROM check_request"
                                        + " WHERE id = '"
                                        + request
                                        + "'"))
                .containsExactly("");
    }

    @Test
    void thePagesAskAndAnswer() throws IOException {
        Child child = contradicted(60_109);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        try (var _ = new ChronologyStub(200, "{\"entries\":[]}")) {
            String before = As.LEAD.page("/alerts/" + alert);
            PagesToLookAt.keep("alert-to-ask", before);
            assertThat(before).contains("Ask Drug and Alcohol Service");
        }

        assertThat(
                        As.LEAD
                                .fills(alert, "check-requests", Map.of("agency", "drug-alcohol"))
                                .statusCode())
                .isEqualTo(303);
        String request = ofAlert(alert).jsonPath().getString("asked[0].id");
        assertThat(page("/checks")).contains("/alert/checks/" + request);
        assertThat(page("/checks/" + request))
                .contains("Engagement with Drug and Alcohol Service: worse")
                .contains(child.event(1).toString())
                .contains("Name-Canary pr-lead, Early Help Service")
                .doesNotContain(child.event(2).toString(), "better");
        assertThat(fills(request, Map.of("answer", "CONFIRMED", "words", "Kept.")).asString())
                .contains("Choose what your answer stands on.")
                .contains("Kept.");
        assertThat(
                        fills(
                                        request,
                                        Map.of(
                                                "answer",
                                                "CONFIRMED",
                                                "basis",
                                                "SERVICE_RECORD",
                                                "words",
                                                "As the record says."))
                                .statusCode())
                .isEqualTo(303);
        String answered = worker().accept("text/html").get("/checks/" + request).asString();
        PagesToLookAt.keep("checks-answered", answered);
        assertThat(answered).contains("Answered: Confirmed").contains("As the record says.");
        try (var _ = new ChronologyStub(200, "{\"entries\":[]}")) {
            String asked = As.LEAD.page("/alerts/" + alert);
            PagesToLookAt.keep("alert-asked", asked);
            assertThat(asked)
                    .contains("Drug and Alcohol Service: Confirmed")
                    .contains("As the record says.");
        }
    }

    private Child contradicted(int number) {
        Child child = Child.number(number).contradicted("pr-lead", DAY);
        service.hears(child);
        return child;
    }

    private static Deliveries.Message worker(String id, int n) {
        return Deliveries.message(
                new UUID(0x6000_0000_0000_4000L, 0x8000_0000_0000_0000L | n),
                "org.wholepicture.practitioner.v1",
                id,
                1,
                Child.known(0),
                """
                {"practitioner":"%s","name":"Name-Canary %s","agency":"drug-alcohol",\
                "role":"key worker","email":"%s@drug-alcohol.example","active":true}"""
                        .formatted(id, id, id));
    }

    private static RequestSpecification worker() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-drug-worker", "drug-alcohol"));
    }

    private static Response asks(As who, String alert, String agency) {
        return who.does(alert, "check-requests", Map.of("agency", agency));
    }

    private static Response ofAlert(String alert) {
        return As.LEAD.asks().get("/v1/alerts/{alert}/check-requests", alert);
    }

    private static Response answers(
            RequestSpecification who, String request, String answer, String basis, String words) {
        Map<String, String> body = new HashMap<>(Map.of("answer", answer, "words", words));
        if (!basis.isEmpty()) {
            body.put("basis", basis);
        }
        return who.contentType("application/json")
                .body(body)
                .post("/v1/check-requests/{request}/answer", request);
    }

    private static String page(String path) throws IOException {
        String html = worker().accept("text/html").get(path).asString();
        PagesToLookAt.keep(path.substring(1).replaceAll("/.*", "-one"), html);
        return html;
    }

    private static Response fills(String request, Map<String, ?> fields) {
        return worker().accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .formParams(fields)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .post("/checks/{request}/answer", request);
    }

    private static List<Mailbox.Mail> mailsOf(String request) {
        return Mailbox.mails().stream().filter(mail -> mail.raw().contains(request)).toList();
    }

    private String state(String alert) {
        return service.texts("SELECT state FROM alert WHERE id = '" + alert + "'").getFirst();
    }

    private List<String> published(Child child) {
        return service.texts(
                """
                SELECT convert_from(payload, 'UTF8') FROM outbox
                WHERE topic = 'alerts' AND key = '%s'
                  AND convert_from(payload, 'UTF8')::json ->> 'type'
                      = 'org.wholepicture.check-answered.v1'
                """
                        .formatted(child.record()));
    }
}
