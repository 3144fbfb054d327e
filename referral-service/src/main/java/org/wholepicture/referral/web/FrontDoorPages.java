package org.wholepicture.referral.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.ConfirmPractitioners.Decision;
import org.wholepicture.referral.application.FrontDoor;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore.ReviewList;
import org.wholepicture.referral.domain.PersonId;

/**
 * Claims to confirm and events in review for the front door; for a lead practitioner, the claims
 * about practitioners of the children whom they lead.
 */
@Path("/")
@Tenant("pages")
@Produces(MediaType.TEXT_HTML)
@Blocking
class FrontDoorPages {

    private static final String FRONT_DOOR = "front-door";
    private static final String TRUE = "true";

    private final FrontDoor frontDoor;
    private final ConfirmPractitioners confirmations;
    private final CurrentCaller caller;
    private final RequestId request;

    FrontDoorPages(
            FrontDoor frontDoor,
            ConfirmPractitioners confirmations,
            CurrentCaller caller,
            RequestId request) {
        this.frontDoor = frontDoor;
        this.confirmations = confirmations;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance frontDoor(
                Page.Claims claims, Page.Reviews reviews, String done);

        static native TemplateInstance confirmations(Page.Claims claims, String done);
    }

    /** The front door's page. */
    @GET
    @Path("/front-door")
    @RolesAllowed(FRONT_DOOR)
    public TemplateInstance frontDoor(
            @QueryParam("declined") @DefaultValue("") String declined,
            @QueryParam("claimsAfter") @Nullable String claimsAfter,
            @QueryParam("reason") @DefaultValue("") String reason,
            @QueryParam("lookedAt") @DefaultValue("") String lookedAt,
            @QueryParam("after") @Nullable String after,
            @QueryParam("done") @Nullable String done) {
        Decider decider = decider();
        ReviewList list = Page.list(reason, lookedAt.equals(TRUE));
        EventId last = uuid(after).map(EventId::new).orElse(null);
        return Templates.frontDoor(
                claims(decider, declined, claimsAfter),
                Page.Reviews.of(
                        frontDoor.reviews(decider, list, last, FrontDoor.PAGE), list, last == null),
                Done.sentence(done));
    }

    /** A lead's page. */
    @GET
    @Path("/confirmations")
    @RolesAllowed("practitioner")
    public TemplateInstance confirmations(
            @QueryParam("declined") @DefaultValue("") String declined,
            @QueryParam("claimsAfter") @Nullable String claimsAfter,
            @QueryParam("done") @Nullable String done) {
        return Templates.confirmations(
                claims(asLead(), declined, claimsAfter), Done.sentence(done));
    }

    private Page.Claims claims(Decider decider, String declined, @Nullable String after) {
        boolean showsDeclined = declined.equals(TRUE);
        return Page.Claims.of(
                frontDoor.claims(decider, showsDeclined, after), showsDeclined, after == null);
    }

