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
import org.wholepicture.alert.application.ReadAlerts;

/** The front door's queue of alerts that nobody answers for. */
@Path("/queue")
@Tenant("pages")
@RolesAllowed("front-door")
@Produces(MediaType.TEXT_HTML)
final class QueuePage {

    private final ReadAlerts readAlerts;
    private final AlertViews views;
    private final PageReaders readers;

    QueuePage(ReadAlerts readAlerts, AlertViews views, PageReaders readers) {
        this.readAlerts = readAlerts;
        this.views = views;
        this.readers = readers;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance queue(Queue page);
    }

    /**
     * What the page shows, by when each is to be answered.
     *
     * @param free what nobody has taken
     * @param taken what somebody of the front door has
     */
    record Queue(List<AlertList.Line> free, List<AlertList.Line> taken) {}

    /** The queue. */
    @GET
    public TemplateInstance queue() {
        List<AlertList.Line> lines =
                views.lines(readAlerts.withoutOwner(readers.present(), null, true));
        return Templates.queue(
                new Queue(
                        lines.stream().filter(line -> line.claimedBy().isEmpty()).toList(),
                        lines.stream().filter(line -> !line.claimedBy().isEmpty()).toList()));
    }
}
