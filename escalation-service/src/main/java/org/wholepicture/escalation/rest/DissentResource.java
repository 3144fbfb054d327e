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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.Asker;
import org.wholepicture.escalation.application.RaiseDissent;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.application.ResolveDissent;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.Words;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Professional disagreements, for practitioners who work with the child. */
@Path("/v1/dissents")
@RolesAllowed("practitioner")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DissentResource {

    private final RaiseDissent raise;
    private final ResolveDissent resolve;
    private final ReadDissents read;
    private final CurrentCaller caller;
    private final RequestId request;

    DissentResource(
            RaiseDissent raise,
            ResolveDissent resolve,
            ReadDissents read,
            CurrentCaller caller,
            RequestId request) {
        this.raise = raise;
        this.resolve = resolve;
        this.read = read;
        this.caller = caller;
        this.request = request;
    }

    /** What can be disagreed with. */
    enum Kind {
        STEP_DOWN
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
                    String askedFor) {}

    /** What a disagreement is about. */
    @Schema(name = "About")
    record About(
            @NotNull Kind kind, @NotNull @Schema(description = "The filed event") UUID event) {}

    /** How a disagreement ended. */
    @Schema(name = "Resolution")
    record Resolution(
            @NotBlank @Size(max = Words.LONGEST) @PlainText @Schema(description = "What was agreed")
                    String outcome) {}

    /** A disagreement as it is answered. */
    @Schema(name = "Dissent")
    record Shown(
            UUID id,
            UUID person,
            About about,
            String state,
            String disagreement,
            String askedFor,
            Act raised,
            @Nullable Ending resolved,
            boolean mayResolve) {

        static Shown of(ReadDissents.Shown shown) {
            Dissent d = shown.dissent();
            return new Shown(
                    d.id().value(),
                    shown.person().value(),
                    new About(Kind.STEP_DOWN, d.grounds().about().value()),
                    switch (d) {
                        case Dissent.Raised _ -> "RAISED";
                        case Dissent.Resolved _ -> "RESOLVED";
                    },
                    d.grounds().disagreement().text(),
                    d.grounds().askedFor().text(),
                    new Act(d.raisedBy().id().value(), d.raisedBy().agency().value(), d.raisedAt()),
                    d instanceof Dissent.Resolved r
                            ? new Ending(
                                    r.resolvedBy().id().value(),
                                    r.resolvedBy().agency().value(),
                                    r.resolvedAt(),
                                    r.outcome().text())
                            : null,
                    shown.mayResolve());
        }
    }

    /** Who did it and when. */
    @Schema(name = "Act")
    record Act(String practitioner, String agency, Instant at) {}

    /** Who ended it, when and how. */
    @Schema(name = "Ending")
    record Ending(String practitioner, String agency, Instant at, String outcome) {}

    /** Several disagreements. */
    @Schema(name = "Dissents")
    record Many(List<Shown> dissents) {}

    @POST
    @Operation(
            operationId = "raiseDissent",
            summary = "Raise a disagreement with a step-down of a child you work with")
    @APIResponse(
            responseCode = "201",
            description = "It stands, and the other services are told",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "404", description = "No such child or step-down for you")
    @APIResponse(
            responseCode = "409",
            description = "You have raised it already, or the step-down was taken back")
    public Response raise(@NotNull @Valid NewDissent dissent) {
        Asker asker = asker();
        Protocol.Raising answer =
                raise.raise(
                                asker,
                                new PersonId(dissent.person()),
                                new EventId(dissent.about().event()),
                                new Words(dissent.disagreement()),
                                new Words(dissent.askedFor()))
                        .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
        return switch (answer) {
            case Protocol.Raising.Done(Dissent.Raised raised) ->
                    Response.created(address(raised.id()))
                            .entity(shown(asker, raised.id()))
                            .build();
            case Protocol.Raising.AlreadyOpen _ ->
                    Problem.of(DissentProblem.ALREADY_RAISED).toResponse();
            case Protocol.Raising.StepDownWithdrawn() ->
                    Problem.of(DissentProblem.STEP_DOWN_WITHDRAWN).toResponse();
        };
    }

    @POST
    @Path("{id}/resolution")
    @Operation(
            operationId = "resolveDissent",
            summary = "Say that a disagreement of your side is resolved")
    @APIResponse(
            responseCode = "200",
            description = "It is ended, and the other services are told",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "400", description = "Faults, each with a JSON Pointer")
    @APIResponse(responseCode = "403", description = "The other side raised it")
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    @APIResponse(responseCode = "409", description = "It is resolved already")
    public Response resolve(@PathParam("id") UUID id, @NotNull @Valid Resolution resolution) {
        Asker asker = asker();
        Protocol.Resolving answer =
                resolve.resolve(asker, new DissentId(id), new Words(resolution.outcome()))
                        .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
        return switch (answer) {
            case Protocol.Resolving.Done(Dissent.Resolved resolved) ->
                    Response.ok(shown(asker, resolved.id())).build();
            case Protocol.Resolving.AlreadyResolved() ->
                    Problem.of(DissentProblem.ALREADY_RESOLVED).toResponse();
            case Protocol.Resolving.OtherSide() ->
                    Problem.of(DissentProblem.NOT_YOURS_TO_RESOLVE).toResponse();
        };
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "readDissent", summary = "One disagreement")
    @APIResponse(
            responseCode = "200",
            description = "It",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "404", description = "No such disagreement for you")
    public Response one(@PathParam("id") UUID id) {
        return Response.ok(shown(asker(), new DissentId(id))).build();
    }

    @GET
    @Operation(
            operationId = "listDissents",
            summary = "The disagreements about one child, or about all children you work with")
    @APIResponse(
            responseCode = "200",
            description = "Newest first; without a child, open ones first",
            content = @Content(schema = @Schema(implementation = Many.class)))
    @APIResponse(responseCode = "400", description = "The parameter is no id of a child")
    @APIResponse(responseCode = "404", description = "No such child for you")
    public Response list(
            @Parameter(schema = @Schema(implementation = UUID.class)) @QueryParam("person")
                    @Nullable String person) {
        Asker asker = asker();
        List<ReadDissents.Shown> found =
                person == null
                        ? read.mine(asker)
                        : read.about(asker, child(person))
                                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
        return Response.ok(new Many(found.stream().map(Shown::of).toList())).build();
    }

    private Shown shown(Asker asker, DissentId id) {
        return read.one(asker, id)
                .map(Shown::of)
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
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

    private static URI address(DissentId id) {
        // Below the root path, which is put in front.
        return URI.create("/v1/dissents/" + id.value());
    }

    private Asker asker() {
        Caller.Practitioner p =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new Asker(
                new Practitioner(new PractitionerId(p.id()), new AgencyId(p.agency())),
                p.roles(),
                request.value());
    }
}
