package org.wholepicture.escalation.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.Asker;
import org.wholepicture.escalation.application.ChangeDissent;
import org.wholepicture.escalation.application.DissentReference;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.application.RaiseDissent;
import org.wholepicture.escalation.application.ReadDissents;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;

/**
 * My disagreements; raising one; one of them with its path; a form for each thing to do with it;
 * the record to print.
 */
@Path("/")
@Tenant("pages")
@RolesAllowed("practitioner")
@Produces(MediaType.TEXT_HTML)
public class DissentPages {

    /** Chosen instead of a decision. */
    private static final String NOTHING_DONE = "nothing-done";

    private static final int MOST_EVIDENCE = 20;

    private final RaiseDissent raise;
    private final ChangeDissent change;
    private final ReadDissents read;
    private final PageAskers askers;
    private final Showing showing;
    private final TimelineEntries timeline;
    private final InstantSource clock;
    private final EscalationConfig config;

    DissentPages(
            RaiseDissent raise,
            ChangeDissent change,
            ReadDissents read,
            PageAskers askers,
            Showing showing,
            TimelineEntries timeline,
            InstantSource clock,
            EscalationConfig config) {
        this.raise = raise;
        this.change = change;
        this.read = read;
        this.askers = askers;
        this.showing = showing;
        this.timeline = timeline;
        this.clock = clock;
        this.config = config;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance dissents(DissentLines page);

        static native TemplateInstance choose(
                UUID person, List<Showing.DecisionShown> decisions, String alert);

        static native TemplateInstance raise(String title, RaiseForm form);

        static native TemplateInstance dissent(DissentPage page);

        static native TemplateInstance record(DissentPage page);

        static native TemplateInstance act(String title, ActForm form);
    }

    @GET
    public TemplateInstance start() {
        return mine();
    }

    @GET
    @Path("dissents")
    public TemplateInstance mine() {
        Asker asker = askers.present();
        return Templates.dissents(
                showing.lines(read.mine(asker), asker.roles().contains("front-door")));
    }

    @GET
    @Path("dissents/{id}")
    public TemplateInstance one(@PathParam("id") UUID id) {
        return Templates.dissent(page(id));
    }

    /** All of it on paper. */
    @GET
    @Path("records/{id}")
    public TemplateInstance record(@PathParam("id") UUID id) {
        return Templates.record(page(id));
    }

    private DissentPage page(UUID id) {
        ReadDissents.Shown shown =
                read.one(askers.present(), new DissentId(id)).orElseThrow(DissentPages::notFound);
        return showing.page(shown, askers.reader());
    }

    // ---- Raising

    @GET
    @Path("people/{person}/dissent")
    public TemplateInstance form(
            @PathParam("person") UUID person,
            @QueryParam("about") @Nullable String about,
            @QueryParam("alert") @Nullable String alert) {
        Asker asker = askers.present();
        PersonId child = new PersonId(person);
        String raisedFrom = Ids.read(alert == null ? "" : alert).map(UUID::toString).orElse("");
        if (about == null) {
            List<Decision> decisions =
                    read.decisions(asker, child).orElseThrow(DissentPages::notFound);
            return Templates.choose(
                    person, decisions.stream().map(showing::decision).toList(), raisedFrom);
        }
        Optional<Decision> decision = decision(asker, child, about);
        return form(
                child,
                decision,
                Field.empty("disagreement"),
                Field.empty("askedFor"),
                new Field("since", decision.map(d -> d.happened().toString()).orElse(""), null),
                Set.of(),
                raisedFrom);
    }

