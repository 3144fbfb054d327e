package org.wholepicture.platform.messaging;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Quarantined records for the people who run the service: where they stood and why, no content. */
@Path("/v1/quarantine")
@RolesAllowed("operations")
@Produces(MediaType.APPLICATION_JSON)
public class QuarantineResource {

    private static final String PROBLEM_JSON = "application/problem+json";

    private final Quarantine quarantine;

    /** A quarantined record without what it says. */
    public record Item(
            UUID id,
            @Nullable UUID messageId,
            String topic,
            @Nullable String key,
            int partition,
            long offset,
            String reason,
            Instant quarantinedAt) {

        static Item of(Quarantine.Waiting waiting) {
            return new Item(
                    waiting.id(),
                    waiting.messageId().orElse(null),
                    waiting.topic(),
                    waiting.key().orElse(null),
                    waiting.partition(),
                    waiting.offset(),
                    waiting.reason(),
                    waiting.quarantinedAt());
        }
    }

    QuarantineResource(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /** Records that wait, oldest first, at most 500. */
    @GET
    public List<Item> waiting() {
        return quarantine.waiting().stream().map(Item::of).toList();
    }

    /** Applies a record again: 204 applied, 404 no such, 409 replayed before, 422 failed again. */
    @POST
    @Path("/{id}/replay")
    public Response replay(@PathParam("id") UUID id) {
        return switch (quarantine.replay(id)) {
            case Quarantine.Replay.Applied _ -> Response.noContent().build();
            case Quarantine.Replay.Unknown _ -> problem(404, "No such record in quarantine", null);
            case Quarantine.Replay.AppliedBefore _ ->
                    problem(409, "The record was replayed before", null);
            case Quarantine.Replay.FailedAgain failed ->
                    problem(422, "The record failed again", failed.reason());
        };
    }

    private static Response problem(int status, String title, @Nullable String detail) {
        Map<String, Object> body =
                detail == null
                        ? Map.of("type", "about:blank", "status", status, "title", title)
                        : Map.of(
                                "type", "about:blank",
                                "status", status,
                                "title", title,
                                "detail", detail);
        return Response.status(status).type(PROBLEM_JSON).entity(body).build();
    }
}
