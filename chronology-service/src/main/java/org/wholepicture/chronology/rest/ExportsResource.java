package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.wholepicture.chronology.application.ExportTimeline;
import org.wholepicture.chronology.application.ReadWanted;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.export.ExportAnswer;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Files of one child's timeline, with the same rights as on the pages. */
@Path("/v1/people/{person}/exports")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Exports", description = "Files of one child's timeline, for the lead.")
class ExportsResource {

    private final ExportTimeline exports;
    private final ReadWanted wanted;
    private final CurrentCaller caller;
    private final RequestId request;

    ExportsResource(
            ExportTimeline exports, ReadWanted wanted, CurrentCaller caller, RequestId request) {
        this.exports = exports;
        this.wanted = wanted;
        this.caller = caller;
        this.request = request;
    }

    /** What is asked for. */
    @Schema(name = "ExportRequest")
    record WantedFile(
            @Schema(implementation = ExportFormat.class) @Nullable String format,
            @Schema(implementation = ExportPurpose.class) @Nullable String purpose,
            @Schema(
                            minLength = ExportRequest.SHORTEST_REASON,
                            maxLength = ExportRequest.LONGEST_REASON)
                    @Nullable String reason,
            @Schema(
                            description =
                                    "By the names of the timeline's parameters: agency, type, layer, from,"
                                            + " to, knownOn ...")
                    @Nullable Map<String, List<String>> filters) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "WantedFile[format=" + format + "]";
        }
    }

    /** How far a file is. */
    @Schema(name = "ExportState")
    enum State {
        WAITING,
        READY,
        FAILED,
        OVER
    }

    /** A file. */
    @Schema(name = "Export")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportAnswered(
            UUID export,
            String reference,
            ExportFormat format,
            ExportPurpose purpose,
            String reason,
            Instant asked,
            State state,
            @Schema(description = "Entries that stand in it.") @Nullable Long done,
            @Schema(description = "Of how many, once that is known.") @Nullable Long total,
            @Nullable Long bytes,
            @Nullable String sha256,
            @Nullable Instant expires) {

        static ExportAnswered of(ExportJob job) {
            ExportRequest asked = job.request();
            ExportJob.Ready ready = job.state() instanceof ExportJob.Ready some ? some : null;
            ExportJob.Waiting waiting = job.state() instanceof ExportJob.Waiting some ? some : null;
            return new ExportAnswered(
                    asked.id().value(),
                    asked.id().reference(),
                    asked.format(),
                    asked.purpose(),
                    asked.reason(),
                    asked.asked(),
                    state(job.state()),
                    ready != null
                            ? Long.valueOf(ready.entries())
                            : waiting != null ? Long.valueOf(waiting.done()) : null,
                    ready != null
                            ? Long.valueOf(ready.entries())
                            : waiting != null ? waiting.total() : null,
                    ready == null ? null : ready.bytes(),
                    ready == null ? null : ready.sha256(),
                    ready == null ? null : ready.expires());
        }

        private static State state(ExportJob.State state) {
            return switch (state) {
                case ExportJob.Waiting _ -> State.WAITING;
                case ExportJob.Ready _ -> State.READY;
                case ExportJob.Failed _ -> State.FAILED;
                case ExportJob.Expired _ -> State.OVER;
            };
        }

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "ExportAnswered[" + export + "]";
        }
    }

    /** The files somebody asked for. */
    @Schema(name = "Exports")
    record ExportsAnswered(List<ExportAnswered> exports) {}

    /** The files that the caller asked for. */
    @GET
    @Operation(summary = "The files of a child's timeline that the caller asked for, newest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 50.",
            content = @Content(schema = @Schema(implementation = ExportsAnswered.class)))
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response list(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person) {
        return answer(
                Ids.parse(person)
                        .map(id -> exports.list(asker(), request.value(), new PersonId(id)))
                        .orElseGet(() -> refuse("list-exports")),
                files ->
                        Response.ok(
                                        new ExportsAnswered(
                                                files.jobs().stream()
                                                        .map(ExportAnswered::of)
                                                        .toList()))
                                .build());
    }

    /** Asks for one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for a file of a child's timeline",
            description =
                    "A short one is made before the answer; others in the background: ask how far it is"
                            + " under the address in Location.")
    @APIResponse(responseCode = "201", description = "Asked for; Location says where it is.")
    @APIResponse(responseCode = "400", description = "Something in it is not understood.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response ask(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @Nullable WantedFile file) {
        Optional<PersonId> child = Ids.parse(person).map(PersonId::new);
        if (child.isEmpty()) {
            return answer(refuse("ask-for-export"), _ -> Response.noContent().build());
        }
        Map<String, List<String>> filters = new HashMap<>();
        if (file != null && file.filters() != null) {
            file.filters()
                    .forEach(
                            (name, values) ->
                                    filters.put(name, values == null ? List.of() : values));
        }
        return switch (wanted.read(
                child.get(),
                file == null ? null : file.format(),
                file == null ? null : file.purpose(),
                file == null ? null : file.reason(),
                filters)) {
            case ReadWanted.NotUnderstood(List<String> faults) ->
                    Problem.of(CommonProblem.INVALID_CONTENT)
                            .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                            .toResponse();
            case ReadWanted.Understood(var understood) ->
                    answer(
                            exports.ask(asker(), request.value(), child.get(), understood),
                            id ->
                                    // Below the root path, which is put in front.
                                    Response.created(
                                                    URI.create(
                                                            "/v1/people/"
                                                                    + child.get()
                                                                    + "/exports/"
                                                                    + id))
                                            .build());
        };
    }

    /** One file and how far it is. */
    @GET
    @Path("/{export}")
    @Operation(summary = "How far a file is that the caller asked for")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(schema = @Schema(implementation = ExportAnswered.class)))
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response one(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("export")
                    @Parameter(
                            description = "Id of the file.",
                            schema = @Schema(implementation = UUID.class))
                    String export) {
        Optional<PersonId> child = Ids.parse(person).map(PersonId::new);
        Optional<ExportId> id = Ids.parse(export).map(ExportId::new);
        return answer(
                child.isEmpty() || id.isEmpty()
                        ? refuse("look-at-export")
                        : exports.find(asker(), request.value(), child.get(), id.get()),
                job -> Response.ok(ExportAnswered.of(job)).build());
    }

    /** The file's bytes. */
    @GET
    @Path("/{export}/file")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Fetch a file that is ready; each fetching is written down")
    @APIResponse(responseCode = "200", description = "The file.")
    @APIResponse(responseCode = "403", description = "The caller reads and takes nothing away.")
    @APIResponse(responseCode = "404", description = "Nothing for the caller here.")
    @APIResponse(responseCode = "503", description = "It could not be written down.")
    public Response file(
            @PathParam("person")
                    @Parameter(
                            description = "Id of the child.",
                            schema = @Schema(implementation = UUID.class))
                    String person,
            @PathParam("export")
                    @Parameter(
                            description = "Id of the file.",
                            schema = @Schema(implementation = UUID.class))
                    String export) {
        Optional<PersonId> child = Ids.parse(person).map(PersonId::new);
        Optional<ExportId> id = Ids.parse(export).map(ExportId::new);
        return answer(
                child.isEmpty() || id.isEmpty()
                        ? refuse("fetch-export")
                        : exports.fetch(asker(), request.value(), child.get(), id.get()),
                fetched -> {
                    ExportRequest asked = fetched.job().request();
                    StreamingOutput content = out -> fetched.content().write(out);
                    return Response.ok(content, asked.format().mediaType())
                            .header(
                                    "Content-Disposition",
                                    "attachment; filename=\"chronology-%s.%s\""
                                            .formatted(
                                                    asked.id().reference(),
                                                    asked.format().extension()))
                            .build();
                });
    }

    private <T> ExportAnswer<T> refuse(String action) {
        return exports.refuse(asker(), request.value(), action);
    }

    private static <T> Response answer(ExportAnswer<T> answer, Function<T, Response> shown) {
        return switch (answer) {
            case ExportAnswer.Given<T>(T value) -> shown.apply(value);
            case ExportAnswer.NotAllowed<T> _ ->
                    Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail(
                                    "Only the lead practitioner and their manager make files of a timeline.")
                            .toResponse();
            case ExportAnswer.Refused<T> _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
        };
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
