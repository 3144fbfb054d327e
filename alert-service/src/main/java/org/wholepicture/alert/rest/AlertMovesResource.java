package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
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
import org.wholepicture.alert.application.ClaimAlert;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.RecordEvidence;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.application.SuppressAlert;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/** What people do with an alert beside acknowledging it. */
@Path("/v1/alerts")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
final class AlertMovesResource {

    private static final UUID NONE = new UUID(0, 0);

    private final SuppressAlert suppressAlert;
    private final ClaimAlert claimAlert;
    private final RecordEvidence recordEvidence;
    private final Deadlines deadlines;
    private final Readers readers;

    AlertMovesResource(
            SuppressAlert suppressAlert,
            ClaimAlert claimAlert,
            RecordEvidence recordEvidence,
            Deadlines deadlines,
            Readers readers) {
        this.suppressAlert = suppressAlert;
        this.claimAlert = claimAlert;
        this.recordEvidence = recordEvidence;
        this.deadlines = deadlines;
        this.readers = readers;
    }

    /**
     * A proposal to put an alert off.
     *
     * @param reason why; 1 to 2,000 characters
     * @param workingDays for how many, from the day after the approval
     */
    @Schema(name = "SuppressionProposal")
    record ProposalRequest(
            @Schema(required = true, minLength = 1, maxLength = 2000) @Nullable String reason,
            @Schema(required = true, minimum = "1", maximum = "5") @Nullable Integer workingDays) {

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "ProposalRequest[]";
        }
    }

    /** A manager's decision on a proposal. */
    @Schema(name = "SuppressionDecision")
    record DecisionRequest(@Schema(required = true) @Nullable Boolean approved) {}

    /**
     * Evidence that settles a contradiction.
     *
     * @param basis what it stands on: seen, on record, or the child's own words
     * @param words what was found, and how; 1 to 2,000 characters
     */
    @Schema(name = "Evidence")
    record EvidenceRequest(
            @Schema(
                            required = true,
                            enumeration = {"OBSERVED", "SERVICE_RECORD", "CHILD_VOICE"})
                    @Nullable String basis,
            @Schema(required = true, minLength = 1, maxLength = 2000) @Nullable String words) {

        /** Leaves the words out: they may hold personal data. */
        @Override
        public String toString() {
            return "EvidenceRequest[]";
        }
    }

    /** Proposes to put an alert off. */
    @POST
    @Path("/{alert}/suppression")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Proposes to put the alert off for at most five working days",
            description =
                    "Whoever answers for the child proposes, their manager decides. The alert is"
                            + " sent all the same, and nothing is silent before. The same again is"
                            + " answered the same.")
    @APIResponse(
            responseCode = "200",
            description = "The alert, proposed to be put off.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller may not propose that.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(
            responseCode = "409",
            description = "Such an alert, or one that stands so, is not.")
    public Response propose(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert,
            @Nullable ProposalRequest said) {
        if (said == null || said.reason() == null) {
            return notFitting("/reason", "A reason is needed.");
        }
        Integer days = said.workingDays();
        if (days == null || days < 1 || days > suppressAlert.mostWorkingDays()) {
            return notFitting(
                    "/workingDays",
                    "A whole number from 1 to " + suppressAlert.mostWorkingDays() + ".");
        }
        return switch (Written.reason(said.reason())) {
            case Written.Unfit unfit -> notFitting("/reason", unfit.sentence());
            case Written.Fit fit ->
                    answer(suppressAlert.propose(readers.present(), id(alert), fit.words(), days));
        };
    }

    /** Decides on a proposal. */
    @POST
    @Path("/{alert}/suppression/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Agrees to a proposal to put the alert off, or does not",
            description =
                    "The manager of whoever answers for the child, never whoever proposed it; who"
                            + " proposed it may take it back with approved false.")
    @APIResponse(
            responseCode = "200",
            description = "The alert, put off or not.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller may not decide that.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "There is no proposal.")
    public Response decide(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert,
            @Nullable DecisionRequest said) {
        if (said == null || said.approved() == null) {
            return notFitting("/approved", "Say true or false.");
        }
        return answer(suppressAlert.decide(readers.present(), id(alert), said.approved()));
    }

    /** Records evidence. */
    @POST
    @Path("/{alert}/evidence")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Records the evidence that settles a contradiction",
            description =
                    "A fact like those that agencies send; by it the alert ends. The same again is"
                            + " answered the same.")
    @APIResponse(
            responseCode = "200",
            description = "The alert as it stands after it.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(
            responseCode = "409",
            description = "The alert has ended, or is of a rule that evidence does not end.")
    public Response evidence(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert,
            @Nullable EvidenceRequest said) {
        Optional<Basis> basis =
                Arrays.stream(Basis.values())
                        .filter(Basis::independent)
                        .filter(each -> said != null && each.name().equals(said.basis()))
                        .findFirst();
        if (said == null || basis.isEmpty()) {
            return notFitting("/basis", "OBSERVED, SERVICE_RECORD or CHILD_VOICE.");
        }
        if (said.words() == null) {
            return notFitting("/words", "Evidence is needed.");
        }
        return switch (Written.evidence(said.words())) {
            case Written.Unfit unfit -> notFitting("/words", unfit.sentence());
            case Written.Fit fit ->
                    switch (recordEvidence.record(
                            readers.present(), id(alert), basis.get(), fit.words())) {
                        case RecordEvidence.Outcome.Done done -> shown(done.alert());
                        case RecordEvidence.Outcome.NotHere _ -> notHere();
                        case RecordEvidence.Outcome.NotOfThisRule _ ->
                                Problem.of(AlertProblem.NOT_ENDED_BY_EVIDENCE).toResponse();
                        case RecordEvidence.Outcome.Ended _ ->
                                Problem.of(AlertProblem.ALERT_ENDED).toResponse();
                    };
        };
    }

    /** Takes an alert. */
    @POST
    @Path("/{alert}/claim")
    @Operation(
            summary = "Takes an alert that nobody answers for",
            description =
                    "Front door only. Of several at once one gets it. Once the child has a lead the"
                            + " lead answers.")
    @APIResponse(
            responseCode = "200",
            description = "The alert, taken.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "Somebody else has it, or it has ended.")
    public Response claim(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert) {
        return answer(claimAlert.claim(readers.present(), id(alert)));
    }

    /** Lets go of an alert. */
    @POST
    @Path("/{alert}/release")
    @Operation(summary = "Lets go of an alert that the caller took")
    @APIResponse(
            responseCode = "200",
            description = "The alert, without anybody who has it.",
            content = @Content(schema = @Schema(implementation = AlertAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "Somebody else has it.")
    public Response release(
            @PathParam("alert") @Parameter(description = "Id of the alert.") String alert) {
        return answer(claimAlert.release(readers.present(), id(alert)));
    }

    private Response answer(SuppressAlert.Outcome outcome) {
        return switch (outcome) {
            case SuppressAlert.Outcome.Done done -> shown(done.alert());
            case SuppressAlert.Outcome.NotHere _ -> notHere();
            case SuppressAlert.Outcome.NotYours _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case SuppressAlert.Outcome.NeverPutOff _ ->
                    Problem.of(AlertProblem.NEVER_PUT_OFF).toResponse();
            case SuppressAlert.Outcome.NotNow _ ->
                    Problem.of(AlertProblem.NOT_AS_IT_STANDS).toResponse();
        };
    }

    private Response answer(ClaimAlert.Outcome outcome) {
        return switch (outcome) {
            case ClaimAlert.Outcome.Done done -> shown(done.alert());
            case ClaimAlert.Outcome.NotHere _ -> notHere();
            case ClaimAlert.Outcome.TakenByAnother _ ->
                    Problem.of(AlertProblem.ALREADY_CLAIMED).toResponse();
            case ClaimAlert.Outcome.Ended _ -> Problem.of(AlertProblem.ALERT_ENDED).toResponse();
        };
    }

    private Response shown(StoredAlert alert) {
        return Response.ok(AlertAnswer.of(alert, null, deadlines)).build();
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
