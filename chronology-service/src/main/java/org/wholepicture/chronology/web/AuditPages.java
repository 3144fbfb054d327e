package org.wholepicture.chronology.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.platform.audit.AuditExport;
import org.wholepicture.platform.audit.AuditExportResource;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Who did what with timelines, as a file for the privacy officer. */
@Path("/audit")
@Tenant("pages")
@RolesAllowed("privacy-officer")
@Produces(MediaType.TEXT_HTML)
@Blocking
class AuditPages {

    private static final int USUAL_DAYS = 30;

    private final AuditExport export;
    private final CurrentCaller caller;
    private final RequestId request;
    private final InstantSource clock;

    AuditPages(AuditExport export, CurrentCaller caller, RequestId request, InstantSource clock) {
        this.export = export;
        this.caller = caller;
        this.request = request;
        this.clock = clock;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance audit(
                String from, String until, String about, String who, String fault);
    }

    /** The form. */
    @GET
    public Response form() {
        LocalDate today = Partnership.dayOf(clock.instant());
        return Pages.of(
                200,
                Templates.audit(
                        today.minusDays(USUAL_DAYS).toString(), today.toString(), "", "", ""));
    }

    /** The file. */
    @GET
    @Path("file")
    @Produces(MediaType.WILDCARD)
    public Response file(
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("about") @Nullable String about,
            @QueryParam("caller") @Nullable String who) {
        Optional<AuditExport.Wanted> wanted = AuditExport.Wanted.read(from, until, about, who);
        if (wanted.isEmpty()) {
            return Pages.of(
                    400,
                    Templates.audit(
                            typed(from),
                            typed(until),
                            typed(about),
                            typed(who),
                            "Enter two days, at most "
                                    + AuditExport.LONGEST
                                    + " apart; a child by the id in the timeline’s address"));
        }
        Caller.Practitioner officer =
                caller.practitioner()
                        .filter(person -> person.is(Caller.SECOND_FACTOR))
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        Instant now = clock.instant();
        export.asked(wanted.get(), officer, request.value(), now);
        StreamingOutput content = out -> export.write(wanted.get(), now, out);
        return Response.ok(content, AuditExportResource.LINES)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + export.fileName(wanted.get()) + "\"")
                .build();
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text;
    }
}
