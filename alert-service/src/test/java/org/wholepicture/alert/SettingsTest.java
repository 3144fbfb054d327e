package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * One administrator proposes, another approves, and what they set holds from the next day. Later
 * than every other test, so that none of them sees other settings than those it began with.
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class SettingsTest {

    private static final String AS_IT_WAS =
            """
            {"thresholds":{"appointments.missedUnrecovered":2},"rules":{"WNB-REPEAT":"SPEAKS"},
             "closedDays":[],"newBirthVisits":{},"reason":"As it was."}""";

    @Inject Service service;
    @Inject DataSource dataSource;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @AfterEach
    void putBack() {
        ValidatableResponse proposed = propose("pr-admin-a", AS_IT_WAS);
        if (proposed.extract().statusCode() == 201) {
            int version = proposed.extract().path("version");
            service.isIdle();
            approve("pr-admin-b", version).statusCode(200);
        }
    }

    @Test
    void aNumberHoldsFromTheDayAfterItsApprovalAndLeavesTheDaysBeforeAsTheyWere() {
        service.isAt(700, "11:00");
        Child child = Child.number(401).opened(700, 400).ledBy("pr-lead", 700);
        missed(child, 2, 698, 700);
        missed(child, 3, 699, 701);
        service.isAt(701, "11:00");
        service.hears(child);
        int before = inForce();
        assertThat(alerts(child.person())).containsExactly("701 OPEN " + before);

        int version = proposed("{\"thresholds\":{\"appointments.missedUnrecovered\":3},%s}");
        approve("pr-admin-b", version)
                .statusCode(200)
                .body("state", equalTo("TO_COME"))
                .body("inForceFrom", equalTo(Child.day(702).toString()))
                .body("decidedBy", equalTo("pr-admin-b"));
        missed(child, 4, 700, 701);
        service.hears("child-events", child.messages().subList(4, 5));

        assertThat(inForce()).as("today goes on as it began").isEqualTo(before);
        service.isAt(702, "11:00");
        assertThat(inForce()).isEqualTo(version);
        assertThat(alerts(child.person()))
                .as("three are enough under both")
                .containsExactly("701 OPEN " + before);
        Child other = Child.number(402).opened(702, 400).ledBy("pr-lead", 702);
        missed(other, 2, 698, 702);
        missed(other, 3, 699, 702);
        service.hears(other);
        assertThat(alerts(other.person())).isEmpty();
        missed(other, 4, 700, 702);
        service.hears("child-events", other.messages().subList(4, 5));
        assertThat(alerts(other.person())).containsExactly("702 OPEN " + version);
    }

    @Test
    void thePreviewCountsWhichAlertsOfTheLastYearWouldChange() {
        service.isAt(710, "11:00");
        Child child = Child.number(403).opened(710, 400).ledBy("pr-lead", 710);
        missed(child, 2, 708, 710);
        missed(child, 3, 709, 710);
        service.hears(child);

        int version = proposed("{\"thresholds\":{\"appointments.missedUnrecovered\":3},%s}");

        admin("pr-admin-b")
                .get("/v1/settings/{version}", version)
                .then()
                .statusCode(200)
                .body("preview.finished", equalTo(true))
                .body("preview.percent", equalTo(100))
                .body("preview.failed", equalTo(0))
                .body("preview.through", equalTo(Child.day(710).toString()))
                .body("preview.rules.rule", hasItem("WNB-REPEAT"));
        String changed = "SELECT count(*) FROM settings_preview_rule WHERE version = " + version;
        assertThat(service.number(changed + " AND rule = 'WNB-REPEAT' AND gone > 0 AND ending > 0"))
                .isOne();
        assertThat(
                        service.number(
                                changed
                                        + " AND rule <> 'WNB-REPEAT'"
                                        + " AND moved + added + gone + beginning + ending > 0"))
                .as("other rules")
                .isZero();
        assertThat(
                        service.number(
                                "SELECT persons - (SELECT count(*) FROM person) FROM"
                                        + " settings_preview WHERE version = "
                                        + version))
                .isZero();
        assertThat(alerts(child.person()).getFirst()).startsWith("710 OPEN");
        reject("pr-admin-a", version).statusCode(200).body("state", equalTo("REJECTED"));
        reject("pr-admin-b", version).statusCode(409);
        approve("pr-admin-b", version).statusCode(409);
    }

    @Test
    void aRuleInShadowIsCountedAndToldNobodyUntilItSpeaks() {
        service.isAt(720, "11:00");
        approve("pr-admin-b", proposed("{\"rules\":{\"WNB-REPEAT\":\"SHADOW\"},%s}"))
                .statusCode(200);
        service.isAt(721, "10:30");
        Child child = Child.number(404).opened(721, 400).ledBy("pr-lead", 721);
        missed(child, 2, 719, 721);
        missed(child, 3, 720, 721);
        long counted = wouldBe();
        service.hears(child);
        service.isAt(721, "16:00");

        assertThat(service.alertsOf(child.person())).isEmpty();
        assertThat(service.mailsAbout(child.person())).isEmpty();
        assertThat(
                        service.number(
                                "SELECT count(*) FROM outbox WHERE topic = 'alerts' AND key = '"
                                        + child.record()
                                        + "'"))
                .isZero();
        assertThat(wouldBe()).isEqualTo(counted + 1);
        lead().get("/v1/alerts?person={person}", child.person())
                .then()
                .body("alerts.size()", equalTo(0));

        approve("pr-admin-b", proposed("{\"rules\":{\"WNB-REPEAT\":\"SPEAKS\"},%s}"))
                .statusCode(200);
        service.isAt(722, "11:30");
        service.isAt(722, "16:00");
        assertThat(alerts(child.person())).containsExactly("722 OPEN " + inForce());
        assertThat(service.mailsAbout(child.person())).hasSize(1);
        assertThat(wouldBe()).isEqualTo(counted + 1);
    }

    @Test
    void nobodyApprovesWhatTheyProposedNorWhatOthersOvertook() {
        service.isAt(730, "11:00");
        int mine = proposed("{\"closedDays\":[\"2028-12-27\"],%s}");
        int other = proposed("{\"closedDays\":[\"2028-12-28\"],%s}");

        approve("pr-admin-a", mine).statusCode(403);
        approve("pr-admin-b", mine).statusCode(200).body("closedDays", contains("2028-12-27"));
        approve("pr-admin-b", mine).statusCode(409);
        approve("pr-admin-b", other).statusCode(409);
        reject("pr-admin-b", other).statusCode(409);
        approve("pr-admin-b", 99_999).statusCode(404);
        admin("pr-admin-b")
                .get("/v1/settings/{version}", other)
                .then()
                .body("state", equalTo("PASSED_OVER"));
        assertThat(
                        service.texts(
                                "SELECT action || ' ' || outcome FROM audit_entry WHERE"
                                        + " caller = 'pr-admin-b' AND action = 'approve-settings'"))
                .contains("approve-settings ALLOWED", "approve-settings REFUSED");
    }

    @Test
    void itIsInForceFromTheDayItAsksForButNeverInThePast() {
        service.isAt(740, "11:00");
        int late =
                proposed(
                        "{\"inForceFrom\":\""
                                + Child.day(745)
                                + "\",\"closedDays\":[\"2028-12-27\"],%s}");
        approve("pr-admin-b", late).body("inForceFrom", equalTo(Child.day(745).toString()));
        int past =
                proposed(
                        "{\"inForceFrom\":\""
                                + Child.day(2)
                                + "\",\"closedDays\":[\"2028-12-29\"],%s}");
        approve("pr-admin-b", past).body("inForceFrom", equalTo(Child.day(741).toString()));

        admin("pr-admin-a")
                .get("/v1/settings")
                .then()
                .body("versions.find { it.version == " + late + " }.state", equalTo("FORMER"))
                .body("versions.find { it.version == " + past + " }.state", equalTo("TO_COME"));
    }

    @Test
    void nothingIsApprovedBeforeItIsWorkedOutWhatItWouldChange() throws SQLException {
        service.isAt(750, "11:00");
        service.hears(Child.number(405).opened(750, 400));
        int version;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Nobody's facts can be read.
            statement.execute("LOCK TABLE fact IN ACCESS EXCLUSIVE MODE");
            version =
                    propose("pr-admin-a", "{\"closedDays\":[\"2028-12-27\"],\"reason\":\"x\"}")
                            .statusCode(201)
                            .extract()
                            .path("version");
            approve("pr-admin-b", version).statusCode(409);
            connection.rollback();
        }
        service.isIdle();
        approve("pr-admin-b", version).statusCode(200);
    }

    @Test
    void whatKeepsChildrenSafeCannotBeSetAwayAndNothingIsKept() {
        service.isAt(760, "11:00");
        long versions = service.number("SELECT count(*) FROM settings");

        propose(
                        "pr-admin-a",
                        """
                        {"thresholds":{"clocks.referral":2,"stepDown.silentAgencyDays":90,
                                       "clocks.visit":12},
                         "rules":{"SAFE-INFANT":"OFF","CONTRA-PAIR":"SHADOW"},
                         "closedDays":["1999-12-31"],"reason":" "}""")
                .statusCode(400)
                .body(
                        "faults.pointer",
                        contains(
                                "/thresholds/clocks.referral",
                                "/thresholds/stepDown.silentAgencyDays",
                                "/rules/CONTRA-PAIR",
                                "/rules/SAFE-INFANT",
                                "/closedDays",
                                "/reason"))
                .body("faults.detail", hasItem("This is 1 and cannot be changed."));
        propose("pr-admin-a", "{\"reason\":\"Nothing.\"}").statusCode(400);
        propose("pr-admin-a", "{\"rules\":{\"WNB-REPEAT\":\"LOUD\"},\"reason\":\"x\"}")
                .statusCode(400);
        propose("pr-admin-a", "{\"thresholds\":{\"clocks.visit\":null},\"reason\":\"x\"}")
                .statusCode(400);

        assertThat(service.number("SELECT count(*) FROM settings")).isEqualTo(versions);
    }

    @Test
    void onlyAdministratorsProposeAndPrivacyOfficersRead() {
        String officer = Tokens.practitioner("pr-privacy", "social-care", "privacy-officer");
        RestAssured.given().auth().oauth2(officer).get("/v1/settings").then().statusCode(200);
        RestAssured.given()
                .auth()
                .oauth2(officer)
                .contentType("application/json")
                .body(AS_IT_WAS)
                .post("/v1/settings")
                .then()
                .statusCode(403);
        lead().get("/v1/settings").then().statusCode(403);
        lead().get("/v1/settings/volume").then().statusCode(403);
    }

    private int proposed(String content) {
        int version =
                propose("pr-admin-a", content.formatted("\"reason\":\"Fewer alerts.\""))
                        .statusCode(201)
                        .extract()
                        .path("version");
        service.isIdle();
        return version;
    }

    private static ValidatableResponse propose(String administrator, String content) {
        return admin(administrator)
                .contentType("application/json")
                .body(content)
                .post("/v1/settings")
                .then();
    }

    private static ValidatableResponse approve(String administrator, int version) {
        return admin(administrator).post("/v1/settings/{version}/approval", version).then();
    }

    private static ValidatableResponse reject(String administrator, int version) {
        return admin(administrator).post("/v1/settings/{version}/rejection", version).then();
    }

    private static int inForce() {
        return admin("pr-admin-a").get("/v1/settings").then().extract().path("inForce");
    }

    private static long wouldBe() {
        Number found =
                admin("pr-admin-a")
                        .get("/v1/settings/volume")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("rules.find { it.rule == 'WNB-REPEAT' }.wouldBe");
        return found.longValue();
    }

    private List<String> alerts(UUID person) {
        return service.texts(
                "SELECT concat_ws(' ', raised_on - DATE '2026-01-05', state, settings) FROM alert"
                        + " WHERE rule = 'WNB-REPEAT' AND person = '"
                        + person
                        + "' ORDER BY raised_on");
    }

    private static void missed(Child child, int n, int happened, int known) {
        child.filed(
                "missed-appointment",
                n,
                happened,
                known,
                "dental",
                "",
                "\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\",\"whose\":\"CHILD\"",
                "");
    }

    private static RequestSpecification admin(String practitioner) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner(practitioner, "social-care", "administrator"));
    }

    private static RequestSpecification lead() {
        return RestAssured.given().auth().oauth2(Tokens.practitioner("pr-lead", "early-help"));
    }
}
