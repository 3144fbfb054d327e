package org.wholepicture.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.wholepicture.platform.messaging.Given.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

@QuarkusTest
class DatabaseClockTest {

    private static final String OPERATIONS = Tokens.inRole("operations");

    @Inject InstantSource clock;
    @Inject Given given;
    @Inject Workers workers;

    @AfterEach
    void backToRealTime() {
        move("{\"offset\":\"PT0S\"}", 200);
    }

    @Test
    void followsTheDatabase() {
        assertThat(clock.instant()).isCloseTo(databaseNow(), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void isNeverAheadOfTheDatabase() {
        for (int i = 0; i < 200; i++) {
            Instant here = clock.instant();
            assertThat(here).isBeforeOrEqualTo(databaseNow().plusMillis(5));
        }
    }

    @Test
    void doesNotGoBack() {
        Instant last = clock.instant();
        Instant end = last.plus(Duration.ofMillis(1500));
        while (last.isBefore(end)) {
            Instant next = clock.instant();
            assertThat(next).isAfterOrEqualTo(last.minusMillis(5));
            last = next;
        }
    }

    @Test
    void movesAtOnceWhenMovedHere() {
        move("{\"now\":\"2026-03-02T09:00:00Z\"}", 200);

        assertThat(clock.instant())
                .isBetween(
                        Instant.parse("2026-03-02T09:00:00Z"),
                        Instant.parse("2026-03-02T09:00:05Z"));
    }

    @Test
    void whatWaitsForATimeIsDoneOnceTheClockIsMovedThere() {
        Instant due = Instant.parse("2027-01-04T00:00:00Z");
        AtomicBoolean done = new AtomicBoolean();
        workers.start(
                "waits-for-a-day",
                Duration.ofHours(1),
                () -> {
                    done.compareAndSet(false, !clock.instant().isBefore(due));
                    return false;
                });

        move("{\"now\":\"" + due + "\"}", 200);

        soon().untilTrue(done);
    }

    @Test
    void followsAMoveByAnotherReplicaWithinSeconds() {
        given.update("UPDATE service_clock SET offset_millis = 86400000");

        soon().untilAsserted(
                        () ->
                                assertThat(clock.instant())
                                        .isAfter(databaseNow().plus(Duration.ofHours(23))));
    }

    @Test
    void refusesAMoveThatSaysNothingOrTwoThings() {
        move("{}", 400);
        move("{\"now\":\"2026-03-02T09:00:00Z\",\"offset\":\"PT0S\"}", 400);
    }

    @Test
    void isMovedByOperationsOnly() {
        given().contentType(ContentType.JSON)
                .body("{\"offset\":\"PT0S\"}")
                .put("/local/clock")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.practitioner("pr-lead", "early-help"))
                .contentType(ContentType.JSON)
                .body("{\"offset\":\"PT0S\"}")
                .put("/local/clock")
                .then()
                .statusCode(403);
    }

    private static void move(String body, int status) {
        given().auth()
                .oauth2(OPERATIONS)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/local/clock")
                .then()
                .statusCode(status);
    }

    private Instant databaseNow() {
        long micros =
                given.longs("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
                        .getFirst();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
