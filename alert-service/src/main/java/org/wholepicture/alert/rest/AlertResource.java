package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
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
import org.wholepicture.alert.application.AcknowledgeAlert;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.application.Written;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/** Alerts of the children that the caller answers for. */
@Path("/v1/alerts")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
final class AlertResource {

    private static final UUID NONE = new UUID(0, 0);

    private final ReadAlerts readAlerts;
    private final AcknowledgeAlert acknowledgeAlert;
    private final Deadlines deadlines;
    private final Readers readers;

    AlertResource(
            ReadAlerts readAlerts,
            AcknowledgeAlert acknowledgeAlert,
            Deadlines deadlines,
            Readers readers) {
        this.readAlerts = readAlerts;
        this.acknowledgeAlert = acknowledgeAlert;
        this.deadlines = deadlines;
        this.readers = readers;
    }

    /** Alerts, the most pressing first. */
    @Schema(name = "Alerts")
    record AlertsAnswer(List<AlertAnswer> alerts) {}

    /**
     * What a practitioner says of an alert.
     *
     * @param reason what will be done, or why nothing; 1 to 2,000 characters
     * @param useful whether the alert was of use, if they say so
     * @param inPlan whether it is known and the plan deals with it: silent until a new fact comes
     */
    @Schema(name = "Acknowledgement")
    record AcknowledgementRequest(
            @Schema(required = true, minLength = 1, maxLength = 2000) @Nullable String reason,
            @Nullable Boolean useful,
            @Nullable Boolean inPlan) {

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "AcknowledgementRequest[]";
        }
    }

    /** Lists alerts. */
    @GET
    @Operation(
            summary =
                    "The alerts that the caller answers for or took, by when they are to be"
                            + " answered",
            description =
                    "At most 500. With owner=none those that nobody answers for: front door only.")
    @APIResponse(
            responseCode = "200",
            description = "The alerts.",
            content = @Content(schema = @Schema(implementation = AlertsAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    public Response list(
            @QueryParam("person") @Parameter(description = "Only those of this child.")
                    @Nullable String person,
            @QueryParam("state") @Parameter(description = "standing or ended; both if not given.")
                    @Nullable String state,
            @QueryParam("owner") @Parameter(description = "none: those nobody answers for.")
                    @Nullable String owner) {
        AlertReader reader = readers.present();
        var faults = new ArrayList<String>();
        UUID child = null;
        if (person != null) {
            child = Ids.read(person).orElse(null);
            if (child == null) {
                faults.add("person: an id of a child.");
            }
        }
        if (state != null && !state.equals("standing") && !state.equals("ended")) {
            faults.add("state: standing or ended.");
        }
        if (owner != null && !owner.equals("none")) {
            faults.add("owner: none, or not given.");
        }
        if (!faults.isEmpty()) {
            return Problem.of(CommonProblem.BAD_REQUEST)
                    .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                    .toResponse();
        }
        if (owner != null && !reader.atFrontDoor()) {
            return Problem.of(CommonProblem.FORBIDDEN).toResponse();
        }
        Boolean standing = state == null ? null : Boolean.valueOf(state.equals("standing"));
        List<StoredAlert> found =
                owner == null
                        ? readAlerts.mine(reader, child, standing)
                        : readAlerts.withoutOwner(reader, child, standing);
        return Response.ok(
                        new AlertsAnswer(
                                found.stream()
                                        .map(alert -> AlertAnswer.of(alert, null, deadlines))
                                        .toList()))
                .build();
    }

    /** Shows one alert. */
    @GET
    @Path("/{alert}")
    @Operation(
            summary = "One alert with its history",
            description =
                    "Whoever was mailed about it and answers for the child no more is told rule,"
                            + " severity, state and dates alone.")
    @APIResponse(
            responseCode = "200",
            description = "The alert.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    public Response find(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert) {
        Optional<ReadAlerts.Shown> shown =
                readAlerts.read(readers.present(), Ids.read(alert).orElse(NONE));
        return shown.isEmpty()
                ? Problem.of(CommonProblem.NOT_FOUND).toResponse()
                : Response.ok(AlertAnswer.of(shown.get(), deadlines)).build();
    }

    /** Acknowledges an alert. */
    @POST
    @Path("/{alert}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Says that the alert was seen, and what will be done",
            description =
                    "The same again is answered the same. Acknowledging ends nothing. With inPlan"
                            + " the alert is known and in plan: silent until a new fact comes. That"
                            + " can also be said after an acknowledgement.")
    @APIResponse(
            responseCode = "200",
            description = "The alert, acknowledged.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(
            responseCode = "409",
            description = "Acknowledged otherwise already, or the alert has ended.")
    public Response acknowledge(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert,
            @Nullable AcknowledgementRequest said) {
        if (said == null || said.reason() == null) {
            return notFitting("A reason is needed.");
        }
        return switch (Written.reason(said.reason())) {
            case Written.Unfit unfit -> notFitting(unfit.sentence());
            case Written.Fit fit ->
                    answer(
                            acknowledgeAlert.acknowledge(
                                    readers.present(),
                                    Ids.read(alert).orElse(NONE),
                                    new AcknowledgeAlert.Answer(
                                            fit.words(),
                                            said.useful(),
                                            Boolean.TRUE.equals(said.inPlan()))));
        };
    }

    private Response answer(AcknowledgeAlert.Outcome outcome) {
        return switch (outcome) {
            case AcknowledgeAlert.Outcome.Done done ->
                    Response.ok(AlertAnswer.of(done.alert(), null, deadlines)).build();
            case AcknowledgeAlert.Outcome.NotHere _ ->
                    Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case AcknowledgeAlert.Outcome.AlreadyOtherwise _ ->
                    Problem.of(AlertProblem.ALREADY_ACKNOWLEDGED).toResponse();
            case AcknowledgeAlert.Outcome.Ended _ ->
                    Problem.of(AlertProblem.ALERT_ENDED).toResponse();
        };
    }

    private static Response notFitting(String sentence) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(List.of(new Fault("/reason", sentence)))
                .toResponse();
    }
}
