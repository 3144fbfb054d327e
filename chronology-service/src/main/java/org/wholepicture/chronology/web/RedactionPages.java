package org.wholepicture.chronology.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ReadRedaction;
import org.wholepicture.chronology.application.Reasons;
import org.wholepicture.chronology.application.RedactTimeline;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer;
import org.wholepicture.chronology.domain.redaction.RedactionId;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Answers to subject access requests: preparing one, agreeing to it, making its files. */
@Path("/people/{person}/redactions")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class RedactionPages {

    private final RedactTimeline redact;
    private final ReadRedaction read;
    private final CurrentCaller caller;
    private final RequestId request;

    RedactionPages(
            RedactTimeline redact, ReadRedaction read, CurrentCaller caller, RequestId request) {
        this.redact = redact;
        this.read = read;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance redactions(ListShown page);

        static native TemplateInstance redaction(RedactionShown page);

        static native TemplateInstance redactedEntry(EntryShown page);
    }

    /** The redactions of a child, and the form for another. */
    record ListShown(
            String person,
            String child,
            List<OneShown> redactions,
            List<String> faults,
            String received,
            String latest,
            String reason) {

        /** Ids alone. */
        @Override
        public String toString() {
            return "ListShown[" + person + "]";
        }
    }

    /** One of the list. */
    record OneShown(String id, String received, String state, String preparedBy, boolean waits) {}

    /** The form for one entry. */
    record EntryShown(
            RedactionShown redaction,
            RedactionShown.RowShown row,
            List<RedactionShown.Choice> parts,
            List<RedactionShown.Choice> grounds,
            List<String> faults) {

        /** Ids alone. */
        @Override
        public String toString() {
            return "EntryShown[" + row + "]";
        }
    }

    /** What was prepared for a child, and the form for another. */
    @GET
    public Response list(@PathParam("person") String person) {
        Optional<PersonId> child = person(person);
        return child.isEmpty() ? nothing("list-redactions") : list(child.get(), List.of(), "", "");
    }

    private Response list(PersonId child, List<String> faults, String received, String reason) {
        return answer(
                redact.list(asker(), request.value(), child),
                found ->
                        Pages.of(
                                faults.isEmpty() ? 200 : 400,
                                Templates.redactions(
                                        new ListShown(
                                                child.toString(),
                                                People.name(found.child()),
                                                found.redactions().stream()
                                                        .map(one -> one(one, found))
                                                        .toList(),
                                                faults,
                                                received,
                                                redact.latestReceived().toString(),
                                                reason))));
    }

    private static OneShown one(Redaction one, RedactTimeline.Listed found) {
        return new OneShown(
                one.id().toString(),
                Days.of(one.received()),
                RedactionShown.state(one, found.names()),
                found.names().of(one.preparedBy()),
                one.state() instanceof Redaction.Proposed
                        && !one.preparedBy().equals(found.asker()));
    }

    /** Begins one. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(
            @PathParam("person") String person,
            @FormParam("received") @Nullable String received,
            @FormParam("reason") @Nullable String reason) {
        Optional<PersonId> child = person(person);
        if (child.isEmpty()) {
            return nothing("begin-redaction");
        }
        return switch (read.request(received, reason)) {
            case ReadRedaction.NotUnderstood<ReadRedaction.Request>(List<String> faults) ->
                    list(
                            child.get(),
                            faults,
                            received == null ? "" : received,
                            reason == null ? "" : reason);
            case ReadRedaction.Understood<ReadRedaction.Request>(ReadRedaction.Request asked) ->
                    answer(
                            redact.begin(
                                    asker(),
                                    request.value(),
                                    child.get(),
                                    asked.received(),
                                    asked.reason()),
                            (RedactionId id) -> seeOther(child.get(), id));
        };
    }

    /** One, with a page of its entries. */
    @GET
    @Path("{redaction}")
    public Response one(
            @PathParam("person") String person,
            @PathParam("redaction") String redaction,
            @QueryParam("cursor") @Nullable String cursor) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (cursor != null && (id.isEmpty() || !redact.isPlace(id.get(), cursor))) {
            return Problem.of(CommonProblem.BAD_REQUEST).toResponse();
        }
        return child.isEmpty() || id.isEmpty()
                ? nothing("look-at-redaction")
                : one(child.get(), id.get(), cursor, List.of());
    }

    private Response one(
            PersonId child, RedactionId id, @Nullable String cursor, List<String> faults) {
        return answer(
                redact.look(asker(), request.value(), child, id, cursor),
                seen ->
                        Pages.of(
                                faults.isEmpty() ? 200 : 400,
                                Templates.redaction(RedactionShown.of(seen, faults))));
    }

    /** The form for one entry. */
    @GET
    @Path("{redaction}/entries/{event}")
    public Response entry(
            @PathParam("person") String person,
            @PathParam("redaction") String redaction,
            @PathParam("event") String event) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        Optional<EventId> entry = Ids.parse(event).map(EventId::new);
        return child.isEmpty() || id.isEmpty() || entry.isEmpty()
                ? nothing("look-at-redaction")
                : entry(child.get(), id.get(), entry.get(), List.of());
    }

    private Response entry(PersonId child, RedactionId id, EventId event, List<String> faults) {
        return answer(
                redact.look(asker(), request.value(), child, id, event),
                seen -> {
                    RedactTimeline.Row row = seen.rows().getFirst();
                    RedactionShown shown = RedactionShown.of(seen, List.of());
                    return Pages.of(
                            faults.isEmpty() ? 200 : 400,
                            Templates.redactedEntry(
                                    new EntryShown(
                                            shown,
                                            shown.rows().getFirst(),
                                            RedactionShown.parts(row),
                                            RedactionShown.grounds(row),
                                            faults)));
                });
    }

    /** Withholds parts of an entry; none where none is chosen. */
    @POST
    @Path("{redaction}/entries/{event}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @PathParam("person") String person,
            @PathParam("redaction") String redaction,
            @PathParam("event") String event,
            @FormParam("part") @Nullable List<String> parts,
            @FormParam("ground") @Nullable String ground) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        Optional<EventId> entry = Ids.parse(event).map(EventId::new);
        if (child.isEmpty() || id.isEmpty() || entry.isEmpty()) {
            return nothing("change-redaction");
        }
        if (parts == null || parts.isEmpty()) {
            return answer(
                    redact.tell(asker(), request.value(), child.get(), id.get(), entry.get()),
                    _ -> seeOther(child.get(), id.get()));
        }
        return switch (read.place(entry.get(), ground, parts)) {
            case ReadRedaction.NotUnderstood<Place>(List<String> faults) ->
                    entry(child.get(), id.get(), entry.get(), faults);
            case ReadRedaction.Understood<Place>(Place place) ->
                    answer(
                            redact.withhold(asker(), request.value(), child.get(), id.get(), place),
                            _ -> seeOther(child.get(), id.get()));
        };
    }

    /** Proposes it. */
    @POST
    @Path("{redaction}/proposal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @PathParam("person") String person, @PathParam("redaction") String redaction) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        return child.isEmpty() || id.isEmpty()
                ? nothing("propose-redaction")
                : answer(
                        redact.propose(asker(), request.value(), child.get(), id.get()),
                        _ -> seeOther(child.get(), id.get()));
    }

    /** Agrees. */
    @POST
    @Path("{redaction}/approval")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(
            @PathParam("person") String person, @PathParam("redaction") String redaction) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        return child.isEmpty() || id.isEmpty()
                ? nothing("approve-redaction")
                : answer(
                        redact.approve(asker(), request.value(), child.get(), id.get()),
                        _ -> seeOther(child.get(), id.get()));
    }

    /** Sends it back. */
    @POST
    @Path("{redaction}/return")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sendBack(
            @PathParam("person") String person,
            @PathParam("redaction") String redaction,
            @FormParam("note") @Nullable String note) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (child.isEmpty() || id.isEmpty()) {
            return nothing("send-back-redaction");
        }
        return switch (read.note(note)) {
            case ReadRedaction.NotUnderstood<String>(List<String> faults) ->
                    one(child.get(), id.get(), null, faults);
            case ReadRedaction.Understood<String>(String words) ->
                    answer(
                            redact.sendBack(asker(), request.value(), child.get(), id.get(), words),
                            _ -> seeOther(child.get(), id.get()));
        };
    }

    /** Asks for a file. */
    @POST
    @Path("{redaction}/files")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response file(
            @PathParam("person") String person,
            @PathParam("redaction") String redaction,
            @FormParam("format") @Nullable String format) {
        Optional<PersonId> child = person(person);
        Optional<RedactionId> id = redaction(redaction);
        if (child.isEmpty() || id.isEmpty()) {
            return nothing("ask-for-export");
        }
        ExportFormat wanted = Reasons.named(ExportFormat.class, format);
        if (wanted == null) {
            return one(child.get(), id.get(), null, List.of("Choose what kind of file you need"));
        }
        return answer(
                redact.file(asker(), request.value(), child.get(), id.get(), wanted),
                (ExportId made) ->
                        Response.seeOther(URI.create("/people/" + child.get() + "/exports/" + made))
                                .build());
    }

    private Response seeOther(PersonId person, RedactionId id) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/people/" + person + "/redactions/" + id)).build();
    }

    private Response nothing(String action) {
        RedactionAnswer<Object> refused = redact.refuse(asker(), request.value(), action);
        return answer(refused, _ -> AccessPages.nothing());
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
            case RedactionAnswer.Refused<T> _ -> AccessPages.nothing();
            case RedactionAnswer.NotNow<T>(RedactionAnswer.Why why) -> notNow(why);
        };
    }

    private static Response notNow(RedactionAnswer.Why why) {
        return switch (why) {
            case NO_SUCH_ENTRY -> AccessPages.nothing();
            case YOUR_OWN -> forbidden("You prepared it: somebody else has to look at it.");
            case NOT_OPEN_TO_YOU ->
                    conflict("Whoever prepares it changes it, until it is proposed.");
            case NOT_PROPOSED -> conflict("It is not proposed, or was decided meanwhile.");
            case CHANGED ->
                    conflict(
                            "Something else is known by now than was looked at. Send it back: whoever"
                                    + " prepares it has to look again.");
            case NOT_APPROVED -> conflict("Nobody has agreed to it yet.");
            case SHIELDED -> conflict("What is shielded is withheld always.");
        };
    }

    private static Response forbidden(String detail) {
        return Problem.of(CommonProblem.FORBIDDEN).withDetail(detail).toResponse();
    }

    private static Response conflict(String detail) {
        return Problem.of(CommonProblem.CONFLICT).withDetail(detail).toResponse();
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
