package org.wholepicture.platform.audit;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** The audit rows of this service as a file, for the privacy officer. */
@Path("/v1/audit/rows")
@RolesAllowed("privacy-officer")
@Produces(AuditExportResource.LINES)
@Blocking
public class AuditExportResource {

    /** Lines of JSON. */
    public static final String LINES = "application/jsonl";

    private static final Set<String> KNOWN = Set.of("from", "until", "about", "caller");

    private static final String ASK =
            "Give from and until as days, at most "
                    + AuditExport.LONGEST
                    + " apart, and where wanted about (an id) or caller.";

    private final AuditExport export;
    private final InstantSource clock;
    private final CurrentCaller caller;
    private final RequestId request;

    AuditExportResource(
            AuditExport export, InstantSource clock, CurrentCaller caller, RequestId request) {
        this.export = export;
        this.clock = clock;
        this.caller = caller;
        this.request = request;
    }

    /** The rows of a period, where wanted about one child or of one person, with the chain. */
    @GET
    public Response rows(
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("about") @Nullable String about,
            @QueryParam("caller") @Nullable String who,
            @Context UriInfo uri) {
        Optional<AuditExport.Wanted> wanted = AuditExport.Wanted.read(from, until, about, who);
        // Whoever misspells what they ask for must not be given everything.
        if (wanted.isEmpty() || !KNOWN.containsAll(uri.getQueryParameters().keySet())) {
            return Problem.of(CommonProblem.BAD_REQUEST).withDetail(ASK).toResponse();
        }
        return file(wanted.get());
    }

    /**
     * Writes down that it is asked for, then answers with the file.
     *
     * @throws RuntimeException when the audit could not be written, or somebody asks who did not
     *     sign in with a second factor
     */
    private Response file(AuditExport.Wanted wanted) {
        Caller.Practitioner officer =
                caller.practitioner()
                        .filter(person -> person.is(Caller.SECOND_FACTOR))
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        Instant now = clock.instant();
        export.asked(wanted, officer, request.value(), now);
        StreamingOutput content = out -> export.write(wanted, now, out);
        return Response.ok(content, LINES)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + export.fileName(wanted) + "\"")
                .build();
    }
}
