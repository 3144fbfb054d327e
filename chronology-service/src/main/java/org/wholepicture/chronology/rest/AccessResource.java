package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.Reasons;
import org.wholepicture.chronology.application.StateReason;
import org.wholepicture.chronology.application.StateReason.Outcome;
import org.wholepicture.chronology.application.WhoLooked;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.SharingPolicy;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/**
 * Reasons of people outside of the team around a child, and who has looked. Below the same path as
 * {@link PeopleResource}: below a shorter one it would never be asked.
 */
@Path("/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Tag(name = "Access")
class AccessResource {

    private final StateReason stateReason;
    private final WhoLooked whoLooked;
    private final CurrentCaller caller;
    private final RequestId request;

    AccessResource(
            StateReason stateReason, WhoLooked whoLooked, CurrentCaller caller, RequestId request) {
        this.stateReason = stateReason;
        this.whoLooked = whoLooked;
        this.caller = caller;
        this.request = request;
    }

    /** Why somebody needs to read. */
    @Schema(name = "StatedReason")
    record StatedReason(
            Statement.@Nullable Ground ground,
            @Schema(description = "With ground SHARED.") SharingPolicy.@Nullable Purpose purpose,
            @Schema(description = "With ground EMERGENCY.") Statement.@Nullable Emergency emergency,
            @Schema(minLength = StateReason.FEWEST, maxLength = StateReason.MOST)
                    @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "StatedReason[...]";
        }
    }

    /** What the reason opened. */
    @Schema(name = "Access")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessAnswer(
            Extent extent,
            Statement.@Nullable Ground ground,
            @Nullable Instant until,
            @Nullable String lead) {}

    /** How much. */
    enum Extent {
        CONTENT,
        EXISTENCE
    }

    /** Takes a reason. */
    @POST
    @Path("/{person}/access")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say why you need to read a child's timeline",
            description =
                    "For those outside of the team around the child: under the sharing policy (SHARED), at the"
                            + " front door while nobody leads (FRONT_DOOR), as the lead's manager while copies are"
                            + " old (TEAM), or in an emergency, for four hours and one child at a time (EMERGENCY);"
                            + " of an emergency the lead and the privacy officer are told at once.")
    @APIResponse(
            responseCode = "200",
            description = "Open for a while, or known to exist.",
            content = @Content(schema = @Schema(implementation = AccessAnswer.class)))
    @APIResponse(responseCode = "400", description = "No reason, or one that does not fit.")
    @APIResponse(
            responseCode = "403",
            description = "Not with this sign-in or role, whichever child was asked for.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response state(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @Nullable StatedReason stated) {
        Optional<StateReason.Said> said =
                stated == null
                        ? Optional.empty()
                        : Reasons.read(
                                stated.ground(),
                                stated.purpose(),
                                stated.emergency(),
                                stated.reason());
        if (said.isEmpty()) {
            return Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(List.of(new Fault("", Reasons.ASK)))
                    .toResponse();
        }
        PersonId child = new PersonId(Ids.parse(person).orElse(NOBODY));
        return switch (stateReason.state(asker(), request.value(), child, said.get())) {
            case Outcome.Opened(Statement statement) ->
                    Response.ok(
                                    new AccessAnswer(
                                            Extent.CONTENT,
                                            statement.ground(),
                                            statement.until(),
                                            null))
                            .build();
            case Outcome.Known(PractitionerId lead, Timeline.Names names) ->
                    Response.ok(
                                    new AccessAnswer(
                                            Extent.EXISTENCE,
                                            null,
                                            null,
                                            lead == null ? null : names.of(lead)))
                            .build();
            case Outcome.Nothing _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case Outcome.SecondFactorNeeded _ ->
                    Problem.of(ChronologyProblem.SECOND_FACTOR_NEEDED).toResponse();
            case Outcome.AnotherIsOpen _ ->
                    Problem.of(ChronologyProblem.ANOTHER_EMERGENCY_OPEN).toResponse();
            case Outcome.NotInTheirRole _ -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    /** Nobody has this id: it is of another kind than those that are given. */
    private static final UUID NOBODY = new UUID(0, 0);

    /** Who looked. */
    @Schema(name = "WhoLooked")
    record LooksAnswer(boolean full, List<LookAnswer> looks, List<AgencyAnswer> agencies) {}

    /** One look, or an attempt. */
    @Schema(name = "Look")
    record LookAnswer(
            Instant at,
            String practitioner,
            String name,
            String agency,
            String action,
            String purpose,
            boolean shown) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "LookAnswer[at=" + at + "]";
        }
    }

    /** An agency somebody of which looked. */
    @Schema(name = "AgencyThatLooked")
    record AgencyAnswer(String agency, String name, Instant last) {}

    /** Who has looked at a child. */
    @GET
    @Path("/{person}/looks")
    @Operation(
            summary = "Who has looked at a child's timeline",
            description =
                    "Each look for the lead, the lead's manager and the privacy officer; agencies alone for others"
                            + " who may read the timeline.")
    @APIResponse(
            responseCode = "200",
            description = "Who looked, latest first; at most 500.",
            content = @Content(schema = @Schema(implementation = LooksAnswer.class)))
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response looks(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person) {
        PersonId child = new PersonId(Ids.parse(person).orElse(NOBODY));
        return switch (whoLooked.at(asker(), request.value(), child)) {
            case Answer.Given<WhoLooked.Looks>(WhoLooked.Looks found) ->
                    Response.ok(answer(found)).build();
            case Answer.Refused<WhoLooked.Looks> _ ->
                    Problem.of(CommonProblem.NOT_FOUND).toResponse();
        };
    }

    private static LooksAnswer answer(WhoLooked.Looks found) {
        return new LooksAnswer(
                found.full(),
                found.looks().stream()
                        .map(
                                look ->
                                        new LookAnswer(
                                                look.at(),
                                                look.practitioner().value(),
                                                found.names().of(look.practitioner()),
                                                look.agency().value(),
                                                look.action(),
                                                look.purpose(),
                                                look.shown()))
                        .toList(),
                found.agencies().entrySet().stream()
                        .map(
                                one ->
                                        new AgencyAnswer(
                                                one.getKey().value(),
                                                found.names().of(one.getKey()),
                                                one.getValue()))
                        .toList());
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
