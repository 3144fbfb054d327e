package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the topic on, TracesTest of platform/messaging follows. */
@QuarkusTest
class TracesTest extends ServiceTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Inject KeptSpans spans;

    @Test
    void oneEventHasOneTraceFromTheRequestToTheTopic() {
        AnEvent event = AnEvent.aConcern().about(AnEvent.newNhsNumber());

        String receipt =
                as(systemOf(event.agency()))
                        .contentType(SINGLE)
                        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                        .header("tracestate", "name=Ava")
                        .body(event.json())
                        .post("/v1/events")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("receipt");

        Published.soon()
                .untilAsserted(
                        () ->
                                assertThat(spans.of(TRACE))
                                        .extracting(SpanData::getName)
                                        .contains(
                                                "POST /v1/events",
                                                "accept",
                                                "file",
                                                "publish child-events"));
        assertThat(tracesOfMessagesAbout(receipt)).isNotEmpty().containsOnly(TRACE);
        assertThat(parent("POST /v1/events")).isEqualTo("b7ad6b7169203331");
        assertThat(parent("accept")).isEqualTo(idOf("POST /v1/events"));
        assertThat(parent("file")).isEqualTo(idOf("accept"));
        assertThat(parent("publish child-events")).isEqualTo(idOf("file"));
    }

    @Test
    void eventsThatCameTogetherHaveATraceEach() {
        AnEvent one = AnEvent.aConcern().about(AnEvent.newNhsNumber());
        AnEvent other = AnEvent.aConcern().about(AnEvent.newNhsNumber());

        List<String> receipts =
                as(systemOf(one.agency()))
                        .contentType(BATCH)
                        .body("[" + one.json() + "," + other.json() + "]")
                        .post("/v1/events")
                        .then()
                        .statusCode(207)
                        .extract()
                        .path("receipt");

        Published.soon()
                .untilAsserted(
                        () ->
                                assertThat(receipts)
                                        .allMatch(each -> !tracesOfMessagesAbout(each).isEmpty()));
        assertThat(tracesOfMessagesAbout(receipts.getFirst()))
                .doesNotContainAnyElementsOf(tracesOfMessagesAbout(receipts.getLast()));
    }

    @Test
    void noSpanSaysWhomItWasAbout() {
        String number = AnEvent.newNhsNumber();
        AnEvent event = AnEvent.aConcern().about(number);
        isFiled(accepted(event));
        as(systemOf(event.agency())).get("/v1/receipts/" + number + "?name=" + number);
        as(systemOf(event.agency())).get("/v1/nothing/" + number);

        assertThat(spans.all())
                .isNotEmpty()
                .allSatisfy(
                        span -> {
                            assertThat(span.toString()).doesNotContain(number, "Ava");
                            assertThat(span.getEvents()).isEmpty();
                        });
    }

    private static List<String> tracesOfMessagesAbout(String receipt) {
        return rows(
                "SELECT DISTINCT split_part(traceparent, '-', 2) FROM outbox WHERE topic = 'child-events'"
                        + " AND convert_from(payload, 'UTF8') LIKE '%"
                        + receipt
                        + "%'");
    }

    private String parent(String name) {
        return span(name).getParentSpanId();
    }

    private String idOf(String name) {
        return span(name).getSpanId();
    }

    private SpanData span(String name) {
        return spans.of(TRACE).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
