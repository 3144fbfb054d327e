package org.wholepicture.referral.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.ConfirmPractitioners;
import org.wholepicture.referral.application.ConfirmPractitioners.Decision;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.Confirmation;
import org.wholepicture.referral.domain.Confirmations.PractitionerClaim;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.PersonId;

/** People confirm who leads and who works with a child. */
@Path("/v1")
@RolesAllowed({"front-door", "practitioner"})
@Tag(name = "Confirmations", description = "People confirm who may read about a child (ADR 0008).")
final class ConfirmationsResource {

    private final Deciders deciders;
    private final ConfirmPractitioners confirmations;

    ConfirmationsResource(Deciders deciders, ConfirmPractitioners confirmations) {
        this.deciders = deciders;
        this.confirmations = confirmations;
    }

    /** A claim that waits. */
    @Schema(name = "WaitingClaim")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(
            @Schema(description = "The agency's event.") UUID claim,
            UUID person,
            Capacity as,
            String practitioner,
            String agency,
            LocalDate from,
            @Nullable LocalDate to,
            Instant known) {

        static Waiting of(PractitionerClaim claim) {
            return new Waiting(
                    claim.event().value(),
                    claim.person().value(),
                    claim.capacity(),
                    claim.practitioner(),
                    claim.agency(),
                    claim.from(),
                    claim.to(),
                    claim.known());
        }
    }

    /** What is to be decided. */
    @Schema(name = "ConfirmationRequest")
    record Wanted(
            @Schema(description = "Directory id of the practitioner.")
                    @Nullable String practitioner,
            @Nullable Capacity as,
            @Schema(description = "The agency's event that asks for it.") @Nullable UUID claim,
            @Schema(description = "Until when it holds; without it, until it is ended.")
                    @Nullable Instant until,
            @Schema(description = "True to end it.") @Nullable Boolean end) {}

    /** What was decided. */
    @Schema(name = "Confirmation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Confirmed(
            UUID confirmation,
            UUID person,
            String practitioner,
            Capacity as,
            Instant from,
            @Nullable Instant until,
            boolean ended,
            String confirmedBy) {

        static Confirmed of(Confirmation confirmation) {
            return new Confirmed(
                    confirmation.id(),
                    confirmation.person().value(),
                    confirmation.practitioner(),
                    confirmation.capacity(),
                    confirmation.from(),
                    confirmation.until(),
                    confirmation.ended(),
                    confirmation.confirmedBy());
        }
    }

    /** Claims that wait for the caller. */
    @GET
    @Path("/confirmations")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listWaitingClaims",
            summary = "List the claims that wait for you",
            description =
                    "The front door sees all; a lead practitioner those about practitioners of the"
                            + " children whom they lead.")
    public List<Waiting> waiting() {
        return confirmations.waiting(deciders.present()).stream().map(Waiting::of).toList();
    }

    /** Decides about a practitioner. */
    @POST
    @Path("/people/{person}/confirmations")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirm",
            summary = "Confirm or end that a practitioner leads or works with a child",
            description =
                    "The front door confirms LEAD and NAMED, the confirmed lead confirms NAMED."
                            + " Confirming another lead ends the former. Nobody confirms"
                            + " themselves.")
    @APIResponse(
            responseCode = "200",
            description = "It holds, now or already before.",
            content = @Content(schema = @Schema(implementation = Confirmed.class)))
    @APIResponse(responseCode = "403", description = "Not yours to decide.")
    @APIResponse(responseCode = "404", description = "No such child for you.")
    @APIResponse(responseCode = "409", description = "There is nothing to end.")
    @APIResponse(responseCode = "422", description = "It does not fit what is known.")
    public Response confirm(@PathParam("person") String person, @Nullable Wanted wanted) {
        Optional<UUID> id = Ids.read(person);
        String practitioner = wanted == null ? null : wanted.practitioner();
        Capacity as = wanted == null ? null : wanted.as();
        if (wanted == null || practitioner == null || as == null) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(List.of(new Fault("", "\"practitioner\" and \"as\" are needed.")))
                    .exception();
        }
        if (id.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        UUID claim = wanted.claim();
        return answer(
                confirmations.decide(
                        new ConfirmPractitioners.Request(
                                new PersonId(id.get()),
                                practitioner,
                                as,
                                claim == null ? null : new EventId(claim),
                                wanted.until(),
                                Boolean.TRUE.equals(wanted.end())),
                        deciders.present()));
    }

    /** Declines a claim. */
    @POST
    @Path("/people/{person}/claims/{claim}/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "declineClaim",
            summary = "Decline a claim: nobody is confirmed by it, and it waits no longer",
            description = "Whoever may confirm it may decline it, and may still confirm it later.")
    @APIResponse(responseCode = "204", description = "Declined.")
    @APIResponse(responseCode = "403", description = "Not yours to decide.")
    @APIResponse(responseCode = "404", description = "No such child for you.")
    @APIResponse(responseCode = "422", description = "The claim no longer stands.")
    public Response decline(
            @PathParam("person") String person,
            @PathParam("claim") String claim,
            @Nullable Why why) {
        Optional<UUID> child = Ids.read(person);
        Optional<UUID> event = Ids.read(claim);
        String words = Why.words(why);
        if (child.isEmpty() || event.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(
                confirmations.decline(
                        new PersonId(child.get()),
                        new EventId(event.get()),
                        words,
                        deciders.present()));
    }

    /**
     * The reason of a decision.
     *
     * @param reason in a person's own words
     */
    @Schema(name = "Why")
    record Why(
            @Schema(required = true, minLength = 1, maxLength = Words.MOST)
                    @Nullable String reason) {

        /** The words, or the problem that there are none. */
        static String words(@Nullable Why why) {
            return Words.read(why == null ? null : why.reason())
                    .orElseThrow(
                            () ->
                                    Problem.of(CommonProblem.INVALID_CONTENT)
                                            .withFaults(List.of(new Fault("/reason", Words.ASK)))
                                            .exception());
        }

        /** Leaves the words out: they may be about a person. */
        @Override
        public String toString() {
            return "Why[...]";
        }
    }

    private static Response answer(Decision decision) {
        return switch (decision) {
            case Decision.Decided(var confirmation) ->
                    Response.ok(Confirmed.of(confirmation)).build();
            case Decision.Declined _ -> Response.noContent().build();
            case Decision.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case Decision.NotAllowed(var why) ->
                    Problem.of(ReferralProblem.DECISION_NOT_YOURS).withDetail(why).toResponse();
            case Decision.Impossible(var fault) ->
                    Problem.of(ReferralProblem.DECISION_NOT_POSSIBLE)
                            .withFaults(Answers.faults(List.of(fault), 1))
                            .toResponse();
            case Decision.NothingToEnd _ -> Problem.of(ReferralProblem.NOTHING_TO_END).toResponse();
        };
    }
}
