package org.wholepicture.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Whether the audit chain of this service is whole, for the privacy officer. */
@Path("/v1/audit/verification")
@RolesAllowed("privacy-officer")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AuditVerificationResource {

    private final AuditChain chain;
    private final AuditLog log;
    private final InstantSource clock;
    private final CurrentCaller caller;
    private final RequestId request;

    AuditVerificationResource(
            AuditChain chain,
            AuditLog log,
            InstantSource clock,
            CurrentCaller caller,
            RequestId request) {
        this.chain = chain;
        this.log = log;
        this.clock = clock;
        this.caller = caller;
        this.request = request;
    }

    /**
     * How it stands.
     *
     * @param underWay whether a verification is under way
     * @param last the last one that ended in this process
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(boolean underWay, @Nullable Verification last) {}

    /** The last verification. */
    @GET
    public State last() {
        write("read-audit-verification");
        Optional<Verification> last = chain.last();
        return new State(chain.isVerifying(), last.orElse(null));
    }

    /** Begins one: 202. */
    @POST
    @Path("/run")
    public Response begin() {
        write("verify-audit");
        chain.beginVerifying();
        return Response.accepted(new State(true, chain.last().orElse(null))).build();
    }

    /** Writes down who asks, and refuses whoever did not sign in with a second factor. */
    private void write(String action) {
        Caller.Practitioner who =
                caller.practitioner()
                        .filter(person -> person.is(Caller.SECOND_FACTOR))
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        AuditEntry entry =
                new AuditEntry(
                        UUID.randomUUID(),
                        clock.instant(),
                        who.id(),
                        who.agency(),
                        who.roles(),
                        action,
                        List.of(),
                        "",
                        AuditEntry.Outcome.ALLOWED,
                        request.value());
        QuarkusTransaction.requiringNew().run(() -> log.record(entry));
    }
}
