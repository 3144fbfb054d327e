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
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.application.DecideSharing;
import org.wholepicture.referral.application.Words;
import org.wholepicture.referral.domain.SharingPolicy;

/** What is shared with whom: proposed by one administrator, agreed by another, ended by anyone. */
@Path("/sharing")
@Tenant("pages")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SharingPages {

    private static final String OFFICER = "privacy-officer";
    private static final String ADMINISTRATOR = "administrator";

    private final DecideSharing sharing;
    private final CurrentCaller caller;
    private final RequestId request;
    private final InstantSource clock;

    SharingPages(
            DecideSharing sharing, CurrentCaller caller, RequestId request, InstantSource clock) {
        this.sharing = sharing;
        this.caller = caller;
        this.request = request;
        this.clock = clock;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance sharing(SharingShown page, String done);
    }

    /** All policies. */
    @GET
    @RolesAllowed({ADMINISTRATOR, OFFICER})
    public TemplateInstance all(@QueryParam("done") @Nullable String done) {
        Decider decider = decider();
        return Templates.sharing(
                SharingShown.of(
                        sharing.all(decider),
                        decider.practitioner(),
                        decider.roles().contains(ADMINISTRATOR),
                        clock.instant()),
                Done.sentence(done));
    }

    /** Proposes one; one that denies holds at once. */
    @POST
    @Path("/policies")
    @RolesAllowed(ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @FormParam("agency") @DefaultValue("") String agency,
            @FormParam("everyAgency") @DefaultValue("") String everyAgency,
            @FormParam("purpose") @DefaultValue("") String purpose,
            @FormParam("dataClass") @DefaultValue("") String dataClass,
            @FormParam("effect") @DefaultValue("") String effect,
            @FormParam("from") @DefaultValue("") String from,
            @FormParam("until") @DefaultValue("") String until,
            @FormParam("reason") @Nullable String reason) {
        Decider decider = strong();
        boolean every = everyAgency.equals("yes");
        if (every != agency.isBlank()) {
            // What is left out by mistake must not open anything to everybody.
            throw unprocessable("Name an agency, or choose every agency.");
        }
        SharingPolicy.Effect does = code(SharingPolicy.Effect.values(), effect);
        return answer(
                sharing.propose(
                        new DecideSharing.Proposal(
                                every ? null : agency.strip(),
                                purpose.equals("EVERY")
                                        ? null
                                        : code(SharingPolicy.Purpose.values(), purpose),
                                code(SharingPolicy.DataClass.values(), dataClass),
                                does,
                                startOf(from),
                                endOf(until),
                                words(reason)),
                        decider),
                does == SharingPolicy.Effect.DENY ? Done.SHARING_DENIED : Done.SHARING_PROPOSED);
    }

    /** Agrees to one. */
    @POST
    @Path("/policies/{policy}/approval")
    @RolesAllowed(ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(@PathParam("policy") String policy) {
        Decider decider = strong();
        return answer(sharing.approve(id(policy), decider), Done.SHARING_APPROVED);
    }

    /** Ends one, at once. */
    @POST
    @Path("/policies/{policy}/end")
    @RolesAllowed(ADMINISTRATOR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@PathParam("policy") String policy) {
        Decider decider = strong();
        return answer(sharing.end(id(policy), decider), Done.SHARING_ENDED);
    }

    private static Response answer(DecideSharing.Outcome outcome, Done done) {
        return switch (outcome) {
            case DecideSharing.Outcome.Done _ ->
                    // Below the root path, which is put in front.
                    Response.seeOther(URI.create("/sharing?done=" + done.code())).build();
            case DecideSharing.Outcome.Unknown _ ->
                    throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case DecideSharing.Outcome.NotYours _ ->
                    throw Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail("You proposed or denied it yourself: another one decides.")
                            .exception();
            case DecideSharing.Outcome.TooLate _ ->
                    throw Problem.of(CommonProblem.CONFLICT)
                            .withDetail("It was agreed to before, or is ended.")
                            .exception();
            case DecideSharing.Outcome.Impossible(var fault) -> throw unprocessable(fault.detail());
        };
    }

    /** The first instant of the day; null where none is given. */
    private static @Nullable Instant startOf(String day) {
        return day.isBlank() ? null : SharingShown.startOf(day(day));
    }

    /** The end of the day. */
    private static @Nullable Instant endOf(String day) {
        return day.isBlank() ? null : SharingShown.startOf(day(day).plusDays(1));
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= 1900 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        throw unprocessable("A day is written as 2027-03-31.");
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
        return caller.practitioner()
                .map(
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
