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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
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
import org.wholepicture.referral.application.OrderErasure;
import org.wholepicture.referral.application.OrderErasure.Outcome;
import org.wholepicture.referral.application.OrderErasure.Proposal;
import org.wholepicture.referral.application.OrderErasure.Shown;
import org.wholepicture.referral.application.OrderErasure.Whom;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.ErasureOrder.Extent;
import org.wholepicture.referral.domain.ErasureOrder.Ground;

/** Orders to erase, made by one person and approved by another. */
@Path("/v1/erasure-orders")
@Tag(name = "Erasure", description = "What is erased, why, and who has carried it out.")
final class ErasureResource {

    private static final String OFFICER = "privacy-officer";
    private static final String ADMINISTRATOR = "administrator";

    private final Deciders deciders;
    private final OrderErasure orders;

    ErasureResource(Deciders deciders, OrderErasure orders) {
        this.deciders = deciders;
        this.orders = orders;
    }

    /** By which a child is known. */
    @Schema(name = "ErasureIdentifier")
    record Known(
            @Schema(description = "nhs-number, upn or la-child-id.") @Nullable String system,
            @Schema(maxLength = 64) @Nullable String value) {

        /** Leaves the number out. */
        @Override
        public String toString() {
            return "Known[" + system + "]";
        }
    }

