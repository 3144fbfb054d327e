package org.wholepicture.chronology.rest;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.AcknowledgeHistory;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ReadHistory;
import org.wholepicture.chronology.application.ReadHistory.View;
import org.wholepicture.chronology.application.ViewQuestions;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.view.HistoryPack;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Views of a child's history, read with the rights and written down like the timeline. */
@Path("/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Tag(name = "Views")
class ViewsResource {

    private final ReadHistory histories;
    private final AcknowledgeHistory acknowledge;
    private final ViewQuestions questions;
    private final CurrentCaller caller;
    private final RequestId request;

    ViewsResource(
            ReadHistory histories,
            AcknowledgeHistory acknowledge,
            ViewQuestions questions,
            CurrentCaller caller,
            RequestId request) {
        this.histories = histories;
        this.acknowledge = acknowledge;
        this.questions = questions;
        this.caller = caller;
        this.request = request;
    }

    /** The history as swim lanes: plans, leads, step-downs, and what each agency told. */
    @GET
    @Path("/{person}/picture")
    @Operation(
            summary =
                    "The history as swim lanes: plans, leads, step-downs, and what each agency told")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content = @Content(schema = @Schema(implementation = ViewAnswers.PictureAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response picture(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.PICTURE, ViewAnswers.PictureAnswer::of);
    }

    /** Graded care profiles over time, oldest first. */
    @GET
    @Path("/{person}/care-profile")
    @Operation(summary = "Graded care profiles over time, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content =
                    @Content(
                            schema =
                                    @Schema(implementation = ViewAnswers.CareProfilesAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response careProfile(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.CARE_PROFILE, ViewAnswers.CareProfilesAnswer::of);
    }

    /** The adults around the child. */
    @GET
    @Path("/{person}/household")
    @Operation(summary = "The adults around the child")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content =
                    @Content(schema = @Schema(implementation = ViewAnswers.HouseholdAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response household(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.HOUSEHOLD, ViewAnswers.HouseholdAnswer::of);
    }

    /** What was said about each topic, side by side. */
    @GET
    @Path("/{person}/claims")
    @Operation(summary = "What was said about each topic, side by side")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content = @Content(schema = @Schema(implementation = ViewAnswers.ClaimsAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response claims(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.CLAIMS, ViewAnswers.ClaimsAnswer::of);
    }

    /** What is not known of the child, and from whom nothing is heard. */
    @GET
    @Path("/{person}/gaps")
    @Operation(summary = "What is not known of the child, and from whom nothing is heard")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content = @Content(schema = @Schema(implementation = ViewAnswers.GapsAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response gaps(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.GAPS, ViewAnswers.GapsAnswer::of);
    }

    /** Plans that ended, and what followed within a year. */
    @GET
    @Path("/{person}/cycles")
    @Operation(summary = "Plans that ended, and what followed within a year")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content = @Content(schema = @Schema(implementation = ViewAnswers.CyclesAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response cycles(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return view(person, uri, View.CYCLES, ViewAnswers.CyclesAnswer::of);
    }

    /** Reads the history pack of an assessment or lead. */
    @GET
    @Path("/{person}/history-pack")
    @Operation(
            summary =
                    "What was before an assessment or a lead: endings, what was tried, what changed")
    @APIResponse(
            responseCode = "200",
            description = "The pack; of the newest assessment or lead where none is named.",
            content =
                    @Content(
                            schema = @Schema(implementation = ViewAnswers.HistoryPackAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response historyPack(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("of")
                    @Parameter(
                            description = "Id of the assessment or lead.",
                            schema = @Schema(implementation = UUID.class))
                    @Nullable String of,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @Context UriInfo uri) {
        return answered(
                person,
                uri,
                View.HISTORY_PACK,
                Set.of("knownOn", "of"),
                (asker, child, understood) ->
                        answer(
                                histories.read(
                                        asker,
                                        request.value(),
                                        child,
                                        View.HISTORY_PACK,
                                        understood.knownOn()),
                                whole -> pack(whole, understood.of())));
    }

    /** Keeps that the caller has read it; said twice, the first time counts. */
    @PUT
    @Path("/{person}/history-pack/{event}/acknowledgement")
    @Operation(summary = "The caller has read the history pack of an assessment or lead")
    @APIResponse(responseCode = "204", description = "That is kept.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response acknowledge(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("event")
                    @Parameter(
                            description = "Id of the assessment or lead.",
                            schema = @Schema(implementation = UUID.class))
                    String event) {
        Optional<UUID> child = Ids.parse(person);
        Optional<UUID> beginning = Ids.parse(event);
        if (child.isEmpty() || beginning.isEmpty()) {
            acknowledge.refuse(asker(), request.value());
            return notFound();
        }
        return switch (acknowledge.acknowledge(
                asker(),
                request.value(),
                new PersonId(child.get()),
                new EventId(beginning.get()))) {
            case Answer.Refused<EventId> _ -> notFound();
            case Answer.Given<EventId> _ -> Response.noContent().build();
        };
    }

    /** Reads what became known between two days. */
    @GET
    @Path("/{person}/changes")
    @Operation(summary = "What was added, corrected and withdrawn between the ends of two days")
    @APIResponse(
            responseCode = "200",
            description = "The difference.",
            content = @Content(schema = @Schema(implementation = ViewAnswers.ChangesAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response changes(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("since")
                    @Parameter(
                            description = "The earlier day.",
                            required = true,
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String since,
            @QueryParam("until")
                    @Parameter(
                            description = "The later day; today where none is given.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String until,
            @Context UriInfo uri) {
        return answered(
                person,
                uri,
                View.CHANGES,
                Set.of("since", "until"),
                (asker, child, understood) ->
                        understood.since() == null
                                ? notUnderstood(List.of("since: a day is needed."))
                                : answer(
                                        histories.compare(
                                                asker,
                                                request.value(),
                                                child,
                                                understood.since(),
                                                understood.knownOn()),
                                        compared ->
                                                Optional.of(
                                                        ViewAnswers.ChangesAnswer.of(compared))));
    }

    private static Optional<ViewAnswers.HistoryPackAnswer> pack(
            ReadHistory.Whole whole, @Nullable EventId of) {
        Optional<HistoryPack.Beginning> chosen =
                HistoryPack.beginnings(whole.history()).stream()
                        .filter(one -> of == null || one.entry().id().equals(of))
                        .findFirst();
        return of != null && chosen.isEmpty()
                ? Optional.empty()
                : Optional.of(ViewAnswers.HistoryPackAnswer.of(whole, chosen.orElse(null)));
    }

    /** What is asked, once it is understood. */
    private interface Asked {
        Response of(Asker asker, PersonId child, ViewQuestions.Understood understood);
    }

    private Response view(
            String person, UriInfo uri, View view, Function<ReadHistory.Whole, ?> answer) {
        return answered(
                person,
                uri,
                view,
                Set.of("knownOn"),
                (asker, child, understood) ->
                        answer(
                                histories.read(
                                        asker, request.value(), child, view, understood.knownOn()),
                                whole -> Optional.of(answer.apply(whole))));
    }

    private Response answered(
            String person, UriInfo uri, View view, Set<String> known, Asked asked) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            histories.refuse(asker(), request.value(), view);
            return notFound();
        }
        return switch (questions.read(known, uri.getQueryParameters())) {
            case ViewQuestions.NotUnderstood(List<String> faults) -> notUnderstood(faults);
            case ViewQuestions.Understood understood ->
                    asked.of(asker(), new PersonId(id.get()), understood);
        };
    }

    private static <T> Response answer(Answer<T> answer, Function<T, Optional<?>> shown) {
        return switch (answer) {
            case Answer.Refused<T> _ -> notFound();
            case Answer.Given<T>(T value) ->
                    shown.apply(value)
                            .map(body -> Response.ok(body).build())
                            .orElseGet(ViewsResource::notFound);
        };
    }

    private static Response notUnderstood(List<String> faults) {
        return Problem.of(ChronologyProblem.QUESTION_NOT_UNDERSTOOD)
                .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                .toResponse();
    }

    private static Response notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
