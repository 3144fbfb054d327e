package org.wholepicture.platform.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service small enough to show each behaviour of the module. */
final class Things {

    private Things() {}

    enum ThingProblem implements ProblemType {
        ALREADY_THERE;

        @Override
        public String title() {
            return "The thing is there already.";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    record NewThing(@NotBlank @Size(max = 20) String name, @Valid @NotNull Part part) {}

    record Part(@NotNull UUID id) {}

    @Path("/v1")
    @Produces(MediaType.APPLICATION_JSON)
    static final class Api {

        private final CurrentCaller caller;
        private final RequestId request;

        Api(CurrentCaller caller, RequestId request) {
            this.caller = caller;
            this.request = request;
        }

        @GET
        @Path("who")
        @Authenticated
        @Produces(MediaType.TEXT_PLAIN)
        public String who() {
            return switch (caller.caller()) {
                case Caller.AgencySystem a ->
                        "agency %s %s %s".formatted(a.agency(), a.eventTypes(), a.sources());
                case Caller.Practitioner p ->
                        "practitioner %s %s %s"
                                .formatted(p.id(), p.agency(), new TreeSet<>(p.roles()));
                case Caller.Nobody n -> "nobody %s %s".formatted(n.subject(), n.roles());
            };
        }

        @POST
        @Path("things")
        @Consumes(MediaType.APPLICATION_JSON)
        @RolesAllowed("practitioner")
        public Response add(@Valid @NotNull NewThing thing) {
            return thing.name().equals("taken")
                    ? Problem.of(ThingProblem.ALREADY_THERE).toResponse()
                    : Response.status(201).entity(thing).build();
        }

        @GET
        @Path("things/{id}")
        @RolesAllowed("practitioner")
        public Response thing(
                @PathParam("id") UUID id,
                @QueryParam("limit") @Size(max = 3) @Nullable String limit) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }

        @GET
        @Path("boom")
        @PermitAll
        public Response boom() {
            throw new IllegalStateException("secret 9990000018");
        }

        @GET
        @Path("outage")
        @PermitAll
        public Response outage() {
            throw new IllegalStateException(new SQLException("secret", "08006"));
        }

        @GET
        @Path("busy")
        @PermitAll
        public Response busy() {
            return Problem.of(CommonProblem.TOO_MANY_REQUESTS)
                    .retryAfter(Duration.ofMillis(1500))
                    .toResponse();
        }

        @GET
        @Path("request")
        @PermitAll
        @Produces(MediaType.TEXT_PLAIN)
        public String request() {
            return request.value().toString();
        }

        @GET
        @Path("cookie")
        @PermitAll
        @Produces(MediaType.TEXT_PLAIN)
        public String cookie(@HeaderParam("Cookie") @Nullable String cookie) {
            return String.valueOf(cookie);
        }

        @GET
        @Path("forgotten")
        public String forgotten() {
            return "an endpoint without an annotation";
        }
    }

    @Path("/aside")
    static final class Aside {

        @POST
        @PermitAll
        @Produces(MediaType.TEXT_PLAIN)
        public String change() {
            return "changed";
        }
    }

    @Path("/things")
    @Tenant("pages")
    @RolesAllowed("practitioner")
    static final class Pages {

        private final Template things;

        Pages(@Location("things.html") Template things) {
            this.things = things;
        }

        @GET
        @Produces(MediaType.TEXT_HTML)
        public TemplateInstance list() {
            return things.data("words", "\u202e<scr\u200bipt>alert(1)</script>\u001b[2K");
        }

        @GET
        @Path("{id}")
        @Produces(MediaType.TEXT_HTML)
        public Response one(@PathParam("id") UUID id) {
            return Problem.of(CommonProblem.NOT_FOUND).toResponse();
        }

        @POST
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        @Produces(MediaType.TEXT_PLAIN)
        public String change(@FormParam("name") @Nullable String name) {
            return "changed " + name;
        }
    }
}
