package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.soon;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TracesTest {

    @Inject Outbox outbox;
    @Inject Given given;
    @Inject Traces traces;
    @Inject KeptSpans spans;

    @Test
    void oneEventHasOneTraceThroughOutboxTopicAndConsumer() {
        String trace = append("traced", "well");

        soon().until(() -> !given.effects("traced").isEmpty());
        soon().until(() -> spans.of(trace).size() == 4);

        Map<String, SpanData> byName =
                spans.of(trace).stream()
                        .collect(java.util.stream.Collectors.toMap(SpanData::getName, s -> s));
        assertThat(byName.keySet())
                .containsExactlyInAnyOrder(
                        "given", "publish child-events", "apply child-events", "settle");
        assertThat(byName.get("publish child-events").getParentSpanId())
                .isEqualTo(byName.get("given").getSpanId());
        assertThat(byName.get("apply child-events").getParentSpanId())
                .isEqualTo(byName.get("publish child-events").getSpanId());
    }

    @Test
    void aFailureIsToldByItsClassAlone() {
        String trace = append("traced-failing", "throws");

        soon().until(() -> !given.quarantined("traced-failing").isEmpty());
        soon().until(
                        () ->
                                spans.of(trace).stream()
                                        .anyMatch(s -> s.getName().equals("apply child-events")));

        List<SpanData> applied =
                spans.of(trace).stream()
                        .filter(span -> span.getName().equals("apply child-events"))
                        .toList();
        assertThat(applied)
                .allSatisfy(
                        span -> {
                            assertThat(span.getStatus().getStatusCode())
                                    .isEqualTo(StatusCode.ERROR);
                            assertThat(span.getStatus().getDescription())
                                    .isEqualTo("java.lang.IllegalArgumentException");
                            assertThat(span.getEvents()).isEmpty();
                            assertThat(span.getAttributes().asMap()).isEmpty();
                        });
    }

    @Test
    void whatIsNotTracedKeepsNoContext() {
        QuarkusTransaction.requiringNew().run(() -> append("escalations", "untraced", "well"));

        soon().until(() -> given.unpublished("untraced").isEmpty());

        assertThat(
                        given.longs(
                                "SELECT count(*) FROM outbox WHERE key = ? AND traceparent IS NULL",
                                "untraced"))
                .containsExactly(1L);
        assertThat(traces.current()).isNull();
    }

    @Test
    void aHeaderOfAnotherFormBeginsATraceOfItsOwn() {
        String invalid = "00-" + "z".repeat(32) + "-0000000000000000-01";

        String inside = traces.resumed("given", invalid, () -> traces.current());

        assertThat(inside).doesNotContain("z");
    }

    private String append(String key, String behaviour) {
        String kept =
                traces.within(
                        "given",
                        () -> {
                            QuarkusTransaction.requiringNew()
                                    .run(() -> append(Given.EVENTS, key, behaviour));
                            return traces.current();
                        });
        return Objects.requireNonNull(kept).split("-", -1)[1];
    }

    private void append(String topic, String key, String behaviour) {
        outbox.append(
                topic,
                key,
                Given.TYPE,
                Given.KNOWN,
                EnvelopeJson.newObject().put("behaviour", behaviour));
    }
}
