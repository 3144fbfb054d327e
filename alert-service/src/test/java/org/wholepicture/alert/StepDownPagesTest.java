package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The page before a step-down and the oversight list; each is kept in {@code target/pages} so that
 * people can look at it with any browser.
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class StepDownPagesTest {

    private static final int DAY = 500;

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
        service.isAt(DAY, "11:00");
    }

    @Test
    void showsWhatIsNotKnownWhatIsOpenAndEachFact() throws IOException {
        Child child = withWorries(60_200);

        try (var chronology = new ChronologyStub(200, answer(child))) {
            String page = page("open", path(child) + "?agency=drug-alcohol");

            assertThat(page)
                    .contains("Kim Example, born 20 September 2025")
                    .contains("Looked at by Name-Canary pr-lead on")
                    .contains("nothing can be seen from them:</strong> Drug and Alcohol Service.")
                    .contains("Health Visiting Service: silent, last about 2 March 2026.")
                    .contains("Records are known to be missing.")
                    .contains("A worry about supervision was seen or recorded")
                    .contains("A missed appointment was not made up for.")
                    .contains("Drug and Alcohol Service is said to be working with the child")
                    .contains("Looked at for silence: Drug and Alcohol Service.")
                    .contains("Not watched on the stairs.")
                    .contains("/chronology/people/" + child.person() + "#e-" + child.event(1))
                    .contains("Raise a disagreement")
                    .doesNotContain("UNCONFIRMED:SUPERVISION</", "failed to engage");
            assertThat(page.indexOf("What is not known"))
                    .as("coverage first")
                    .isLessThan(page.indexOf("What is open"));
            assertThat(chronology.asked())
                    .hasSize(2)
                    .allMatch(asked -> asked.contains("/v1/people/" + child.person()));
        }
    }

    @Test
    void aSilentAgencyThatTheDirectoryDoesNotListCountsAllTheSame() throws IOException {
        Child child = Child.number(60_210).opened(DAY - 100, DAY - 900).ledBy("pr-lead", DAY - 100);
        service.hears(
                child.filed(
                        "step-down",
                        1,
                        DAY - 1,
                        "early-help",
                        "",
                        "\"state\":\"PROPOSED\",\"to\":\"CLOSED\",\"network\":[\"drug-alcohol\",\"old-clinic\"]"));

        try (var _ = new ChronologyStub(200, answer(child))) {
            assertThat(page("not-listed", path(child)))
                    .contains("Looked at for silence: Drug and Alcohol Service, old-clinic.")
                    .contains("name=\"seen\" value=\"AGENCY_SILENT:old-clinic\"")
                    .doesNotContain("name=\"agency\" value");

            Response noReason =
                    fills(
                            child,
                            Map.of(
                                    "decision",
                                    "GO_AHEAD",
                                    "seen",
                                    List.of(
                                            "AGENCY_SILENT:drug-alcohol",
                                            "AGENCY_SILENT:old-clinic")));

            assertThat(noReason.asString())
                    .contains("Something is open. Write down why you go ahead.");
        }
    }

    @Test
    void aReasonWhoseFactIsNotForTheReaderIsNotTold() throws IOException {
        Child child = withWorries(60_211);

        try (var _ =
                new ChronologyStub(
                        200, answer(child).replace("\"withheld\":false", "\"withheld\":true"))) {
            assertThat(page("withheld", path(child)))
                    .contains("What is open")
                    .doesNotContain("A worry about supervision was seen or recorded");
        }
    }

    @Test
    void saysPlainlyThatNothingIsOpen() throws IOException {
        Child child = Child.number(60_201).opened(DAY - 100, DAY - 900).ledBy("pr-lead", DAY - 100);
        service.hears(child);

        try (var _ = new ChronologyStub(200, answer(child))) {
            assertThat(page("nothing-open", path(child)))
                    .contains("Nothing is open.")
                    .contains("Why? (optional)");
        }
    }

    @Test
    void withoutTheChronologyItShowsNothingAboutTheChildAndNobodyDecidesBlindly() {
        Child child = withWorries(60_202);

        assertThat(As.LEAD.page(path(child)))
                .contains("because the timeline does not answer")
                .doesNotContain("supervision", "SUPERVISION", "Record the decision");
    }

    @Test
    void whoMayNotReadTheTimelineSeesNoFacts() {
        Child child = withWorries(60_203);

        try (var _ = new ChronologyStub(404, "{}")) {
            assertThat(As.MANAGER.page(path(child)))
                    .contains("you are not confirmed to read this child")
                    .doesNotContain("/chronology/people/", "Kim Example", "supervision");
        }
    }

    @Test
    void theFormAsksForWhatIsMissingAndKeepsWhatWasTyped() throws IOException {
        Child child = withWorries(60_204);

        try (var _ = new ChronologyStub(200, answer(child))) {
            Response none = fills(child, Map.of("reason", "Kept words."));
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(none.asString()).contains("Choose what is decided.", "Kept words.");

            Response noReason = fills(child, Map.of("decision", "GO_AHEAD", "seen", SEEN));
            assertThat(noReason.statusCode()).isEqualTo(400);
            PagesToLookAt.keep("step-down-no-reason", noReason.asString());
            assertThat(noReason.asString())
                    .contains("Something is open. Write down why you go ahead.")
                    .contains("value=\"GO_AHEAD\" checked");

            Response other = fills(child, Map.of("decision", "WAIT", "seen", "OPEN_DISSENT"));
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(other.asString()).contains("What is open has changed since you looked.");
        }
    }

    @Test
    void theDecisionStandsOnThePageWithWhatWasOpenAndOnTheOversightList() throws IOException {
        Child child = withWorries(60_205);

        try (var _ = new ChronologyStub(200, answer(child))) {
            Response decided =
                    fills(
                            child,
                            Map.of(
                                    "decision", "GO_AHEAD",
                                    "seen", SEEN,
                                    "reason", "<b>Seen</b> by me yesterday."));
            assertThat(decided.statusCode()).isEqualTo(303);
            assertThat(page("decided", path(child)))
                    .contains("Go ahead: Name-Canary pr-lead, ")
                    .contains("&lt;b&gt;Seen&lt;/b&gt; by me yesterday.")
                    .contains("Open then:");
        }
        service.hears(
                child.filed(
                        "step-down", 3, DAY, "early-help", "", "\"state\":\"DONE\",\"to\":\"EH\""));
        Child unchecked =
                withWorries(60_206)
                        .filed(
                                "step-down",
                                3,
                                DAY,
                                "early-help",
                                "",
                                "\"state\":\"DONE\",\"to\":\"CLOSED\"");
        service.hears(unchecked);

        String list = As.MANAGER.page("/oversight/step-downs");
        PagesToLookAt.keep("step-down-oversight", list);
        assertThat(list)
                .contains("/chronology/people/" + unchecked.person() + "#e-" + unchecked.event(3))
                .contains("A worry about supervision was seen or recorded")
                .doesNotContain(child.person().toString());
        String all = As.MANAGER.page("/oversight/step-downs?mark=all");
        PagesToLookAt.keep("step-down-oversight-all", all);
        assertThat(all)
                .contains("Went ahead with reasons")
                .contains("Decided about by Name-Canary pr-lead.")
                .doesNotContain("by me yesterday");
        assertThat(As.LEAD.asks().accept("text/html").get("/oversight/step-downs").statusCode())
                .isEqualTo(403);
    }

    private static final List<String> SEEN =
            List.of("MISSED_APPOINTMENT", "UNCONFIRMED:SUPERVISION");

    private Child withWorries(int number) {
        Child child =
                Child.number(number)
                        .opened(DAY - 100, DAY - 2000)
                        .ledBy("pr-lead", DAY - 100)
                        .claimed(
                                1, DAY - 100, "health-visiting", "SUPERVISION", "WORSE", "OBSERVED")
                        .filed(
                                "missed-appointment",
                                2,
                                DAY - 50,
                                "health-visiting",
                                "",
                                "\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\"");
        service.hears(child);
        return child;
    }

    private static String path(Child child) {
        return "/people/" + child.person() + "/step-down-check";
    }

    private static String page(String name, String path) throws IOException {
        String html = As.LEAD.page(path);
        PagesToLookAt.keep("step-down-" + name, html);
        return html;
    }

    private static Response fills(Child child, Map<String, ?> fields) {
        return As.LEAD
                .asks()
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .formParams(fields)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .post(path(child));
    }

    /** What the chronology would answer to either question. */
    private static String answer(Child child) {
        return """
        {"coverage":[
          {"agency":"drug-alcohol","name":"Drug and Alcohol Service","state":"NOT_CONNECTED"},
          {"agency":"early-help","name":"Early Help Service","state":"HEARD",
           "lastHeard":"2026-03-08","daysAgo":2},
          {"agency":"health-visiting","name":"Health Visiting Service","state":"SILENT",
           "lastHeard":"2026-03-02","daysAgo":60}],
         "gaps":{"missing":2},
         "child":{"given":"Kim","family":"Example","birthDate":"2025-09-20"},
         "entries":[
          {"event":"%s","type":"contact","agency":"health-visiting",
           "agencyName":"Health Visiting Service",
           "happened":{"from":"2026-03-02","precision":"DAY"},"basis":"OBSERVED",
           "summary":"Not watched on the stairs.","details":{},
           "claims":[{"topic":"SUPERVISION","value":"WORSE","basis":"OBSERVED"}],
           "struck":false,"withheld":false},
          {"event":"%s","type":"missed-appointment","agency":"health-visiting",
           "happened":{"from":"2026-03-04","precision":"DAY"},"basis":"SERVICE_RECORD",
           "details":{"outcome":"WAS_NOT_BROUGHT"},"claims":[],"struck":false,"withheld":false}]}
        """
                .formatted(child.event(1), child.event(2));
    }
}
