package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.CheckStepDown;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.RequestId;

/** Before you close: what is open for a child now, for the meeting, and what is decided. */
@Path("/people/{person}/step-down-check")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager"})
@Produces(MediaType.TEXT_HTML)
final class StepDownPages {

    private final CheckStepDown checkStepDown;
    private final FactsBehind factsBehind;
    private final StepDownViews views;
    private final PageReaders readers;
    private final CurrentCaller caller;
    private final RequestId request;

    StepDownPages(
            CheckStepDown checkStepDown,
            FactsBehind factsBehind,
            StepDownViews views,
            PageReaders readers,
            CurrentCaller caller,
            RequestId request) {
        this.checkStepDown = checkStepDown;
        this.factsBehind = factsBehind;
        this.views = views;
        this.readers = readers;
        this.caller = caller;
        this.request = request;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance stepDownCheck(StepDownPage page);
    }

    /** What is open now. */
    @GET
    public Response look(
            @PathParam("person") String person, @QueryParam("agency") List<String> agency) {
        AlertReader reader = readers.present();
        Optional<Set<String>> network = checkStepDown.network(agency);
        return checkStepDown
                .look(reader, OneAlert.id(person), network.orElse(Set.of()))
                .map(
                        look ->
                                network.isPresent()
                                        ? shown(look, reader, StepDownViews.NOTHING_TYPED, 200)
                                        : shown(
                                                look,
                                                reader,
                                                new StepDownViews.Typed(
                                                        "agencies",
                                                        "",
                                                        "",
                                                        "Choose agencies of this list."),
                                                400))
                .orElseGet(OneAlert::nothingHere);
    }

    /** Records a decision. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @PathParam("person") String person,
            @FormParam("decision") @Nullable String decision,
            @FormParam("reason") @Nullable String reason,
            @FormParam("seen") List<String> seen,
            @FormParam("agency") List<String> agency) {
        AlertReader reader = readers.present();
        UUID child = OneAlert.id(person);
        Set<String> network = checkStepDown.network(agency).orElse(Set.of());
        String words = reason == null ? "" : reason;
        String chosen = decision == null ? "" : decision;
        Optional<StepDownDecision> decided =
                Arrays.stream(StepDownDecision.values())
                        .filter(each -> each.name().equals(chosen))
                        .findFirst();
        if (decided.isEmpty()) {
            return again(
                    reader,
                    child,
                    network,
                    new StepDownViews.Typed(
                            "decision-GO_AHEAD", words, "", "Choose what is decided."));
        }
        return switch (Written.reasonIfAny(words)) {
            case Written.Unfit unfit ->
                    again(
                            reader,
                            child,
                            network,
                            new StepDownViews.Typed("reason", words, chosen, unfit.sentence()));
            case Written.Fit fit ->
                    answer(
                            reader,
                            child,
                            words,
                            chosen,
                            checkStepDown.decide(
                                    reader,
                                    child,
                                    network,
                                    new CheckStepDown.Decided(
                                            decided.get(), Set.copyOf(seen), fit.words())));
        };
    }

    private Response answer(
            AlertReader reader,
            UUID child,
            String words,
            String chosen,
            CheckStepDown.Outcome outcome) {
        return switch (outcome) {
            case CheckStepDown.Outcome.Done _ ->
                    // Below the root path, which is put in front.
                    Response.seeOther(URI.create("/people/" + child + "/step-down-check#decisions"))
                            .build();
            case CheckStepDown.Outcome.NotHere _ -> OneAlert.nothingHere();
            case CheckStepDown.Outcome.ReasonNeeded(CheckStepDown.Look look) ->
                    shown(
                            look,
                            reader,
                            new StepDownViews.Typed(
                                    "reason",
                                    words,
                                    chosen,
                                    "Something is open. Write down why you go ahead."),
                            400);
            case CheckStepDown.Outcome.OpenOtherwise(CheckStepDown.Look look) ->
                    shown(
                            look,
                            reader,
                            new StepDownViews.Typed(
                                    "reason",
                                    words,
                                    chosen,
                                    "What is open has changed since you looked. Look again, then"
                                            + " decide."),
                            409);
        };
    }

    private Response again(
            AlertReader reader, UUID person, Set<String> network, StepDownViews.Typed typed) {
        return checkStepDown
                .look(reader, person, network)
                .map(look -> shown(look, reader, typed, 400))
                .orElseGet(OneAlert::nothingHere);
    }

    private Response shown(
            CheckStepDown.Look look, AlertReader reader, StepDownViews.Typed typed, int status) {
        List<UUID> events = StepDownViews.events(look);
        FactsBehind.Answer<FactsBehind.Around> around =
                caller.accessToken()
                        .map(token -> factsBehind.askAround(look.person(), token, request.value()))
                        .orElseGet(FactsBehind.Answer.NotForReader::new);
        FactsBehind.Answer<List<FactsBehind.Entry>> facts =
                around instanceof FactsBehind.Answer.Told && !events.isEmpty()
                        ? caller.accessToken()
                                .map(
                                        token ->
                                                factsBehind.ask(
                                                        look.person(),
                                                        events,
                                                        token,
                                                        request.value()))
                                .orElseGet(FactsBehind.Answer.NotForReader::new)
                        : new FactsBehind.Answer.Told<>(List.of());
        return Response.status(status)
                .entity(Templates.stepDownCheck(views.page(look, reader, around, facts, typed)))
                .build();
    }
}
