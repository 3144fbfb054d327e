package org.wholepicture.alert.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.alert.application.ReadAlerts;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** The page of one alert, also as the answer to a form that could not be taken. */
@RequestScoped
class OneAlert {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final UUID NONE = new UUID(0, 0);

    private final ReadAlerts readAlerts;
    private final FactsBehind factsBehind;
    private final AlertViews views;
    private final CurrentCaller caller;
    private final RequestId request;

    OneAlert(
            ReadAlerts readAlerts,
            FactsBehind factsBehind,
            AlertViews views,
            CurrentCaller caller,
            RequestId request) {
        this.readAlerts = readAlerts;
        this.factsBehind = factsBehind;
        this.views = views;
        this.caller = caller;
        this.request = request;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance alert(AlertPage page);
    }

    /** The id that an address names; one that nothing has where it names none. */
    static UUID id(String text) {
        return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : NONE;
    }

    /** Back to the page, after a form was taken. */
    static Response again(String alert) {
        // Below the root path, which is put in front.
        return Response.seeOther(URI.create("/alerts/" + alert)).build();
    }

    /** Nothing for the reader here. */
    static Response nothingHere() {
        return Problem.of(CommonProblem.NOT_FOUND).toResponse();
    }

    /** Shows the alert, with what was typed and could not be taken. */
    Response show(AlertReader reader, String alert, AlertPage.Typed typed, Response.Status status) {
        Optional<ReadAlerts.Shown> found = readAlerts.read(reader, id(alert));
        if (found.isEmpty()) {
            return nothingHere();
        }
        ReadAlerts.Shown shown = found.get();
        List<UUID> events =
                shown.alert().alert().core().events().stream().map(EventId::value).toList();
        FactsBehind.Answer<List<FactsBehind.Entry>> facts =
                caller.accessToken()
                        .map(
                                token ->
                                        factsBehind.ask(
                                                shown.alert().person(),
                                                events,
                                                token,
                                                request.value()))
                        .orElseGet(FactsBehind.Answer.NotForReader<List<FactsBehind.Entry>>::new);
        return Response.status(status)
                .entity(Templates.alert(views.page(shown, facts, typed)))
                .build();
    }
}
