package org.wholepicture.chronology.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
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
import java.util.UUID;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.ListPeople;
import org.wholepicture.chronology.application.Questions;
import org.wholepicture.chronology.application.ReadTimeline;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Layout;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** The children somebody works with, and the timeline of one of them. */
@Path("/")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class TimelinePages {

    private final ListPeople listPeople;
    private final ReadTimeline readTimeline;
    private final Questions questions;
    private final CurrentCaller caller;
    private final RequestId request;
    private final Layout layout;

    TimelinePages(
            ListPeople listPeople,
            ReadTimeline readTimeline,
            Questions questions,
            CurrentCaller caller,
            RequestId request,
            Layout layout) {
        this.listPeople = listPeople;
        this.readTimeline = readTimeline;
        this.questions = questions;
        this.caller = caller;
        this.request = request;
        this.layout = layout;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance children(List<ChildLink> children);

        static native TemplateInstance timeline(TimelinePage page, List<String> access);
    }

    /** A child on the first page. */
    record ChildLink(String name, String born, String as, String href) {

        @Override
        public String toString() {
            return "ChildLink[href=" + href + "]";
        }
    }

    /** The children somebody works with. */
    @GET
    public Response children() {
        return switch (listPeople.list(asker(), request.value())) {
            case Answer.Given<List<ListPeople.WorksWith>>(List<ListPeople.WorksWith> people) ->
                    page(Templates.children(people.stream().map(this::link).toList()));
            case Answer.Refused<List<ListPeople.WorksWith>> _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    /** A timeline, newest first. */
    @GET
    @Path("people/{person}")
    public Response timeline(@PathParam("person") String person, @Context UriInfo uri) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            readTimeline.refuse(asker(), request.value());
            return AccessPages.nothing();
        }
        PersonId child = new PersonId(id.get());
        if (uri.getQueryParameters().containsKey("reason")) {
            return Response.seeOther(URI.create("/people/" + child + "/reason")).build();
        }
        return switch (questions.read(
                child, uri.getQueryParameters(), Question.Layer.SIGNIFICANT)) {
            case Questions.NotUnderstood(List<String> faults) ->
                    Problem.of(CommonProblem.BAD_REQUEST)
                            .withFaults(faults.stream().map(fault -> new Fault("", fault)).toList())
                            .toResponse();
            case Questions.Understood(Question question) ->
                    switch (readTimeline.read(asker(), request.value(), child, question, true)) {
                        case Answer.Refused<Timeline> _ -> AccessPages.nothing();
                        case Answer.Given<Timeline>(Timeline found) -> {
                            Question.Position next = found.next();
                            yield page(
                                    Templates.timeline(
                                            TimelinePage.of(
                                                    found,
                                                    question,
                                                    layout.root(),
                                                    next == null
                                                            ? null
                                                            : questions.cursor(
                                                                    child, question, next)),
                                            AccessWords.notes(found.access())));
                        }
                    };
        };
    }

    private static Response page(TemplateInstance template) {
        return Pages.of(200, template);
    }

    private ChildLink link(ListPeople.WorksWith one) {
        return new ChildLink(
                People.name(one.child()),
                People.born(one.child()),
                Words.readAs(one.as()),
                layout.root() + "/people/" + one.person());
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
