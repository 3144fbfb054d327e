package org.wholepicture.escalation.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.Asker;
import org.wholepicture.escalation.application.ChangeDissent;
import org.wholepicture.escalation.application.RaiseDissent;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.Words;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/**
 * Professional disagreements, for practitioners who work with the child and those who stand at a
 * stage.
 */
@Path("/v1/dissents")
@RolesAllowed("practitioner")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DissentResource {

    /** Entries of a timeline that a view may rest on. */
    private static final int MOST_EVIDENCE = 20;

    private final RaiseDissent raise;
    private final ChangeDissent change;
    private final ReadDissents read;
    private final Askers askers;

    DissentResource(RaiseDissent raise, ChangeDissent change, ReadDissents read, Askers askers) {
        this.raise = raise;
        this.change = change;
        this.read = read;
        this.askers = askers;
    }

    /** A new disagreement. */
    @Schema(name = "NewDissent")
    record NewDissent(
            @NotNull @Schema(description = "The child") UUID person,
            @NotNull @Valid About about,
            @NotBlank
                    @Size(max = Words.LONGEST)
                    @PlainText
                    @Schema(description = "What is disagreed with and why")
                    String disagreement,
            @NotBlank
                    @Size(max = Words.LONGEST)
                    @PlainText
                    @Schema(description = "What is asked for instead")
                    String askedFor,
            @Schema(
                            description =
                                    "Since when it is so; without it the day of the decision, or"
                                            + " today")
                    @Nullable LocalDate since,
            @Size(max = MOST_EVIDENCE)
                    @Schema(description = "Entries of the child's timeline that it rests on")
                    @Nullable List<@NotNull UUID> evidence,
            @Schema(description = "The alert from which it is raised") @Nullable UUID alert) {}

    /** What a disagreement is about. */
    @Schema(name = "About")
    record About(
            @NotNull Issue.Kind kind,
            @Schema(description = "The filed event; none for a lack of progress")
                    @Nullable UUID event) {}

    /** A side's view. */
    @Schema(name = "NewView")
    record NewView(
            @NotBlank @Size(max = Words.LONGEST) @PlainText String view,
            @Size(max = MOST_EVIDENCE) @Nullable List<@NotNull UUID> evidence) {}

    /** What came of a meeting. */
    @Schema(name = "NewMeeting")
    record NewMeeting(
            @NotNull LocalDate on,
            @NotBlank @Size(max = Words.LONGEST) @PlainText String outcome) {}

    /** Why the next stage is to take it. */
    @Schema(name = "MoveUp")
    record MoveUp(
            @NotBlank @Size(max = Words.LONGEST) @PlainText String reason,
            @Size(max = MOST_EVIDENCE) @Nullable List<@NotNull UUID> evidence) {}

    /** A child is in danger. */
    @Schema(name = "ImmediateDanger")
    record ImmediateDanger(
            @NotBlank @Size(max = Words.LONGEST) @PlainText String reason,
            @NotBlank
                    @Size(max = Words.LONGEST)
                    @PlainText
                    @Schema(description = "What was done at once: who was telephoned, and when")
                    String emergency) {}

    /** How a disagreement ended. */
    @Schema(name = "Resolution")
    record Resolution(
            @NotBlank @Size(max = Words.LONGEST) @PlainText @Schema(description = "What was agreed")
                    String outcome) {}

    /** Why it is taken back. */
    @Schema(name = "Withdrawal")
    record Withdrawal(@NotBlank @Size(max = Words.LONGEST) @PlainText String reason) {}

    /** Several disagreements. */
    @Schema(name = "Dissents")
    record Many(List<DissentAnswer> dissents) {}

    @POST
    @Operation(
            operationId = "raiseDissent",
            summary = "Raise a disagreement about a child you work with")
    @APIResponse(
            responseCode = "201",
            description = "It stands; the other side and the other services are told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "404", description = "No such child or decision for you")
    @APIResponse(
            responseCode = "409",
            description = "You have raised it already, or the decision was taken back")
    public Response raise(@NotNull @Valid NewDissent dissent) {
        Asker asker = askers.present();
        About about = dissent.about();
        if ((about.event() == null) != (about.kind() == Issue.Kind.LACK_OF_PROGRESS)) {
            throw Problem.of(CommonProblem.INVALID_CONTENT)
                    .withFaults(
                            List.of(
                                    new Fault(
                                            "/about/event",
                                            "the decision, or none for a lack of progress.")))
                    .exception();
        }
        Protocol.Raising answer =
                raise.raise(
                                asker,
                                new PersonId(dissent.person()),
                                new RaiseDissent.Said(
                                        Optional.ofNullable(about.event()).map(EventId::new),
                                        Optional.ofNullable(dissent.since()),
                                        new Words(dissent.disagreement()),
                                        new Words(dissent.askedFor()),
                                        events(dissent.evidence()),
                                        Optional.ofNullable(dissent.alert()).map(EventId::new)))
                        .orElseThrow(DissentResource::notFound);
        return switch (answer) {
            case Protocol.Raising.Done(Dissent.Raised raised) ->
                    Response.created(address(raised.id()))
                            .entity(shown(asker, raised.id()))
                            .build();
            case Protocol.Raising.AlreadyOpen _ ->
                    Problem.of(DissentProblem.ALREADY_RAISED).toResponse();
            case Protocol.Raising.DecisionWithdrawn() ->
                    Problem.of(DissentProblem.DECISION_WITHDRAWN).toResponse();
        };
    }

    @POST
    @Path("{id}/view")
    @Operation(operationId = "answerDissent", summary = "Say your side's view at the present stage")
    @APIResponse(
            responseCode = "200",
            description = "It is said, and the other side is told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "You are on neither side")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "Your side has said it, or it is over")
    public Response answer(@PathParam("id") UUID id, @NotNull @Valid NewView view) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.answer(
                        asker, new DissentId(id), new Words(view.view()), events(view.evidence())));
    }

    @POST
    @Path("{id}/meeting")
    @Operation(
            operationId = "recordMeeting",
            summary = "Write down what came of meeting, where you are not agreed yet")
    @APIResponse(
            responseCode = "200",
            description = "It is written down",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "You are on neither side")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "That is written down, or it is over")
    public Response meet(@PathParam("id") UUID id, @NotNull @Valid NewMeeting meeting) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.meet(asker, new DissentId(id), meeting.on(), new Words(meeting.outcome())));
    }

    @POST
    @Path("{id}/stages")
    @Operation(operationId = "moveDissentUp", summary = "Move it up to the next stage")
    @APIResponse(
            responseCode = "200",
            description = "The next stage has it, and its people on both sides are told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "You are on neither side")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "It is over")
    public Response moveUp(@PathParam("id") UUID id, @NotNull @Valid MoveUp up) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.moveUp(
                        asker, new DissentId(id), new Words(up.reason()), events(up.evidence())));
    }

    @POST
    @Path("{id}/immediate-danger")
    @Operation(
            operationId = "skipToTop",
            summary = "Skip to the top stage, once you have acted for a child in danger")
    @APIResponse(
            responseCode = "200",
            description = "The top has it, and its people on both sides are told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "You are on neither side")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "It is at the top, or over")
    public Response skipToTop(@PathParam("id") UUID id, @NotNull @Valid ImmediateDanger danger) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.skipToTop(
                        asker,
                        new DissentId(id),
                        new Words(danger.reason()),
                        new Words(danger.emergency())));
    }

    @POST
    @Path("{id}/resolution")
    @Operation(
            operationId = "resolveDissent",
            summary = "Say that a disagreement of your side is resolved")
    @APIResponse(
            responseCode = "200",
            description = "It is ended, and the other services are told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "The other side raised it")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "It is over")
    public Response resolve(@PathParam("id") UUID id, @NotNull @Valid Resolution resolution) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.resolve(asker, new DissentId(id), new Words(resolution.outcome())));
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(operationId = "withdrawDissent", summary = "Take a disagreement of your side back")
    @APIResponse(
            responseCode = "200",
            description = "It is ended, and the other services are told",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "The other side raised it")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "It is over")
    public Response withdraw(@PathParam("id") UUID id, @NotNull @Valid Withdrawal withdrawal) {
        Asker asker = askers.present();
        return changed(
                asker,
                id,
                change.withdraw(asker, new DissentId(id), new Words(withdrawal.reason())));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readDissent", summary = "One disagreement")
    @APIResponse(
            responseCode = "200",
            description = "It",
            content = @Content(schema = @Schema(implementation = DissentAnswer.class)))
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    public Response one(@PathParam("id") UUID id) {
        return Response.ok(shown(askers.present(), new DissentId(id))).build();
    }

    @GET
    @Operation(
            operationId = "listDissents",
            summary = "The disagreements about one child, or all that you work with or stand for")
    @APIResponse(
            responseCode = "200",
            description = "Newest first; without a child, open ones first",
            content = @Content(schema = @Schema(implementation = Many.class)))
    @APIResponse(responseCode = "400", description = "The parameter is no id of a child")
    @APIResponse(responseCode = "404", description = "No such child for you")
    public Response list(
            @Parameter(schema = @Schema(implementation = UUID.class)) @QueryParam("person")
                    @Nullable String person) {
        Asker asker = askers.present();
        List<ReadDissents.Shown> found =
                person == null
                        ? read.mine(asker)
                        : read.about(asker, child(person)).orElseThrow(DissentResource::notFound);
        return Response.ok(new Many(found.stream().map(DissentAnswer::of).toList())).build();
    }

    private Response changed(Asker asker, UUID id, Optional<Protocol.Change> answer) {
        return switch (answer.orElseThrow(DissentResource::notFound)) {
            case Protocol.Change.Done _ -> Response.ok(shown(asker, new DissentId(id))).build();
            case Protocol.Change.Refused(Protocol.Refusal why) ->
                    Problem.of(DissentProblem.of(why)).toResponse();
        };
    }

    private DissentAnswer shown(Asker asker, DissentId id) {
        return read.one(asker, id).map(DissentAnswer::of).orElseThrow(DissentResource::notFound);
    }

    /** A wrong parameter is a fault of the question, and not a child who is not there. */
    private static PersonId child(String person) {
        return Ids.read(person)
                .map(PersonId::new)
                .orElseThrow(
                        () ->
                                Problem.of(CommonProblem.BAD_REQUEST)
                                        .withFaults(
                                                List.of(new Fault("", "person: an id of a child.")))
                                        .exception());
    }

    private static List<EventId> events(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : ids.stream().distinct().map(EventId::new).toList();
    }

    private static RuntimeException notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).exception();
    }

    private static URI address(DissentId id) {
        // Below the root path, which is put in front.
        return URI.create("/v1/dissents/" + id.value());
    }
}
