package org.wholepicture.escalation.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.Asker;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.application.UndeliveredMail;
import org.wholepicture.platform.mail.MailTrouble;

/** Mail that did not reach whom it should, with a button that sends it again. */
@Path("/undelivered")
@Tenant("pages")
@RolesAllowed("front-door")
@Produces(MediaType.TEXT_HTML)
public class UndeliveredPage {

    private final UndeliveredMail mail;
    private final PageAskers askers;
    private final EscalationConfig config;

    UndeliveredPage(UndeliveredMail mail, PageAskers askers, EscalationConfig config) {
        this.mail = mail;
        this.askers = askers;
        this.config = config;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance undelivered(List<Line> lines, @Nullable String notice);
    }

    /** One mail. Says no more about a child than the mail does. */
    record Line(UUID id, String reference, String trouble, String tried, boolean maySendAgain) {}

    /** The mails in trouble. */
    @GET
    public TemplateInstance list() {
        return page(askers.present(), null);
    }

    /** Sends one again and shows the list. */
    @POST
    @Path("{mail}/sending")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sendAgain(@PathParam("mail") UUID id) {
        Asker asker = askers.present();
        if (mail.sendAgain(asker, id)) {
            // Below the root path, which is put in front.
            return Response.seeOther(URI.create("/undelivered")).build();
        }
        return Response.status(Response.Status.CONFLICT)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(page(asker, "There is nothing to send: it went out or ended meanwhile."))
                .build();
    }

    private TemplateInstance page(Asker asker, @Nullable String notice) {
        return Templates.undelivered(mail.list(asker).stream().map(this::line).toList(), notice);
    }

    private Line line(MailTrouble trouble) {
        Integer reply = trouble.lastReply();
        return new Line(
                trouble.message(),
                trouble.reference(),
                trouble(trouble.state()),
                "Written on "
                        + Words.moment(trouble.since(), config.zone())
                        + ". Tried "
                        + (trouble.attempts() == 1 ? "once" : trouble.attempts() + " times")
                        + (reply == null ? "." : ", the last answer was " + reply + "."),
                !trouble.state().equals("REFUSED"));
    }

    private static String trouble(String state) {
        return switch (state) {
            case "FAILED" -> "Given up after days. Nobody was told.";
            case "DELAYED" -> "Not sent yet. It is tried again every 15 minutes.";
            case "NO_RECIPIENT" ->
                    "There is nobody to send it to. Add a manager, a deputy or the inbox of the"
                            + " agency’s safeguarding lead to the directory; it then goes by itself.";
            default ->
                    "Refused for one person; somebody else gets it. Correct the address in the"
                            + " directory.";
        };
    }
}
