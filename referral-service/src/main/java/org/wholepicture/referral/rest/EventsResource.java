package org.wholepicture.referral.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.Redacted;
import org.wholepicture.platform.web.StrictJson;
import org.wholepicture.referral.application.AcceptEvents;
import org.wholepicture.referral.application.CheckEvent;
import org.wholepicture.referral.application.CheckEvent.Checked;
import org.wholepicture.referral.application.ReadReceipt;
import org.wholepicture.referral.application.ReferralConfig;
import org.wholepicture.referral.domain.EventStore.Fit;
import org.wholepicture.referral.domain.EventStore.Kept;
import org.wholepicture.referral.domain.Grant;
import org.wholepicture.referral.domain.Troubles;

/** The one door for events. */
@Path("/v1/events")
@RolesAllowed("agency")
@Tag(name = "Events", description = "Agencies' systems send what they know.")
final class EventsResource {

    static final String SINGLE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    /** Bytes of one event. */
    static final int LARGEST_EVENT = 64 * 1024;

    /** Bytes of one batch. */
    static final int LARGEST_BATCH = 1024 * 1024;

    /** Events in one batch. */
    static final int MOST_EVENTS = 100;

    /** Faults listed for a whole batch; once they are used up, each further event names one. */
    static final int MOST_FAULTS_OF_A_BATCH = 500;

    /** One item has its own status, so none of the usual ones fits the whole (RFC 4918). */
    static final int MULTI_STATUS = 207;

    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final Logger log = Logger.getLogger(EventsResource.class);

    private final CurrentCaller caller;
    private final CheckEvent check;
    private final AcceptEvents accept;
    private final SendingRate rate;
    private final Troubles troubles;
    private final MeterRegistry meters;

    EventsResource(
            CurrentCaller caller,
            CheckEvent check,
            AcceptEvents accept,
            ReferralConfig config,
            Troubles troubles,
            MeterRegistry meters) {
        this.caller = caller;
        this.check = check;
        this.accept = accept;
        this.rate =
                new SendingRate(
                        config.intake().eventsPerSecond(),
                        config.intake().burst(),
                        System::nanoTime);
        this.troubles = troubles;
        this.meters = meters;
    }

    /** The answer to an accepted event. */
    @Schema(name = "Accepted", description = "The event is kept.")
    record Accepted(
            @Schema(description = "Id of the receipt; the same for a repeated event.") UUID receipt,
            @Schema(description = "When it was accepted, the first time.") Instant received) {}

    /** The answer to an event that could be accepted. */
    @Schema(name = "Valid", description = "The event would be accepted.")
    record Valid(
            @Schema(description = "What you would be asked for, as in the receipt.")
                    List<Answers.Ask> asks) {}

