package org.wholepicture.platform.web;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * One span for each request that a resource took, named by method and path template and going on
 * with the sender's {@code traceparent}. It is made here and not by the framework, whose spans hold
 * the address as it was sent, queries and messages of exceptions.
 */
final class HttpTraces {

    private static final String PROPERTY = "wp.trace";

    private static final TextMapGetter<ContainerRequestContext> PARENT =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(ContainerRequestContext carrier) {
                    return List.of("traceparent");
                }

                @Override
                public @Nullable String get(@Nullable ContainerRequestContext carrier, String key) {
                    // Never "tracestate", in which a sender may write what it likes.
                    return carrier == null || !key.equals("traceparent")
                            ? null
                            : carrier.getHeaderString(key);
                }
            };

    private final Tracer tracer;

    private record Open(Span span, Scope scope) {}

    HttpTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("org.wholepicture");
    }

    /** Begins the span. */
    // It is closed with the answer.
    @SuppressWarnings("MustBeClosedChecker")
    @ServerRequestFilter(priority = 0)
    public void begin(ContainerRequestContext request, ResourceInfo resource) {
        if (resource.getResourceClass() == null) {
            return;
        }
        String route = route(resource);
        Span span =
                tracer.spanBuilder(request.getMethod() + " " + route)
                        .setSpanKind(SpanKind.SERVER)
                        .setParent(
                                W3CTraceContextPropagator.getInstance()
                                        .extract(Context.root(), request, PARENT))
                        .setAttribute("http.request.method", request.getMethod())
                        .setAttribute("http.route", route)
                        .startSpan();
        request.setProperty(PROPERTY, new Open(span, span.makeCurrent()));
    }

    /** Ends it. */
    @ServerResponseFilter(priority = 0)
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(request.getProperty(PROPERTY) instanceof Open(Span span, Scope scope))) {
            return;
        }
        request.removeProperty(PROPERTY);
        scope.close();
        span.setAttribute("http.response.status_code", response.getStatus());
        if (response.getStatus() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static String route(ResourceInfo resource) {
        return Stream.of(
                        Optional.ofNullable(resource.getResourceClass().getAnnotation(Path.class)),
                        Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class)))
                .flatMap(Optional::stream)
                .map(path -> path.value().replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }
}
