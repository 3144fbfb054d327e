package org.wholepicture.escalation.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.wholepicture.escalation.domain.StepDown;
import org.wholepicture.escalation.domain.Words;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** My disagreements; raising one about a step-down; one of them, with the form that resolves it. */
@Path("/")
@Tenant("pages")
@RolesAllowed("practitioner")
@Produces(MediaType.TEXT_HTML)
public class DissentPages {

    private final RaiseDissent raise;
    private final ResolveDissent resolve;
    private final ReadDissents read;
    private final CurrentCaller caller;
    private final RequestId request;
    private final Showing showing;
    private final Template list;
    private final Template one;
    private final Template choose;
    private final Template form;

    DissentPages(
            RaiseDissent raise,
            ResolveDissent resolve,
            ReadDissents read,
            CurrentCaller caller,
            RequestId request,
            Showing showing,
            @Location("dissents.html") Template list,
            @Location("dissent.html") Template one,
            @Location("stepDowns.html") Template choose,
            @Location("raise.html") Template form) {
        this.raise = raise;
        this.resolve = resolve;
        this.read = read;
        this.caller = caller;
        this.request = request;
        this.showing = showing;
        this.list = list;
        this.one = one;
        this.choose = choose;
        this.form = form;
    }

    @GET
    public TemplateInstance start() {
        return mine();
    }

    @GET
    @Path("dissents")
    public TemplateInstance mine() {
        return list.data("dissents", read.mine(asker()).stream().map(showing::dissent).toList());
    }

    @GET
    @Path("dissents/{id}")
    public TemplateInstance one(@PathParam("id") UUID id) {
        return one(asker(), new DissentId(id), Optional.empty(), "");
    }

    @POST
    @Path("dissents/{id}/resolution")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response resolve(
            @PathParam("id") UUID id, @FormParam("outcome") @Nullable String outcome) {
        Asker asker = asker();
        DissentId dissent = new DissentId(id);
        Optional<String> fault = fault(outcome, "Enter what was agreed");
        if (fault.isPresent()) {
            return faulty(one(asker, dissent, fault, orEmpty(outcome)));
        }
        Protocol.Resolving answer =
                resolve.resolve(asker, dissent, new Words(orEmpty(outcome)))
                        .orElseThrow(DissentPages::notFound);
        return switch (answer) {
            // Sent twice: it is resolved, which the page says.
            case Protocol.Resolving.Done _, Protocol.Resolving.AlreadyResolved _ -> to(dissent);
            case Protocol.Resolving.OtherSide() ->
                    Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail("Only the side that raised a disagreement can resolve it.")
                            .toResponse();
        };
    }

    @GET
    @Path("people/{person}/dissent")
    public TemplateInstance form(
            @PathParam("person") UUID person, @QueryParam("about") @Nullable UUID about) {
        Asker asker = asker();
        PersonId child = new PersonId(person);
        if (about == null) {
            List<StepDown> stepDowns =
                    read.stepDowns(asker, child).orElseThrow(DissentPages::notFound);
            return choose.data("person", person)
                    .data("stepDowns", stepDowns.stream().map(showing::stepDown).toList());
        }
        return form(asker, child, new EventId(about), Field.EMPTY, Field.EMPTY);
    }

    @POST
    @Path("people/{person}/dissent")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response raise(
            @PathParam("person") UUID person,
            @FormParam("about") @Nullable UUID about,
            @FormParam("disagreement") @Nullable String disagreement,
            @FormParam("askedFor") @Nullable String askedFor) {
        if (about == null) {
            throw notFound();
        }
        Asker asker = asker();
        PersonId child = new PersonId(person);
        EventId event = new EventId(about);
        Optional<String> disagreementFault =
                fault(disagreement, "Enter what you disagree with and why");
        Optional<String> askedForFault = fault(askedFor, "Enter what you ask for");
        if (disagreementFault.isPresent() || askedForFault.isPresent()) {
            return faulty(
                    form(
                            asker,
                            child,
                            event,
                            new Field(orEmpty(disagreement), disagreementFault),
                            new Field(orEmpty(askedFor), askedForFault)));
        }
        Protocol.Raising answer =
                raise.raise(
                                asker,
                                child,
                                event,
                                new Words(orEmpty(disagreement)),
                                new Words(orEmpty(askedFor)))
                        .orElseThrow(DissentPages::notFound);
        return switch (answer) {
            case Protocol.Raising.Done(Dissent.Raised raised) -> to(raised.id());
            // Sent twice, or raised before: the open one is what the practitioner looks for.
            case Protocol.Raising.AlreadyOpen(DissentId earlier) -> to(earlier);
            case Protocol.Raising.StepDownWithdrawn() ->
                    Problem.of(CommonProblem.CONFLICT)
                            .withDetail("The agency has taken this step-down back.")
                            .toResponse();
        };
    }

    private TemplateInstance one(
            Asker asker, DissentId id, Optional<String> fault, String outcome) {
        ReadDissents.Shown shown = read.one(asker, id).orElseThrow(DissentPages::notFound);
        return one.data("title", title("Disagreement about a step-down", fault.isPresent()))
                .data("dissent", showing.dissent(shown))
                .data("fault", fault.orElse(null))
                .data("outcome", outcome);
    }

    private TemplateInstance form(
            Asker asker, PersonId person, EventId about, Field disagreement, Field askedFor) {
        StepDown stepDown = read.stepDown(asker, person, about).orElseThrow(DissentPages::notFound);
        boolean faulty = disagreement.fault().isPresent() || askedFor.fault().isPresent();
        return form.data("title", title("Raise a disagreement", faulty))
                .data("person", person.value())
                .data("stepDown", showing.stepDown(stepDown))
                .data("disagreement", disagreement.text())
                .data("disagreementFault", disagreement.fault().orElse(null))
                .data("askedFor", askedFor.text())
                .data("askedForFault", askedFor.fault().orElse(null));
    }

    /** What was written into a field, and what is wrong with it. */
    private record Field(String text, Optional<String> fault) {
        static final Field EMPTY = new Field("", Optional.empty());
    }

    /** People who hear the page hear its title first. */
    private static String title(String title, boolean faulty) {
        return faulty ? "Error: " + title : title;
    }

    private static Optional<String> fault(@Nullable String text, String missing) {
        if (text == null || text.isBlank()) {
            return Optional.of(missing);
        }
        if (text.length() > Words.LONGEST) {
            return Optional.of("Use 2,000 characters or fewer");
        }
        return Words.isPlain(text)
                ? Optional.empty()
                : Optional.of("Use letters, numbers and punctuation only");
    }

    private static Response faulty(TemplateInstance page) {
        return Response.status(400)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(page)
                .build();
    }

    private Response to(DissentId id) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/dissents/" + id.value())).build();
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

    private static RuntimeException notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).exception();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
