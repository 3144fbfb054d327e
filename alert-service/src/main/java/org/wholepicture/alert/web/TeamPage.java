package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.wholepicture.alert.application.AlertReports;
import org.wholepicture.alert.application.ManageAlerts;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Alert;

/** The manager's view: what moved up, what is to be decided, and what lies before each person. */
@Path("/team")
@Tenant("pages")
@RolesAllowed("manager")
@Produces(MediaType.TEXT_HTML)
final class TeamPage {

    private final ManageAlerts manageAlerts;
    private final AlertViews views;
    private final PageReaders readers;

    TeamPage(ManageAlerts manageAlerts, AlertViews views, PageReaders readers) {
        this.manageAlerts = manageAlerts;
        this.views = views;
        this.readers = readers;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance team(Team page);
    }

    /**
     * What the page shows.
     *
     * @param toDecide alerts that are proposed to be put off
     * @param movedUp alerts that nobody answered in time
     * @param putOff alerts that are put off now
     * @param people what lies before each person, by name
     * @param budget new alerts that a practitioner should have in seven days at most
     */
    record Team(
            List<AlertList.Line> toDecide,
            List<AlertList.Line> movedUp,
            List<AlertList.Line> putOff,
            List<AlertReports.Load> people,
            int budget) {}

    /** The view. */
    @GET
    public TemplateInstance team() {
        ManageAlerts.View view = manageAlerts.view(readers.present());
        List<StoredAlert> waiting = view.waiting();
        return Templates.team(
                new Team(
                        views.lines(
                                waiting.stream()
                                        .filter(each -> each.alert() instanceof Alert.Proposed)
                                        .toList()),
                        views.lines(
                                waiting.stream()
                                        .filter(StoredAlert::asksForAnAnswer)
                                        .filter(each -> each.movedUp().isPresent())
                                        .toList()),
                        views.lines(
                                waiting.stream()
                                        .filter(each -> each.alert() instanceof Alert.Suppressed)
                                        .toList()),
                        view.people(),
                        view.budget()));
    }
}
