package org.wholepicture.referral.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.ReadReceipt;
import org.wholepicture.referral.domain.EventId;

/** Receipts of the agency's own events. */
@Path("/v1/receipts")
@RolesAllowed("agency")
@Tag(name = "Events")
final class ReceiptsResource {

    private final CurrentCaller caller;
    private final ReadReceipt receipts;

    ReceiptsResource(CurrentCaller caller, ReadReceipt receipts) {
        this.caller = caller;
        this.receipts = receipts;
    }

    /** What a receipt says. */
    @Schema(
            name = "Receipt",
            description = "That the event was accepted. It never says whether the child was known.")
    record Receipt(
            UUID receipt,
            String source,
            String id,
            String type,
            Instant received,
            @Schema(description = "ACCEPTED, or SENDER_ASKED: the front door needs something.")
                    State state,
            @Schema(description = "What is asked for, with its place in the event.")
                    List<Answers.Ask> asks) {}

    /** How the event stands, towards its sender. */
    enum State {
        ACCEPTED,
        SENDER_ASKED
    }

    /** One receipt. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "readReceipt", summary = "Read the receipt of an event you have sent")
    @APIResponse(
            responseCode = "200",
            description = "The receipt.",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @APIResponse(responseCode = "404", description = "You have sent no such event.")
    public Receipt read(@PathParam("id") String id) {
        String agency =
                caller.agencySystem()
                        .map(Caller.AgencySystem::agency)
                        .orElseThrow(() -> Problem.of(ReferralProblem.NO_AGENCY).exception());
        return Ids.read(id)
                .map(EventId::new)
                .flatMap(event -> receipts.find(event, agency))
                .map(ReceiptsResource::receipt)
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    private static Receipt receipt(ReadReceipt.Receipt found) {
        var event = found.event();
        return new Receipt(
                event.id().value(),
                event.key().source(),
                event.key().id(),
                event.type().cloudEventsType(),
                event.received(),
                found.asks().isEmpty() ? State.ACCEPTED : State.SENDER_ASKED,
                Answers.asks(found.asks()));
    }
}
