package org.wholepicture.referral.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.HoldChildren;
import org.wholepicture.referral.application.KeepNoLonger;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RetentionPeriod.HeldClass;

/** How long what is kept, and of whom nothing may be erased. */
@Path("/v1")
@Tag(name = "Erasure", description = "What is erased, why, and who has carried it out.")
final class RetentionResource {

    private static final String OFFICER = "privacy-officer";
    private static final String ADMINISTRATOR = "administrator";

    private final Deciders deciders;
    private final HoldChildren holds;
    private final KeepNoLonger retention;

    RetentionResource(Deciders deciders, HoldChildren holds, KeepNoLonger retention) {
        this.deciders = deciders;
        this.holds = holds;
        this.retention = retention;
    }

    /** What is to be held. */
    @Schema(name = "LegalHoldRequest")
    record NewHold(
            @Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason,
            @Schema(description = "When somebody looks whether it is still needed; within 5 years.")
                    @Nullable LocalDate reviewOn) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "NewHold[...]";
        }
    }

    /** Why a hold is lifted. */
    @Schema(name = "LegalHoldEnd")
    record HoldEnd(@Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "HoldEnd[...]";
        }
    }

    /** A period that is proposed. */
    @Schema(name = "RetentionProposal")
    record NewPeriod(
            @Nullable HeldClass heldClass,
            @Schema(implementation = Integer.class, minimum = "1", maximum = "1200")
                    @Nullable BigDecimal months,
            @Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "NewPeriod[...]";
        }
    }

    /** All holds. */
    @GET
    @Path("/legal-holds")
    @RolesAllowed(OFFICER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listLegalHolds",
            summary = "List the legal holds that stand, the next to be reviewed first")
    public List<ErasureAnswers.Hold> standing() {
        return holds.standing(deciders.present()).stream().map(ErasureAnswers.Hold::of).toList();
    }

    /** Sets one. */
    @POST
    @Path("/people/{person}/legal-holds")
    @RolesAllowed(OFFICER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setLegalHold",
            summary = "Hold all that is held of a child: nothing of it is erased")
    @APIResponse(
            responseCode = "201",
            description = "It holds.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Hold.class)))
    @APIResponse(responseCode = "404", description = "No such child.")
    @APIResponse(responseCode = "422", description = "The day of review does not fit.")
    public Response set(@PathParam("person") String person, @Nullable NewHold hold) {
        Decider decider = deciders.strong();
        Optional<UUID> id = Ids.read(person);
        LocalDate reviewOn = hold == null ? null : hold.reviewOn();
        Optional<String> words = Words.read(hold == null ? null : hold.reason());
        if (reviewOn == null || words.isEmpty()) {
            throw invalid("\"reason\" and \"reviewOn\" are needed.");
        }
        if (id.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(holds.set(new PersonId(id.get()), words.get(), reviewOn, decider), 201);
    }

    /** Lifts one. */
    @POST
    @Path("/legal-holds/{hold}/end")
    @RolesAllowed(OFFICER)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "liftLegalHold", summary = "Lift a legal hold")
    @APIResponse(
            responseCode = "200",
            description = "It holds no longer.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Hold.class)))
    @APIResponse(responseCode = "404", description = "No such hold.")
    @APIResponse(responseCode = "409", description = "It was lifted before.")
    public Response lift(@PathParam("hold") String hold, @Nullable HoldEnd end) {
        Decider decider = deciders.strong();
        Optional<UUID> id = Ids.read(hold);
        Optional<String> words = Words.read(end == null ? null : end.reason());
        if (words.isEmpty()) {
            throw invalid("\"reason\" is needed.");
        }
        if (id.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(holds.lift(id.get(), words.get(), decider), 200);
    }

    /** All periods. */
    @GET
    @Path("/retention-periods")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listRetentionPeriods",
            summary = "List how long what is kept; of each class the one approved last holds")
    public List<ErasureAnswers.Period> periods() {
        return retention.periods(deciders.present()).stream()
                .map(ErasureAnswers.Period::of)
                .toList();
    }

    /** Proposes one. */
    @POST
    @Path("/retention-periods")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeRetentionPeriod",
            summary = "Propose how long a class is kept; it holds once another person has agreed")
    @APIResponse(
            responseCode = "201",
            description = "Proposed.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Period.class)))
    @APIResponse(responseCode = "422", description = "No such period is possible.")
    public Response propose(@Nullable NewPeriod period) {
        Decider decider = deciders.strong();
        HeldClass heldClass = period == null ? null : period.heldClass();
        BigDecimal months = period == null ? null : period.months();
        Optional<String> words = Words.read(period == null ? null : period.reason());
        if (heldClass == null || months == null || words.isEmpty()) {
            throw invalid("\"heldClass\", \"months\" and \"reason\" are needed.");
        }
        return answer(retention.propose(heldClass, whole(months), words.get(), decider), 201);
    }

    /** Agrees to one. */
    @POST
    @Path("/retention-periods/{number}/approval")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveRetentionPeriod",
            summary = "Agree to a period that another person proposed")
    @APIResponse(
            responseCode = "200",
            description = "It holds.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Period.class)))
    @APIResponse(responseCode = "403", description = "You proposed it yourself.")
    @APIResponse(responseCode = "404", description = "No such period.")
    @APIResponse(responseCode = "409", description = "It was agreed to before.")
    public Response approve(@PathParam("number") String number) {
        Decider decider = deciders.strong();
        if (!number.matches("[0-9]{1,18}")) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(retention.approve(Long.parseLong(number), decider), 200);
    }

    /** What is no whole number of months is no period: 0 is refused as well. */
    private static int whole(BigDecimal months) {
        return months.signum() > 0
                        && months.compareTo(BigDecimal.valueOf(Short.MAX_VALUE)) < 0
                        && months.stripTrailingZeros().scale() <= 0
                ? months.intValueExact()
                : 0;
    }

    private static RuntimeException invalid(String sentence) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(List.of(new Fault("", sentence)))
                .exception();
    }

    private static Response answer(HoldChildren.Outcome outcome, int status) {
        return switch (outcome) {
            case HoldChildren.Outcome.Done(var hold) ->
                    Response.status(status).entity(ErasureAnswers.Hold.of(hold, false)).build();
            case HoldChildren.Outcome.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case HoldChildren.Outcome.TooLate _ -> Problem.of(CommonProblem.CONFLICT).toResponse();
            case HoldChildren.Outcome.Impossible(var fault) ->
                    Problem.of(CommonProblem.UNPROCESSABLE)
                            .withFaults(Answers.faults(List.of(fault), 1))
                            .toResponse();
        };
    }

    private static Response answer(KeepNoLonger.Outcome outcome, int status) {
        return switch (outcome) {
            case KeepNoLonger.Outcome.Done(var period) ->
                    Response.status(status).entity(ErasureAnswers.Period.of(period)).build();
            case KeepNoLonger.Outcome.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case KeepNoLonger.Outcome.NotYours _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case KeepNoLonger.Outcome.TooLate _ -> Problem.of(CommonProblem.CONFLICT).toResponse();
            case KeepNoLonger.Outcome.Impossible(var fault) ->
                    Problem.of(CommonProblem.UNPROCESSABLE)
                            .withFaults(Answers.faults(List.of(fault), 1))
                            .toResponse();
        };
    }
}