    /** The answer to one event of a batch. */
    @Schema(name = "BatchItem", description = "The answer to one event, in the order sent.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "The status that the event would have got alone.") int status,
            @Nullable UUID receipt,
            @Nullable Instant received,
            @Nullable List<Answers.Ask> asks,
            @Schema(type = SchemaType.OBJECT, description = "RFC 9457, where it was refused.")
                    @Nullable Map<String, Object> problem) {

        static Item accepted(Kept.Receipt kept) {
            return new Item(202, kept.id().value(), kept.received(), null, null);
        }

        static Item valid(Valid valid) {
            return new Item(200, null, null, valid.asks, null);
        }

        static Item refused(Problem problem) {
            try {
                return new Item(
                        problem.type().status(),
                        null,
                        null,
                        null,
                        StrictJson.mapper().readValue(problem.json(), new TypeReference<>() {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes one event. */
    @POST
    @Consumes(SINGLE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sendEvents",
            summary = "Send one event, or a batch of at most 100",
            description =
                    "Once this is answered with 202, the event is kept. The same source and id with"
                            + " the same type and data gives the same receipt, for ever; with other"
                            + " content 422. A batch is answered with 207 and an answer for each"
                            + " event, in their order.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = SINGLE, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = BATCH,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "Kept.",
            headers = @Header(name = "Location", description = "The receipt."),
            content = @Content(schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "207",
            description = "A batch: the answer to each event.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Item.class)))
    @APIResponse(responseCode = "400", description = "Not JSON, or not a CloudEvents 1.0 event.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "Type or source not allowed.")
    @APIResponse(responseCode = "413", description = "Too large.")
    @APIResponse(responseCode = "415", description = "Not sent as CloudEvents.")
    @APIResponse(responseCode = "422", description = "Against the contract, or the key was reused.")
    @APIResponse(responseCode = "429", description = "Too many; see Retry-After.")
    @APIResponse(responseCode = "503", description = "Not kept; see Retry-After.")
    public Response send(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, byte[] body) {
        Grant grant = grant();
        return switch (one(grant, type, body)) {
            case Looked.Refused(var problem) -> problem.toResponse();
            case Looked.Fits(var fit) ->
                    switch (keep(List.of(fit)).getFirst()) {
                        case Kept.Receipt kept ->
                                Response.accepted(new Accepted(kept.id().value(), kept.received()))
                                        .location(URI.create("v1/receipts/" + kept.id()))
                                        .build();
                        case Kept.KeyReused _ ->
                                Problem.of(ReferralProblem.KEY_REUSED).toResponse();
                    };
        };
    }

    /** Takes a batch of events. */
    @POST
    @Consumes(BATCH)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response sendBatch(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, byte[] body) {
        Grant grant = grant();
        List<Looked> looked = batch(grant, type, body);
        List<Fit> fits = new ArrayList<>();
        for (Looked one : looked) {
            if (one instanceof Looked.Fits(var fit)) {
                fits.add(fit);
            }
        }
        List<Kept> kept = keep(fits);
        List<Item> items = new ArrayList<>();
        int next = 0;
        for (Looked one : looked) {
            items.add(
                    switch (one) {
                        case Looked.Refused(var problem) -> Item.refused(problem);
                        case Looked.Fits _ ->
                                switch (kept.get(next++)) {
                                    case Kept.Receipt receipt -> Item.accepted(receipt);
                                    case Kept.KeyReused _ ->
                                            Item.refused(Problem.of(ReferralProblem.KEY_REUSED));
                                };
                    });
        }
        return Response.status(MULTI_STATUS).entity(items).build();
    }

    /** Says what is wrong with one event; stores nothing. */
    @POST
    @Path("/validate")
    @Consumes(SINGLE)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validateEvents",
            summary = "Check one event, or a batch of at most 100",
            description = "Gives the same faults as sending; stores nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = SINGLE, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(
                        mediaType = BATCH,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "It would be accepted.",
            content = @Content(schema = @Schema(implementation = Valid.class)))
    @APIResponse(
            responseCode = "207",
            description = "A batch: the answer to each event.",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Item.class)))
    @APIResponse(responseCode = "400", description = "Not JSON, or not a CloudEvents 1.0 event.")
    @APIResponse(responseCode = "401", description = "No valid token.")
    @APIResponse(responseCode = "403", description = "Type or source not allowed.")
    @APIResponse(responseCode = "413", description = "Too large.")
    @APIResponse(responseCode = "415", description = "Not sent as CloudEvents.")
    @APIResponse(responseCode = "422", description = "Against the contract.")
    @APIResponse(responseCode = "429", description = "Too many; see Retry-After.")
    public Response validate(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, byte[] body) {
        return switch (one(grant(), type, body)) {
            case Looked.Refused(var problem) -> problem.toResponse();
            case Looked.Fits(var fit) -> Response.ok(valid(fit)).build();
        };
    }

    /** Says what is wrong with the events of a batch; stores nothing. */
    @POST
    @Path("/validate")
    @Consumes(BATCH)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Response validateBatch(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type, byte[] body) {
        List<Item> items =
                batch(grant(), type, body).stream()
                        .map(
                                looked ->
                                        switch (looked) {
                                            case Looked.Refused(var problem) ->
                                                    Item.refused(problem);
                                            case Looked.Fits(var fit) -> Item.valid(valid(fit));
                                        })
                        .toList();
        return Response.status(MULTI_STATUS).entity(items).build();
    }

    /** What looking at one event came to. */
    private sealed interface Looked {

        record Fits(Fit fit) implements Looked {}

        record Refused(Problem problem) implements Looked {}
    }

    private Looked one(Grant grant, @Nullable MediaType type, byte[] body) {
        refuseOtherTypes(type);
        slowDown(grant, 1);
        return look(grant, body, Answers.MOST_FAULTS);
    }

    private List<Looked> batch(Grant grant, @Nullable MediaType type, byte[] body) {
        refuseOtherTypes(type);
        if (body.length > LARGEST_BATCH) {
            throw Problem.of(ReferralProblem.BATCH_TOO_LARGE).exception();
        }
        List<byte[]> items =
                switch (JsonText.items(body, MOST_EVENTS)) {
                    case JsonText.Cut.Items(var all) -> all;
                    case JsonText.Cut.Unreadable(var why) ->
                            throw Problem.of(ReferralProblem.NOT_READABLE)
                                    .withDetail(why)
                                    .exception();
                };
        if (items.size() > MOST_EVENTS) {
            throw Problem.of(ReferralProblem.BATCH_TOO_LARGE).exception();
        }
        slowDown(grant, items.size());
        List<Looked> looked = new ArrayList<>();
        int left = MOST_FAULTS_OF_A_BATCH;
        for (byte[] item : items) {
            Looked one = look(grant, item, Math.clamp(left, 1, Answers.MOST_FAULTS));
            if (one instanceof Looked.Refused(var problem)) {
                left -= problem.faults().size();
            }
            looked.add(one);
        }
        return looked;
    }

    private Looked look(Grant grant, byte[] body, int mostFaults) {
        if (body.length > LARGEST_EVENT) {
            return new Looked.Refused(Problem.of(ReferralProblem.EVENT_TOO_LARGE));
        }
        return switch (JsonText.read(body)) {
            case JsonText.Read.Unreadable(var why) ->
                    new Looked.Refused(Problem.of(ReferralProblem.NOT_READABLE).withDetail(why));
            case JsonText.Read.Value(var json) ->
                    switch (check.check(grant, json)) {
                        case Checked.Fits(var fit) -> new Looked.Fits(fit);
                        case Checked.Refused refused ->
                                new Looked.Refused(Answers.refusal(refused, mostFaults));
                    };
        };
    }

    private List<Kept> keep(List<Fit> fits) {
        if (fits.isEmpty()) {
            return List.of();
        }
        List<Kept> kept;
        try {
            kept = accept.accept(fits);
        } catch (RuntimeException e) {
            if (!troubles.passes(e)) {
                throw e;
            }
            // Perhaps it was kept: the sender repeats it with the same key and learns.
            log.warnf(Redacted.of(e), "not accepted, answered 503");
            throw Problem.of(CommonProblem.UNAVAILABLE).retryAfter(SHORTLY).exception();
        }
        for (int i = 0; i < fits.size(); i++) {
            boolean first =
                    kept.get(i) instanceof Kept.Receipt receipt
                            && receipt.id().equals(fits.get(i).event().id());
            if (first) {
                Counter.builder("wp.events.accepted")
                        .description("Events accepted for the first time")
                        .tag("type", fits.get(i).event().type().shortName())
                        .register(meters)
                        .increment();
            }
        }
        return kept;
    }

    private static Valid valid(Fit fit) {
        return new Valid(Answers.asks(ReadReceipt.asksOf(fit.event())));
    }

    private Grant grant() {
        return caller.agencySystem()
                .map(system -> new Grant(system.agency(), system.eventTypes(), system.sources()))
                .orElseThrow(() -> Problem.of(ReferralProblem.NO_AGENCY).exception());
    }

    private void slowDown(Grant grant, int count) {
        Optional<Duration> wait = rate.take(grant.agency(), count);
        if (wait.isPresent()) {
            throw Problem.of(ReferralProblem.TOO_MANY_EVENTS).retryAfter(wait.get()).exception();
        }
    }

    /** RESTEasy takes a missing type, and one with a star, for any that a method consumes. */
    private static void refuseOtherTypes(@Nullable MediaType type) {
        if (type == null || type.isWildcardType() || type.isWildcardSubtype()) {
            throw Problem.of(CommonProblem.UNSUPPORTED_MEDIA_TYPE).exception();
        }
        Map<String, String> parameters = type.getParameters();
        String charset = parameters.get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw Problem.of(ReferralProblem.CHARSET_NOT_TAKEN).exception();
        }
    }
}
