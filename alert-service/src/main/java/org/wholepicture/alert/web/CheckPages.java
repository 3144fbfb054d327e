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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.AnswerCheck;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.application.Written;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.RequestId;

/** Questions to the reader's agency: the list, and one with the form that answers it. */
@Path("/checks")
@Tenant("pages")
@RolesAllowed({"practitioner", "manager", "front-door"})
@Produces(MediaType.TEXT_HTML)
final class CheckPages {

    private final AnswerCheck answerCheck;
    private final FactsBehind factsBehind;
    private final CheckViews views;
    private final PageReaders readers;
    private final CurrentCaller caller;
    private final RequestId request;

    CheckPages(
            AnswerCheck answerCheck,
            FactsBehind factsBehind,
            CheckViews views,
            PageReaders readers,
            CurrentCaller caller,
            RequestId request) {
        this.answerCheck = answerCheck;
        this.factsBehind = factsBehind;
        this.views = views;
        this.readers = readers;
        this.caller = caller;
        this.request = request;
    }

    /** The templates of the pages. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance checks(CheckPage.Listed page);

        static native TemplateInstance check(CheckPage page);
    }

    /** The questions to the agency. */
    @GET
    public TemplateInstance list() {
        List<CheckRequests.Request> mine = answerCheck.mine(readers.present());
        return Templates.checks(views.list(mine));
    }

    /** One question. */
    @GET
    @Path("{request}")
    public Response one(@PathParam("request") String id) {
        return answerCheck
                .read(readers.present(), OneAlert.id(id))
                .map(shown -> shown(shown, AlertPage.Typed.NOTHING, "", "", 200))
                .orElseGet(OneAlert::nothingHere);
    }

    /** Answers it. */
    @POST
    @Path("{request}/answer")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @PathParam("request") String id,
            @FormParam("answer") @Nullable String answer,
            @FormParam("basis") @Nullable String basis,
            @FormParam("words") @Nullable String words) {
        String typed = words == null ? "" : words;
        String saidAnswer = answer == null ? "" : answer;
        String saidBasis = basis == null ? "" : basis;
        Optional<CheckAnswer> chosen =
                Arrays.stream(CheckAnswer.values())
                        .filter(each -> each.name().equals(saidAnswer))
                        .findFirst();
        Optional<Basis> standsOn =
                Arrays.stream(Basis.values())
                        .filter(AnswerCheck::canStandOn)
                        .filter(each -> each.name().equals(saidBasis))
                        .findFirst();
        if (chosen.isEmpty()) {
            return again(id, "answer-CONFIRMED", typed, saidAnswer, saidBasis, "Choose an answer.");
        }
        boolean cannotSay = chosen.get() == CheckAnswer.CANNOT_SAY;
        if (!cannotSay && standsOn.isEmpty()) {
            return again(
                    id,
                    "basis-OBSERVED",
                    typed,
                    saidAnswer,
                    saidBasis,
                    "Choose what your answer stands on.");
        }
        return switch (Written.answer(typed)) {
            case Written.Unfit unfit ->
                    again(id, "words", typed, saidAnswer, saidBasis, unfit.sentence());
            case Written.Fit fit ->
                    switch (answerCheck.answer(
                            readers.present(),
                            OneAlert.id(id),
                            new AnswerCheck.Said(
                                    chosen.get(),
                                    cannotSay ? null : standsOn.get(),
                                    fit.words()))) {
                        case AnswerCheck.Outcome.Done _ ->
                                // Below the root path, which is put in front.
                                Response.seeOther(URI.create("/checks/" + id)).build();
                        case AnswerCheck.Outcome.NotHere _ -> OneAlert.nothingHere();
                        case AnswerCheck.Outcome.AlreadyAnswered(AnswerCheck.Shown shown) ->
                                shown(
                                        shown,
                                        new AlertPage.Typed(
                                                "answered",
                                                typed,
                                                "Somebody of your agency has answered meanwhile."),
                                        saidAnswer,
                                        saidBasis,
                                        409);
                    };
        };
    }

    private Response again(
            String id, String field, String words, String answer, String basis, String sentence) {
        AlertReader reader = readers.present();
        return answerCheck
                .read(reader, OneAlert.id(id))
                .map(
                        shown ->
                                shown(
                                        shown,
                                        new AlertPage.Typed(field, words, sentence),
                                        answer,
                                        basis,
                                        400))
                .orElseGet(OneAlert::nothingHere);
    }

    private Response shown(
            AnswerCheck.Shown shown,
            AlertPage.Typed typed,
            String answer,
            String basis,
            int status) {
        List<UUID> events = shown.request().events().stream().map(EventId::value).toList();
        // Whoever may read the timeline sees their agency's facts in full, and nobody else's.
        FactsBehind.Answer<List<FactsBehind.Entry>> facts =
                caller.accessToken()
                        .map(
                                token ->
                                        factsBehind.ask(
                                                shown.person(), events, token, request.value()))
                        .orElseGet(FactsBehind.Answer.NotForReader::new);
        return Response.status(status)
                .entity(Templates.check(views.page(shown, facts, typed, answer, basis)))
                .build();
    }
}
