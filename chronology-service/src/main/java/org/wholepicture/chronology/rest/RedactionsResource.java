package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ReadRedaction;
import org.wholepicture.chronology.application.Reasons;
import org.wholepicture.chronology.application.RedactTimeline;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer;
import org.wholepicture.chronology.domain.redaction.RedactionId;
import org.wholepicture.chronology.domain.redaction.Withheld;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Answers to subject access requests, prepared by one person and agreed to by another. */
@Path("/v1/people/{person}/redactions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Subject access",
        description = "What is left out of an answer to a subject access request, agreed by two.")
class RedactionsResource {

    private final RedactTimeline redact;
    private final ReadRedaction read;
    private final CurrentCaller caller;
    private final RequestId request;

    RedactionsResource(
            RedactTimeline redact, ReadRedaction read, CurrentCaller caller, RequestId request) {
        this.redact = redact;
        this.read = read;
        this.caller = caller;
        this.request = request;
    }

    /** A request that came in. */
    @Schema(name = "SubjectAccessRequest")
    record Begun(
            @Schema(
                            implementation = LocalDate.class,
                            description =
                                    "The day the request came in, before today: what became known later is"
                                            + " not part of the answer.")
                    @Nullable String received,
            @Schema(
                            minLength = ExportRequest.SHORTEST_REASON,
                            maxLength = ExportRequest.LONGEST_REASON,
                            description = "Stands in the file.")
                    @Nullable String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Begun[received=" + received + "]";
        }
    }

    /** What of an entry is withheld. */
    @Schema(name = "WithheldPlace")
    record Chosen(
            @Schema(implementation = Ground.class) @Nullable String ground,
            @Schema(implementation = Part[].class) @Nullable List<String> parts) {

        static @Nullable Chosen of(@Nullable Place place) {
            return place == null
                    ? null
                    : new Chosen(
                            place.ground().name(),
                            place.parts().stream().sorted().map(Part::name).toList());
        }
    }

    /** What the second person decides. */
    @Schema(name = "RedactionDecision")
    record Decided(
            @Schema(implementation = Outcome.class) @Nullable String outcome,
            @Schema(
                            minLength = ExportRequest.SHORTEST_REASON,
                            maxLength = ExportRequest.LONGEST_REASON,
                            description = "With SENT_BACK: what has to change.")
                    @Nullable String note) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Decided[outcome=" + outcome + "]";
        }
    }

    /** Agreed to, or to be prepared again. */
    enum Outcome {
        APPROVED,
        SENT_BACK
    }

    /** Which file. */
    @Schema(name = "RedactedFile")
    record WantedFile(@Schema(implementation = ExportFormat.class) @Nullable String format) {}

    /** How far a redaction is. */
    @Schema(name = "RedactionState")
    enum State {
        PREPARING,
        PROPOSED,
        SENT_BACK,
        APPROVED
    }

    /** A redaction. */
    @Schema(name = "Redaction")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RedactionAnswered(
            UUID redaction,
            String preparedBy,
            LocalDate received,
            String reason,
            Instant begun,
            State state,
            @Nullable String decidedBy,
            @Nullable Instant since,
            @Nullable String note) {

        static RedactionAnswered of(Redaction one) {
            return switch (one.state()) {
                case Redaction.Preparing _ -> of(one, State.PREPARING, null, null, null);
                case Redaction.Proposed(Instant at, _) -> of(one, State.PROPOSED, null, at, null);
                case Redaction.SentBack(var by, Instant at, String note) ->
                        of(one, State.SENT_BACK, by.value(), at, note);
                case Redaction.Approved(var by, Instant at, _) ->
                        of(one, State.APPROVED, by.value(), at, null);
            };
        }

        private static RedactionAnswered of(
                Redaction one,
                State state,
                @Nullable String by,
                @Nullable Instant since,
                @Nullable String note) {
            return new RedactionAnswered(
                    one.id().value(),
                    one.preparedBy().value(),
                    one.received(),
                    one.reason(),
                    one.begun(),
                    state,
                    by,
                    since,
                    note);
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "RedactionAnswered[" + redaction + "]";
        }
    }

    /** The redactions of a child. */
    @Schema(name = "Redactions")
    record RedactionsAnswered(List<RedactionAnswered> redactions) {}

    /** An entry with what is withheld of it. */
    @Schema(name = "RedactedEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowAnswered(
            EntryAnswer entry,
            @Schema(description = "What was chosen for this entry.") @Nullable Chosen chosen,
            @Schema(
                            description =
                                    "What is withheld of it, also because it tells the same as another"
                                            + " entry of which something is.")
                    @Nullable Chosen withheld,
            @Schema(description = "What seems to be about somebody else.")
                    @Nullable Chosen suggested) {

        static RowAnswered of(RedactTimeline.Row row, Timeline.Names names) {
            Withheld withheld = row.withheld();
            return new RowAnswered(
                    EntryAnswer.of(row.line(), names),
                    Chosen.of(row.chosen()),
                    withheld == null
                            ? null
                            : new Chosen(
                                    withheld.ground().name(),
                                    withheld.parts().stream().sorted().map(Part::name).toList()),
                    Chosen.of(row.suggested()));
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "RowAnswered[" + entry + "]";
        }
    }

    /** A redaction with a page of its entries. */
    @Schema(name = "RedactionPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageAnswered(
            RedactionAnswered redaction,
            boolean mine,
            long entries,
            long withheldWhole,
            long withheldInPart,
            List<RowAnswered> rows,
            @Nullable String next) {}

    /** Those of a child. */
    @GET
    @Operation(
            summary = "What was prepared for subject access requests about a child, newest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 50.",
            content = @Content(schema = @Schema(implementation = RedactionsAnswered.class)))
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response list(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person) {
        Optional<PersonId> child = person(person);
        return answer(
                child.isEmpty()
                        ? refuse("list-redactions")
                        : redact.list(asker(), request.value(), child.get()),
                (RedactTimeline.Listed found) ->
                        Response.ok(
                                        new RedactionsAnswered(
                                                found.redactions().stream()
                                                        .map(RedactionAnswered::of)
                                                        .toList()))
                                .build());
    }

    /** Begins one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin to prepare the answer to a subject access request",
            description =
                    "Everything is withheld that seems to be about somebody else; whoever prepares it"
                            + " changes that, and somebody else agrees.")
    @APIResponse(responseCode = "201", description = "Begun; Location says where it is.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response begin(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @Nullable Begun begun) {
        Optional<PersonId> child = person(person);
        if (child.isEmpty()) {
            return answer(refuse("begin-redaction"), _ -> Response.noContent().build());
        }
        return switch (read.request(
                begun == null ? null : begun.received(), begun == null ? null : begun.reason())) {
            case ReadRedaction.NotUnderstood<ReadRedaction.Request>(List<String> faults) ->
                    notUnderstood(faults);
            case ReadRedaction.Understood<ReadRedaction.Request>(ReadRedaction.Request asked) ->
                    answer(
                            redact.begin(
                                    asker(),
                                    request.value(),
                                    child.get(),
                                    asked.received(),
                                    asked.reason()),
                            (RedactionId id) ->
                                    Response.created(
                                                    URI.create(
                                                            "/v1/people/"
                                                                    + child.get()
                                                                    + "/redactions/"
                                                                    + id))
                                            .build());
        };
    }

    /** One, with a page of its entries. */
    @GET
    @Path("/{redaction}")
    @Operation(summary = "One of them, with a page of the child's entries, newest first")
    @APIResponse(
            responseCode = "200",
            description = "It, and at most 50 entries.",
            content = @Content(schema = @Schema(implementation = PageAnswered.class)))
    @APIResponse(responseCode = "400", description = "The cursor is none that was given for this.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response one(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction,
            @QueryParam("cursor")
                    @Parameter(
                            description = "The member next of the page before; none for the first.")
                    @Nullable String cursor) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (cursor != null && (id.isEmpty() || !redact.isPlace(id.get(), cursor))) {
            return Problem.of(ChronologyProblem.QUESTION_NOT_UNDERSTOOD)
                    .withDetail("The cursor is none that was given for this.")
                    .toResponse();
        }
        return answer(
                child.isEmpty() || id.isEmpty()
                        ? refuse("look-at-redaction")
                        : redact.look(asker(), request.value(), child.get(), id.get(), cursor),
                (RedactTimeline.Seen seen) ->
                        Response.ok(
                                        new PageAnswered(
                                                RedactionAnswered.of(seen.redaction()),
                                                seen.mine(),
                                                seen.counted().entries(),
                                                seen.counted().whole(),
                                                seen.counted().inPart(),
                                                seen.rows().stream()
                                                        .map(
                                                                row ->
                                                                        RowAnswered.of(
                                                                                row, seen.names()))
                                                        .toList(),
                                                seen.next()))
                                .build());
    }

    /** Withholds something of an entry. */
    @PUT
    @Path("/{redaction}/entries/{event}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Withhold all of an entry, or parts of it; for whoever prepares it")
    @APIResponse(responseCode = "204", description = "Withheld, in the place of what was before.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "It cannot be changed, or not by the caller.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response withhold(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction,
            @PathParam("event")
                    @Parameter(
                            description = "Id of the entry.",
                            schema = @Schema(implementation = UUID.class))
                    String event,
            @Nullable Chosen chosen) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        Optional<EventId> entry = Ids.parse(event).map(EventId::new);
        if (child.isEmpty() || id.isEmpty() || entry.isEmpty()) {
            return answer(refuse("change-redaction"), _ -> Response.noContent().build());
        }
        return switch (read.place(
                entry.get(),
                chosen == null ? null : chosen.ground(),
                chosen == null ? null : chosen.parts())) {
            case ReadRedaction.NotUnderstood<Place>(List<String> faults) -> notUnderstood(faults);
            case ReadRedaction.Understood<Place>(Place place) ->
                    answer(
                            redact.withhold(asker(), request.value(), child.get(), id.get(), place),
                            _ -> Response.noContent().build());
        };
    }

    /** Withholds nothing of an entry. */
    @DELETE
    @Path("/{redaction}/entries/{event}")
    @Operation(summary = "Withhold nothing of an entry; for whoever prepares it")
    @APIResponse(responseCode = "204", description = "Nothing was chosen to be withheld of it.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "It cannot be changed, or not by the caller.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response tell(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction,
            @PathParam("event")
                    @Parameter(
                            description = "Id of the entry.",
                            schema = @Schema(implementation = UUID.class))
                    String event) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        Optional<EventId> entry = Ids.parse(event).map(EventId::new);
        return answer(
                child.isEmpty() || id.isEmpty() || entry.isEmpty()
                        ? refuse("change-redaction")
                        : redact.tell(asker(), request.value(), child.get(), id.get(), entry.get()),
                _ -> Response.noContent().build());
    }

    /** Proposes it. */
    @POST
    @Path("/{redaction}/proposal")
    @Operation(summary = "Propose it as it stands; from then on it is not changed")
    @APIResponse(responseCode = "204", description = "Somebody else decides.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "It is proposed already, or not the caller's.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response propose(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        return answer(
                child.isEmpty() || id.isEmpty()
                        ? refuse("propose-redaction")
                        : redact.propose(asker(), request.value(), child.get(), id.get()),
                _ -> Response.noContent().build());
    }

    /** Agrees, or sends it back. */
    @POST
    @Path("/{redaction}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Agree to what was proposed, or send it back; for somebody else")
    @APIResponse(responseCode = "204", description = "Decided.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(
            responseCode = "403",
            description = "The caller prepared it, or reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(
            responseCode = "409",
            description =
                    "It is not proposed, or something else is known by now than was looked at.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response decide(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction,
            @Nullable Decided decided) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (child.isEmpty() || id.isEmpty()) {
            return answer(refuse("approve-redaction"), _ -> Response.noContent().build());
        }
        Outcome outcome = Reasons.named(Outcome.class, decided == null ? null : decided.outcome());
        if (decided == null || outcome == null) {
            return notUnderstood(List.of("Say APPROVED or SENT_BACK"));
        }
        return switch (outcome) {
            case APPROVED ->
                    decided.note() == null
                            ? answer(
                                    redact.approve(asker(), request.value(), child.get(), id.get()),
                                    _ -> Response.noContent().build())
                            : notUnderstood(List.of("A note belongs to SENT_BACK alone"));
            case SENT_BACK ->
                    switch (read.note(decided.note())) {
                        case ReadRedaction.NotUnderstood<String>(List<String> faults) ->
                                notUnderstood(faults);
                        case ReadRedaction.Understood<String>(String note) ->
                                answer(
                                        redact.sendBack(
                                                asker(),
                                                request.value(),
                                                child.get(),
                                                id.get(),
                                                note),
                                        _ -> Response.noContent().build());
                    };
        };
    }

    /** Asks for a file. */
    @POST
    @Path("/{redaction}/files")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for a file of what was agreed to; it is fetched as other files are")
    @APIResponse(responseCode = "201", description = "Asked for; Location says where it is.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "409", description = "Nobody has agreed to it.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response file(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("redaction")
                    @Parameter(
                            description = "Id of the redaction.",
                            schema = @Schema(implementation = UUID.class))
                    String redaction,
            @Nullable WantedFile file) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (child.isEmpty() || id.isEmpty()) {
            return answer(refuse("ask-for-export"), _ -> Response.noContent().build());
        }
        ExportFormat format =
                Reasons.named(ExportFormat.class, file == null ? null : file.format());
        if (format == null) {
            return notUnderstood(List.of("Choose what kind of file you need"));
        }
        return answer(
                redact.file(asker(), request.value(), child.get(), id.get(), format),
                export ->
                        Response.created(
                                        URI.create(
                                                "/v1/people/" + child.get() + "/exports/" + export))
                                .build());
    }

    private <T> RedactionAnswer<T> refuse(String action) {
        return redact.refuse(asker(), request.value(), action);
    }

    private static Response notUnderstood(List<String> faults) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                .toResponse();
    }

    private static <T> Response answer(RedactionAnswer<T> answer, Function<T, Response> shown) {
        return switch (answer) {
            case RedactionAnswer.Given<T>(T value) -> shown.apply(value);
            case RedactionAnswer.NotAllowed<T> _ ->
                    Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail(
                                    "Only the lead practitioner and their manager answer subject access"
                                            + " requests.")
                            .toResponse();
            case RedactionAnswer.Refused<T> _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case RedactionAnswer.NotNow<T>(RedactionAnswer.Why why) -> notNow(why);
        };
    }

    private static Response notNow(RedactionAnswer.Why why) {
        return switch (why) {
            case YOUR_OWN -> Problem.of(ChronologyProblem.YOUR_OWN).toResponse();
            case NO_SUCH_ENTRY -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case NOT_OPEN_TO_YOU ->
                    conflict("Whoever prepares it changes it, until it is proposed.");
            case NOT_PROPOSED -> conflict("It is not proposed, or was decided meanwhile.");
            case CHANGED ->
                    conflict("Something else is known by now than was looked at: send it back.");
            case NOT_APPROVED -> conflict("Nobody has agreed to it yet.");
            case SHIELDED -> conflict("What is shielded is withheld always.");
        };
    }

    private static Response conflict(String detail) {
        return Problem.of(ChronologyProblem.NOT_NOW).withDetail(detail).toResponse();
    }

    private static Optional<PersonId> person(String text) {
        return Ids.parse(text).map(PersonId::new);
    }

    private static Optional<RedactionId> redaction(String text) {
        return Ids.parse(text).map(RedactionId::new);
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
