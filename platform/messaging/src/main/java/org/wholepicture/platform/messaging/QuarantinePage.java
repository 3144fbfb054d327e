package org.wholepicture.platform.messaging;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.QuarantineList.Notice;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;

/** Records that could not be applied, for the people who run the service: a button replays one. */
@Path("/quarantine")
@Tenant("pages")
@RolesAllowed("operations")
@Produces(MediaType.TEXT_HTML)
final class QuarantinePage {

    private static final int LINES = 25;
    private static final Pattern PAGE_NUMBER = Pattern.compile("[1-9][0-9]{0,5}");

    private final Quarantine quarantine;
    private final Template template;
    private final String service;

    QuarantinePage(
            Quarantine quarantine,
            @Location("quarantine.html") Template template,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.quarantine = quarantine;
        this.template = template;
        this.service = service;
    }

    /** Those that wait, oldest first. */
    @GET
    public TemplateInstance list(@QueryParam("page") @DefaultValue("1") String page) {
        if (!PAGE_NUMBER.matcher(page).matches()) {
            throw Problem.of(CommonProblem.BAD_REQUEST).exception();
        }
        return page(Long.parseLong(page), null);
    }

    /** Applies one again and says what came of it, above those that still wait. */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response replay(@PathParam("id") UUID id) {
        return switch (quarantine.replay(id)) {
            case Quarantine.Replay.Applied _ ->
                    answer(200, new Notice("Applied", "The record is applied now.", true));
            case Quarantine.Replay.Unknown _ ->
                    answer(404, new Notice("Not found", "There is no such record here.", false));
            case Quarantine.Replay.AppliedBefore _ ->
                    answer(
                            409,
                            new Notice(
                                    "Replayed before",
                                    "The record was applied by an earlier replay. Nothing was"
                                            + " done now.",
                                    false));
            case Quarantine.Replay.FailedAgain failed ->
                    answer(
                            422,
                            new Notice(
                                    "Failed again",
                                    "The record still waits. "
                                            + QuarantineList.inWords(failed.reason()),
                                    false));
        };
    }

    private Response answer(int status, Notice notice) {
        return Response.status(status).entity(page(1, notice)).build();
    }

    private TemplateInstance page(long asked, @Nullable Notice notice) {
        long total = quarantine.countWaiting();
        long pages = Math.max(1, (total + LINES - 1) / LINES);
        // After a replay the last page may be gone.
        long number = Math.min(asked, pages);
        List<QuarantineList.Line> lines =
                quarantine.waiting((number - 1) * LINES, LINES).stream()
                        .map(QuarantineList.Line::of)
                        .toList();
        return template.data(
                "page",
                new QuarantineList(service, services(), total, lines, number, pages, notice));
    }

    private List<QuarantineList.Place> services() {
        return Stream.of("referral", "chronology", "alert", "escalation")
                .map(
                        name ->
                                new QuarantineList.Place(
                                        name + "-service",
                                        "/" + name + "/quarantine",
                                        service.equals(name + "-service")))
                .toList();
    }
}
