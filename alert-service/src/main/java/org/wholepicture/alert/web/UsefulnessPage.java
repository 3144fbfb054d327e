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
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Usefulness;

/** How useful the alerts of each rule were, for managers and administrators. */
@Path("/usefulness")
@Tenant("pages")
@RolesAllowed({"manager", "administrator"})
@Produces(MediaType.TEXT_HTML)
final class UsefulnessPage {

    private final Usefulness usefulness;
    private final PageReaders readers;

    UsefulnessPage(Usefulness usefulness, PageReaders readers) {
        this.usefulness = usefulness;
        this.readers = readers;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance usefulness(Shown page);
    }

    /**
     * What the page shows.
     *
     * @param from as its field holds it
     * @param to as its field holds it
     * @param days the period in words
     * @param fault what is wrong with the days asked for, or null
     */
    record Shown(String from, String to, String days, List<Row> rows, @Nullable String fault) {}

    /** One rule. */
    record Row(String title, Usefulness.Line counts) {}

    /** The report. */
    @GET
    public Response page(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        boolean wrong = isWrong(from) || isWrong(to);
        Usefulness.Period usual = usefulness.lastQuarter();
        Usefulness.Period period =
                wrong
                        ? usual
                        : new Usefulness.Period(
                                from == null ? usual.from() : LocalDate.parse(from),
                                to == null ? usual.to() : LocalDate.parse(to));
        List<Row> rows =
                usefulness.of(readers.present(), period).stream()
                        .map(line -> new Row(Words.rule(line.rule()), line))
                        .toList();
        return Response.status(wrong ? 400 : 200)
                .entity(
                        Templates.usefulness(
                                new Shown(
                                        period.from().toString(),
                                        period.to().toString(),
                                        Words.day(period.from()) + " to " + Words.day(period.to()),
                                        rows,
                                        wrong
                                                ? "Enter days such as 2026-03-27; below are the"
                                                        + " last three months"
                                                : null)))
                .build();
    }

    private static boolean isWrong(@Nullable String day) {
        if (day == null) {
            return false;
        }
        try {
            int year = LocalDate.parse(day).getYear();
            return year < 2000 || year > 2100;
        } catch (DateTimeException notADay) {
            return true;
        }
    }
}
