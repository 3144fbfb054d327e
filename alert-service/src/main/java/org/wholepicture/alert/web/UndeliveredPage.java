package org.wholepicture.alert.web;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.Inbox;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.UndeliveredMail;
import org.wholepicture.platform.mail.MailTrouble;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Mail that did not reach whom it should, with a button that sends it again. */
@Path("/undelivered")
@Tenant("pages")
@RolesAllowed("front-door")
@Produces(MediaType.TEXT_HTML)
final class UndeliveredPage {

    private final UndeliveredMail mail;
    private final Directory directory;
    private final CurrentCaller caller;
    private final RequestId request;

    UndeliveredPage(
            UndeliveredMail mail, Directory directory, CurrentCaller caller, RequestId request) {
        this.mail = mail;
        this.directory = directory;
        this.caller = caller;
        this.request = request;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance undelivered(UndeliveredList page);
    }

    /** The mails in trouble. */
    @GET
    public TemplateInstance list() {
        return page(reader(), null);
    }

    /** Sends one again and shows the list. */
    @POST
    @Path("{mail}/sending")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sendAgain(@PathParam("mail") UUID id) {
        AlertReader reader = reader();
        if (mail.sendAgain(reader, id)) {
            // Below the root path, which is put in front.
            return Response.seeOther(URI.create("/undelivered")).build();
        }
        return Response.status(Response.Status.CONFLICT)
                .entity(page(reader, "There is nothing to send: it went out or ended meanwhile."))
                .build();
    }

    private TemplateInstance page(AlertReader reader, @Nullable String notice) {
        List<MailTrouble> troubles = mail.list(reader);
        Set<String> people = new HashSet<>();
        troubles.forEach(trouble -> people.addAll(trouble.unreached()));
        Map<String, String> names = directory.practitionerNames(people);
        return Templates.undelivered(
                new UndeliveredList(
                        troubles.stream().map(trouble -> line(trouble, names)).toList(), notice));
    }

    private static UndeliveredList.Line line(MailTrouble trouble, Map<String, String> names) {
        Integer reply = trouble.lastReply();
        return new UndeliveredList.Line(
                trouble.message().toString(),
                trouble.reference(),
                switch (trouble.purpose()) {
                    case "digest" -> "Daily summary of alerts";
                    case "withdrawal" -> "Withdrawn alert";
                    case "moved-up" -> "Alert that moved up";
                    case "manager-digest" -> "Manager's daily summary";
                    case "decision" -> "Proposal to put an alert off";
                    case "out-of-hours" -> "Alert outside working hours";
                    case "check-request" -> "Question to an agency";
                    case "used" -> "Thanks to an agency for information";
                    default -> "Alert";
                },
                trouble(trouble.state()),
                Words.day(trouble.since().atZone(MailTimes.LONDON).toLocalDate()),
                trouble.unreached().stream()
                        .map(id -> name(id, names))
                        .collect(Collectors.joining(", ")),
                "Tried "
                        + (trouble.attempts() == 1 ? "once" : trouble.attempts() + " times")
                        + (reply == null ? "." : ", the last answer was " + reply + "."),
                !trouble.state().equals("REFUSED"));
    }

    /** A role inbox goes by its agency's id. */
    private static String name(String recipient, Map<String, String> names) {
        return Inbox.agencyOf(recipient)
                .map(agency -> "an inbox of " + agency)
                .orElseGet(() -> names.getOrDefault(recipient, recipient));
    }

    private static String trouble(String state) {
        return switch (state) {
            case "FAILED" -> "Given up after days. Nobody was told.";
            case "DELAYED" -> "Not sent yet. It is tried again every 15 minutes.";
            case "NO_RECIPIENT" ->
                    "There is nobody to send it to. Confirm a lead, or correct the address in the"
                            + " directory; it then goes by itself.";
            default ->
                    "Refused for one person; somebody else gets it. Correct the address in the"
                            + " directory.";
        };
    }

    private AlertReader reader() {
        Caller.Practitioner practitioner =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new AlertReader(
                practitioner.id(), practitioner.agency(), practitioner.roles(), request.value());
    }
}
