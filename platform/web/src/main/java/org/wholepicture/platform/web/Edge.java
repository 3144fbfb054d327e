package org.wholepicture.platform.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last to see a request: gives it an id, refuses odd addresses before anybody
 * authenticates or routes by them, puts the security headers on every answer, and turns failures
 * outside of the resources into problems.
 */
@ApplicationScoped
class Edge {

    private static final Logger log = Logger.getLogger(Edge.class);

    /** Before CORS (300) and authentication (200). */
    private static final int FIRST = 10_000;

    /** Long enough for an answer to travel, too short to be worth holding on purpose. */
    private static final Duration LINGER = Duration.ofMillis(500);

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A header, claims and a signature; the tokens of this realm have no other form. */
    private static final Pattern TOKEN_FORM =
            Pattern.compile("Bearer +[\\w-]+\\.[\\w-]+\\.[\\w-]+ *", Pattern.CASE_INSENSITIVE);

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private final String root;
    private final long largestBody;

    Edge(
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "64K")
                    MemorySize largestBody) {
        this.largestBody = largestBody.asLongValue();
        this.root = Layout.withoutLastSlash(root);
    }

    void first(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    void failures(@Observes Router router) {
        router.route().failureHandler(this::fail);
    }

    private void enter(RoutingContext context) {
        String id = requestId(context.request().getHeader(RequestId.HEADER));
        context.put(RequestId.ATTRIBUTE, id);
        MDC.put("request", id);
        context.addHeadersEndHandler(_ -> dress(context, id));
        if (announcesBody(context.request().headers())) {
            Context loop = context.vertx().getOrCreateContext();
            context.addEndHandler(_ -> loop.runOnContext(_ -> leaveTheRest(context)));
        }
        String path = context.request().path();
        if (path == null || !PathGuard.isPlain(path)) {
            refuse(context, CommonProblem.BAD_PATH);
            return;
        }
        if (isApi(path)) {
            // A session cookie would be taken for a sign-in here too, whatever tenant the endpoint
            // is for: seen with a real identity provider. The API takes bearer tokens alone.
            context.request().headers().remove("Cookie");
        }
        Optional<CommonProblem> fault = faultOfHead(context.request().headers());
        if (fault.isPresent()) {
            refuse(context, fault.get());
            return;
        }
        context.next();
    }

    /**
     * Whoever is answered before all of the body has come is not listened to for long: otherwise
     * the server waits for the rest, or reads on without an end. As much as an honest body may have
     * left is let in, so that its connection can be used again; and the sender has a moment to see
     * the answer before the connection is closed. (A stream of HTTP/2 takes no more than its window
     * by itself, and its connection has others.)
     */
    private void leaveTheRest(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || request.version() == HttpVersion.HTTP_2) {
            return;
        }
        long most = request.bytesRead() + largestBody;
        long end = context.vertx().setTimer(LINGER.toMillis(), _ -> request.connection().close());
        request.endHandler(_ -> context.vertx().cancelTimer(end));
        request.handler(
                _ -> {
                    if (request.bytesRead() > most) {
                        request.pause();
                    }
                });
        request.resume();
    }

    /** Without reading the rest of the request, so that nothing may follow it. */
    private static void refuse(RoutingContext context, CommonProblem why) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            // HTTP/2 has no such header: clients take the whole answer for malformed.
            context.response().putHeader("Connection", "close");
        }
        if (why == CommonProblem.UNAUTHENTICATED) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        answer(context, Problem.of(why));
    }

    /** What the framework would answer with 500, or without a word, or would read in full first. */
    private Optional<CommonProblem> faultOfHead(MultiMap headers) {
        String authorization = headers.get("Authorization");
        if (authorization != null
                && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                && !TOKEN_FORM.matcher(authorization).matches()) {
            return Optional.of(CommonProblem.UNAUTHENTICATED);
        }
        if (announcedLength(headers) > largestBody) {
            return Optional.of(CommonProblem.TOO_LARGE);
        }
        String encoding = headers.get("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(CommonProblem.CONTENT_ENCODED);
        }
        return hasContentType(headers)
                ? Optional.empty()
                : Optional.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    /** The framework takes a body without a type, or of any, for whatever the resource reads. */
    private static boolean hasContentType(MultiMap headers) {
        String text = headers.get("Content-Type");
        if (text == null) {
            return !announcesBody(headers);
        }
        try {
            MediaType type = MediaType.valueOf(text);
            return !type.isWildcardType() && !type.isWildcardSubtype();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean announcesBody(MultiMap headers) {
        return headers.contains("Transfer-Encoding") || announcedLength(headers) > 0;
    }

    private boolean isApi(String path) {
        return path.startsWith(root + "/v1/") || path.startsWith(root + "/local/");
    }

    private static long announcedLength(MultiMap headers) {
        String length = headers.get("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // More digits than a long has.
            return Long.MAX_VALUE;
        }
    }

    /** Only an id of our own kind is taken over: free text from outside has no place in a log. */
    static String requestId(@Nullable String sent) {
        return sent != null && UUID_FORM.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    private void dress(RoutingContext context, String id) {
        MultiMap headers = context.response().headers();
        headers.set(RequestId.HEADER, id);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        String path = context.request().path();
        if (path == null || !path.startsWith(root + Layout.ASSETS)) {
            headers.set("Cache-Control", "no-store");
        }
    }

    private void fail(RoutingContext context) {
        Throwable failure = context.failure();
        boolean oidcsOwn =
                failure instanceof AuthenticationException
                        || failure instanceof UnauthorizedException
                        || failure instanceof ForbiddenException;
        if (oidcsOwn || context.response().ended()) {
            context.next();
            return;
        }
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500) {
            if (failure == null) {
                log.errorf("answered %s", status);
            } else {
                log.errorf(Redacted.of(failure), "answered %s", status);
            }
        }
        answer(context, Problem.of(CommonProblem.ofStatus(status)));
    }

    private static void answer(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem.json());
    }
}