    @POST
    @Path("people/{person}/dissent")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response raise(
            @PathParam("person") UUID person,
            @FormParam("about") @Nullable String about,
            @FormParam("disagreement") @Nullable String disagreement,
            @FormParam("askedFor") @Nullable String askedFor,
            @FormParam("since") @Nullable String since,
            @FormParam("evidence") @Nullable List<String> evidence,
            @FormParam("alert") @Nullable String alert) {
        Asker asker = askers.present();
        PersonId child = new PersonId(person);
        Optional<Decision> decision = decision(asker, child, about == null ? "" : about);
        Field what =
                Field.words("disagreement", disagreement, "Enter what you disagree with and why");
        Field instead = Field.words("askedFor", askedFor, "Enter what you ask for");
        Field from =
                Field.day(
                        "since",
                        since == null && decision.isPresent()
                                ? decision.get().happened().toString()
                                : since,
                        today(),
                        "Enter since when it is so");
        Set<UUID> chosen = ids(evidence);
        String raisedFrom = Ids.read(alert == null ? "" : alert).map(UUID::toString).orElse("");
        if (what.isFaulty() || instead.isFaulty() || from.isFaulty()) {
            return faulty(form(child, decision, what, instead, from, chosen, raisedFrom));
        }
        Protocol.Raising answer =
                raise.raise(
                                asker,
                                child,
                                new RaiseDissent.Said(
                                        decision.map(Decision::event),
                                        Optional.of(from.day()),
                                        what.words(),
                                        instead.words(),
                                        events(chosen),
                                        Ids.read(raisedFrom).map(EventId::new)))
                        .orElseThrow(DissentPages::notFound);
        return switch (answer) {
            case Protocol.Raising.Done(Dissent.Raised raised) -> to(raised.id());
            // Sent twice, or raised before: the open one is what the practitioner looks for.
            case Protocol.Raising.AlreadyOpen(DissentId earlier) -> to(earlier);
            case Protocol.Raising.DecisionWithdrawn() ->
                    Problem.of(CommonProblem.CONFLICT)
                            .withDetail("The agency has taken this decision back.")
                            .toResponse();
        };
    }

    /** What was chosen; nobody works with a child who is not there, and nothing was decided. */
    private Optional<Decision> decision(Asker asker, PersonId child, String about) {
        if (about.equals(NOTHING_DONE)) {
            if (!read.isInvolved(asker.practitioner().id(), child)) {
                throw notFound();
            }
            return Optional.empty();
        }
        EventId event = Ids.read(about).map(EventId::new).orElseThrow(DissentPages::notFound);
        return Optional.of(read.decision(asker, child, event).orElseThrow(DissentPages::notFound));
    }

    private TemplateInstance form(
            PersonId child,
            Optional<Decision> decision,
            Field disagreement,
            Field askedFor,
            Field since,
            Set<UUID> chosen,
            String alert) {
        Optional<List<TimelineEntries.Line>> entries =
                timeline.latest(child.value(), askers.reader());
        boolean faulty = disagreement.isFaulty() || askedFor.isFaulty() || since.isFaulty();
        return Templates.raise(
                title("Raise a disagreement", faulty),
                new RaiseForm(
                        child.value(),
                        decision.map(showing::decision).orElse(null),
                        disagreement,
                        askedFor,
                        since,
                        entries.orElse(List.of()),
                        chosen,
                        entries.isEmpty(),
                        alert));
    }

    // ---- Everything that is done later

    @GET
    @Path("dissents/{id}/{act}")
    public TemplateInstance act(@PathParam("id") UUID id, @PathParam("act") String address) {
        Act act = Act.at(address).orElseThrow(DissentPages::notFound);
        ReadDissents.Shown shown =
                read.one(askers.present(), new DissentId(id)).orElseThrow(DissentPages::notFound);
        return act(
                act,
                shown,
                new Field("on", today().toString(), null),
                Field.empty("words"),
                Field.empty("emergency"),
                Set.of(),
                null);
    }

