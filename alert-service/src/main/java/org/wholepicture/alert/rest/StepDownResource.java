package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.CheckStepDown;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/** Before a step-down or closure: what is open now, and what is decided. */
@Path("/v1/people/{person}/step-down-check")
@RolesAllowed({"practitioner", "manager"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Before a step-down")
final class StepDownResource {

    private static final UUID NONE = new UUID(0, 0);

    private static final String NO_AGENCY =
            "At most " + CheckStepDown.MOST_AGENCIES + " agencies of the directory.";

    private final CheckStepDown checkStepDown;
    private final Readers readers;

    StepDownResource(CheckStepDown checkStepDown, Readers readers) {
        this.checkStepDown = checkStepDown;
        this.readers = readers;
    }

    /** What is open now. */
    @Schema(name = "StepDownCheck")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LookAnswer(
            UUID person,
            @Schema(description = "What was known by then counts.") Instant at,
            @Schema(description = "Agencies that were looked at for silence.") List<String> network,
            @Schema(description = "What is open; empty where nothing is.") List<OpenReason> open,
            @Schema(description = "When each agency was last heard about the child.")
                    List<Heard> heard,
            @Schema(description = "The alert that stands because a step-down is proposed.")
                    @Nullable UUID alert,
            List<DecisionAnswer> decisions) {

        static LookAnswer of(CheckStepDown.Look look) {
            return new LookAnswer(
                    look.person(),
                    look.at(),
                    List.copyOf(look.found().network()),
                    look.found().reasons().entrySet().stream()
                            .map(each -> new OpenReason(each.getKey(), ids(each.getValue())))
                            .toList(),
                    look.found().heard().entrySet().stream()
                            .map(each -> new Heard(each.getKey(), each.getValue()))
                            .toList(),
                    look.alert().orElse(null),
                    look.decisions().stream().map(DecisionAnswer::of).toList());
        }
    }

    /** One reason, with the facts behind it: entries of the timeline. */
    @Schema(name = "OpenReason")
    record OpenReason(
            @Schema(description = "Its code, as the alerts of STEPDOWN-CHECK have them.")
                    String reason,
            List<UUID> events) {}

    /** The last day on which something happened that an agency told. */
    @Schema(name = "LastHeard")
    record Heard(String agency, LocalDate on) {}

    /** What somebody decided. */
    @Schema(name = "StepDownDecided")
    record DecisionAnswer(
            @Schema(description = "The decision; an entry of the timeline.") UUID decision,
            StepDownDecision outcome,
            String by,
            Instant at,
            List<String> reasons,
            List<UUID> events,
            List<String> network,
            String reason) {

        static DecisionAnswer of(StepDownStore.Decision decision) {
            return new DecisionAnswer(
                    decision.event().value(),
                    decision.decision(),
                    decision.by(),
                    decision.at(),
                    decision.reasons(),
                    ids(decision.events()),
                    decision.network(),
                    decision.words());
        }

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "DecisionAnswer[decision=" + decision + "]";
        }
    }

    /**
     * A decision.
     *
     * @param outcome what is decided
     * @param seen codes of what was open when whoever decides looked
     * @param network agencies that were named then
     * @param reason why; needed to go ahead while something is open
     */
    @Schema(name = "StepDownDecision")
    record DecisionRequest(
            @Schema(
                            required = true,
                            enumeration = {"GO_AHEAD", "DO_NOT_GO_AHEAD", "WAIT"})
                    @Nullable String outcome,
            @Schema(required = true, maxItems = 200) @Nullable List<@Nullable String> seen,
            @Schema(maxItems = CheckStepDown.MOST_AGENCIES)
                    @Nullable List<@Nullable String> network,
            @Schema(maxLength = Written.LONGEST) @Nullable String reason) {

        /** Leaves the reason out: it may hold personal data. */
        @Override
        public String toString() {
            return "DecisionRequest[outcome=" + outcome + "]";
        }
    }

    /** Looks now. */
    @GET
    @Operation(
            summary = "What is open before a step-down or closure, as if it were proposed today",
            description =
                    "For whoever answers for the child; no system has to have sent anything. It"
                            + " informs, and decides nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What is open.",
            content = @Content(schema = @Schema(implementation = LookAnswer.class)))
    @APIResponse(responseCode = "400", description = "An agency that is none.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    public Response look(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("agency")
                    @Parameter(
                            description =
                                    "Agencies said to be working with the child, looked at for"
                                            + " silence; may be repeated. Without any, those that"
                                            + " say so themselves and those that a waiting proposal"
                                            + " names.",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            maxItems = CheckStepDown.MOST_AGENCIES))
                    List<String> agency) {
        Optional<Set<String>> network = checkStepDown.network(agency);
        return network.isEmpty()
                ? notFitting("agency", NO_AGENCY)
                : checkStepDown
                        .look(readers.present(), id(person), network.get())
                        .map(look -> Response.ok(LookAnswer.of(look)).build())
                        .orElseGet(StepDownResource::notHere);
    }

    /** Records a decision. */
    @POST
    @Path("/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Records what is decided about a step-down or closure",
            description =
                    "A fact like those that agencies send. Refused where something else is open than"
                            + " what was seen. The same again on the same day is answered the same.")
    @APIResponse(
            responseCode = "200",
            description = "The decision.",
            content = @Content(schema = @Schema(implementation = DecisionAnswer.class)))
    @APIResponse(responseCode = "400", description = "The content does not fit.")
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "Something else is open now.")
    public Response decide(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @Nullable DecisionRequest said) {
        Optional<StepDownDecision> outcome =
                Arrays.stream(StepDownDecision.values())
                        .filter(each -> said != null && each.name().equals(said.outcome()))
                        .findFirst();
        if (said == null || outcome.isEmpty()) {
            return notFitting("/outcome", "GO_AHEAD, DO_NOT_GO_AHEAD or WAIT.");
        }
        Optional<List<String>> seen = said.seen() == null ? Optional.empty() : texts(said.seen());
        if (seen.isEmpty()) {
            return notFitting("/seen", "The reasons that were seen; empty for none.");
        }
        Optional<Set<String>> network =
                (said.network() == null ? Optional.of(List.<String>of()) : texts(said.network()))
                        .flatMap(checkStepDown::network);
        if (network.isEmpty()) {
            return notFitting("/network", NO_AGENCY);
        }
        return switch (Written.reasonIfAny(said.reason())) {
            case Written.Unfit unfit -> notFitting("/reason", unfit.sentence());
            case Written.Fit fit ->
                    answer(
                            checkStepDown.decide(
                                    readers.present(),
                                    id(person),
                                    network.get(),
                                    new CheckStepDown.Decided(
                                            outcome.get(), Set.copyOf(seen.get()), fit.words())));
        };
    }

    /** The texts, unless one of them is none. */
    private static Optional<List<String>> texts(List<@Nullable String> list) {
        var texts = new ArrayList<String>();
        for (String each : list) {
            if (each == null) {
                return Optional.empty();
            }
            texts.add(each);
        }
        return Optional.of(texts);
    }

    private static Response answer(CheckStepDown.Outcome outcome) {
        return switch (outcome) {
            case CheckStepDown.Outcome.Done done ->
                    Response.ok(DecisionAnswer.of(done.decision())).build();
            case CheckStepDown.Outcome.NotHere _ -> notHere();
            case CheckStepDown.Outcome.ReasonNeeded _ ->
                    notFitting("/reason", "Something is open: going ahead needs a reason.");
            case CheckStepDown.Outcome.OpenOtherwise _ ->
                    Problem.of(AlertProblem.OPEN_OTHERWISE).toResponse();
        };
    }

    private static List<UUID> ids(List<EventId> events) {
        return events.stream().map(EventId::value).toList();
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
