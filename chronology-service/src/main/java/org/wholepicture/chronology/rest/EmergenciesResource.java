package org.wholepicture.chronology.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.WhoLooked;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Timelines that were opened in an emergency, for the privacy officer to look at. */
@Path("/v1/emergencies")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Access")
class EmergenciesResource {

    private final WhoLooked whoLooked;
    private final CurrentCaller caller;
    private final RequestId request;

    EmergenciesResource(WhoLooked whoLooked, CurrentCaller caller, RequestId request) {
        this.whoLooked = whoLooked;
        this.caller = caller;
        this.request = request;
    }

    /** An emergency. */
    @Schema(name = "EmergencyAccess")
    record EmergencyAnswer(
            String reference,
            UUID person,
            String practitioner,
            String agency,
            Statement.@Nullable Emergency emergency,
            String reason,
            Instant from,
            Instant until) {

        static EmergencyAnswer of(AccessStore.Told told) {
            Statement said = told.statement();
            return new EmergencyAnswer(
                    told.reference(),
                    said.person().value(),
                    said.practitioner().value(),
                    said.agency().value(),
                    said.emergency(),
                    said.reason(),
                    said.from(),
                    said.until());
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "EmergencyAnswer[" + reference + "]";
        }
    }

    /** The latest emergencies. */
    @Schema(name = "Emergencies")
    record EmergenciesAnswer(List<EmergencyAnswer> emergencies) {}

    /** The latest emergencies, for the privacy officer. */
    @GET
    @RolesAllowed("privacy-officer")
    @Operation(summary = "The latest 100 readings in an emergency, for the privacy officer")
    @APIResponse(
            responseCode = "200",
            description = "Latest first.",
            content = @Content(schema = @Schema(implementation = EmergenciesAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not the privacy officer.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response emergencies() {
        return switch (whoLooked.emergencies(Askers.of(caller.caller()), request.value())) {
            case Answer.Given<List<AccessStore.Told>>(List<AccessStore.Told> found) ->
                    Response.ok(
                                    new EmergenciesAnswer(
                                            found.stream().map(EmergencyAnswer::of).toList()))
                            .build();
            case Answer.Refused<List<AccessStore.Told>> _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }
}