    @POST
    @Path("dissents/{id}/{act}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(
            @PathParam("id") UUID id,
            @PathParam("act") String address,
            @FormParam("on") @Nullable String on,
            @FormParam("words") @Nullable String words,
            @FormParam("emergency") @Nullable String emergency,
            @FormParam("evidence") @Nullable List<String> evidence) {
        Act act = Act.at(address).orElseThrow(DissentPages::notFound);
        Asker asker = askers.present();
        DissentId dissent = new DissentId(id);
        Field day =
                act == Act.MEETING
                        ? Field.day("on", on, today(), "Enter the day of the meeting")
                        : Field.empty("on");
        Field said = Field.words("words", words, act.missing());
        Field done =
                act == Act.DANGER
                        ? Field.words("emergency", emergency, "Enter what was done at once")
                        : Field.empty("emergency");
        Set<UUID> chosen = ids(evidence);
        if (day.isFaulty() || said.isFaulty() || done.isFaulty()) {
            ReadDissents.Shown shown = read.one(asker, dissent).orElseThrow(DissentPages::notFound);
            return faulty(act(act, shown, day, said, done, chosen, null));
        }
        Protocol.Change answer =
                done(act, asker, dissent, day, said, done, events(chosen))
                        .orElseThrow(DissentPages::notFound);
        return switch (answer) {
            case Protocol.Change.Done _ -> to(dissent);
            case Protocol.Change.Refused(Protocol.Refusal why) -> {
                ReadDissents.Shown shown =
                        read.one(asker, dissent).orElseThrow(DissentPages::notFound);
                yield Response.status(why == Protocol.Refusal.NOT_YOUR_SIDE ? 403 : 409)
                        .type(HTML)
                        .entity(act(act, shown, day, said, done, chosen, Words.refusal(why)))
                        .build();
            }
        };
    }

    private Optional<Protocol.Change> done(
            Act act,
            Asker asker,
            DissentId dissent,
            Field day,
            Field said,
            Field emergency,
            List<EventId> evidence) {
        return switch (act) {
            case VIEW -> change.answer(asker, dissent, said.words(), evidence);
            case MEETING -> change.meet(asker, dissent, day.day(), said.words());
            case STAGES -> change.moveUp(asker, dissent, said.words(), evidence);
            case DANGER -> change.skipToTop(asker, dissent, said.words(), emergency.words());
            case RESOLUTION -> change.resolve(asker, dissent, said.words());
            case WITHDRAWAL -> change.withdraw(asker, dissent, said.words());
        };
    }

    private TemplateInstance act(
            Act act,
            ReadDissents.Shown shown,
            Field day,
            Field words,
            Field emergency,
            Set<UUID> chosen,
            @Nullable String refusal) {
        Optional<List<TimelineEntries.Line>> entries =
                act.asksForEvidence() && shown.involved()
                        ? timeline.latest(shown.person().value(), askers.reader())
                        : Optional.of(List.of());
        boolean faulty =
                refusal != null || day.isFaulty() || words.isFaulty() || emergency.isFaulty();
        int next = shown.dissent().path().current().number() + 1;
        return Templates.act(
                title(act.title(), faulty),
                new ActForm(
                        shown.dissent().id().value(),
                        DissentReference.of(shown.dissent().id()),
                        act.address(),
                        act.title(),
                        act.button(next),
                        act == Act.DANGER ? "govuk-button--warning" : "",
                        act.label(),
                        act.hint(),
                        act == Act.MEETING ? day : null,
                        words,
                        act == Act.DANGER ? emergency : null,
                        entries.orElse(List.of()),
                        chosen,
                        entries.isEmpty(),
                        refusal));
    }

    // ---- Parts

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), config.zone());
    }

    private static Set<UUID> ids(@Nullable List<String> texts) {
        Set<UUID> ids = new LinkedHashSet<>();
        if (texts != null) {
            texts.stream().limit(MOST_EVIDENCE).forEach(text -> Ids.read(text).ifPresent(ids::add));
        }
        return ids;
    }

    private static List<EventId> events(Set<UUID> ids) {
        return ids.stream().map(EventId::new).toList();
    }

    /** People who hear the page hear its title first. */
    private static String title(String title, boolean faulty) {
        return faulty ? "Error: " + title : title;
    }

    private static Response faulty(TemplateInstance page) {
        return Response.status(400).type(HTML).entity(page).build();
    }

    private static Response to(DissentId id) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/dissents/" + id.value())).build();
    }

    private static RuntimeException notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).exception();
    }
}
