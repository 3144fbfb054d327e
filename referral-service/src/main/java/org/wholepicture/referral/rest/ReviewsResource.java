package org.wholepicture.referral.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Ids;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.FrontDoor;
import org.wholepicture.referral.application.FrontDoor.EventToLookAt;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore.ReviewList;
import org.wholepicture.referral.domain.ReviewReason;
import org.wholepicture.referral.domain.TakenOff;

/** Events that wait for a person. */
@Path("/v1/reviews")
@RolesAllowed("front-door")
@Tag(name = "Reviews", description = "Events that could not be filed by themselves.")
final class ReviewsResource {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private final Deciders deciders;
    private final FrontDoor frontDoor;

    ReviewsResource(Deciders deciders, FrontDoor frontDoor) {
        this.deciders = deciders;
        this.frontDoor = frontDoor;
    }

    /** An event in review; no name, no number, no narrative. */
    @Schema(name = "Review")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Review(
            UUID event,
            String type,
            String agency,
            List<ReviewReason> reasons,
            Instant since,
            Instant received,
            @Schema(description = "Its agency has sent a retraction of it.") boolean withdrawn,
            @Nullable LookedAt lookedAt) {

        static Review of(EventToLookAt look) {
            var event = look.event().event();
            return new Review(
                    event.id().value(),
                    event.type().cloudEventsType(),
                    event.key().agency(),
                    look.event().reasons(),
                    look.event().since(),
                    event.received(),
                    look.event().withdrawn(),
                    LookedAt.of(look.event().lookedAt()));
        }
    }

    /** Who looked at an event in review, and why it needs nothing more. */
    @Schema(name = "LookedAt")
    record LookedAt(String by, Instant at, String reason) {

        static @Nullable LookedAt of(@Nullable TakenOff decision) {
            return decision == null
                    ? null
                    : new LookedAt(decision.by(), decision.at(), decision.why());
        }

        /** Leaves the words out: they may be about a person. */
        @Override
        public String toString() {
            return "LookedAt[...]";
        }
    }

    /** A page of events in review. */
    @Schema(name = "Reviews")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<Review> reviews,
            @Schema(description = "How many stand on this list in all.") long total,
            @Schema(description = "For the parameter after, if there are more.")
                    @Nullable UUID next,
            Counts counts) {}

    /** How many are in review. */
    @Schema(name = "ReviewCounts")
    record Counts(
            @Schema(description = "To be looked at: all but those that wait for a link alone.")
                    long toLookAt,
            @Schema(description = "By reason, those that nobody has looked at.")
                    Map<ReviewReason, Long> byReason,
            long lookedAt) {}

    /** Events in review, a page at a time. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listReviews",
            summary = "List events in review, the oldest first",
            description =
                    "Without a parameter those to be looked at: not those about an adult whom no"
                            + " child is linked to, which are under reason NO_LINK.")
    @APIResponse(
            responseCode = "200",
            description = "A page of them.",
            content = @Content(schema = @Schema(implementation = Page.class)))
    @APIResponse(responseCode = "400", description = "A parameter is not understood.")
    public Page list(
            @Parameter(schema = @Schema(implementation = ReviewReason.class)) @QueryParam("reason")
                    @Nullable String reason,
            @Parameter(
                            description = "True for those that somebody has looked at.",
                            schema =
                                    @Schema(implementation = boolean.class, defaultValue = "false"))
                    @QueryParam("lookedAt")
                    @Nullable String lookedAt,
            @Parameter(
                            description = "The member next of the page before.",
                            schema = @Schema(implementation = UUID.class))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        List<Fault> faults = new ArrayList<>();
        Optional<ReviewReason> because =
                Optional.ofNullable(reason)
                        .flatMap(
                                text ->
                                        Arrays.stream(ReviewReason.values())
                                                .filter(known -> known.name().equals(text))
                                                .findFirst());
        if (reason != null && because.isEmpty()) {
            faults.add(new Fault("", "reason: one of the reasons that a review has."));
        }
        if (lookedAt != null && !lookedAt.equals("true") && !lookedAt.equals("false")) {
            faults.add(new Fault("", "lookedAt: true or false."));
        }
        Optional<UUID> last = Optional.ofNullable(after).flatMap(Ids::read);
        if (after != null && last.isEmpty()) {
            faults.add(new Fault("", "after: the member next of the page before."));
        }
        int most = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (most < 1 || most > FrontDoor.MOST) {
            faults.add(new Fault("", "limit: a number from 1 to " + FrontDoor.MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw Problem.of(CommonProblem.BAD_REQUEST).withFaults(faults).exception();
        }
        ReviewList list =
                "true".equals(lookedAt)
                        ? new ReviewList.LookedAt()
                        : because.<ReviewList>map(ReviewList.Because::new)
                                .orElseGet(ReviewList.ToLookAt::new);
        FrontDoor.Reviews found =
                frontDoor.reviews(
                        deciders.present(), list, last.map(EventId::new).orElse(null), most);
        var counts = found.counts();
        return new Page(
                found.shown().stream().map(Review::of).toList(),
                counts.on(list),
                found.next().map(EventId::value).orElse(null),
                new Counts(counts.toLookAt(), counts.byReason(), counts.lookedAt()));
    }

    /** Notes that somebody looked at an event. */
    @POST
    @Path("/{event}/look")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "lookedAt",
            summary = "Say that an event in review needs nothing more",
            description =
                    "It is kept, counted and listed with lookedAt=true. It waits again if it comes"
                            + " to have other reasons.")
    @APIResponse(responseCode = "204", description = "Noted.")
    @APIResponse(responseCode = "404", description = "No such event in review.")
    public Response lookedAt(
            @PathParam("event") String event, ConfirmationsResource.@Nullable Why why) {
        String words = ConfirmationsResource.Why.words(why);
        boolean found =
                Ids.read(event)
                        .map(EventId::new)
                        .map(id -> frontDoor.lookedAt(deciders.present(), id, words))
                        .orElse(false);
        return found
                ? Response.noContent().build()
                : Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    /** Tries to file an event once more. */
    @POST
    @Path("/{event}/filing")
    @Operation(operationId = "fileAgain", summary = "Try once more to file an event in review")
    @APIResponse(responseCode = "202", description = "It will be tried.")
    @APIResponse(responseCode = "404", description = "No such event.")
    public Response fileAgain(@PathParam("event") String event) {
        boolean found =
                Ids.read(event)
                        .map(EventId::new)
                        .map(id -> frontDoor.fileAgain(deciders.present(), id))
                        .orElse(false);
        return found
                ? Response.accepted().build()
                : Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }
}
