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
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Layout;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.ConfirmPractitioners.Decision;
import org.wholepicture.referral.application.FrontDoor;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.EventId;
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

    private final FrontDoor frontDoor;
    private final ConfirmPractitioners confirmations;
    private final CurrentCaller caller;
    private final RequestId request;
    private final Layout layout;

    FrontDoorPages(
            FrontDoor frontDoor,
            ConfirmPractitioners confirmations,
            CurrentCaller caller,
            RequestId request,
            Layout layout) {
        this.frontDoor = frontDoor;
        this.confirmations = confirmations;
        this.caller = caller;
        this.request = request;
        this.layout = layout;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance frontDoor(
                List<ClaimRow> claims, List<ReviewRow> reviews, String done);

        static native TemplateInstance confirmations(List<ClaimRow> claims, String done);
    }

    /** The front door's page. */
    @GET
    @Path("/front-door")
    @RolesAllowed(FRONT_DOOR)
    public TemplateInstance frontDoor(@QueryParam("done") @Nullable String done) {
        return Templates.frontDoor(
                frontDoor.claims(decider()).stream().map(ClaimRow::of).toList(),
                frontDoor.reviews().stream().map(ReviewRow::of).toList(),
                Done.sentence(done));
    }

    /** A lead's page. */
    @GET
    @Path("/confirmations")
    @RolesAllowed("practitioner")
    public TemplateInstance confirmations(@QueryParam("done") @Nullable String done) {
        return Templates.confirmations(
                frontDoor.claims(asLead()).stream().map(ClaimRow::of).toList(),
                Done.sentence(done));
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
        boolean found = uuid(event).map(EventId::new).map(frontDoor::fileAgain).orElse(false);
        if (!found) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return backTo("/front-door", Done.FILED_AGAIN);
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
        Decision decision =
                confirmations.decide(
                        new ConfirmPractitioners.Request(
                                new PersonId(person.get()),
                                practitioner,
                                as.get(),
                                new EventId(claim.get()),
                                null,
                                false),
                        decider);
        return switch (decision) {
            case Decision.Decided _ -> backTo(page, Done.CONFIRMED);
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
        return Response.seeOther(URI.create(layout.root() + page + "?done=" + done.code())).build();
    }

    private Decider decider() {
        Caller.Practitioner practitioner = person();
        return new Decider(practitioner.id(), practitioner.is(FRONT_DOOR), request.value());
    }

    /** Whatever else the caller is: here they decide as the lead of their own children. */
    private Decider asLead() {
        return new Decider(person().id(), false, request.value());
    }

    private Caller.Practitioner person() {
        return caller.practitioner()
                .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
    }

    private static Optional<UUID> uuid(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
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
