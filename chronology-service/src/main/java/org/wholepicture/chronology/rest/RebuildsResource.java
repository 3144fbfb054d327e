package org.wholepicture.chronology.rest;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.RebuildChronology;
import org.wholepicture.chronology.domain.Rebuild;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** For the people who run the service: the chronology made anew while everything goes on. */
@Path("/v1/rebuild")
@RolesAllowed("operations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class RebuildsResource {

    private final RebuildChronology rebuild;
    private final SecurityIdentity identity;
    private final RequestId request;
    private final Workers workers;

    /**
     * How far a rebuild has come.
     *
     * @param state RUNNING or DONE
     * @param stretches into how many parts the records are divided
     * @param stretchesDone how many of them are done
     * @param written rows that were missing or other than they should be
     * @param removed rows that were other than they should be, or that nothing explains
     * @param leftAsTheyAre records of which more had been applied than their source has, or than
     *     this version can apply
     * @param refused messages that cannot be applied; people see them in quarantine
     * @param trouble why the last attempt failed, while it runs
     */
    record RebuildAnswer(
            UUID id,
            String state,
            Instant ordered,
            @Nullable Instant finished,
            int stretches,
            int stretchesDone,
            long records,
            long messages,
            long written,
            long removed,
            long leftAsTheyAre,
            long refused,
            @Nullable String trouble) {

        static RebuildAnswer of(Rebuild rebuild) {
            return new RebuildAnswer(
                    rebuild.id(),
                    rebuild.finished() == null ? "RUNNING" : "DONE",
                    rebuild.ordered(),
                    rebuild.finished(),
                    rebuild.stretches().all(),
                    rebuild.stretches().done(),
                    rebuild.records(),
                    rebuild.messages(),
                    rebuild.written(),
                    rebuild.removed(),
                    rebuild.left(),
                    rebuild.refused(),
                    rebuild.trouble());
        }
    }

    RebuildsResource(
            RebuildChronology rebuild,
            SecurityIdentity identity,
            RequestId request,
            Workers workers) {
        this.rebuild = rebuild;
        this.identity = identity;
        this.request = request;
        this.workers = workers;
    }

    /**
     * Starts a rebuild, unless one runs: then that one is answered. Not part of the agencies' API.
     */
    @POST
    @Operation(hidden = true)
    public Response order() {
        Rebuild started =
                rebuild.order(
                        identity.getPrincipal().getName(), identity.getRoles(), request.value());
        workers.wake();
        return Response.accepted(RebuildAnswer.of(started)).build();
    }

    /** The last one ordered. */
    @GET
    @Operation(hidden = true)
    public Response last() {
        return rebuild.last()
                .map(each -> Response.ok(RebuildAnswer.of(each)).build())
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).toResponse());
    }
}
