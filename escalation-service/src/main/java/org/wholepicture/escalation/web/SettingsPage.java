package org.wholepicture.escalation.web;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.ChangeSettings;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;

/** What the partnership sets for its protocol: one administrator proposes, another approves. */
@Path("/settings")
@Tenant("pages")
@RolesAllowed("administrator")
@Produces(MediaType.TEXT_HTML)
public class SettingsPage {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final ChangeSettings settings;
    private final Directory directory;
    private final PageAskers askers;
    private final EscalationConfig config;

    SettingsPage(
            ChangeSettings settings,
            Directory directory,
            PageAskers askers,
            EscalationConfig config) {
        this.settings = settings;
        this.directory = directory;
        this.askers = askers;
        this.config = config;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance settings(Shown page);

        static native TemplateInstance settingsProposal(String title, SettingsForm form);
    }

    /**
     * What the page shows.
     *
     * @param notice what came of a button, or nothing
     */
    record Shown(
            InEffect inEffect,
            List<Proposal> proposals,
            List<Earlier> earlier,
            @Nullable String notice) {}

    /** The version in effect. */
    record InEffect(
            int version,
            String since,
            List<StageLine> stages,
            String closed,
            String opened,
            String monitor) {}

    /** A stage. */
    record StageLine(int number, String name, String who, String limit, String told) {}

    /**
     * A version that waits for another administrator.
     *
     * @param changes what changes against the version in effect
     * @param own whether the reader has proposed it
     */
    record Proposal(int version, String by, String reason, List<String> changes, boolean own) {}

    /**
     * A version that is in effect, was, or was passed over.
     *
     * @param changes against the version before it that was in effect
     */
    record Earlier(String heading, String by, String reason, List<String> changes) {}

    /** The settings. */
    @GET
    public TemplateInstance page() {
        return shown(null);
    }

    /** The form of a proposal, filled with what is in effect. */
    @GET
    @Path("proposal")
    public TemplateInstance form() {
        return Templates.settingsProposal(
                "Propose other settings", SettingsForm.of(settings.versions().inEffect()));
    }

    /** Proposes. */
    @POST
    @Path("proposal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @FormParam("name") List<String> names,
            @FormParam("who") List<String> whos,
            @FormParam("inbox") List<String> inboxes,
            @FormParam("limit") List<String> limits,
            @FormParam("notified") List<String> notified,
            @FormParam("closed") @Nullable String closed,
            @FormParam("opened") @Nullable String opened,
            @FormParam("monitor") @Nullable String monitor,
            @FormParam("reason") @Nullable String reason) {
        SettingsForm form =
                SettingsForm.read(
                        new SettingsForm.Sent(
                                names, whos, inboxes, limits, notified, closed, opened, monitor,
                                reason));
        if (!form.faults().isEmpty()) {
            return Response.status(400)
                    .type(HTML)
                    .entity(Templates.settingsProposal("Error: Propose other settings", form))
                    .build();
        }
        int _ = settings.propose(askers.present(), form.settings(), form.reason().text());
        return backToTheSettings();
    }

    /** Puts a proposal into effect. */
    @POST
    @Path("{version}/approval")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response approve(@PathParam("version") int version) {
        return switch (settings.approve(askers.present(), version)) {
            case DONE -> backToTheSettings();
            case UNKNOWN -> throw Problem.of(CommonProblem.NOT_FOUND).exception();
            case DECIDED_ALREADY ->
                    refused(
                            409,
                            "Version %d was not put into effect: it is already, or a later one is."
                                    .formatted(version));
            case OWN_PROPOSAL ->
                    refused(403, "You have proposed it: another administrator has to approve it.");
        };
    }

    private static Response backToTheSettings() {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/settings")).build();
    }

    private Response refused(int status, String notice) {
        return Response.status(status).type(HTML).entity(shown(notice)).build();
    }

    private TemplateInstance shown(@Nullable String notice) {
        ChangeSettings.Versions versions = settings.versions();
        Settings present = versions.inEffect();
        PractitionerId reader = askers.present().practitioner().id();
        List<Proposal> proposals = new ArrayList<>();
        List<Earlier> earlier = new ArrayList<>();
        for (SettingsBook.Entry entry : versions.all()) {
            boolean waits =
                    entry.approvedBy().isEmpty() && entry.settings().version() > present.version();
            if (waits) {
                proposals.add(proposal(entry, present, reader));
            } else {
                earlier.add(earlier(entry, versions));
            }
        }
        return Templates.settings(new Shown(inEffect(present), proposals, earlier, notice));
    }

    private Proposal proposal(SettingsBook.Entry entry, Settings present, PractitionerId reader) {
        return new Proposal(
                entry.settings().version(),
                "Proposed by %s on %s"
                        .formatted(
                                directory.nameOf(entry.proposedBy()),
                                Words.moment(entry.proposedAt(), config.zone())),
                entry.reason(),
                SettingsWords.changes(present, entry.settings()),
                entry.proposedBy().equals(reader));
    }

    private Earlier earlier(SettingsBook.Entry entry, ChangeSettings.Versions versions) {
        Settings own = entry.settings();
        String heading =
                entry.approvedBy().isEmpty()
                        ? "Version %d, passed over".formatted(own.version())
                        : "Version %d, %s %s"
                                .formatted(
                                        own.version(),
                                        own.version() == versions.inEffect().version()
                                                ? "in effect since"
                                                : "from",
                                        Words.moment(own.since(), config.zone()));
        String by =
                "Proposed by "
                        + directory.nameOf(entry.proposedBy())
                        + entry.approvedBy()
                                .map(who -> ", approved by " + directory.nameOf(who))
                                .orElse("");
        List<String> changes =
                before(entry, versions)
                        .map(previous -> SettingsWords.changes(previous, own))
                        .orElse(List.of());
        return new Earlier(heading, by, entry.reason(), changes);
    }

    /** The version that was in effect before another. */
    private static Optional<Settings> before(
            SettingsBook.Entry entry, ChangeSettings.Versions versions) {
        return versions.all().stream()
                .filter(other -> other.approvedBy().isPresent())
                .map(SettingsBook.Entry::settings)
                .filter(other -> other.version() < entry.settings().version())
                .findFirst();
    }

    private InEffect inEffect(Settings present) {
        List<StageLine> stages = new ArrayList<>();
        for (Settings.StageSetting stage : present.stages()) {
            stages.add(
                    new StageLine(
                            stages.size() + 1,
                            stage.name(),
                            SettingsWords.who(stage.who()),
                            SettingsWords.limit(stage.limit()),
                            SettingsWords.told(stage.notified())));
        }
        return new InEffect(
                present.version(),
                Words.moment(present.since(), config.zone()),
                stages,
                SettingsWords.days(present.closed()),
                SettingsWords.days(present.open()),
                present.monitor());
    }
}
