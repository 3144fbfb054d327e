package org.wholepicture.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.handlers.FormBodyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever leaves a resource into a problem. No text of an exception is ever answered: it may
 * hold what was sent, a class name or a row.
 */
public final class ProblemMappers {

    private static final Logger log = Logger.getLogger(ProblemMappers.class);

    /** Long enough for a connection pool to breathe, short enough for a person to wait. */
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,40}");

    /** For the container. */
    public ProblemMappers() {}

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Uni<Response> unauthenticated(UnauthorizedException e, RoutingContext context) {
        return challenge(context);
    }

    @ServerExceptionMapper
    public Uni<Response> failedToAuthenticate(
            AuthenticationFailedException e, RoutingContext context) {
        return challenge(context);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Problem.of(CommonProblem.FORBIDDEN).toResponse();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e) {
        boolean oursToBlame =
                e.getConstraintViolations().stream().anyMatch(ProblemMappers::isReturnValue);
        if (oursToBlame) {
            return unexpected(e);
        }
        List<Fault> faults =
                e.getConstraintViolations().stream()
                        .map(ProblemMappers::fault)
                        .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::detail))
                        .toList();
        return Problem.of(CommonProblem.INVALID_CONTENT).withFaults(faults).toResponse();
    }

    // Beside the general one, because the framework has a mapper of its own for exactly this class.
    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException e) {
        return unreadableJson(e);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException e) {
        return unreadableJson(e);
    }

    @ServerExceptionMapper
    public Response webApplication(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json
                && e.getResponse().getStatus() == 400) {
            return unreadableJson(json);
        }
        int status = e.getResponse().getStatus();
        if (status >= 300 && status < 400) {
            return e.getResponse();
        }
        if (status >= 500) {
            log.errorf(Redacted.of(e), "answered %s", status);
        }
        Problem problem = Problem.of(CommonProblem.ofStatus(status));
        Response answer = problem.toResponse();
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        String retry = e.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER);
        var builder = Response.fromResponse(answer);
        if (allow != null) {
            builder.header(HttpHeaders.ALLOW, allow);
        }
        if (retry != null) {
            builder.header(HttpHeaders.RETRY_AFTER, retry);
        } else if (problem.type().status() == 503) {
            builder.header(HttpHeaders.RETRY_AFTER, SHORTLY.toSeconds());
        }
        return builder.build();
    }

    @ServerExceptionMapper
    public Response anythingElse(Throwable e) {
        return unexpected(e);
    }

    private static Uni<Response> challenge(RoutingContext context) {
        Response refused = Problem.of(CommonProblem.UNAUTHENTICATED).toResponse();
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(refused);
        }
        return authenticator.getChallenge(context).map(found -> answer(refused, found));
    }

    private static Response answer(Response refused, @Nullable ChallengeData challenge) {
        if (challenge == null) {
            return refused;
        }
        // A code flow answers with a redirect to sign in, a bearer endpoint with 401.
        var builder =
                challenge.status >= 300 && challenge.status < 400
                        ? Response.status(challenge.status)
                        : Response.fromResponse(refused);
        challenge.getHeaders().forEach((name, value) -> builder.header(name.toString(), value));
        return builder.build();
    }

    private static Response unexpected(Throwable e) {
        if (e instanceof IOException) {
            // The sender went away or sent more than announced: nothing to be woken for.
            log.infof("body not read: %s", e.getClass().getName());
            return Problem.of(CommonProblem.BAD_REQUEST).toResponse();
        }
        if (isUnreadableForm(e)) {
            return Problem.of(CommonProblem.BAD_REQUEST).toResponse();
        }
        if (isOutage(e)) {
            log.warnf(Redacted.of(e), "answered 503");
            return Problem.of(CommonProblem.UNAVAILABLE).retryAfter(SHORTLY).toResponse();
        }
        log.errorf(Redacted.of(e), "answered 500");
        return Problem.of(CommonProblem.INTERNAL_ERROR).toResponse();
    }

    /** Whatever the framework's parser of forms throws at one that cannot be decoded. */
    private static boolean isUnreadableForm(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(FormBodyHandler.class.getName()));
    }

    /**
     * Whether the database could not be reached, gave up a transaction for another's sake, was full
     * or was shutting down (SQLSTATE classes): the same may succeed soon.
     */
    static boolean isOutage(Throwable e) {
        Throwable at = e;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (at instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException e) {
        String state = e.getSQLState();
        if (state == null) {
            // The pool's own exceptions have no state: no connection became free in time.
            return e instanceof SQLTransientConnectionException
                    || String.valueOf(e.getMessage()).contains("cquisition timeout");
        }
        return state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("57P");
    }

    private static Response unreadableJson(JsonProcessingException e) {
        Fault fault =
                switch (e) {
                    case StreamConstraintsException _ ->
                            new Fault("", "The body is nested too deeply or has too long a value.");
                    case UnrecognizedPropertyException u -> unknownMember(u);
                    case MismatchedInputException m ->
                            new Fault(
                                    pointer(m.getPath()),
                                    "This value is missing or of the wrong kind.");
                    case JsonMappingException m when !m.getPath().isEmpty() ->
                            new Fault(pointer(m.getPath()), "This value cannot be read.");
                    default -> new Fault("", "The body is not well-formed JSON.");
                };
        return Problem.of(CommonProblem.INVALID_CONTENT).withFaults(List.of(fault)).toResponse();
    }

    /** Points at what holds it: its name is of the sender's own making. */
    private static Fault unknownMember(UnrecognizedPropertyException e) {
        var path = e.getPath();
        String known =
                e.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Fault(
                pointer(path.subList(0, path.size() - 1)),
                "This has a member that is not known here. Known are: " + known + ".");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            String name = step.getFieldName();
            if (name == null) {
                pointer.append('/').append(step.getIndex());
            } else if (PLAIN_NAME.matcher(name).matches() && !(step.getFrom() instanceof Map)) {
                pointer.append('/').append(name);
            } else {
                // A name of the sender's own making may hold anything: point at what holds it.
                break;
            }
        }
        return pointer.toString();
    }

    private static boolean isReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static Fault fault(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = new ArrayList<>();
        violation.getPropertyPath().forEach(nodes::add);
        boolean ofMethod = !nodes.isEmpty() && nodes.getFirst().getKind() == ElementKind.METHOD;
        if (ofMethod && nodes.size() == 2) {
            // A query or path parameter has no place in the body.
            return new Fault("", nodes.get(1).getName() + ": " + violation.getMessage());
        }
        var pointer = new StringBuilder();
        for (Path.Node node : nodes.subList(ofMethod ? 2 : 0, nodes.size())) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return new Fault(pointer.toString(), violation.getMessage());
    }
}
