package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ListPeople;
import org.wholepicture.chronology.application.Questions;
import org.wholepicture.chronology.application.ReadEntries;
import org.wholepicture.chronology.application.ReadTimeline;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/**
 * Timelines. Everybody with a token may ask; whether they may read is decided in {@code
 * application} for each child, so that every refusal is the same answer and is written down.
 */
@Path("/v1/people")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Blocking
@Tag(name = "People")
class PeopleResource {

    private static final int MOST_EVENTS = 100;

    private final ListPeople listPeople;
    private final ReadTimeline readTimeline;
    private final ReadEntries readEntries;
    private final Questions questions;
    private final CurrentCaller caller;
    private final RequestId request;

    PeopleResource(
            ListPeople listPeople,
            ReadTimeline readTimeline,
            ReadEntries readEntries,
            Questions questions,
            CurrentCaller caller,
            RequestId request) {
        this.listPeople = listPeople;
        this.readTimeline = readTimeline;
        this.readEntries = readEntries;
        this.questions = questions;
        this.caller = caller;
        this.request = request;
    }

    /** The children whose timeline the caller may read. */
    @Schema(name = "People")
    record PeopleAnswer(List<PersonAnswer> people) {}

    /** One child. */
    @Schema(name = "Person")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PersonAnswer(UUID person, ReadAs as, TimelineAnswer.@Nullable ChildAnswer child) {}

    /** The entries asked for, oldest first. */
    @Schema(name = "Entries")
    record EntriesAnswer(List<EntryAnswer> entries) {}

