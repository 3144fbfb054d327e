package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** The pages about the settings, in plain words and without any child. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class SettingsPagesTest {

    @Inject Service service;

    @BeforeEach
    void aDay() {
        service.knowsTheDirectory();
        service.isAt(600, "11:00");
    }

    @Test
    void theOverviewSaysWhatHoldsAndWhoMayChangeIt() {
        String page = admin("pr-lead").get("/settings").asString();

        assertThat(page)
                .contains("Settings of the alerts", "There are none: every rule speaks.")
                .contains("WNB-REPEAT: 2, missed appointments that nothing made up for (2 to 3)")
                .contains("New-birth visits are not expected")
                .contains("/alert/settings/proposal", "/alert/settings/volume")
                .contains("Put there when the service was set up.");
        String officer =
                as("pr-privacy", "privacy-officer").get("/settings").then().extract().asString();
        assertThat(officer).contains("in force").doesNotContain("/alert/settings/proposal");
        assertThat(as("pr-lead", "practitioner").get("/settings").statusCode()).isEqualTo(403);
    }

    @Test
    void theFormTakesWhatMayBeSetAndShowsWhatItWouldChangeAndWhoDecides() {
        Response proposed =
                propose(
                        Map.of(
                                "thresholds/appointments.missedUnrecovered", "3",
                                "rules/WNB-CANCEL", "SHADOW",
                                "closedDays", "2029-12-24\r\n2029-12-27",
                                "reason", "<b>Fewer</b> alerts."));
        assertThat(proposed.statusCode()).isEqualTo(303);
        String address = proposed.header("Location").replaceFirst(".*/alert/", "/");
        service.isIdle();

        String own = admin("pr-lead").get(address).asString();
        assertThat(own)
                .contains("Waits for approval", "Proposed by Name-Canary pr-lead")
                .contains("&lt;b&gt;Fewer&lt;/b&gt; alerts.")
                .contains(
                        "Missed appointments that nothing made up for (WNB-REPEAT): 3 instead of 2",
                        "(WNB-CANCEL): in shadow instead of speaks",
                        "Closed days: 2029-12-24, 2029-12-27 instead of none")
                .contains("You have proposed it", "Take it back")
                .doesNotContain(address + "/approval");
        assertThat(admin("pr-manager").get(address).asString())
                .contains(address + "/approval", "What it would have changed", "Reject");

        Response refused = act("pr-lead", address + "/approval");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.asString()).contains("another administrator approves it");
        assertThat(act("pr-manager", address + "/rejection").statusCode()).isEqualTo(303);
        assertThat(admin("pr-manager").get(address).asString())
                .contains("Rejected by Name-Canary pr-manager")
                .doesNotContain("<form");
        Response late = act("pr-manager", address + "/approval");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.asString()).contains("It is decided already");
    }

    @Test
    void eachFaultIsShownAtItsFieldAndNothingTypedIsLost() {
        long versions = service.number("SELECT count(*) FROM settings");
        Response refused =
                propose(
                        Map.of(
                                "thresholds/clocks.visit", "twelve",
                                "thresholds/clocks.assessment", "44",
                                "rules/SAFE-INFANT", "OFF",
                                "closedDays", "Christmas",
                                "reason", "A reason."));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.asString())
                .contains("There is a problem")
                .contains("href=\"#thresholds/clocks.visit\"", "Give a number from 3 to 20.")
                .contains("value=\"twelve\"", "value=\"44\"", "A reason.", "Christmas")
                .contains("Write each day like 2026-12-24");
        Response silenced = propose(Map.of("rules/SAFE-INFANT", "OFF", "reason", "A reason."));
        assertThat(silenced.statusCode()).isEqualTo(400);
        assertThat(silenced.asString()).contains("cannot be switched off");
        assertThat(service.number("SELECT count(*) FROM settings")).isEqualTo(versions);
    }

    @Test
    void theVolumeIsShownAsCountsAlone() {
        String page = admin("pr-lead").get("/settings/volume").asString();

        assertThat(page)
                .contains("How many alerts each rule raises", "13 weeks", "speaks")
                .contains("(STEPDOWN-CHECK)")
                .doesNotContain("Name-Canary");
    }

    private static Response propose(Map<String, String> fields) {
        return admin("pr-lead")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post("/settings/proposal");
    }

    private static Response act(String administrator, String address) {
        return admin(administrator)
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .post(address);
    }

    private static RequestSpecification admin(String practitioner) {
        return as(practitioner, "administrator");
    }

    private static RequestSpecification as(String practitioner, String role) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner(practitioner, "early-help", role))
                .accept("text/html");
    }
}
