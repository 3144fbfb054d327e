package org.wholepicture.alert.web;

import io.quarkus.oidc.Tenant;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReference;
import org.wholepicture.alert.application.Directory;
import org.wholepicture.alert.application.OverseeStepDowns;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.domain.SteppedDown;

/** The oversight list of step-downs and closures; those that nobody looked at come first. */
@Path("/oversight/step-downs")
@Tenant("pages")
@RolesAllowed({"manager", "administrator"})
@Produces(MediaType.TEXT_HTML)
final class OversightPage {

    private static final int A_PAGE = 50;

    /** What the link to all of them says. */
    private static final String ALL = "all";

    private final OverseeStepDowns overseeStepDowns;
    private final AlertViews views;
    private final Directory directory;
    private final PageReaders readers;

    OversightPage(
            OverseeStepDowns overseeStepDowns,
            AlertViews views,
            Directory directory,
            PageReaders readers) {
        this.overseeStepDowns = overseeStepDowns;
        this.views = views;
        this.directory = directory;
        this.readers = readers;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance oversight(Shown page);
    }

    /**
     * What the page shows.
     *
     * @param marks which of them can be shown, each by a link
     * @param next query of the next page, or null
     */
    record Shown(List<Choice> marks, List<Line> lines, @Nullable String next) {}

    /** Which step-downs can be shown. */
    record Choice(String query, String text, boolean shown) {}

    /** One step-down or closure. */
    record Line(
            String what,
            String reference,
            String mark,
            String tag,
            String agency,
            String happened,
            String known,
            List<String> reasons,
            @Nullable String decidedBy,
            String link) {}

    /** A page of the list. */
    @GET
    public TemplateInstance list(
            @QueryParam("mark") @Nullable String mark,
            @QueryParam("after") @Nullable String after) {
        SteppedDown.Mark wanted =
                ALL.equals(mark)
                        ? null
                        : Arrays.stream(SteppedDown.Mark.values())
                                .filter(each -> each.name().equals(mark))
                                .findFirst()
                                .orElse(SteppedDown.Mark.UNCHECKED);
        OverseeStepDowns.Page page =
                overseeStepDowns.list(
                        readers.present(),
                        wanted,
                        after == null ? null : StepDownStore.Place.read(after).orElse(null),
                        A_PAGE);
        String shown = wanted == null ? ALL : wanted.name();
        List<Choice> choices =
                Stream.concat(
                                Arrays.stream(SteppedDown.Mark.values())
                                        .map(
                                                each ->
                                                        new Choice(
                                                                "?mark=" + each.name(),
                                                                Words.mark(each),
                                                                each == wanted)),
                                Stream.of(new Choice("?mark=" + ALL, "All", wanted == null)))
                        .toList();
        return Templates.oversight(
                new Shown(
                        choices,
                        lines(page.lines()),
                        page.next().map(next -> "?mark=" + shown + "&after=" + next).orElse(null)));
    }

    private List<Line> lines(List<StepDownStore.Line> lines) {
        Set<String> told = new HashSet<>();
        Set<String> reasons = new HashSet<>();
        lines.forEach(
                line -> {
                    told.add(line.steppedDown().agency());
                    reasons.addAll(line.steppedDown().reasons());
                });
        Map<String, String> names = directory.agencyNames(told);
        UnaryOperator<String> agencies = views.agencies(reasons, List.of());
        Map<String, String> people =
                directory.practitionerNames(
                        lines.stream()
                                .flatMap(line -> Stream.ofNullable(line.decidedBy()))
                                .collect(Collectors.toSet()));
        return lines.stream()
                .map(
                        line -> {
                            SteppedDown one = line.steppedDown();
                            String by = line.decidedBy();
                            return new Line(
                                    one.closed() ? "Closure" : "Step-down",
                                    AlertReference.of(one.event().value()),
                                    Words.mark(one.mark()),
                                    Words.markTag(one.mark()),
                                    names.getOrDefault(one.agency(), one.agency()),
                                    Words.day(one.happened()),
                                    Words.day(one.knownOn()),
                                    one.reasons().stream()
                                            .map(code -> Words.reason(code, agencies))
                                            .toList(),
                                    by == null ? null : people.getOrDefault(by, by),
                                    "/chronology/people/"
                                            + line.person()
                                            + "#e-"
                                            + one.event().value());
                        })
                .toList();
    }
}
