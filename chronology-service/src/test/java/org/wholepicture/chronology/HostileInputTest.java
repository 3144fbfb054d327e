package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands in a parameter is refused with a sentence of ours, and never reaches the
 * database.
 */
@QuarkusTest
class HostileInputTest {

    private static final List<String> HOSTILE =
            List.of(
                    "' OR '1'='1",
                    "x\u0000y",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://x}",
                    "\r\nSet-Cookie: a=b",
                    "-1",
                    "0",
                    "201",
                    "99999999999999999999",
                    "2026-02-30",
                    "+999999999-12-31",
                    "0000-01-01",
                    "2026-13-01",
                    "{}",
                    "..",
                    "\u202Eabc",
                    "A".repeat(3000));

    @Inject Service service;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x60);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of("agency", "type", "from", "to", "knownOn", "cursor", "limit", "unknown")
                .flatMap(name -> HOSTILE.stream().map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest(name = "{0} [{index}]")
    @MethodSource("everywhere")
    void isRefusedWithoutAnEcho(String name, String value) {
        Response answer =
                Service.asLead()
                        .queryParam(name, value)
                        .get("/v1/people/" + story.id("b1") + "/timeline");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        if (value.length() > 2) {
            assertThat(answer.asString()).doesNotContain(value);
        }
    }

    @ParameterizedTest(name = "{0} [{index}]")
    @MethodSource("everywhere")
    void isRefusedOnThePageToo(String name, String value) {
        Response answer =
                Service.asLead()
                        .accept("text/html")
                        .queryParam(name, value)
                        .get("/people/" + story.id("b1"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).doesNotContain("<script>alert");
    }

    @Test
    void anUnwantedEventIdIsRefused() {
        String path = "/v1/people/" + story.id("b1") + "/entries";

        assertThat(Service.asLead().get(path).statusCode()).isEqualTo(400);
        HOSTILE.forEach(
                value ->
                        assertThat(
                                        Service.asLead()
                                                .queryParam("event", value)
                                                .get(path)
                                                .statusCode())
                                .isEqualTo(400));
    }

    @Test
    void aHundredIdsCanBeAskedForAndOneMoreCannot() {
        String path = "/v1/people/" + story.id("b1") + "/entries?event=" + story.id("e08");
        String more = "&event=" + story.id("e99");

        assertThat(Service.asLead().get(path + more.repeat(99)).statusCode()).isEqualTo(200);
        assertThat(Service.asLead().get(path + more.repeat(100)).statusCode()).isEqualTo(400);
    }

    @Test
    void aParameterTwiceIsRefused() {
        assertThat(
                        Service.timeline(
                                        Service.asLead(),
                                        story.id("b1"),
                                        "?knownOn=2026-01-05&knownOn=2026-01-06")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDayThatHasNotComeIsRefused() {
        assertThat(
                        Service.timeline(Service.asLead(), story.id("b1"), "?knownOn=2026-03-11")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCursorServesItsOwnTimelineAndFiltersAlone() {
        Story other = service.tell(0x61);
        String cursor =
                Service.timeline(Service.asLead(), story.id("b1"), "?limit=2")
                        .jsonPath()
                        .getString("next");

        assertThat(status(story, "?cursor=" + cursor)).isEqualTo(200);
        assertThat(status(other, "?cursor=" + cursor)).isEqualTo(400);
        assertThat(status(story, "?agency=police&cursor=" + cursor)).isEqualTo(400);
        assertThat(status(story, "?knownOn=2026-03-01&cursor=" + cursor)).isEqualTo(400);
    }

    @Test
    void aCursorWithOneBitChangedIsRefused() {
        String cursor =
                Service.timeline(Service.asLead(), story.id("b1"), "?limit=2")
                        .jsonPath()
                        .getString("next");
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);

        for (int i = 0; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= 1;
            assertThat(
                            status(
                                    story,
                                    "?cursor="
                                            + Base64.getUrlEncoder()
                                                    .withoutPadding()
                                                    .encodeToString(forged)))
                    .isEqualTo(400);
        }
    }

    private static int status(Story story, String query) {
        return Service.timeline(Service.asLead(), story.id("b1"), query).statusCode();
    }
}
