package org.wholepicture.referral.rest;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.FrontDoor;
import org.wholepicture.referral.application.FrontDoor.EventToLookAt;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.ReviewReason;

/** Events that wait for a person. */
@Path("/v1/reviews")
@RolesAllowed("front-door")
@Tag(name = "Reviews", description = "Events that could not be filed by themselves.")
final class ReviewsResource {

    private final FrontDoor frontDoor;

    ReviewsResource(FrontDoor frontDoor) {
        this.frontDoor = frontDoor;
    }

    /** An event in review; no name, no number, no narrative. */
    @Schema(name = "Review")
    record Review(
            UUID event,
            String type,
            String agency,
            List<ReviewReason> reasons,
            Instant since,
            Instant received,
            @Schema(description = "Its agency has sent a retraction of it.") boolean withdrawn) {

        static Review of(EventToLookAt look) {
            var event = look.event().event();
            return new Review(
                    event.id().value(),
                    event.type().cloudEventsType(),
                    event.key().agency(),
                    look.event().reasons(),
                    look.event().since(),
                    event.received(),
                    look.event().withdrawn());
        }
    }

    /** The oldest 200 events in review. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listReviews", summary = "List events in review, the oldest first")
    public List<Review> list() {
        return frontDoor.reviews().stream().map(Review::of).toList();
    }

    /** Tries to file an event once more. */
    @POST
    @Path("/{event}/filing")
    @Operation(operationId = "fileAgain", summary = "Try once more to file an event in review")
    @APIResponse(responseCode = "202", description = "It will be tried.")
    @APIResponse(responseCode = "404", description = "No such event.")
    public Response fileAgain(@PathParam("event") String event) {
        boolean found =
                ReceiptsResource.Ids.read(event)
                        .map(EventId::new)
                        .map(frontDoor::fileAgain)
                        .orElse(false);
        return found
                ? Response.accepted().build()
                : Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }
}
