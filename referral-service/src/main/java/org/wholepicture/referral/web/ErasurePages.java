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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.HoldChildren;
import org.wholepicture.referral.application.KeepNoLonger;
import org.wholepicture.referral.application.OrderErasure;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.ErasureOrder.Extent;
import org.wholepicture.referral.domain.ErasureOrder.Ground;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.RetentionPeriod.HeldClass;

/** Orders to erase, legal holds, and how long what is kept. */
@Path("/erasure")
@Tenant("pages")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ErasurePages {

    private static final String OFFICER = "privacy-officer";
    private static final String ADMINISTRATOR = "administrator";

    private final OrderErasure orders;
    private final HoldChildren holds;
    private final KeepNoLonger retention;
    private final CurrentCaller caller;
    private final RequestId request;

    ErasurePages(
            OrderErasure orders,
            HoldChildren holds,
            KeepNoLonger retention,
            CurrentCaller caller,
            RequestId request) {
        this.orders = orders;
        this.holds = holds;
        this.retention = retention;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance erasure(
                List<ErasureShown.Row> orders,
                List<ErasureShown.Hold> holds,
                List<ErasureShown.Period> periods,
                boolean officer,
                String done);

        static native TemplateInstance erasureOrder(ErasureShown.Order order, String done);
    }

    /** All of it. */
    @GET
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    public TemplateInstance all(@QueryParam("done") @Nullable String done) {
        Decider decider = decider();
        boolean officer = decider.roles().contains(OFFICER);
        return Templates.erasure(
                orders.latest(decider).stream().map(ErasureShown.Row::of).toList(),
                officer
                        ? holds.standing(decider).stream().map(ErasureShown.Hold::of).toList()
                        : List.of(),
                retention.periods(decider).stream()
                        .map(period -> ErasureShown.Period.of(period, decider.practitioner()))
                        .toList(),
                officer,
                Done.sentence(done));
    }

    /** One order, and who has carried it out. */
    @GET
    @Path("/orders/{order}")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    public TemplateInstance one(
            @PathParam("order") String order, @QueryParam("done") @Nullable String done) {
        Decider decider = decider();
        return Ids.read(order)
                .flatMap(id -> orders.find(id, decider))
                .map(shown -> ErasureShown.Order.of(shown, decider.practitioner()))
                .map(shown -> Templates.erasureOrder(shown, Done.sentence(done)))
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    /** Proposes one. */
    @POST
    @Path("/orders")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @FormParam("system") @DefaultValue("") String system,
            @FormParam("number") @DefaultValue("") String number,
            @FormParam("extent") @DefaultValue("") String extent,
            @FormParam("events") @DefaultValue("") String events,
            @FormParam("ground") @DefaultValue("") String ground,
            @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        boolean byEvents = !events.isBlank();
        return answer(
                orders.propose(
                        new OrderErasure.Proposal(
                                number.isBlank()
                                        ? null
                                        : new OrderErasure.Whom(null, system, number.strip()),
                                byEvents ? null : code(Extent.values(), extent),
                                ids(events),
                                code(Ground.values(), ground),
                                words(reason)),
                        decider),
                Done.ERASURE_PROPOSED);
    }

    private static List<UUID> ids(String events) {
        List<UUID> ids = new ArrayList<>();
        for (String each : events.strip().split("[\\s,;]+")) {
            if (!each.isEmpty()) {
                ids.add(Ids.read(each).orElseThrow(() -> unprocessable("No event has this id.")));
            }
        }
        return ids;
    }

    /** Approves one. */
    @POST
    @Path("/orders/{order}/approval")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(@PathParam("order") String order) {
        Decider decider = strong();
        return answer(orders.approve(id(order), decider), Done.ERASURE_APPROVED);
    }

    /** Declines one. */
    @POST
    @Path("/orders/{order}/refusal")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decline(
            @PathParam("order") String order, @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        String words = words(reason);
        return answer(orders.decline(id(order), words, decider), Done.ERASURE_DECLINED);
    }

    private static Response answer(OrderErasure.Outcome outcome, Done done) {
        return switch (outcome) {
            case OrderErasure.Outcome.Done(var order) -> to("/erasure/orders/" + order.id(), done);
            case OrderErasure.Outcome.Unknown _ ->
                    throw Problem.of(CommonProblem.NOT_FOUND)
                            .withDetail("No child or event is known by this.")
                            .exception();
            case OrderErasure.Outcome.NotYours _ ->
                    throw Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail("You proposed it yourself: another person approves it.")
                            .exception();
            case OrderErasure.Outcome.TooLate _ ->
                    throw Problem.of(CommonProblem.CONFLICT)
                            .withDetail("It was decided before, or another order is open.")
                            .exception();
            case OrderErasure.Outcome.Held _ ->
                    throw Problem.of(CommonProblem.CONFLICT)
                            .withDetail("A legal hold stands: nothing may be erased.")
                            .exception();
            case OrderErasure.Outcome.Impossible(var fault) -> throw unprocessable(fault.detail());
        };
    }

    /** Sets a legal hold. */
    @POST
    @Path("/holds")
    @RolesAllowed(OFFICER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response hold(
            @FormParam("person") @DefaultValue("") String person,
            @FormParam("reviewOn") @DefaultValue("") String reviewOn,
            @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        UUID child =
                Ids.read(person.strip()).orElseThrow(() -> unprocessable("No child has this id."));
        return answer(
                holds.set(new PersonId(child), words(reason), day(reviewOn), decider),
                Done.HOLD_SET);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw unprocessable("A day is written as 2027-03-31.");
        }
    }

    /** Lifts one. */
    @POST
    @Path("/holds/{hold}/end")
    @RolesAllowed(OFFICER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response lift(
            @PathParam("hold") String hold, @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        String words = words(reason);
        return answer(holds.lift(id(hold), words, decider), Done.HOLD_LIFTED);
    }

    private static Response answer(HoldChildren.Outcome outcome, Done done) {
        return switch (outcome) {
            case HoldChildren.Outcome.Done _ -> to("/erasure", done);
            case HoldChildren.Outcome.Unknown _ ->
                    throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case HoldChildren.Outcome.TooLate _ ->
                    throw Problem.of(CommonProblem.CONFLICT).exception();
            case HoldChildren.Outcome.Impossible(var fault) -> throw unprocessable(fault.detail());
        };
    }

    /** Proposes a period. */
    @POST
    @Path("/periods")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @FormParam("heldClass") @DefaultValue("") String heldClass,
            @FormParam("months") @DefaultValue("") String months,
            @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        HeldClass held = code(HeldClass.values(), heldClass);
        String words = words(reason);
        int number = months.strip().matches("[0-9]{1,4}") ? Integer.parseInt(months.strip()) : 0;
        return answer(retention.propose(held, number, words, decider), Done.PERIOD_PROPOSED);
    }

    /** Agrees to one. */
    @POST
    @Path("/periods/{number}/approval")
    @RolesAllowed({OFFICER, ADMINISTRATOR})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approvePeriod(@PathParam("number") String number) {
        Decider decider = strong();
        if (!number.matches("[0-9]{1,18}")) {
            throw Problem.of(CommonProblem.NOT_FOUND).exception();
        }
        return answer(retention.approve(Long.parseLong(number), decider), Done.PERIOD_APPROVED);
    }

    private static Response answer(KeepNoLonger.Outcome outcome, Done done) {
        return switch (outcome) {
            case KeepNoLonger.Outcome.Done _ -> to("/erasure", done);
            case KeepNoLonger.Outcome.Unknown _ ->
                    throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case KeepNoLonger.Outcome.NotYours _ ->
                    throw Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail("You proposed it yourself: another person approves it.")
                            .exception();
            case KeepNoLonger.Outcome.TooLate _ ->
                    throw Problem.of(CommonProblem.CONFLICT).exception();
            case KeepNoLonger.Outcome.Impossible(var fault) -> throw unprocessable(fault.detail());
        };
    }

    private static Response to(String page, Done done) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create(page + "?done=" + done.code())).build();
    }

    private static UUID id(String text) {
        return Ids.read(text).orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    private static <E extends Enum<E>> E code(E[] codes, String text) {
        for (E code : codes) {
            if (code.name().equals(text)) {
                return code;
            }
        }
        throw unprocessable("Choose one of what the page offers.");
    }

    private static String words(@Nullable String reason) {
        return Words.read(reason).orElseThrow(() -> unprocessable(Words.ASK));
    }

    private static RuntimeException unprocessable(String detail) {
        return Problem.of(CommonProblem.UNPROCESSABLE).withDetail(detail).exception();
    }

    private Decider strong() {
        Decider decider = decider();
        if (!decider.roles().contains(Caller.SECOND_FACTOR)) {
            throw Problem.of(CommonProblem.FORBIDDEN)
                    .withDetail("Sign in with a second factor first.")
                    .exception();
        }
        return decider;
    }

    private Decider decider() {
        Optional<Caller.Practitioner> person = caller.practitioner();
        return person.map(
                        each ->
                                new Decider(
                                        each.id(),
                                        each.agency(),
                                        each.roles(),
                                        false,
                                        request.value()))
                .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
    }
}