    /** Lists the children that the caller works with. */
    @GET
    @Operation(summary = "The children whose timeline the caller may read")
    @APIResponse(
            responseCode = "200",
            description = "The children, by name.",
            content = @Content(schema = @Schema(implementation = PeopleAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a practitioner.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response list() {
        return switch (listPeople.list(asker(), request.value())) {
            case Answer.Given<List<ListPeople.WorksWith>>(List<ListPeople.WorksWith> people) ->
                    Response.ok(
                                    new PeopleAnswer(
                                            people.stream().map(PeopleResource::person).toList()))
                            .build();
            case Answer.Refused<List<ListPeople.WorksWith>> _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    /** Reads a page of a timeline, newest first. */
    @GET
    @Path("/{person}/timeline")
    @Operation(
            summary = "A page of a child's timeline, newest first",
            description =
                    "What the timeline does not know comes first. A child who does not exist and one whom"
                            + " the caller may not read are answered alike.")
    @APIResponse(
            responseCode = "200",
            description = "The page.",
            content = @Content(schema = @Schema(implementation = TimelineAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response timeline(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("agency")
                    @Parameter(description = "Only what these agencies said; may be repeated.")
                    List<String> agency,
            @QueryParam("type")
                    @Parameter(description = "Only entries of these types; may be repeated.")
                    List<String> type,
            @QueryParam("neglectType")
                    @Parameter(
                            description =
                                    "Only concerns about these kinds of neglect; may be repeated.")
                    List<String> neglectType,
            @QueryParam("harm")
                    @Parameter(description = "Only these categories of harm; may be repeated.")
                    List<String> harm,
            @QueryParam("basis")
                    @Parameter(
                            description =
                                    "Only what is known in these ways, or claims it; may be repeated.")
                    List<String> basis,
            @QueryParam("direction")
                    @Parameter(
                            description =
                                    "Only what its sender called POSITIVE or a CONCERN; may be repeated.")
                    List<String> direction,
            @QueryParam("layer")
                    @Parameter(
                            description = "significant: the first layer alone. all: everything.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"significant", "all"},
                                            defaultValue = "all"))
                    @Nullable String layer,
            @QueryParam("struck")
                    @Parameter(
                            description =
                                    "shown: also what was corrected or withdrawn before the caller"
                                            + " could see it.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"shown"}))
                    @Nullable String struck,
            @QueryParam("from")
                    @Parameter(
                            description = "Only what happened on this day or later.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String from,
            @QueryParam("to")
                    @Parameter(
                            description = "Only what happened on this day or earlier.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String to,
            @QueryParam("knownOn")
                    @Parameter(
                            description = "As it was known at the end of this day.",
                            schema = @Schema(implementation = LocalDate.class))
                    @Nullable String knownOn,
            @QueryParam("cursor")
                    @Parameter(description = "Where the page before ended: its member next.")
                    @Nullable String cursor,
            @QueryParam("limit")
                    @Parameter(
                            description = "Entries a page.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + Questions.HIGHEST_LIMIT,
                                            defaultValue = "" + Questions.USUAL_LIMIT))
                    @Nullable String limit,
            @Context UriInfo uri) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            return answer(readTimeline.refuse(asker(), request.value()), null);
        }
        PersonId child = new PersonId(id.get());
        return switch (questions.read(child, uri.getQueryParameters(), Question.Layer.ALL)) {
            case Questions.NotUnderstood(List<String> faults) -> notUnderstood(faults);
            case Questions.Understood(Question question) ->
                    answer(
                            readTimeline.read(asker(), request.value(), child, question, false),
                            question);
        };
    }

    /** Reads entries by id, as the alert page shows them. */
    @GET
    @Path("/{person}/entries")
    @Operation(
            summary = "Entries of a child's timeline by id, oldest first",
            description = "Ids that are not in the timeline are left out.")
    @APIResponse(
            responseCode = "200",
            description = "The entries found.",
            content = @Content(schema = @Schema(implementation = EntriesAnswer.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "The reading could not be written down.")
    public Response entries(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @QueryParam("event")
                    @Parameter(
                            description = "Ids of entries.",
                            required = true,
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = UUID.class,
                                            minItems = 1,
                                            maxItems = MOST_EVENTS))
                    List<String> event,
            @Context UriInfo uri) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            return answer(readEntries.refuse(asker(), request.value()));
        }
        List<EventId> events =
                event.stream().map(Ids::parse).flatMap(Optional::stream).map(EventId::new).toList();
        if (event.isEmpty()
                || event.size() > MOST_EVENTS
                || events.size() != event.size()
                || uri.getQueryParameters().size() > 1) {
            return notUnderstood(List.of("event: 1 to " + MOST_EVENTS + " ids, and nothing else."));
        }
        return answer(readEntries.read(asker(), request.value(), new PersonId(id.get()), events));
    }

    private Response answer(Answer<Timeline> answer, @Nullable Question question) {
        return switch (answer) {
            case Answer.Given<Timeline>(Timeline timeline) when question != null -> {
                Question.Position next = timeline.next();
                yield Response.ok(
                                TimelineAnswer.of(
                                        timeline,
                                        question.knownOn(),
                                        next == null
                                                ? null
                                                : questions.cursor(
                                                        timeline.person(), question, next)))
                        .build();
            }
            case Answer.Given<Timeline> _, Answer.Refused<Timeline> _ ->
                    Problem.of(CommonProblem.NOT_FOUND).toResponse();
        };
    }

    private static Response answer(Answer<ReadEntries.Entries> answer) {
        return switch (answer) {
            case Answer.Given<ReadEntries.Entries>(ReadEntries.Entries found) ->
                    Response.ok(
                                    new EntriesAnswer(
                                            found.lines().stream()
                                                    .map(
                                                            line ->
                                                                    EntryAnswer.of(
                                                                            line, found.names()))
                                                    .toList()))
                            .build();
            case Answer.Refused<ReadEntries.Entries> _ ->
                    Problem.of(CommonProblem.NOT_FOUND).toResponse();
        };
    }

    private static Response notUnderstood(List<String> faults) {
        return Problem.of(ChronologyProblem.QUESTION_NOT_UNDERSTOOD)
                .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                .toResponse();
    }

    private static PersonAnswer person(ListPeople.WorksWith one) {
        return new PersonAnswer(
                one.person().value(), one.as(), TimelineAnswer.ChildAnswer.of(one.child()));
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