    /** What is proposed. */
    @Schema(
            name = "ErasureProposal",
            description =
                    "About one child, by person or identifier, with an extent; or about events.")
    record Proposed(
            @Nullable UUID person,
            @Nullable Known identifier,
            @Schema(description = "How much of the child goes.") @Nullable Extent extent,
            @Schema(
                            maxItems = OrderErasure.MOST_EVENTS,
                            description = "Accepted events by id, the receipt's.")
                    @Nullable List<UUID> events,
            @Nullable Ground ground,
            @Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Proposed[...]";
        }
    }

    /** Why it is declined. */
    @Schema(name = "ErasureRefusal")
    record Refusal(@Schema(minLength = 1, maxLength = Words.MOST) @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Refusal[...]";
        }
    }

    /** The latest orders. */
    @GET
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listErasureOrders", summary = "List the latest 200 orders to erase")
    public List<ErasureAnswers.Order> latest() {
        return orders.latest(deciders.present()).stream().map(ErasureAnswers.Order::of).toList();
    }

    /** One order. */
    @GET
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Path("/{order}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readErasureOrder",
            summary = "Read an order, and which services have carried it out")
    @APIResponse(
            responseCode = "200",
            description = "The order.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Order.class)))
    @APIResponse(responseCode = "404", description = "No such order.")
    public ErasureAnswers.Order one(@PathParam("order") String order) {
        return orders.find(id(order), deciders.present())
                .map(ErasureAnswers.Order::of)
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    /** Proposes one. */
    @POST
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "proposeErasure",
            summary = "Propose to erase; nothing goes before another person has approved it",
            description = "Refused while a legal hold stands for a child whom it is about.")
    @APIResponse(
            responseCode = "201",
            description = "Proposed.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Order.class)))
    @APIResponse(responseCode = "403", description = "Not with this role or sign-in.")
    @APIResponse(responseCode = "404", description = "No such child or event.")
    @APIResponse(
            responseCode = "409",
            description = "A legal hold stands, or another order is open.")
    @APIResponse(responseCode = "422", description = "It is about nothing, or about too much.")
    public Response propose(@Nullable Proposed proposed) {
        Decider decider = deciders.strong();
        Ground ground = proposed == null ? null : proposed.ground();
        Optional<String> words = Words.read(proposed == null ? null : proposed.reason());
        if (proposed == null || ground == null || words.isEmpty()) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(List.of(new Fault("", "\"ground\" and \"reason\" are needed.")))
                    .exception();
        }
        List<UUID> events = proposed.events();
        if (events != null && events.size() > OrderErasure.MOST_EVENTS) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(
                            List.of(
                                    new Fault(
                                            "/events",
                                            "An order names at most %d events."
                                                    .formatted(OrderErasure.MOST_EVENTS))))
                    .exception();
        }
        Known known = proposed.identifier();
        Whom whom =
                proposed.person() == null && known == null
                        ? null
                        : new Whom(
                                proposed.person(),
                                known == null ? null : known.system(),
                                known == null ? null : known.value());
        return answer(
                orders.propose(
                        new Proposal(
                                whom,
                                proposed.extent(),
                                events == null ? List.of() : events,
                                ground,
                                words.get()),
                        decider),
                201);
    }

    /** Approves one. */
    @POST
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Path("/{order}/approval")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveErasure",
            summary = "Approve an order that another person proposed; it is carried out at once")
    @APIResponse(
            responseCode = "200",
            description = "Approved.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Order.class)))
    @APIResponse(responseCode = "403", description = "You proposed it yourself.")
    @APIResponse(responseCode = "404", description = "No such order.")
    @APIResponse(
            responseCode = "409",
            description = "It was decided before, or a legal hold stands.")
    public Response approve(@PathParam("order") String order) {
        Decider decider = deciders.strong();
        return answer(orders.approve(id(order), decider), 200);
    }

    /** Since when. */
    @Schema(name = "ErasuresSince")
    record Since(
            @Schema(
                            implementation = LocalDate.class,
                            description = "A day at or before the moment that was restored to.")
                    @Nullable String since) {}

    /** What was told again. */
    @Schema(name = "ErasuresToldAgain")
    record ToldAgain(long orders, long messages) {}

    /** Tells orders again. */
    @POST
    @RolesAllowed(ADMINISTRATOR)
    @Path("/repetition")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "repeatErasures",
            summary = "Tell every service again of the orders carried out since a day",
            description =
                    "After the database of a service was restored from a backup. A service that has"
                            + " carried an order out changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "They are published again within seconds.",
            content = @Content(schema = @Schema(implementation = ToldAgain.class)))
    @APIResponse(responseCode = "403", description = "Not with this role or sign-in.")
    @APIResponse(responseCode = "422", description = "It is no day, or one to come.")
    public Response repeat(@Nullable Since wanted) {
        Decider decider = deciders.strong();
        return day(wanted == null ? null : wanted.since())
                .flatMap(day -> orders.tellAgain(day, decider))
                .map(
                        told ->
                                Response.accepted(new ToldAgain(told.orders(), told.messages()))
                                        .build())
                .orElseThrow(
                        () ->
                                Problem.of(CommonProblem.UNPROCESSABLE)
                                        .withFaults(
                                                List.of(
                                                        new Fault(
                                                                "/since",
                                                                "A day is needed, and not one to come.")))
                                        .exception());
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text);
            return day.getYear() < 2000 ? Optional.empty() : Optional.of(day);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** Declines one. */
    @POST
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Path("/{order}/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "declineErasure", summary = "Decline an order, or take it back")
    @APIResponse(
            responseCode = "200",
            description = "Declined.",
            content = @Content(schema = @Schema(implementation = ErasureAnswers.Order.class)))
    @APIResponse(responseCode = "404", description = "No such order.")
    @APIResponse(responseCode = "409", description = "It was decided before.")
    public Response decline(@PathParam("order") String order, @Nullable Refusal refusal) {
        Decider decider = deciders.strong();
        String words =
                Words.read(refusal == null ? null : refusal.reason())
                        .orElseThrow(
                                () ->
                                        Problem.of(CommonProblem.INVALID_CONTENT)
                                                .withFaults(
                                                        List.of(new Fault("/reason", Words.ASK)))
                                                .exception());
        return answer(orders.decline(id(order), words, decider), 200);
    }

    private static UUID id(String order) {
        return Ids.read(order).orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    private static Response answer(Outcome outcome, int status) {
        return switch (outcome) {
            case Outcome.Done(var order) ->
                    Response.status(status)
                            .entity(ErasureAnswers.Order.of(new Shown(order, List.of())))
                            .build();
            case Outcome.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case Outcome.NotYours _ -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case Outcome.TooLate _ -> Problem.of(CommonProblem.CONFLICT).toResponse();
            case Outcome.Held _ ->
                    Problem.of(CommonProblem.CONFLICT)
                            .withDetail("A legal hold stands: nothing may be erased.")
                            .toResponse();
            case Outcome.Impossible(var fault) ->
                    Problem.of(CommonProblem.UNPROCESSABLE)
                            .withFaults(Answers.faults(List.of(fault), 1))
                            .toResponse();
        };
    }
}
