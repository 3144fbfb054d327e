package org.wholepicture.chronology.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ExportTimeline;
import org.wholepicture.chronology.application.ReadWanted;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.export.ExportAnswer;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/**
 * Files of a child's timeline: asking for one, seeing how far it is, fetching it. Nothing moves on
 * the page by itself: whoever waits asks again with a link.
 */
@Path("/people/{person}/exports")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class ExportPages {

    private final ExportTimeline exports;
    private final ReadWanted wanted;
    private final CurrentCaller caller;
    private final RequestId request;

    ExportPages(
            ExportTimeline exports, ReadWanted wanted, CurrentCaller caller, RequestId request) {
        this.exports = exports;
        this.wanted = wanted;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance exports(ExportsShown page);

        static native TemplateInstance export(ExportShown page);
    }

    /** The files that somebody asked for, and the form for another. */
    @GET
    public Response list(@PathParam("person") String person) {
        Optional<PersonId> child = person(person);
        if (child.isEmpty()) {
            return answer(
                    exports.refuse(asker(), request.value(), "list-exports"),
                    _ -> AccessPages.nothing());
        }
        return list(child.get(), List.of(), Map.of());
    }

    private Response list(PersonId child, List<String> faults, Map<String, String> typed) {
        return answer(
                exports.list(asker(), request.value(), child),
                files ->
                        Pages.of(
                                faults.isEmpty() ? 200 : 400,
                                Templates.exports(
                                        ExportsShown.of(files, child.toString(), faults, typed))));
    }

    /** What the form sends; what nobody filled in is empty or not there. */
    static final class Form {

        @FormParam("format")
        @Nullable String format;

        @FormParam("purpose")
        @Nullable String purpose;

        @FormParam("reason")
        @Nullable String reason;

        @FormParam("layer")
        @Nullable String layer;

        @FormParam("type")
        @Nullable String type;

        @FormParam("from")
        @Nullable String from;

        @FormParam("to")
        @Nullable String to;

        @FormParam("knownOn")
        @Nullable String knownOn;

        Map<String, String> typed() {
            Map<String, String> typed = new HashMap<>();
            put(typed, "format", format);
            put(typed, "purpose", purpose);
            put(typed, "reason", reason);
            FILTERS.forEach((name, field) -> put(typed, name, field.apply(this)));
            return typed;
        }

        private static void put(Map<String, String> typed, String name, @Nullable String value) {
            if (value != null) {
                typed.put(name, value);
            }
        }
    }

    /** The fields of the form that are filters, under the names of the timeline's parameters. */
    private static final Map<String, Function<Form, @Nullable String>> FILTERS =
            Map.of(
                    "layer", form -> form.layer,
                    "type", form -> form.type,
                    "from", form -> form.from,
                    "to", form -> form.to,
                    "knownOn", form -> form.knownOn);

    /** Asks for a file. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(@PathParam("person") String person, @BeanParam Form form) {
        Optional<PersonId> child = person(person);
        if (child.isEmpty()) {
            return answer(
                    exports.refuse(asker(), request.value(), "ask-for-export"),
                    _ -> AccessPages.nothing());
        }
        Map<String, String> typed = form.typed();
        Map<String, List<String>> asked = new HashMap<>();
        FILTERS.keySet().stream()
                .filter(typed::containsKey)
                .forEach(name -> asked.put(name, List.of(typed.getOrDefault(name, ""))));
        return switch (wanted.read(
                child.get(),
                typed.get("format"),
                typed.get("purpose"),
                typed.get("reason"),
                asked)) {
            case ReadWanted.NotUnderstood(List<String> faults) -> list(child.get(), faults, typed);
            case ReadWanted.Understood(var file) ->
                    answer(
                            exports.ask(asker(), request.value(), child.get(), file),
                            // Below the root path, which is put in front.
                            id ->
                                    Response.seeOther(
                                                    URI.create(
                                                            "/people/%s/exports/%s"
                                                                    .formatted(child.get(), id)))
                                            .build());
        };
    }

    /** One file and how far it is. */
    @GET
    @Path("{export}")
    public Response one(@PathParam("person") String person, @PathParam("export") String export) {
        Optional<PersonId> child = person(person);
        Optional<UUID> id = Ids.parse(export);
        if (child.isEmpty() || id.isEmpty()) {
            return answer(
                    exports.refuse(asker(), request.value(), "look-at-export"),
                    _ -> AccessPages.nothing());
        }
        return answer(
                exports.find(asker(), request.value(), child.get(), new ExportId(id.get())),
                job -> Pages.of(200, Templates.export(ExportShown.of(job))));
    }

    /** The file. */
    @GET
    @Path("{export}/file")
    @Produces(MediaType.WILDCARD)
    public Response file(@PathParam("person") String person, @PathParam("export") String export) {
        Optional<PersonId> child = person(person);
        Optional<UUID> id = Ids.parse(export);
        if (child.isEmpty() || id.isEmpty()) {
            return answer(
                    exports.refuse(asker(), request.value(), "fetch-export"),
                    _ -> AccessPages.nothing());
        }
        return answer(
                exports.fetch(asker(), request.value(), child.get(), new ExportId(id.get())),
                ExportPages::download);
    }

    /** The name says nothing of the child: it stays in folders and lists of downloads. */
    private static Response download(ExportTimeline.Fetched fetched) {
        ExportRequest asked = fetched.job().request();
        StreamingOutput content = out -> fetched.content().write(out);
        return Response.ok(content, asked.format().mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"chronology-%s.%s\""
                                .formatted(asked.id().reference(), asked.format().extension()))
                .build();
    }

    private static <T> Response answer(ExportAnswer<T> answer, Function<T, Response> shown) {
        return switch (answer) {
            case ExportAnswer.Given<T>(T value) -> shown.apply(value);
            case ExportAnswer.NotAllowed<T> _ ->
                    Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail(
                                    "Only the lead practitioner and their manager make files of a timeline.")
                            .toResponse();
            case ExportAnswer.Refused<T> _ -> AccessPages.nothing();
        };
    }

    private static Optional<PersonId> person(String text) {
        return Ids.parse(text).map(PersonId::new);
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
