package org.wholepicture.referral;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.domain.EventType;

/** A test of the whole service through HTTP, on a real PostgreSQL and a real broker. */
@WithTestResource(
        value = PlatformServers.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "database", value = "referral"))
abstract class ServiceTest {

    static final String SINGLE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";
    static final String PROBLEM = "application/problem+json";

    /** The content type is sent as it is written: RestAssured would add Latin-1. */
    static final RestAssuredConfig PLAIN =
            RestAssuredConfig.config()
                    .encoderConfig(
                            EncoderConfig.encoderConfig()
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                    .defaultContentCharset(StandardCharsets.UTF_8));

    /** A token of an agency's system that may send everything. */
    static String systemOf(String agency) {
        return Tokens.agency(
                agency,
                Arrays.stream(EventType.values()).map(EventType::shortName).toArray(String[]::new));
    }

    static RequestSpecification as(String token) {
        return RestAssured.given().config(PLAIN).auth().oauth2(token);
    }

    /** Sends an event as its agency's system. */
    static Response send(AnEvent event) {
        return as(systemOf(event.agency()))
                .contentType(SINGLE)
                .body(event.json())
                .post("/v1/events");
    }

    /** Sends an event that has to be accepted; the receipt. */
    static String accepted(AnEvent event) {
        return send(event).then().statusCode(202).extract().path("receipt");
    }

    /** Waits until the event is in review for this reason. */
    static void waitsFor(String receipt, String reason) {
        Published.soon()
                .until(
                        () ->
                                rows("""
                                                SELECT state || array_to_string(reasons, ',')
                                                FROM accepted_event WHERE id = '%s'
                                                """
                                                .formatted(receipt))
                                        .equals(List.of("REVIEW" + reason)));
    }

    /** Waits until all of the event is filed. */
    static void isFiled(String receipt) {
        Published.soon()
                .until(
                        () ->
                                rows("SELECT state FROM accepted_event WHERE id = '%s'"
                                                .formatted(receipt))
                                        .equals(List.of("FILED")));
    }

    /** What a query says, one text a row. */
    static List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PlatformServers.superuser("referral");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }

    /** Empties what is in review, so that a test sees its own events alone. */
    static void clearReviews() {
        execute(
                """
                UPDATE accepted_event SET state = 'FILED', reasons = '{}', in_review_since = NULL
                WHERE state = 'REVIEW'
                """);
    }

    /** Events about adults whom no child is linked to, older than any other. */
    static void haveNoLink(String name, int events) {
        execute(
                """
                INSERT INTO accepted_event
                    (id, accepted_order, agency, source, source_id, type, data, digest, recorded,
                     received, state, reasons, in_review_since, next_attempt)
                OVERRIDING SYSTEM VALUE
                SELECT CAST(md5('%1$s' || i) AS uuid), -i, 'drug-alcohol', 'https://drug-alcohol.example/', '%1$s' || i,
                       'attended-appointment', '%2$s', '\\x00', '2025-01-01Z', '2025-01-01Z', 'REVIEW',
                       '{NO_LINK}', '2025-01-01Z', '2025-01-01Z'
                FROM generate_series(1, %3$d) AS i
                """
                        .formatted(
                                name,
                                AnEvent.anAttendedAppointment()
                                        .aboutTheAdult(AnEvent.newNhsNumber())
                                        .data(),
                                events));
    }

    /** How a thing that somebody did to this ended, each time. */
    static List<String> audited(String action, String about) {
        return rows(
                "SELECT outcome FROM audit_entry WHERE action = '%s' AND '%s' = ANY (about) ORDER BY number"
                        .formatted(action, about));
    }

    static void execute(String sql) {
        try (Connection connection = PlatformServers.superuser("referral");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
