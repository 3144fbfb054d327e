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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Layout;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** The views of a child's history, each a page; and that somebody has read a history pack. */
@Path("/")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class ViewPages {

    private static final Set<String> KNOWN_ON = Set.of("knownOn");

    private final ReadHistory histories;
    private final AcknowledgeHistory acknowledge;
    private final ViewQuestions questions;
    private final CurrentCaller caller;
    private final RequestId request;
    private final Layout layout;

    ViewPages(
            ReadHistory histories,
            AcknowledgeHistory acknowledge,
            ViewQuestions questions,
            CurrentCaller caller,
            RequestId request,
            Layout layout) {
        this.histories = histories;
        this.acknowledge = acknowledge;
        this.questions = questions;
        this.caller = caller;
        this.request = request;
        this.layout = layout;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance picture(PicturePage page);

        static native TemplateInstance careProfile(CareProfilePage page);

        static native TemplateInstance household(HouseholdPage page);

        static native TemplateInstance claims(ClaimsPage page);

        static native TemplateInstance gaps(GapsPage page);

        static native TemplateInstance cycles(CyclesPage page);

        static native TemplateInstance history(HistoryPage page);

        static native TemplateInstance changes(ChangesPage page);
    }

    /** Swim lanes. */
    @GET
    @Path("people/{person}/picture")
    public Response picture(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person,
                uri,
                View.PICTURE,
                whole -> Templates.picture(PicturePage.of(whole, layout.root())));
    }

    /** Graded care profiles. */
    @GET
    @Path("people/{person}/care-profile")
    public Response careProfile(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person,
                uri,
                View.CARE_PROFILE,
                whole -> Templates.careProfile(CareProfilePage.of(whole, layout.root())));
    }

    /** Household and genogram. */
    @GET
    @Path("people/{person}/household")
    public Response household(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person,
                uri,
                View.HOUSEHOLD,
                whole -> Templates.household(HouseholdPage.of(whole, layout.root())));
    }

    /** Claims side by side. */
    @GET
    @Path("people/{person}/claims")
    public Response claims(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person,
                uri,
                View.CLAIMS,
                whole -> Templates.claims(ClaimsPage.of(whole, layout.root())));
    }

    /** What is not known. */
    @GET
    @Path("people/{person}/gaps")
    public Response gaps(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person, uri, View.GAPS, whole -> Templates.gaps(GapsPage.of(whole, layout.root())));
    }

    /** Earlier cycles. */
    @GET
    @Path("people/{person}/cycles")
    public Response cycles(@PathParam("person") String person, @Context UriInfo uri) {
        return view(
                person,
                uri,
                View.CYCLES,
                whole -> Templates.cycles(CyclesPage.of(whole, layout.root())));
    }

    /** The history pack of an assessment or lead. */
    @GET
    @Path("people/{person}/history")
    public Response history(@PathParam("person") String person, @Context UriInfo uri) {
        boolean just = uri.getQueryParameters().containsKey("acknowledged");
        return answered(
                person,
                uri,
                View.HISTORY_PACK,
                Set.of("knownOn", "of", "acknowledged"),
                (asker, child, understood) ->
                        page(
                                histories.read(
                                        asker,
                                        request.value(),
                                        child,
                                        View.HISTORY_PACK,
                                        understood.knownOn()),
                                whole ->
                                        HistoryPage.of(
                                                        whole,
                                                        understood.of(),
                                                        new PractitionerId(asker.name()),
                                                        just,
                                                        layout.root())
                                                .map(Templates::history)));
    }

    /** Keeps that the caller has read it. */
    @POST
    @Path("people/{person}/history")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response acknowledge(
            @PathParam("person") String person, @FormParam("of") @Nullable String of) {
        Optional<UUID> child = Ids.parse(person);
        Optional<UUID> event = of == null ? Optional.empty() : Ids.parse(of);
        if (child.isEmpty() || event.isEmpty()) {
            acknowledge.refuse(asker(), request.value());
            return notFound();
        }
        return switch (acknowledge.acknowledge(
                asker(), request.value(), new PersonId(child.get()), new EventId(event.get()))) {
            case Answer.Refused<EventId> _ -> notFound();
            // Below the root path, which is put in front.
            case Answer.Given<EventId>(EventId kept) ->
                    Response.seeOther(
                                    URI.create(
                                            "/people/%s/history?of=%s&acknowledged=yes"
                                                    .formatted(child.get(), kept)))
                            .build();
        };
    }

    /** What became known between two days. */
    @GET
    @Path("people/{person}/changes")
    public Response changes(@PathParam("person") String person, @Context UriInfo uri) {
        return answered(
                person,
                uri,
                View.CHANGES,
                Set.of("since", "until"),
                (asker, child, understood) ->
                        understood.since() == null
                                ? page(
                                        histories.read(
                                                asker,
                                                request.value(),
                                                child,
                                                View.CHANGES,
                                                understood.knownOn()),
                                        whole ->
                                                Optional.of(
                                                        Templates.changes(
                                                                ChangesPage.unasked(
                                                                        whole, layout.root()))))
                                : page(
                                        histories.compare(
                                                asker,
                                                request.value(),
                                                child,
                                                understood.since(),
                                                understood.knownOn()),
                                        compared ->
                                                Optional.of(
                                                        Templates.changes(
                                                                ChangesPage.of(
                                                                        compared,
                                                                        layout.root())))));
    }

    /** What is asked, once it is understood. */
    private interface Asked {
        Response of(Asker asker, PersonId child, ViewQuestions.Understood understood);
    }

    private Response view(
            String person,
            UriInfo uri,
            View view,
            Function<ReadHistory.Whole, TemplateInstance> template) {
        return answered(
                person,
                uri,
                view,
                KNOWN_ON,
                (asker, child, understood) ->
                        page(
                                histories.read(
                                        asker, request.value(), child, view, understood.knownOn()),
                                whole -> Optional.of(template.apply(whole))));
    }

    private Response answered(
            String person, UriInfo uri, View view, Set<String> known, Asked asked) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            histories.refuse(asker(), request.value(), view);
            return AccessPages.nothing();
        }
        return switch (questions.read(known, uri.getQueryParameters())) {
            case ViewQuestions.NotUnderstood(List<String> faults) ->
                    Problem.of(CommonProblem.BAD_REQUEST)
                            .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                            .toResponse();
            case ViewQuestions.Understood understood ->
                    asked.of(asker(), new PersonId(id.get()), understood);
        };
    }

    /** Set now, on this thread: a fault in a template must not leave half a page. */
    private static <T> Response page(
            Answer<T> answer, Function<T, Optional<TemplateInstance>> template) {
        return switch (answer) {
            case Answer.Refused<T> _ -> AccessPages.nothing();
            case Answer.Given<T>(T value) ->
                    template.apply(value)
                            .map(found -> Pages.of(200, found))
                            .orElseGet(ViewPages::notFound);
        };
    }

    private static Response notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
