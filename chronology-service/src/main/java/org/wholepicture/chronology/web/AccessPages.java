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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.Reasons;
import org.wholepicture.chronology.application.StateReason;
import org.wholepicture.chronology.application.StateReason.Outcome;
import org.wholepicture.chronology.application.WhoLooked;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.SharingPolicy;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Giving a reason, who has looked, and emergencies. */
@Path("/")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class AccessPages {

    private final StateReason stateReason;
    private final WhoLooked whoLooked;
    private final CurrentCaller caller;
    private final RequestId request;

    AccessPages(
            StateReason stateReason, WhoLooked whoLooked, CurrentCaller caller, RequestId request) {
        this.stateReason = stateReason;
        this.whoLooked = whoLooked;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance reason(String person, String fault, int fewest, int most);

        static native TemplateInstance known(String lead);

        static native TemplateInstance looks(String person, LookRows looks);

        static native TemplateInstance nothing();
    }

    /** Who looked, in words. */
    record LookRows(boolean full, List<LookRow> looks, List<AgencyRow> agencies) {}

    /** One look, or an attempt. */
    record LookRow(String when, String who, String agency, String what, String why) {

        @Override
        public String toString() {
            return "LookRow[...]";
        }
    }

    /** An agency somebody of which looked. */
    record AgencyRow(String name, String last) {}

    /** The form; the same whether there is such a child or not. */
    @GET
    @Path("people/{person}/reason")
    public Response form(@PathParam("person") String person) {
        if (Ids.parse(person).isEmpty() || !StateReason.mayGive(asker())) {
            return nothing();
        }
        return form(200, person, "");
    }

    private static Response form(int status, String person, String fault) {
        return Pages.of(
                status, Templates.reason(person, fault, StateReason.FEWEST, StateReason.MOST));
    }

    /** Takes the reason. */
    @POST
    @Path("people/{person}/reason")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response state(
            @PathParam("person") String person,
            @FormParam("ground") @Nullable String ground,
            @FormParam("purpose") @Nullable String purpose,
            @FormParam("emergency") @Nullable String emergency,
            @FormParam("reason") @Nullable String reason) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            return nothing();
        }
        Statement.Ground wanted = Reasons.named(Statement.Ground.class, ground);
        // The form has both lists, whichever of them belongs to what was chosen.
        Optional<StateReason.Said> said =
                Reasons.read(
                        wanted,
                        wanted == Statement.Ground.SHARED
                                ? Reasons.named(SharingPolicy.Purpose.class, purpose)
                                : null,
                        wanted == Statement.Ground.EMERGENCY
                                ? Reasons.named(Statement.Emergency.class, emergency)
                                : null,
                        reason);
        if (said.isEmpty()) {
            return form(400, person, "Say for what you need it, and why.");
        }
        PersonId child = new PersonId(id.get());
        return switch (stateReason.state(asker(), request.value(), child, said.get())) {
            case Outcome.Opened _ -> Response.seeOther(URI.create("/people/" + person)).build();
            case Outcome.Known(PractitionerId lead, Timeline.Names names) ->
                    Pages.of(200, Templates.known(lead == null ? "" : names.of(lead)));
            case Outcome.Nothing _ -> nothing();
            case Outcome.SecondFactorNeeded _ ->
                    form(403, person, "Sign in with a second factor first.");
            case Outcome.AnotherIsOpen _ ->
                    form(
                            403,
                            person,
                            "Another child's timeline is open to you in an emergency; one at a time.");
            case Outcome.NotInTheirRole _ -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    /** Who has looked. */
    @GET
    @Path("people/{person}/looks")
    public Response looks(@PathParam("person") String person) {
        Optional<UUID> id = Ids.parse(person);
        if (id.isEmpty()) {
            return nothing();
        }
        return switch (whoLooked.at(asker(), request.value(), new PersonId(id.get()))) {
            case Answer.Given<WhoLooked.Looks>(WhoLooked.Looks found) ->
                    Pages.of(200, Templates.looks(person, rows(found)));
            case Answer.Refused<WhoLooked.Looks> _ -> nothing();
        };
    }

    private static LookRows rows(WhoLooked.Looks found) {
        return new LookRows(
                found.full(),
                found.looks().stream()
                        .map(
                                look ->
                                        new LookRow(
                                                Days.at(look.at()),
                                                found.names().of(look.practitioner()),
                                                found.names().of(look.agency()),
                                                AccessWords.action(look.action())
                                                        + (look.shown() ? "" : " (refused)"),
                                                AccessWords.purpose(look.purpose())))
                        .toList(),
                found.agencies().entrySet().stream()
                        .map(
                                one ->
                                        new AgencyRow(
                                                found.names().of(one.getKey()),
                                                Days.at(one.getValue())))
                        .toList());
    }

    /** What whoever may not read is shown, whether there is such a child or not. */
    static Response nothing() {
        return Pages.of(404, Templates.nothing());
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
