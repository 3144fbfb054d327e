package org.wholepicture.platform.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries an event's trace over what is kept and over topics, so that one event has one trace from
 * the door to the last service: as W3C {@code traceparent} beside the row and in the record's
 * header. A span has a fixed name and at most the name of a topic; of a failure it keeps the class
 * alone, because messages may quote content. While tracing is off here, the trace of a sender who
 * traces goes through as it came, and of others nothing is kept. Thread-safe.
 */
@ApplicationScoped
public class Traces {

    /** The header of a Kafka record. */
    static final String HEADER = "traceparent";

    private static final TextMapGetter<String> ONE =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(String carrier) {
                    return List.of(HEADER);
                }

                @Override
                public @Nullable String get(@Nullable String carrier, String key) {
                    // Never what senders may write into "tracestate".
                    return key.equals(HEADER) ? carrier : null;
                }
            };

    private final Tracer tracer;

    Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("org.wholepicture");
    }

    /** The context of what happens now, to be kept; null while it is not traced. */
    public @Nullable String current() {
        return form(Span.current().getSpanContext());
    }

    /**
     * Does work as a part of the trace that is under way, or of none.
     *
     * @param name what is done; the same for every event
     */
    public <T extends @Nullable Object> T within(String name, Supplier<T> work) {
        return run(tracer.spanBuilder(name), work);
    }

    /** Does work as the beginning of a trace of its own, tied to the one that is under way. */
    public <T extends @Nullable Object> T apart(String name, Supplier<T> work) {
        return run(
                tracer.spanBuilder(name).setNoParent().addLink(Span.current().getSpanContext()),
                work);
    }

    /**
     * Does work as a part of the trace that was kept.
     *
     * @param kept what {@link #current} gave; without one the work is not traced
     */
    public <T extends @Nullable Object> T resumed(
            String name, @Nullable String kept, Supplier<T> work) {
        return kept == null
                ? work.get()
                : run(tracer.spanBuilder(name).setParent(context(kept)), work);
    }

    /** Applies messages' common part: of the first one's trace, tied to those of the others. */
    void together(String name, Collection<String> kept, Runnable work) {
        if (kept.isEmpty()) {
            work.run();
            return;
        }
        SpanBuilder span = tracer.spanBuilder(name);
        boolean first = true;
        for (String each : kept) {
            Context context = context(each);
            if (first) {
                span.setParent(context);
            } else {
                span.addLink(Span.fromContext(context).getSpanContext());
            }
            first = false;
        }
        run(
                span,
                () -> {
                    work.run();
                    return true;
                });
    }

    /** Applies a record of a topic. */
    void consumed(String topic, @Nullable String kept, Runnable work) {
        if (kept == null) {
            work.run();
            return;
        }
        run(
                tracer.spanBuilder("apply " + topic)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setParent(context(kept)),
                () -> {
                    work.run();
                    return true;
                });
    }

    /** Begins the sending of a record; the caller ends it. Null where the row has no trace. */
    @Nullable Span sending(String topic, @Nullable String kept) {
        return kept == null
                ? null
                : tracer.spanBuilder("publish " + topic)
                        .setSpanKind(SpanKind.PRODUCER)
                        .setParent(context(kept))
                        .startSpan();
    }

    /** What a record of that sending carries. */
    static @Nullable String header(@Nullable Span sending, @Nullable String kept) {
        String own = sending == null ? null : form(sending.getSpanContext());
        // With tracing switched off meanwhile, the trace of those who trace goes through.
        return own == null ? kept : own;
    }

    private static <T extends @Nullable Object> T run(SpanBuilder builder, Supplier<T> work) {
        Span span = builder.startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    private static Context context(String kept) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), kept, ONE);
    }

    private static @Nullable String form(SpanContext context) {
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }
}
