package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.AskAgency;
import org.wholepicture.alert.application.ClaimAlert;
import org.wholepicture.alert.application.RecordEvidence;
import org.wholepicture.alert.application.SuppressAlert;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.Basis;

/** The forms of an alert's page beside its answer; each leads back to the alert. */
@Path("/")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.TEXT_HTML)
final class AlertMovePages {

    private static final String ENDED = "This alert has ended meanwhile.";

    private static final String NOT_NOW =
            "This alert stands otherwise meanwhile. See how it stands below.";

    private final SuppressAlert suppressAlert;
    private final RecordEvidence recordEvidence;
    private final ClaimAlert claimAlert;
    private final AskAgency askAgency;
    private final OneAlert one;
    private final PageReaders readers;

    AlertMovePages(
            SuppressAlert suppressAlert,
            RecordEvidence recordEvidence,
            ClaimAlert claimAlert,
            AskAgency askAgency,
            OneAlert one,
            PageReaders readers) {
        this.suppressAlert = suppressAlert;
        this.recordEvidence = recordEvidence;
        this.claimAlert = claimAlert;
        this.askAgency = askAgency;
        this.one = one;
        this.readers = readers;
    }

    /** Proposes to put the alert off. */
    @POST
    @Path("alerts/{alert}/suppression")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response propose(
            @PathParam("alert") String alert,
            @FormParam("reason") @Nullable String reason,
            @FormParam("days") @Nullable String days) {
        AlertReader reader = readers.present();
        String words = reason == null ? "" : reason;
        int count = days == null || !days.matches("[1-9]") ? 0 : Integer.parseInt(days);
        if (count < 1 || count > suppressAlert.mostWorkingDays()) {
            return unfit(reader, alert, "days", words, "Choose for how many working days.");
        }
        return switch (Written.reason(words)) {
            case Written.Unfit unfit ->
                    unfit(reader, alert, "put-off-reason", words, unfit.sentence());
            case Written.Fit fit ->
                    answer(
                            reader,
                            alert,
                            suppressAlert.propose(reader, OneAlert.id(alert), fit.words(), count));
        };
    }

    /** Agrees to a proposal, or not; who made it takes it back. */
    @POST
    @Path("alerts/{alert}/suppression/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("alert") String alert, @FormParam("decision") @Nullable String decision) {
        AlertReader reader = readers.present();
        return answer(
                reader,
                alert,
                suppressAlert.decide(reader, OneAlert.id(alert), "agree".equals(decision)));
    }

    /** Records the evidence that settles a contradiction. */
    @POST
    @Path("alerts/{alert}/evidence")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response evidence(
            @PathParam("alert") String alert,
            @FormParam("basis") @Nullable String basis,
            @FormParam("words") @Nullable String words) {
        AlertReader reader = readers.present();
        String typed = words == null ? "" : words;
        Optional<Basis> chosen =
                Arrays.stream(Basis.values())
                        .filter(Basis::independent)
                        .filter(each -> each.name().equals(basis))
                        .findFirst();
        if (chosen.isEmpty()) {
            return unfit(reader, alert, "basis-OBSERVED", typed, "Choose what it stands on.");
        }
        return switch (Written.evidence(typed)) {
            case Written.Unfit unfit -> unfit(reader, alert, "words", typed, unfit.sentence());
            case Written.Fit fit ->
                    switch (recordEvidence.record(
                            reader, OneAlert.id(alert), chosen.get(), fit.words())) {
                        case RecordEvidence.Outcome.Done _ -> OneAlert.again(alert);
                        case RecordEvidence.Outcome.NotHere _ -> OneAlert.nothingHere();
                        case RecordEvidence.Outcome.NotOfThisRule _ ->
                                conflict(
                                        reader,
                                        alert,
                                        "Evidence does not end alerts of this kind.");
                        case RecordEvidence.Outcome.Ended _ -> conflict(reader, alert, ENDED);
                    };
        };
    }

    /** Asks another agency. */
    @POST
    @Path("alerts/{alert}/check-requests")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ask(
            @PathParam("alert") String alert, @FormParam("agency") @Nullable String agency) {
        AlertReader reader = readers.present();
        return switch (askAgency.ask(reader, OneAlert.id(alert), agency == null ? "" : agency)) {
            case AskAgency.Outcome.Done _ -> OneAlert.again(alert);
            case AskAgency.Outcome.NotHere _ -> OneAlert.nothingHere();
            case AskAgency.Outcome.NotAskable _ ->
                    conflict(
                            reader,
                            alert,
                            "This agency has told nothing under this alert, and is not missed in"
                                    + " it.");
            case AskAgency.Outcome.Ended _ -> conflict(reader, alert, ENDED);
        };
    }

    /** Takes the alert from the queue. */
    @POST
    @Path("alerts/{alert}/claim")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response claim(@PathParam("alert") String alert) {
        AlertReader reader = readers.present();
        return answer(reader, alert, claimAlert.claim(reader, OneAlert.id(alert)));
    }

    /** Lets the alert go again. */
    @POST
    @Path("alerts/{alert}/release")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response release(@PathParam("alert") String alert) {
        AlertReader reader = readers.present();
        return answer(reader, alert, claimAlert.release(reader, OneAlert.id(alert)));
    }

    private Response answer(AlertReader reader, String alert, ClaimAlert.Outcome outcome) {
        return switch (outcome) {
            case ClaimAlert.Outcome.Done _ -> OneAlert.again(alert);
            case ClaimAlert.Outcome.NotHere _ -> OneAlert.nothingHere();
            case ClaimAlert.Outcome.TakenByAnother _ ->
                    conflict(reader, alert, "Somebody else has taken this alert.");
            case ClaimAlert.Outcome.Ended _ -> conflict(reader, alert, ENDED);
        };
    }

    private Response answer(AlertReader reader, String alert, SuppressAlert.Outcome outcome) {
        return switch (outcome) {
            case SuppressAlert.Outcome.Done _ -> OneAlert.again(alert);
            case SuppressAlert.Outcome.NotHere _ -> OneAlert.nothingHere();
            case SuppressAlert.Outcome.NotYours _ ->
                    one.show(
                            reader,
                            alert,
                            new AlertPage.Typed(
                                    "",
                                    "",
                                    "This is for somebody else to do: whoever answers for the child"
                                            + " proposes, and their manager agrees."),
                            Response.Status.FORBIDDEN);
            case SuppressAlert.Outcome.NeverPutOff _ ->
                    conflict(
                            reader,
                            alert,
                            "An urgent alert about a child's safety is not put off.");
            case SuppressAlert.Outcome.NotNow _ -> conflict(reader, alert, NOT_NOW);
        };
    }

    private Response unfit(
            AlertReader reader, String alert, String field, String words, String sentence) {
        return one.show(
                reader,
                alert,
                new AlertPage.Typed(field, words, sentence),
                Response.Status.BAD_REQUEST);
    }

    private Response conflict(AlertReader reader, String alert, String sentence) {
        return one.show(
                reader, alert, new AlertPage.Typed("", "", sentence), Response.Status.CONFLICT);
    }
}
