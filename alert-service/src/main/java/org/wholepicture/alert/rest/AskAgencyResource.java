package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AskAgency;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/** One question from an alert to another agency. */
@Path("/v1/alerts")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions to agencies")
final class AskAgencyResource {

    private static final UUID NONE = new UUID(0, 0);

    private final AskAgency askAgency;
    private final ReadAlerts readAlerts;
    private final Readers readers;
    private final InstantSource clock;

    AskAgencyResource(
            AskAgency askAgency, ReadAlerts readAlerts, Readers readers, InstantSource clock) {
        this.askAgency = askAgency;
        this.readAlerts = readAlerts;
        this.readers = readers;
        this.clock = clock;
    }

    /** Which agency is asked. */
    @Schema(name = "NewCheckRequest")
    record AskRequest(
            @Schema(required = true, description = "One of those that can be asked.")
                    @Nullable String agency) {}

    /** The questions from an alert, and who else can be asked. */
    @Schema(name = "CheckRequestsOfAlert")
    record OfAlert(
            @Schema(description = "Agencies that the caller can ask now.") List<String> askable,
            List<CheckRequestAnswer> asked) {}

    /** Asks. */
    @POST
    @Path("/{alert}/check-requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Asks another agency whether what it told still holds, or why it is silent",
            description =
                    "Its inbox gets a link; its people see their own facts alone. While it has not"
                            + " answered, asking again is answered the same.")
    @APIResponse(
            responseCode = "200",
            description = "The question.",
            content = @Content(schema = @Schema(implementation = CheckRequestAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(
            responseCode = "409",
            description = "The alert has ended, or the agency is none that can be asked.")
    public Response ask(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert,
            @Nullable AskRequest said) {
        if (said == null || said.agency() == null) {
            return notFitting("/agency", "Say which agency is asked.");
        }
        return switch (askAgency.ask(readers.present(), id(alert), said.agency())) {
            case AskAgency.Outcome.Done done ->
                    Response.ok(CheckRequestAnswer.of(done.request(), today())).build();
            case AskAgency.Outcome.NotHere _ -> notHere();
            case AskAgency.Outcome.NotAskable _ ->
                    Problem.of(AlertProblem.NOT_ASKABLE).toResponse();
            case AskAgency.Outcome.Ended _ -> Problem.of(AlertProblem.ALERT_ENDED).toResponse();
        };
    }

    /** The questions from an alert. */
    @GET
    @Path("/{alert}/check-requests")
    @Operation(summary = "What other agencies were asked from an alert, and who can be asked")
    @APIResponse(
            responseCode = "200",
            description = "The questions.",
            content = @Content(schema = @Schema(implementation = OfAlert.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    public Response ofAlert(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert) {
        return readAlerts
                .read(readers.present(), id(alert))
                .filter(ReadAlerts.Shown::mayAnswer)
                .map(
                        shown ->
                                Response.ok(
                                                new OfAlert(
                                                        shown.askable(),
                                                        shown.asked().stream()
                                                                .map(
                                                                        each ->
                                                                                CheckRequestAnswer
                                                                                        .of(
                                                                                                each,
                                                                                                today()))
                                                                .toList()))
                                        .build())
                .orElseGet(AskAgencyResource::notHere);
    }

    private LocalDate today() {
        return clock.instant().atZone(MailTimes.LONDON).toLocalDate();
    }

    private static Response notHere() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    private static Response notFitting(String pointer, String sentence) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(List.of(new Fault(pointer, sentence)))
                .toResponse();
    }

    private static UUID id(String text) {
        return Ids.read(text).orElse(NONE);
    }
}
