package org.wholepicture.platform.messaging;

import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * For the local stack's case player only: whether anything is left to do, and what time it is. Not
 * there (404) unless {@code wp.local.time-travel} is true.
 */
@Path("/local")
@RolesAllowed("operations")
@Produces(MediaType.APPLICATION_JSON)
public class LocalResource {

    private final boolean timeTravel;
    private final List<IdleCheck> checks;
    private final ArmedCrashPoints crashPoints;
    private final DatabaseClock databaseClock;
    private final InstantSource clock;
    private final Workers workers;

    /**
     * What is left to do.
     *
     * @param idle whether nothing is
     * @param remaining by kind of work
     */
    public record Idle(boolean idle, Map<String, Long> remaining) {}

    /** The service's present time. */
    public record Now(Instant now) {}

    /**
     * Where to move the service's time: exactly one of the two.
     *
     * @param now the instant it shall be now
     * @param offset from the database's time; PT0S is real time
     */
    public record Move(@Nullable Instant now, @Nullable Duration offset) {}

    /**
     * Where the process shall end.
     *
     * @param at the point; it ends there once, the next time work comes to it
     */
    public record Crash(CrashPoints.@Nullable Point at) {}

    LocalResource(
            @ConfigProperty(name = "wp.local.time-travel", defaultValue = "false")
                    boolean timeTravel,
            @All List<IdleCheck> checks,
            ArmedCrashPoints crashPoints,
            DatabaseClock databaseClock,
            InstantSource clock,
            Workers workers) {
        this.timeTravel = timeTravel;
        this.checks = checks;
        this.crashPoints = crashPoints;
        this.databaseClock = databaseClock;
        this.clock = clock;
        this.workers = workers;
    }

    /**
     * Whether nothing is left to do at the present time. Of several services, all are idle only
     * when all say so twice in a row: what one publishes is the other's work a moment later.
     */
    @GET
    @Path("/idle")
    public Idle idle() {
        refuseOutsideLocalStack();
        Idle first = ask();
        // While one check was asked, another's work may have made some for it.
        return first.idle() ? ask() : first;
    }

    private Idle ask() {
        Map<String, Long> remaining = new TreeMap<>();
        for (IdleCheck check : checks) {
            remaining.merge(check.name(), check.remaining(), Long::sum);
        }
        boolean idle = remaining.values().stream().allMatch(left -> left == 0);
        return new Idle(idle, remaining);
    }

    /** The service's present time. */
    @GET
    @Path("/clock")
    public Now clock() {
        refuseOutsideLocalStack();
        return new Now(clock.instant());
    }

    /** Moves the service's time; other replicas follow within a second. */
    @PUT
    @Path("/clock")
    @Consumes(MediaType.APPLICATION_JSON)
    public Now move(@Nullable Move move) {
        refuseOutsideLocalStack();
        if (move == null || (move.now() == null) == (move.offset() == null)) {
            throw new BadRequestException("give either now or offset");
        }
        if (move.now() != null) {
            databaseClock.moveTo(move.now());
        } else if (move.offset() != null) {
            databaseClock.moveBy(move.offset());
        }
        workers.wake();
        return new Now(clock.instant());
    }

    /** Has the process end at a point, for tests of what a crash there does. */
    @PUT
    @Path("/crash")
    @Consumes(MediaType.APPLICATION_JSON)
    public Crash crash(@Nullable Crash crash) {
        refuseOutsideLocalStack();
        CrashPoints.Point at = crash == null ? null : crash.at();
        if (at == null) {
            throw new BadRequestException("say at which point");
        }
        crashPoints.arm(at);
        return new Crash(at);
    }

    private void refuseOutsideLocalStack() {
        if (!timeTravel) {
            throw new NotFoundException();
        }
    }
}
