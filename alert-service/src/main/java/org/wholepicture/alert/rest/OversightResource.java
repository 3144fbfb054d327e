package org.wholepicture.alert.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.OverseeStepDowns;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.SteppedDown;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;

/** What the partnership looks after: step-downs and closures, and how they were looked at. */
@Path("/v1/oversight/step-downs")
@RolesAllowed({"manager", "administrator"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Before a step-down")
final class OversightResource {

    private final OverseeStepDowns overseeStepDowns;
    private final Readers readers;

    OversightResource(OverseeStepDowns overseeStepDowns, Readers readers) {
        this.overseeStepDowns = overseeStepDowns;
        this.readers = readers;
    }

    /** A page of the list. */
    @Schema(name = "SteppedDownPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageAnswer(
            List<LineAnswer> stepDowns,
            @Schema(description = "Where the next page begins: its parameter after.")
                    @Nullable String next) {}

    /** One step-down or closure. */
    @Schema(name = "SteppedDown")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineAnswer(
            UUID person,
            @Schema(description = "The event that told it; an entry of the timeline.") UUID event,
            String agency,
            boolean closed,
            LocalDate happened,
            LocalDate known,
            SteppedDown.Mark mark,
            @Schema(
                            description =
                                    "What was open: as decided about, as the check found it, or as"
                                            + " it would have.")
                    List<String> reasons,
            List<UUID> events,
            @Nullable UUID decision,
            @Nullable String decidedBy) {

        static LineAnswer of(StepDownStore.Line line) {
            SteppedDown one = line.steppedDown();
            return new LineAnswer(
                    line.person(),
                    one.event().value(),
                    one.agency(),
                    one.closed(),
                    one.happened(),
                    one.knownOn(),
                    one.mark(),
                    one.reasons(),
                    one.events().stream().map(EventId::value).toList(),
                    one.decision() == null ? null : one.decision().value(),
                    line.decidedBy());
        }
    }

    /** Lists step-downs. */
    @GET
    @Operation(
            summary = "Step-downs and closures, and how each was looked at before; latest first",
            description =
                    "Administrators see the partnership's, managers those of their agency and of the"
                            + " children for whom they or whom they manage lead.")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            content = @Content(schema = @Schema(implementation = PageAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public Response list(
            @QueryParam("mark")
                    @Parameter(
                            description = "Only those with this mark.",
                            schema = @Schema(implementation = SteppedDown.Mark.class))
                    @Nullable String mark,
            @QueryParam("after")
                    @Parameter(description = "Where the page before ended: its member next.")
                    @Nullable String after,
            @QueryParam("limit")
                    @Parameter(
                            description = "Lines of the page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + OverseeStepDowns.MOST,
                                            defaultValue = "" + OverseeStepDowns.MOST))
                    @Nullable String limit) {
        Optional<SteppedDown.Mark> wanted =
                Arrays.stream(SteppedDown.Mark.values())
                        .filter(each -> each.name().equals(mark))
                        .findFirst();
        if (mark != null && wanted.isEmpty()) {
            return notUnderstood("mark", "One of the marks of the list.");
        }
        Optional<StepDownStore.Place> place =
                Optional.ofNullable(after).flatMap(StepDownStore.Place::read);
        if (after != null && place.isEmpty()) {
            return notUnderstood("after", "The member next of a page.");
        }
        int most =
                limit == null
                        ? OverseeStepDowns.MOST
                        : limit.matches("[0-9]{1,3}") ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > OverseeStepDowns.MOST) {
            return notUnderstood("limit", "A number from 1 to " + OverseeStepDowns.MOST + ".");
        }
        OverseeStepDowns.Page page =
                overseeStepDowns.list(
                        readers.present(), wanted.orElse(null), place.orElse(null), most);
        return Response.ok(
                        new PageAnswer(
                                page.lines().stream().map(LineAnswer::of).toList(),
                                page.next().map(StepDownStore.Place::toString).orElse(null)))
                .build();
    }

    private static Response notUnderstood(String parameter, String sentence) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(List.of(new Fault(parameter, sentence)))
                .toResponse();
    }
}
