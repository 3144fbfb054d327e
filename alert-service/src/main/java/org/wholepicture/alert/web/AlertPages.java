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
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AcknowledgeAlert;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.application.Written;

/** My alerts, and one alert with its facts and the form that answers it. */
@Path("/")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.TEXT_HTML)
final class AlertPages {

    private final ReadAlerts readAlerts;
    private final AcknowledgeAlert acknowledgeAlert;
    private final OneAlert one;
    private final AlertViews views;
    private final PageReaders readers;

    AlertPages(
            ReadAlerts readAlerts,
            AcknowledgeAlert acknowledgeAlert,
            OneAlert one,
            AlertViews views,
            PageReaders readers) {
        this.readAlerts = readAlerts;
        this.acknowledgeAlert = acknowledgeAlert;
        this.one = one;
        this.views = views;
        this.readers = readers;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance alerts(AlertList page);
    }

    /** My alerts, by when they are to be answered. */
    @GET
    public TemplateInstance mine() {
        AlertReader reader = readers.present();
        return Templates.alerts(views.list(readAlerts.mine(reader, null, true), reader));
    }

    /** One alert. */
    @GET
    @Path("alerts/{alert}")
    public Response one(@PathParam("alert") String alert) {
        return one.show(readers.present(), alert, AlertPage.Typed.NOTHING, Response.Status.OK);
    }

    /** Takes the answer and shows the alert again. */
    @POST
    @Path("alerts/{alert}/acknowledgement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response acknowledge(
            @PathParam("alert") String alert,
            @FormParam("reason") @Nullable String reason,
            @FormParam("useful") @Nullable String useful,
            @FormParam("answer") @Nullable String answer) {
        AlertReader reader = readers.present();
        String words = reason == null ? "" : reason;
        return switch (Written.reason(words)) {
            case Written.Unfit unfit ->
                    one.show(
                            reader,
                            alert,
                            new AlertPage.Typed("reason", words, unfit.sentence()),
                            Response.Status.BAD_REQUEST);
            case Written.Fit fit ->
                    answer(
                            reader,
                            alert,
                            fit.words(),
                            acknowledgeAlert.acknowledge(
                                    reader,
                                    OneAlert.id(alert),
                                    new AcknowledgeAlert.Answer(
                                            fit.words(),
                                            isUseful(useful),
                                            "in-plan".equals(answer))));
        };
    }

    private Response answer(
            AlertReader reader, String alert, String words, AcknowledgeAlert.Outcome outcome) {
        return switch (outcome) {
            case AcknowledgeAlert.Outcome.Done _ -> OneAlert.again(alert);
            case AcknowledgeAlert.Outcome.NotHere _ -> OneAlert.nothingHere();
            case AcknowledgeAlert.Outcome.AlreadyOtherwise _ ->
                    one.show(
                            reader,
                            alert,
                            new AlertPage.Typed(
                                    "reason",
                                    words,
                                    "This alert was acknowledged meanwhile. See below by whom."),
                            Response.Status.CONFLICT);
            case AcknowledgeAlert.Outcome.Ended _ ->
                    one.show(
                            reader,
                            alert,
                            new AlertPage.Typed(
                                    "reason",
                                    words,
                                    "This alert has ended meanwhile; there is nothing to answer."),
                            Response.Status.CONFLICT);
        };
    }

    private static @Nullable Boolean isUseful(@Nullable String choice) {
        return switch (choice) {
            case "yes" -> Boolean.TRUE;
            case "no" -> Boolean.FALSE;
            case null, default -> null;
        };
    }
}
