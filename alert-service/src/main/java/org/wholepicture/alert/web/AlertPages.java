package org.wholepicture.alert.web;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AcknowledgeAlert;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** My alerts, and one alert with its facts and the form that acknowledges it. */
@Path("/")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.TEXT_HTML)
final class AlertPages {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final UUID NONE = new UUID(0, 0);

    private final ReadAlerts readAlerts;
    private final AcknowledgeAlert acknowledgeAlert;
    private final FactsBehind factsBehind;
    private final AlertViews views;
    private final CurrentCaller caller;
    private final RequestId request;

    AlertPages(
            ReadAlerts readAlerts,
            AcknowledgeAlert acknowledgeAlert,
            FactsBehind factsBehind,
            AlertViews views,
            CurrentCaller caller,
            RequestId request) {
        this.readAlerts = readAlerts;
        this.acknowledgeAlert = acknowledgeAlert;
        this.factsBehind = factsBehind;
        this.views = views;
        this.caller = caller;
        this.request = request;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance alerts(AlertList page);

        static native TemplateInstance alert(AlertPage page);
    }

    /** My alerts, the most pressing first. */
    @GET
    public TemplateInstance mine() {
        AlertReader reader = reader();
        return Templates.alerts(
                views.list(
                        readAlerts.mine(reader, null, true),
                        reader.atFrontDoor() ? readAlerts.withoutOwner(reader, null, true) : null));
    }

    /** One alert. */
    @GET
    @Path("alerts/{alert}")
    public Response one(@PathParam("alert") String alert) {
        return show(reader(), alert, "", null, Response.Status.OK);
    }

    /** Takes the acknowledgement and shows the alert again. */
    @POST
    @Path("alerts/{alert}/acknowledgement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response acknowledge(
            @PathParam("alert") String alert,
            @FormParam("reason") @Nullable String reason,
            @FormParam("useful") @Nullable String useful) {
        AlertReader reader = reader();
        String words = reason == null ? "" : reason;
        return switch (AcknowledgeAlert.check(words)) {
            case AcknowledgeAlert.Checked.Unfit unfit ->
                    show(reader, alert, words, unfit.sentence(), Response.Status.BAD_REQUEST);
            case AcknowledgeAlert.Checked.Fit fit ->
                    answer(
                            reader,
                            alert,
                            fit.reason(),
                            acknowledgeAlert.acknowledge(
                                    reader, id(alert), fit.reason(), isUseful(useful)));
        };
    }

    private Response answer(
            AlertReader reader, String alert, String words, AcknowledgeAlert.Outcome outcome) {
        return switch (outcome) {
            case AcknowledgeAlert.Outcome.Done _ ->
                    // Below the root path, which is put in front.
                    Response.seeOther(URI.create("/alerts/" + alert)).build();
            case AcknowledgeAlert.Outcome.NotHere _ -> nothingHere();
            case AcknowledgeAlert.Outcome.AlreadyOtherwise _ ->
                    show(
                            reader,
                            alert,
                            words,
                            "This alert was acknowledged meanwhile. See below by whom.",
                            Response.Status.CONFLICT);
            case AcknowledgeAlert.Outcome.Ended _ ->
                    show(
                            reader,
                            alert,
                            words,
                            "This alert has ended meanwhile; there is nothing to answer.",
                            Response.Status.CONFLICT);
        };
    }

    private Response show(
            AlertReader reader,
            String alert,
            String words,
            @Nullable String error,
            Response.Status status) {
        Optional<ReadAlerts.Shown> found = readAlerts.read(reader, id(alert));
        if (found.isEmpty()) {
            return nothingHere();
        }
        ReadAlerts.Shown shown = found.get();
        List<UUID> events =
                shown.alert().alert().core().events().stream().map(EventId::value).toList();
        FactsBehind.Answer facts =
                caller.accessToken()
                        .map(
                                token ->
                                        factsBehind.ask(
                                                shown.alert().person(),
                                                events,
                                                token,
                                                request.value()))
                        .orElseGet(FactsBehind.Answer.NotForReader::new);
        return Response.status(status)
                .entity(Templates.alert(views.page(shown, facts, words, error)))
                .build();
    }

    private static Response nothingHere() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    private AlertReader reader() {
        Caller.Practitioner practitioner =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new AlertReader(
                practitioner.id(), practitioner.agency(), practitioner.roles(), request.value());
    }

    private static UUID id(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : NONE;
    }

    private static @Nullable Boolean isUseful(@Nullable String choice) {
        return switch (choice) {
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            case null, default -> null;
        };
    }
}
