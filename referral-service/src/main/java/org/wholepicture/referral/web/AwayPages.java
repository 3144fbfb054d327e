package org.wholepicture.referral.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.FileAbsences;
import org.wholepicture.referral.application.FileAbsences.Outcome;
import org.wholepicture.referral.application.FileAbsences.Seen;
import org.wholepicture.referral.domain.DirectoryEntry;

/** "When I am away": for oneself, for those whom one manages, at the front door for anybody. */
@Path("/absences")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager", "front-door", "administrator"})
@Produces(MediaType.TEXT_HTML)
@Blocking
class AwayPages {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final String ENTER = "Enter a day such as 2026-03-27";

    private final FileAbsences absences;
    private final CurrentCaller caller;
    private final RequestId request;

    AwayPages(FileAbsences absences, CurrentCaller caller, RequestId request) {
        this.absences = absences;
        this.caller = caller;
        this.request = request;
    }

    /** The template, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance absences(Shown page);
    }

    /**
     * What the page shows.
     *
     * @param of directory id of whose days these are
     * @param heading whose
     * @param own whether they are the reader's
     * @param team those whom the reader manages
     * @param anybody whether the reader may say it for anybody
     * @param from as its field holds it
     * @param to as its field holds it
     */
    record Shown(
            String of,
            String heading,
            boolean own,
            List<Line> lines,
            List<Member> team,
            boolean anybody,
            Field from,
            Field to,
            String done) {

        /** Leaves names out. */
        @Override
        public String toString() {
            return "Shown[" + of + "]";
        }

        /** For the browser. */
        public String title() {
            return (faults().isEmpty() ? "" : "Error: ") + heading;
        }

        /** What is wrong, in the order of the fields. */
        public List<Field> faults() {
            return List.of(from, to).stream().filter(field -> field.fault() != null).toList();
        }
    }

    /** An absence, and by which day it is taken back. */
    record Line(String words, LocalDate from) {}

    /** Somebody whom the reader manages, and when they are away next. */
    record Member(String id, String name, String away) {

        /** Leaves the name out. */
        @Override
        public String toString() {
            return "Member[" + id + "]";
        }
    }

    /** A day to fill in. */
    record Field(String id, String text, @Nullable String fault) {

        Optional<LocalDate> day() {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException notADay) {
                return Optional.empty();
            }
        }

        static Field read(String id, @Nullable String text) {
            Field field = new Field(id, text == null ? "" : text.strip(), null);
            return field.day().isPresent() ? field : new Field(id, field.text, ENTER);
        }
    }

    /** The days of the reader, or of somebody for whom they may say. */
    @GET
    public TemplateInstance page(
            @QueryParam("of") @Nullable String of, @QueryParam("done") @Nullable String done) {
        return shown(whose(of), empty("from"), empty("to"), Done.sentence(done));
    }

    /** Adds days. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response add(
            @FormParam("of") @Nullable String of,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to) {
        String practitioner = whose(of);
        Field first = Field.read("from", from);
        Field last = Field.read("to", to);
        if (first.fault() != null || last.fault() != null) {
            return faulty(practitioner, first, last);
        }
        var given = new FileAbsences.Given(first.day().orElseThrow(), last.day().orElseThrow());
        return switch (absences.add(decider(), practitioner, given)) {
            case Outcome.Done _ -> backTo(practitioner, Done.AWAY);
            case Outcome.Unknown _ -> throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case Outcome.Refused(var faults) ->
                    faulty(
                            practitioner,
                            first,
                            new Field("to", last.text(), faults.getFirst().detail()));
        };
    }

    /** Takes days back. */
    @POST
    @Path("/taken-back")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response takeBack(
            @FormParam("of") @Nullable String of, @FormParam("from") @Nullable String from) {
        String practitioner = whose(of);
        LocalDate day =
                Field.read("from", from)
                        .day()
                        .orElseThrow(() -> Problem.of(CommonProblem.BAD_REQUEST).exception());
        return switch (absences.takeBack(decider(), practitioner, day)) {
            case Outcome.Done _ -> backTo(practitioner, Done.NOT_AWAY);
            case Outcome.Unknown _ -> throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case Outcome.Refused _ -> throw Problem.of(CommonProblem.CONFLICT).exception();
        };
    }

    private Response faulty(String practitioner, Field from, Field to) {
        return Response.status(422).type(HTML).entity(shown(practitioner, from, to, "")).build();
    }

    private TemplateInstance shown(String practitioner, Field from, Field to, String done) {
        Seen seen =
                absences.read(decider(), practitioner)
                        .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
        boolean own = practitioner.equals(person().id());
        return Templates.absences(
                new Shown(
                        practitioner,
                        own ? "When I am away" : "When " + seen.who().name() + " is away",
                        own,
                        seen.who().absences().all().stream()
                                .map(one -> new Line(Days.of(one), one.from()))
                                .toList(),
                        seen.team().stream().map(AwayPages::member).toList(),
                        person().is("front-door") || person().is("administrator"),
                        from,
                        to,
                        done));
    }

    private static Member member(DirectoryEntry one) {
        return new Member(
                one.id(),
                one.name(),
                one.absences().all().stream().findFirst().map(Days::of).orElse("no days given"));
    }

    private static Field empty(String id) {
        return new Field(id, "", null);
    }

    /** Without an id, the reader's own. */
    private String whose(@Nullable String of) {
        return of == null || of.isBlank() ? person().id() : of.strip();
    }

    private Response backTo(String practitioner, Done done) {
        String of =
                practitioner.equals(person().id())
                        ? ""
                        : "of=" + URLEncoder.encode(practitioner, StandardCharsets.UTF_8) + "&";
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/absences?" + of + "done=" + done.code())).build();
    }

    private Decider decider() {
        Caller.Practitioner person = person();
        return new Decider(
                person.id(),
                person.agency(),
                person.roles(),
                person.is("front-door"),
                request.value());
    }

    private Caller.Practitioner person() {
        return caller.practitioner()
                .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
    }
}
