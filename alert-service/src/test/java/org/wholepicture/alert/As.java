package org.wholepicture.alert;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.wholepicture.platform.testsupport.Tokens;

/** Somebody of the tests' directory at the API and the pages. */
record As(String who, String role) {

    static final As LEAD = new As("pr-lead", "practitioner");
    static final As DEPUTY = new As("pr-deputy", "practitioner");
    static final As MANAGER = new As("pr-manager", "manager");
    static final As FRONT_DOOR = new As("pr-front-door", "front-door");
    static final As STRANGER = new As("pr-other", "manager");

    RequestSpecification asks() {
        return RestAssured.given().auth().oauth2(Tokens.practitioner(who, "early-help", role));
    }

    Response does(String alert, String move, Map<String, ?> body) {
        return asks().contentType("application/json")
                .body(body)
                .post("/v1/alerts/{alert}/" + move, alert);
    }

    Response acknowledges(String alert, String reason, boolean inPlan) {
        return does(alert, "acknowledgement", Map.of("reason", reason, "inPlan", inPlan));
    }

    Response proposes(String alert, int workingDays) {
        return does(
                alert, "suppression", Map.of("reason", "It can wait.", "workingDays", workingDays));
    }

    Response decides(String alert, boolean approved) {
        return does(alert, "suppression/decision", Map.of("approved", approved));
    }

    Response records(String alert, String words) {
        return does(alert, "evidence", Map.of("basis", "SERVICE_RECORD", "words", words));
    }

    Response moves(String alert, String move) {
        return asks().post("/v1/alerts/{alert}/" + move, alert);
    }

    /** A form of an alert's page, as a browser sends it. */
    Response fills(String alert, String form, Map<String, ?> fields) {
        return asks().accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .formParams(fields)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .post("/alerts/{alert}/" + form, alert);
    }

    String page(String path) {
        return asks().accept("text/html").get(path).asString();
    }
}
