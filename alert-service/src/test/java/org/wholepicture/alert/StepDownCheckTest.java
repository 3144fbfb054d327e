package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Contracts;

/** Before a step-down: what is open with nothing proposed, what is decided, and by whom. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class StepDownCheckTest {

    private static final int DAY = 500;

    private static final String CHECK = "/v1/people/{person}/step-down-check";

    private static final String REASON = "UNCONFIRMED:SUPERVISION";

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
        service.isAt(DAY, "11:00");
    }

    @Test
    void whatIsOpenIsToldWithItsFactsAndWithNothingProposed() {
        Child child = withAWorry(60_000);

        Response look = As.LEAD.asks().get(CHECK, child.person());

        assertThat(look.statusCode()).isEqualTo(200);
        assertThat(look.jsonPath().getList("open.reason")).containsExactly(REASON);
        assertThat(look.jsonPath().getList("open[0].events"))
                .containsExactly(child.event(1).toString());
        assertThat(look.jsonPath().getList("heard.agency")).containsExactly("health-visiting");
        assertThat(look.jsonPath().getList("heard.on"))
                .containsExactly(Child.day(DAY - 100).toString());
        assertThat(look.jsonPath().getString("alert")).isNull();
        assertThat(service.alertsOf(child.person())).isEmpty();
    }

    @Test
    void agenciesThatAreNamedAreLookedAtForSilence() {
        Child child = withAWorry(60_001);

        assertThat(
                        As.LEAD
                                .asks()
                                .queryParam("agency", "health-visiting", "early-help")
                                .get(CHECK, child.person())
                                .jsonPath()
                                .getList("open.reason"))
                .containsExactly("AGENCY_SILENT:health-visiting", REASON);
        assertThat(
                        As.LEAD
                                .asks()
                                .queryParam("agency", "nobody-here")
                                .get(CHECK, child.person())
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void leadDeputyAndManagerLookAndNobodyElse() {
        Child child = withAWorry(60_002);

        assertThat(List.of(As.LEAD, As.DEPUTY, As.MANAGER))
                .allSatisfy(
                        who ->
                                assertThat(who.asks().get(CHECK, child.person()).statusCode())
                                        .isEqualTo(200));
        assertThat(List.of(As.STRANGER, new As("pr-left", "practitioner")))
                .allSatisfy(
                        who -> {
                            assertThat(who.asks().get(CHECK, child.person()).statusCode())
                                    .isEqualTo(404);
                            assertThat(
                                            decides(who, child, "WAIT", List.of(REASON), "")
                                                    .statusCode())
                                    .isEqualTo(404);
                        });
        assertThat(As.FRONT_DOOR.asks().get(CHECK, child.person()).statusCode()).isEqualTo(403);
        assertThat(As.LEAD.asks().get(CHECK, new UUID(1, 60_002)).statusCode()).isEqualTo(404);
        assertThat(
                        service.number(
                                "SELECT count(*) FROM person WHERE person = '%s'"
                                        .formatted(new UUID(1, 60_002))))
                .isZero();
        assertThat(audited(child, "check-step-down"))
                .containsExactly(
                        "pr-deputy ALLOWED",
                        "pr-lead ALLOWED",
                        "pr-left REFUSED",
                        "pr-manager ALLOWED",
                        "pr-other REFUSED");
    }

    @Test
    void goingAheadWhileSomethingIsOpenNeedsAReason() {
        Child child = withAWorry(60_003);

        assertThat(decides(As.LEAD, child, "GO_AHEAD", List.of(REASON), " \n").statusCode())
                .isEqualTo(400);
        assertThat(decides(As.LEAD, child, "MAYBE", List.of(REASON), "Why.").statusCode())
                .isEqualTo(400);
        assertThat(decisions(child)).isEmpty();

        assertThat(decides(As.LEAD, child, "WAIT", List.of(REASON), "").statusCode())
                .isEqualTo(200);
        assertThat(
                        decides(As.LEAD, child, "GO_AHEAD", List.of(REASON), "Seen by me today.")
                                .statusCode())
                .isEqualTo(200);
        assertThat(decisions(child)).containsExactly("GO_AHEAD pr-lead", "WAIT pr-lead");
    }

    @Test
    void aDecisionIsMadeOnWhatWasSeen() {
        Child child = withAWorry(60_004);

        assertThat(decides(As.LEAD, child, "WAIT", List.of(), "").statusCode()).isEqualTo(409);
        assertThat(decides(As.LEAD, child, "WAIT", List.of("OPEN_DISSENT"), "").statusCode())
                .isEqualTo(409);
        assertThat(decisions(child)).isEmpty();
    }

    @Test
    void twiceAtOnceIsOneDecision() {
        Child child = withAWorry(60_005);

        List<CompletableFuture<Integer>> both =
                IntStream.range(0, 4)
                        .mapToObj(
                                _ ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        decides(
                                                                        As.LEAD,
                                                                        child,
                                                                        "GO_AHEAD",
                                                                        List.of(REASON),
                                                                        "Seen.")
                                                                .statusCode()))
                        .toList();

        assertThat(both).allSatisfy(one -> assertThat(one.join()).isEqualTo(200));
        assertThat(decisions(child)).containsExactly("GO_AHEAD pr-lead");
        assertThat(published(child, "step-down-decided")).hasSize(1);
    }

    @Test
    void theDecisionIsToldToTheTimelineWithoutItsWords() {
        Child child = withAWorry(60_006);

        String decision =
                decides(As.LEAD, child, "GO_AHEAD", List.of(REASON), "Words-Canary.")
                        .jsonPath()
                        .getString("decision");

        assertThat(published(child, "step-down-decided"))
                .singleElement()
                .satisfies(
                        message -> {
                            Contracts.assertValidMessage("alerts", message);
                            assertThat(message)
                                    .contains(decision, REASON, child.event(1).toString())
                                    .contains("\"outcome\":\"GO_AHEAD\"")
                                    .doesNotContain("Canary");
                        });
    }

    @Test
    void aStepDownWithoutAProposalRaisesNothingAndStandsOnTheListUnchecked() {
        Child child = withAWorry(60_010).filed("step-down", 2, DAY, "early-help", "", CLOSED);
        service.hears(child);

        assertThat(service.alertsInShort(child.person())).isEmpty();
        assertThat(listed(As.MANAGER, child, "?mark=UNCHECKED"))
                .containsExactly("UNCHECKED " + List.of(REASON));
        assertThat(listed(new As("pr-admin", "administrator"), child))
                .containsExactly("UNCHECKED " + List.of(REASON));
        assertThat(As.LEAD.asks().get("/v1/oversight/step-downs").statusCode()).isEqualTo(403);
    }

    @Test
    void aManagerOfAnotherAgencyDoesNotSeeIt() {
        Child child = withAWorry(60_011).filed("step-down", 2, DAY, "health-visiting", "", CLOSED);
        service.hears(child);

        assertThat(listed(As.MANAGER, child)).as("manages the lead").hasSize(1);
        assertThat(listed(As.STRANGER, child)).isEmpty();
    }

    @Test
    void aRecordedDecisionMarksTheStepDownAndItsRetractionTakesItOff() {
        Child child = withAWorry(60_012);
        String decision =
                decides(As.LEAD, child, "GO_AHEAD", List.of(REASON), "Seen.")
                        .jsonPath()
                        .getString("decision");
        child.filed("step-down", 2, DAY, "early-help", "", CLOSED);
        service.hears(child);

        assertThat(listed(As.MANAGER, child))
                .containsExactly("WENT_AHEAD_WITH_REASONS " + List.of(REASON));
        assertThat(
                        service.texts(
                                "SELECT decision FROM step_down WHERE person = '%s'"
                                        .formatted(child.person())))
                .containsExactly(decision);

        child.retracted(3, DAY, "early-help", 2);
        service.hears(child);

        assertThat(listed(As.MANAGER, child)).isEmpty();
    }

    @Test
    void theListIsReadPageByPage() {
        for (int n = 60_020; n < 60_023; n++) {
            Child child = withAWorry(n).filed("step-down", 2, DAY, "early-help", "", CLOSED);
            service.hears(child);
        }

        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            var request = As.MANAGER.asks().queryParam("limit", 2);
            if (next != null) {
                request.queryParam("after", next);
            }
            Response page = request.get("/v1/oversight/step-downs");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.jsonPath().getList("stepDowns")).hasSizeBetween(1, 2);
            seen.addAll(page.jsonPath().getList("stepDowns.event"));
            next = page.jsonPath().getString("next");
        } while (next != null);

        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains(
                        Child.number(60_020).event(2).toString(),
                        Child.number(60_021).event(2).toString(),
                        Child.number(60_022).event(2).toString());
        for (String wrong : List.of("limit=0", "limit=101", "after=x", "mark=NONE")) {
            assertThat(As.MANAGER.asks().get("/v1/oversight/step-downs?" + wrong).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void erasureTakesWhyAndLeavesThat() {
        Child child = withAWorry(60_030);
        decides(As.LEAD, child, "GO_AHEAD", List.of(REASON), "Words-Canary.");
        child.filed("step-down", 2, DAY, "early-help", "", CLOSED);
        service.hears(child);

        child.erased(DAY + 1, "BUT_PLAN_HISTORY", List.of(1), List.of(2));
        service.hears(child);

        assertThat(decisions(child)).containsExactly("GO_AHEAD pr-lead");
        assertThat(
                        service.texts(
                                """
                                SELECT words || array_to_string(reasons, ',') FROM step_down_check
                                WHERE record = '%1$s'
                                UNION ALL
                                SELECT content::text FROM fact WHERE record = '%1$s'
                                UNION ALL
                                SELECT convert_from(payload, 'UTF8') FROM outbox
                                WHERE key = '%1$s'
                                UNION ALL
                                SELECT array_to_string(reasons, ',') FROM step_down
                                WHERE person = '%2$s'
                                """
                                        .formatted(child.record(), child.person())))
                .noneMatch(text -> text.contains("Canary") || text.contains("SUPERVISION"));
        assertThat(listed(As.MANAGER, child)).containsExactly("WENT_AHEAD_WITH_REASONS []");
    }

    @Test
    void whenEverythingIsErasedNothingIsListed() {
        Child child = withAWorry(60_031).filed("step-down", 2, DAY, "early-help", "", CLOSED);
        service.hears(child);
        assertThat(listed(As.MANAGER, child)).hasSize(1);

        service.hears(child.erased(DAY + 1, "EVERYTHING", List.of(1, 2), List.of()));

        assertThat(
                        service.number(
                                "SELECT count(*) FROM step_down WHERE person = '%s'"
                                        .formatted(child.person())))
                .isZero();
    }

    private static final String CLOSED = "\"state\":\"DONE\",\"from\":\"CIN\",\"to\":\"CLOSED\"";

    /** A child of whom somebody saw long ago that it is not well, led by the lead. */
    private Child withAWorry(int number) {
        Child child =
                Child.number(number)
                        .opened(DAY - 100, DAY - 2000)
                        .ledBy("pr-lead", DAY - 100)
                        .claimed(
                                1,
                                DAY - 100,
                                "health-visiting",
                                "SUPERVISION",
                                "WORSE",
                                "OBSERVED");
        service.hears(child);
        return child;
    }

    static Response decides(As who, Child child, String outcome, List<String> seen, String reason) {
        return who.asks()
                .contentType("application/json")
                .body(Map.of("outcome", outcome, "seen", seen, "reason", reason))
                .post(CHECK + "/decisions", child.person());
    }

    private static List<String> decisions(Child child) {
        Response look = As.LEAD.asks().get(CHECK, child.person());
        List<String> told = new ArrayList<>();
        List<Map<String, Object>> decisions = look.jsonPath().getList("decisions");
        decisions.forEach(each -> told.add(each.get("outcome") + " " + each.get("by")));
        return told;
    }

    private static List<String> listed(As who, Child child) {
        return listed(who, child, "");
    }

    private static List<String> listed(As who, Child child, String query) {
        List<Map<String, Object>> lines =
                who.asks().get("/v1/oversight/step-downs" + query).jsonPath().getList("stepDowns");
        return lines.stream()
                .filter(line -> child.person().toString().equals(line.get("person")))
                .map(line -> line.get("mark") + " " + line.get("reasons"))
                .toList();
    }

    private List<String> published(Child child, String type) {
        return service.texts(
                """
                SELECT convert_from(payload, 'UTF8') FROM outbox
                WHERE topic = 'alerts' AND key = '%s'
                  AND convert_from(payload, 'UTF8')::json ->> 'type' = 'org.wholepicture.%s.v1'
                """
                        .formatted(child.record(), type));
    }

    private List<String> audited(Child child, String action) {
        return service.texts(
                """
                SELECT DISTINCT caller || ' ' || outcome FROM audit_entry
                WHERE action = '%s' AND '%s' = ANY(about) ORDER BY 1
                """
                        .formatted(action, child.person()));
    }
}
