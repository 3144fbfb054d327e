package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
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
import org.wholepicture.chronology.application.ReviewEmergencies;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EmergencyReview;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Timelines that were opened in an emergency, for the privacy officer to look at. */
@Path("/v1/emergencies")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Access")
class EmergenciesResource {

    private final ReviewEmergencies emergencies;
    private final CurrentCaller caller;
    private final RequestId request;

    EmergenciesResource(ReviewEmergencies emergencies, CurrentCaller caller, RequestId request) {
        this.emergencies = emergencies;
        this.caller = caller;
        this.request = request;
    }

    /** An emergency. */
    @Schema(name = "EmergencyAccess")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmergencyAnswer(
            @Schema(description = "By which it is reviewed.") UUID id,
            String reference,
            UUID person,
            String practitioner,
            String agency,
            Statement.@Nullable Emergency emergency,
            String reason,
            Instant from,
            Instant until,
            @Schema(description = "The last day on which it is reviewed in time.") LocalDate due,
            boolean overdue,
            @Schema(description = "What was found; not there while nobody has looked.")
                    @Nullable ReviewAnswer review) {

        static EmergencyAnswer of(ReviewEmergencies.Emergency one) {
            AccessStore.Told told = one.told();
            Statement said = told.statement();
            return new EmergencyAnswer(
                    said.id(),
                    told.reference(),
                    said.person().value(),
                    said.practitioner().value(),
                    said.agency().value(),
                    said.emergency(),
                    said.reason(),
                    said.from(),
                    said.until(),
                    one.due(),
                    one.overdue(),
                    ReviewAnswer.of(told.review()));
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "EmergencyAnswer[" + reference + "]";
        }
    }

    /** What was found. */
    @Schema(name = "EmergencyReview")
    record ReviewAnswer(
            String reviewer, EmergencyReview.Outcome outcome, String reason, Instant at) {

        static @Nullable ReviewAnswer of(@Nullable EmergencyReview review) {
            return review == null
                    ? null
                    : new ReviewAnswer(
                            review.reviewer().value(),
                            review.outcome(),
                            review.reason(),
                            review.at());
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "ReviewAnswer[" + outcome + "]";
        }
    }

    /** What the privacy officer finds. */
    @Schema(name = "EmergencyFinding")
    record Finding(
            @Schema(implementation = EmergencyReview.Outcome.class) @Nullable String outcome,
            @Schema(minLength = EmergencyReview.FEWEST, maxLength = EmergencyReview.MOST)
                    @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Finding[outcome=" + outcome + "]";
        }
    }

    /** The latest emergencies. */
    @Schema(name = "Emergencies")
    record EmergenciesAnswer(List<EmergencyAnswer> emergencies) {}

    /** The latest emergencies, for the privacy officer. */
    @GET
    @RolesAllowed("privacy-officer")
    @Operation(summary = "Readings in an emergency, for the privacy officer")
    @APIResponse(
            responseCode = "200",
            description =
                    "First those that wait for a review, longest first; then the latest 100 reviewed.",
            content = @Content(schema = @Schema(implementation = EmergenciesAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not the privacy officer.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response emergencies() {
        return switch (emergencies.list(Askers.of(caller.caller()), request.value())) {
            case Answer.Given<ReviewEmergencies.Listed>(ReviewEmergencies.Listed found) ->
                    Response.ok(
                                    new EmergenciesAnswer(
                                            found.emergencies().stream()
                                                    .map(EmergencyAnswer::of)
                                                    .toList()))
                            .build();
            case Answer.Refused<ReviewEmergencies.Listed> _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    /** Reviews one. */
    @POST
    @Path("/{emergency}/review")
    @RolesAllowed("privacy-officer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say whether a reading in an emergency was justified, and why",
            description =
                    "Within five working days, once, and by another than whoever read. It is not"
                            + " changed afterwards.")
    @APIResponse(responseCode = "204", description = "Kept.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(
            responseCode = "403",
            description = "The caller is not the privacy officer, or it is their own reading.")
    @APIResponse(responseCode = "404", description = "There is no such emergency.")
    @APIResponse(responseCode = "409", description = "It was reviewed before.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response review(
            @PathParam("emergency")
                    @Parameter(
                            description = "Id of the emergency.",
                            schema = @Schema(implementation = UUID.class))
                    String emergency,
            @Nullable Finding finding) {
        Asker asker = Askers.of(caller.caller());
        Optional<UUID> id = Ids.parse(emergency);
        if (id.isEmpty()) {
            emergencies.refuse(asker, request.value());
            return Problem.of(CommonProblem.NOT_FOUND).toResponse();
        }
        EmergencyReview.Outcome outcome =
                Reasons.named(
                        EmergencyReview.Outcome.class, finding == null ? null : finding.outcome());
        Optional<String> reason =
                Reasons.words(
                        finding == null ? null : finding.reason(),
                        EmergencyReview.FEWEST,
                        EmergencyReview.MOST);
        if (outcome == null || reason.isEmpty()) {
            return Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(
                            List.of(
                                    new Fault(
                                            "",
                                            "Say JUSTIFIED or NOT_JUSTIFIED, and why in 10 to 1000"
                                                    + " characters.")))
                    .toResponse();
        }
        return switch (emergencies.review(
                asker, request.value(), id.get(), outcome, reason.get())) {
            case KEPT -> Response.noContent().build();
            case NOT_ALLOWED -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case NONE -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case OWN -> Problem.of(ChronologyProblem.YOUR_OWN).toResponse();
            case REVIEWED -> Problem.of(ChronologyProblem.NOT_NOW).toResponse();
        };
    }
}
