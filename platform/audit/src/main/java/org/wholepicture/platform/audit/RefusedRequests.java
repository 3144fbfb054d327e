package org.wholepicture.platform.audit;

import io.quarkus.arc.Unremovable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.RequestId;

/**
 * Writes down who was refused with 403, where nobody has done so: a refusal by role is decided
 * before any use case begins. What was asked for stands as the name of the method that would have
 * answered, and as the ids in its address.
 */
final class RefusedRequests {

    private static final Logger log = Logger.getLogger(RefusedRequests.class);

    private static final int FORBIDDEN = 403;

    private final AuditLog audit;
    private final InstantSource clock;
    private final CurrentCaller caller;
    private final RequestId request;
    private final Written written;

    RefusedRequests(
            AuditLog audit,
            InstantSource clock,
            CurrentCaller caller,
            RequestId request,
            Written written) {
        this.audit = audit;
        this.clock = clock;
        this.caller = caller;
        this.request = request;
        this.written = written;
    }

    /** Whether the present request has written down a refusal itself. */
    @RequestScoped
    @Unremovable
    static class Written {

        private boolean refusal;

        void refusal() {
            refusal = true;
        }

        boolean isRefusal() {
            return refusal;
        }
    }

    @ServerResponseFilter
    public @Nullable Uni<Void> write(
            ContainerRequestContext asked, ContainerResponseContext answer, ResourceInfo resource) {
        if (answer.getStatus() != FORBIDDEN || written.isRefusal()) {
            return null;
        }
        AuditEntry entry = entry(asked, resource);
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> write(entry));
    }

    private AuditEntry entry(ContainerRequestContext asked, ResourceInfo resource) {
        List<UUID> about =
                asked.getUriInfo().getPathParameters().values().stream()
                        .flatMap(List::stream)
                        .flatMap(value -> Ids.read(value).stream())
                        .toList();
        String what =
                resource.getResourceClass() == null
                        ? ""
                        : resource.getResourceClass().getSimpleName()
                                + "."
                                + resource.getResourceMethod().getName();
        return switch (caller.caller()) {
            case Caller.Practitioner(String id, String agency, Set<String> roles) ->
                    entry(id, agency, roles, about, what);
            case Caller.AgencySystem(String agency, _, _) ->
                    entry(agency, agency, Set.of("agency"), about, what);
            case Caller.Nobody(String subject, Set<String> roles) ->
                    entry(subject, "", roles, about, what);
        };
    }

    private AuditEntry entry(
            String name, String agency, Set<String> roles, List<UUID> about, String what) {
        return new AuditEntry(
                UUID.randomUUID(),
                clock.instant(),
                name,
                agency,
                roles,
                "refused-request",
                about,
                what,
                AuditEntry.Outcome.REFUSED,
                request.value());
    }

    /** A refusal shows nothing, so it stands also where it could not be written down. */
    private void write(AuditEntry entry) {
        try {
            QuarkusTransaction.requiringNew().run(() -> audit.record(entry));
        } catch (RuntimeException e) {
            log.errorf(
                    "a refusal was not written down request=%s reason=%s",
                    entry.request(), e.getClass().getName());
        }
    }
}
