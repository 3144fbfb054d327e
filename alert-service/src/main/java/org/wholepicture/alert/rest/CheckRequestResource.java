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
import org.wholepicture.alert.application.AnswerCheck;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/** Questions to the caller's agency, and their answers. */
@Path("/v1/check-requests")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questions to agencies")
final class CheckRequestResource {

    private static final UUID NONE = new UUID(0, 0);

    private final AnswerCheck answerCheck;
    private final Readers readers;
    private final InstantSource clock;

    CheckRequestResource(AnswerCheck answerCheck, Readers readers, InstantSource clock) {
        this.answerCheck = answerCheck;
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * An answer.
     *
     * @param answer what is answered
     * @param basis what it stands on; not for whoever cannot say
     * @param words what was found, and how
     */
    @Schema(name = "CheckAnswerGiven")
    record AnswerRequest(
            @Schema(
                            required = true,
                            enumeration = {"CONFIRMED", "CORRECTED", "CANNOT_SAY"})
                    @Nullable String answer,
            @Schema(
                            description = "Needed to confirm and to correct.",
                            enumeration = {
                                "OBSERVED",
                                "SERVICE_RECORD",
                                "CHILD_VOICE",
                                "SELF_REPORT"
                            })
                    @Nullable String basis,
            @Schema(required = true, minLength = 1, maxLength = Written.LONGEST)
                    @Nullable String words) {

        /** Leaves the words out: they may hold personal data. */
        @Override
        public String toString() {
            return "AnswerRequest[answer=" + answer + "]";
        }
    }

    /** Questions to the caller's agency. */
    @Schema(name = "CheckRequests")
    record ToAgency(List<CheckRequestAnswer> requests) {}

    /** The questions to the caller's agency. */
    @GET
    @Operation(summary = "Questions to the caller's agency: those that wait first; at most 200")
    @APIResponse(
            responseCode = "200",
            description = "The questions.",
            content = @Content(schema = @Schema(implementation = ToAgency.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    public Response toAgency() {
        return Response.ok(
                        new ToAgency(
                                answerCheck.mine(readers.present()).stream()
                                        .map(each -> CheckRequestAnswer.of(each, today()))
                                        .toList()))
                .build();
    }

    /** One question to the caller's agency. */
    @GET
    @Path("/{request}")
    @Operation(summary = "A question to the caller's agency, with what the agency itself told")
    @APIResponse(
            responseCode = "200",
            description = "The question.",
            content = @Content(schema = @Schema(implementation = CheckRequestAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    public Response one(
            @PathParam("request") @Parameter(description = "Id of the question.") String request) {
        return answerCheck
                .read(readers.present(), id(request))
                .map(shown -> Response.ok(CheckRequestAnswer.of(shown, today())).build())
                .orElseGet(CheckRequestResource::notHere);
    }

    /** Answers. */
    @POST
    @Path("/{request}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Answers a question to the caller's agency",
            description =
                    "A fact like those that agencies send: it settles a contradiction where it stands"
                            + " on more than what the family says, and whoever answers is silent no"
                            + " more. The same again is answered the same.")
    @APIResponse(
            responseCode = "200",
            description = "The question with its answer.",
            content = @Content(schema = @Schema(implementation = CheckRequestAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "It was answered already.")
    public Response answer(
            @PathParam("request") @Parameter(description = "Id of the question.") String request,
            @Nullable AnswerRequest said) {
        Optional<CheckAnswer> answer =
                Arrays.stream(CheckAnswer.values())
                        .filter(each -> said != null && each.name().equals(said.answer()))
                        .findFirst();
        if (said == null || answer.isEmpty()) {
            return notFitting("/answer", "CONFIRMED, CORRECTED or CANNOT_SAY.");
        }
        Optional<Basis> basis =
                Arrays.stream(Basis.values())
                        .filter(AnswerCheck::canStandOn)
                        .filter(each -> each.name().equals(said.basis()))
                        .findFirst();
        if (answer.get() == CheckAnswer.CANNOT_SAY) {
            if (said.basis() != null) {
                return notFitting("/basis", "Whoever cannot say has none.");
            }
        } else if (basis.isEmpty()) {
            return notFitting("/basis", "OBSERVED, SERVICE_RECORD, CHILD_VOICE or SELF_REPORT.");
        }
        if (said.words() == null) {
            return notFitting("/words", "Words are needed.");
        }
        return switch (Written.answer(said.words())) {
            case Written.Unfit unfit -> notFitting("/words", unfit.sentence());
            case Written.Fit fit ->
                    switch (answerCheck.answer(
                            readers.present(),
                            id(request),
                            new AnswerCheck.Said(answer.get(), basis.orElse(null), fit.words()))) {
                        case AnswerCheck.Outcome.Done done ->
                                Response.ok(CheckRequestAnswer.of(done.shown(), today())).build();
                        case AnswerCheck.Outcome.NotHere _ -> notHere();
                        case AnswerCheck.Outcome.AlreadyAnswered _ ->
                                Problem.of(AlertProblem.ALREADY_ANSWERED).toResponse();
                    };
        };
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