    /** The front door confirms a claim. */
    @POST
    @Path("/front-door/confirmations")
    @RolesAllowed(FRONT_DOOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(
            @FormParam("person") @Nullable String person,
            @FormParam("practitioner") @Nullable String practitioner,
            @FormParam("as") @Nullable String as,
            @FormParam("claim") @Nullable String claim) {
        return confirm(new Form(person, practitioner, as, claim), decider(), "/front-door");
    }

    /** A lead confirms a claim. */
    @POST
    @Path("/confirmations")
    @RolesAllowed("practitioner")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirmAsLead(
            @FormParam("person") @Nullable String person,
            @FormParam("practitioner") @Nullable String practitioner,
            @FormParam("as") @Nullable String as,
            @FormParam("claim") @Nullable String claim) {
        return confirm(new Form(person, practitioner, as, claim), asLead(), "/confirmations");
    }

    /** The front door has an event filed once more. */
    @POST
    @Path("/front-door/reviews/{event}/filing")
    @RolesAllowed(FRONT_DOOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response fileAgain(@PathParam("event") String event) {
        return afterwards(
                uuid(event).map(EventId::new).map(id -> frontDoor.fileAgain(decider(), id)),
                Done.FILED_AGAIN);
    }

    /** The front door has looked at an event. */
    @POST
    @Path("/front-door/reviews/{event}/look")
    @RolesAllowed(FRONT_DOOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response lookedAt(
            @PathParam("event") String event, @FormParam("why") @Nullable String why) {
        String words = words(why);
        return afterwards(
                uuid(event).map(EventId::new).map(id -> frontDoor.lookedAt(decider(), id, words)),
                Done.LOOKED_AT);
    }

    private Response afterwards(Optional<Boolean> found, Done done) {
        if (!found.orElse(false)) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return backTo("/front-door", done);
    }

    /** The front door declines a claim. */
    @POST
    @Path("/front-door/confirmations/refusal")
    @RolesAllowed(FRONT_DOOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decline(
            @FormParam("person") @Nullable String person,
            @FormParam("claim") @Nullable String claim,
            @FormParam("why") @Nullable String why) {
        return decline(person, claim, why, decider(), "/front-door");
    }

    /** A lead declines a claim. */
    @POST
    @Path("/confirmations/refusal")
    @RolesAllowed("practitioner")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response declineAsLead(
            @FormParam("person") @Nullable String person,
            @FormParam("claim") @Nullable String claim,
            @FormParam("why") @Nullable String why) {
        return decline(person, claim, why, asLead(), "/confirmations");
    }

    private Response decline(
            @Nullable String person,
            @Nullable String claim,
            @Nullable String why,
            Decider decider,
            String page) {
        Optional<UUID> child = uuid(person);
        Optional<UUID> event = uuid(claim);
        if (child.isEmpty() || event.isEmpty()) {
            throw Problem.of(CommonProblem.BAD_REQUEST).exception();
        }
        return answer(
                confirmations.decline(
                        new PersonId(child.get()), new EventId(event.get()), words(why), decider),
                page);
    }

    private static String words(@Nullable String why) {
        return Words.read(why)
                .orElseThrow(
                        () ->
                                Problem.of(CommonProblem.UNPROCESSABLE)
                                        .withDetail(Words.ASK)
                                        .exception());
    }

    /** What a button sends. */
    private record Form(
            @Nullable String person,
            @Nullable String practitioner,
            @Nullable String as,
            @Nullable String claim) {}

    private Response confirm(Form form, Decider decider, String page) {
        Optional<UUID> person = uuid(form.person);
        Optional<UUID> claim = uuid(form.claim);
        Optional<Capacity> as = capacity(form.as);
        String practitioner = form.practitioner;
        if (person.isEmpty() || claim.isEmpty() || as.isEmpty() || practitioner == null) {
            throw Problem.of(CommonProblem.BAD_REQUEST).exception();
        }
        return answer(
                confirmations.decide(
                        new ConfirmPractitioners.Request(
                                new PersonId(person.get()),
                                practitioner,
                                as.get(),
                                new EventId(claim.get()),
                                null,
                                false),
                        decider),
                page);
    }

    private Response answer(Decision decision, String page) {
        return switch (decision) {
            case Decision.Decided _ -> backTo(page, Done.CONFIRMED);
            case Decision.Declined _ -> backTo(page, Done.DECLINED);
            case Decision.Unknown _ -> throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case Decision.NotAllowed(var why) ->
                    throw Problem.of(CommonProblem.FORBIDDEN).withDetail(why).exception();
            case Decision.Impossible(var fault) ->
                    throw Problem.of(CommonProblem.UNPROCESSABLE)
                            .withDetail(fault.detail())
                            .exception();
            case Decision.NothingToEnd _ -> throw Problem.of(CommonProblem.CONFLICT).exception();
        };
    }

    private Response backTo(String page, Done done) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create(page + "?done=" + done.code())).build();
    }

    private Decider decider() {
        return decider(person().is(FRONT_DOOR));
    }

    /** Whatever else the caller is: here they decide as the lead of their own children. */
    private Decider asLead() {
        return decider(false);
    }

    private Decider decider(boolean frontDoor) {
        Caller.Practitioner person = person();
        return new Decider(
                person.id(), person.agency(), person.roles(), frontDoor, request.value());
    }

    private Caller.Practitioner person() {
        return caller.practitioner()
                .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        return text == null ? Optional.empty() : Ids.read(text);
    }

    private static Optional<Capacity> capacity(@Nullable String text) {
        for (Capacity capacity : Capacity.values()) {
            if (capacity.name().equals(text)) {
                return Optional.of(capacity);
            }
        }
        return Optional.empty();
    }
}
