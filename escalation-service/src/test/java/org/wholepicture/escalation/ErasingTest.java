package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.platform.testsupport.Waits;

/** What an order erases is gone, and so are the words of the disagreement about it. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class ErasingTest {

    private static final String HEALTH_VISITOR =
            Tokens.practitioner("pr-hv", "health-visiting", "practitioner");
    private static final String CANARY = "The canary sleeps in a cold room.";

    @Test
    void theDecisionAndTheWordsAboutItGoAndThatThereWasADisagreementStays() throws SQLException {
        Story story = Story.ofChild(9_101).led("pr-lead").named("pr-hv").steppedDown(1, "PROPOSED");
        story.delivered();
        String id =
                given().auth()
                        .oauth2(HEALTH_VISITOR)
                        .contentType(ContentType.JSON)
                        .body(
                                """
                                {"person":"%s","about":{"kind":"STEP_DOWN","event":"%s"},"disagreement":"%s","askedFor":"A joint visit."}
                                """
                                        .formatted(story.person(), story.stepDown(1), CANARY))
                        .post("/v1/dissents")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        assertThat(canaries(story)).isEqualTo(1);

        story.erased(1).delivered();

        assertThat(decisions(story)).isZero();
        assertThat(canaries(story)).isZero();
        given().auth().oauth2(HEALTH_VISITOR).get("/v1/dissents/" + id).then().statusCode(200);
        given().auth()
                .oauth2(HEALTH_VISITOR)
                .accept("text/html")
                .get("/dissents/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void anOrderThatComesBeforeWhatItErasesLeavesNothingAndIsReported() throws SQLException {
        Story story = Story.ofChild(9_102).steppedDown(1, "PROPOSED").erased(1);

        story.delivered(Deliveries::reversed);
        story.delivered(Deliveries::twiceAtOnce);

        assertThat(decisions(story)).isZero();
        List<Deliveries.Message> reports =
                Waits.await().until(() -> reports(story.order()), list -> !list.isEmpty());
        assertThat(reports).hasSize(1);
        Contracts.assertValidMessage("erasure-reports", String.valueOf(reports.getFirst().value()));
    }

    private static List<Deliveries.Message> reports(UUID order) {
        return Deliveries.standingOn("erasure-reports").stream()
                .filter(message -> ("escalation-service/" + order).equals(message.key()))
                .toList();
    }

    private static long canaries(Story story) throws SQLException {
        return Story.count(
                "SELECT count(*) FROM dissent WHERE record = ANY (?) AND disagreement LIKE '%canary%'",
                List.of(story.record()));
    }

    private static long decisions(Story story) throws SQLException {
        return Story.count(
                "SELECT count(*) FROM decision WHERE record = ANY (?)", List.of(story.record()));
    }
}
