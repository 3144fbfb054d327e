package org.wholepicture.chronology.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.Askers;
import org.wholepicture.chronology.application.Reasons;
import org.wholepicture.chronology.application.ReviewEmergencies;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EmergencyReview;
import org.wholepicture.chronology.domain.Ids;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Readings in an emergency, for the privacy officer to review. */
@Path("/emergencies")
@Tenant("pages")
@Authenticated
@Produces(MediaType.TEXT_HTML)
@Blocking
class EmergencyPages {

    private final ReviewEmergencies emergencies;
    private final CurrentCaller caller;
    private final RequestId request;

    EmergencyPages(ReviewEmergencies emergencies, CurrentCaller caller, RequestId request) {
        this.emergencies = emergencies;
        this.caller = caller;
        this.request = request;
    }

    /** The templates, checked when the service is built. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance emergencies(EmergenciesShown page);
    }

    /**
     * The list.
     *
     * @param overdue how many nobody has reviewed in time; in words, empty for none
     */
    record EmergenciesShown(
            List<EmergencyRow> waiting, List<EmergencyRow> reviewed, String overdue, String fault) {

        @Override
        public String toString() {
            return "EmergenciesShown[...]";
        }
    }

    /** A reading in an emergency. */
    record EmergencyRow(
            String id,
            String reference,
            String when,
            String who,
            String why,
            String words,
            String href,
            String due,
            boolean overdue,
            boolean own,
            String found,
            String foundWords) {

        @Override
        public String toString() {
            return "EmergencyRow[...]";
        }
    }

    /** Those that wait, and the latest that were reviewed. */
    @GET
    public Response list() {
        return list(200, "");
    }

    private Response list(int status, String fault) {
        return switch (emergencies.list(asker(), request.value())) {
            case Answer.Given<ReviewEmergencies.Listed>(ReviewEmergencies.Listed found) -> {
                List<EmergencyRow> waiting = rows(found, true);
                long late = waiting.stream().filter(EmergencyRow::overdue).count();
                yield Pages.of(
                        status,
                        Templates.emergencies(
                                new EmergenciesShown(
                                        waiting,
                                        rows(found, false),
                                        late == 0
                                                ? ""
                                                : ViewHead.count(late, "review is", "reviews are")
                                                        + " overdue.",
                                        fault)));
            }
            case Answer.Refused<ReviewEmergencies.Listed> _ ->
                    Problem.of(CommonProblem.FORBIDDEN).toResponse();
        };
    }

    private static List<EmergencyRow> rows(ReviewEmergencies.Listed found, boolean waiting) {
        return found.emergencies().stream()
                .filter(one -> one.waits() == waiting)
                .map(one -> row(one, found.names()))
                .toList();
    }

    private static EmergencyRow row(ReviewEmergencies.Emergency one, Timeline.Names names) {
        Statement said = one.told().statement();
        EmergencyReview review = one.told().review();
        return new EmergencyRow(
                said.id().toString(),
                one.told().reference(),
                Days.at(said.from()) + " to " + Days.at(said.until()),
                names.of(said.practitioner()) + ", " + names.of(said.agency()),
                AccessWords.emergency(said.emergency()),
                said.reason(),
                "people/" + said.person() + "/looks",
                Days.of(one.due()),
                one.overdue(),
                one.own(),
                review == null
                        ? ""
                        : outcome(review.outcome())
                                + " by "
                                + names.of(review.reviewer())
                                + " on "
                                + Days.at(review.at()),
                review == null ? "" : review.reason());
    }

    private static String outcome(EmergencyReview.Outcome outcome) {
        return switch (outcome) {
            case JUSTIFIED -> "Found justified";
            case NOT_JUSTIFIED -> "Found not justified";
        };
    }

    /** Takes what was found. */
    @POST
    @Path("{emergency}/review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(
            @PathParam("emergency") String emergency,
            @FormParam("outcome") @Nullable String outcome,
            @FormParam("reason") @Nullable String reason) {
        Optional<UUID> id = Ids.parse(emergency);
        if (id.isEmpty()) {
            emergencies.refuse(asker(), request.value());
            return AccessPages.nothing();
        }
        EmergencyReview.Outcome found = Reasons.named(EmergencyReview.Outcome.class, outcome);
        Optional<String> words =
                Reasons.words(reason, EmergencyReview.FEWEST, EmergencyReview.MOST);
        if (found == null || words.isEmpty()) {
            return list(400, "Say whether it was justified, and why in 10 to 1,000 characters");
        }
        return switch (emergencies.review(asker(), request.value(), id.get(), found, words.get())) {
            // Below the root path, which is put in front.
            case KEPT, REVIEWED -> Response.seeOther(URI.create("/emergencies")).build();
            case NOT_ALLOWED -> Problem.of(CommonProblem.FORBIDDEN).toResponse();
            case NONE -> AccessPages.nothing();
            case OWN ->
                    Problem.of(CommonProblem.FORBIDDEN)
                            .withDetail("You opened it yourself: somebody else reviews it.")
                            .toResponse();
        };
    }

    private Asker asker() {
        return Askers.of(caller.caller());
    }
}
