package org.wholepicture.escalation.web;

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
import org.wholepicture.escalation.application.ReadReturn;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.Return;

/** The monitoring return for the partnership's administrators, as tables and as CSV. */
@Path("/monitoring-return")
@Tenant("pages")
@RolesAllowed("administrator")
public class ReturnPage {

    private final ReadReturn read;
    private final Directory directory;
    private final PageAskers askers;

    ReturnPage(ReadReturn read, Directory directory, PageAskers askers) {
        this.read = read;
        this.directory = directory;
        this.askers = askers;
    }

    /** The template of the page. */
    @CheckedTemplate(basePath = "")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance monitoringReturn(Shown page);
    }

    /**
     * What the page shows.
     *
     * @param from as its field holds it
     * @param to as its field holds it
     * @param days the period in words
     * @param fault what is wrong with the days asked for, or nothing
     */
    record Shown(
            String from,
            String to,
            String days,
            String total,
            List<Table> tables,
            @Nullable String fault) {}

    /** Counts by one thing. */
    record Table(String heading, List<Row> rows) {}

    /** One count. */
    record Row(String words, String count) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response page(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ReadReturn.Period period = period(from, to);
        boolean wrong = isWrong(from) || isWrong(to);
        Return found = read.of(askers.present(), period);
        return Response.status(wrong ? 400 : 200)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(
                        Templates.monitoringReturn(
                                new Shown(
                                        period.from().toString(),
                                        period.to().toString(),
                                        Words.day(period.from()) + " to " + Words.day(period.to()),
                                        found.total().text(),
                                        found.tables().stream().map(this::table).toList(),
                                        wrong
                                                ? "Enter days such as 2026-03-27; below are the"
                                                        + " last three months"
                                                : null)))
                .build();
    }

    /** The same as CSV: what is counted, what has it in common, how many. */
    @GET
    @Path("csv")
    @Produces(MediaType.WILDCARD)
    public Response csv(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        ReadReturn.Period period = period(from, to);
        Return found = read.of(askers.present(), period);
        StringBuilder csv = new StringBuilder("counted by,of,disagreements raised\r\n");
        csv.append(
                line(
                        "All",
                        Words.day(period.from()) + " to " + Words.day(period.to()),
                        found.total().text()));
        for (Return.Table table : found.tables()) {
            Table shown = table(table);
            shown.rows()
                    .forEach(row -> csv.append(line(shown.heading(), row.words(), row.count())));
        }
        return Response.ok(csv.toString(), "text/csv;charset=UTF-8")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"disagreements-%s-to-%s.csv\""
                                .formatted(period.from(), period.to()))
                .build();
    }

    private ReadReturn.Period period(@Nullable String from, @Nullable String to) {
        ReadReturn.Period usual = read.lastQuarter();
        if (from == null || to == null || isWrong(from) || isWrong(to)) {
            return usual;
        }
        return new ReadReturn.Period(LocalDate.parse(from), LocalDate.parse(to));
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

    private Table table(Return.Table table) {
        return new Table(
                heading(table.by()),
                table.rows().stream()
                        .map(row -> new Row(words(table.by(), row.code()), row.count().text()))
                        .toList());
    }

    private static String heading(Return.By by) {
        return switch (by) {
            case ISSUE -> "What it was about";
            case STAGE_REACHED -> "Stage reached";
            case OUTCOME -> "How it stands";
            case WORKING_DAYS -> "Working days from raising to the end";
            case OVERDUE -> "Limits kept";
            case RAISED_BY -> "Agency that raised it";
            case RAISED_WITH -> "Agency it was raised with";
        };
    }

    private String words(Return.By by, String code) {
        return switch (by) {
            case ISSUE -> Words.kind(Issue.Kind.valueOf(code));
            case STAGE_REACHED -> "Stage " + Integer.parseInt(code.substring("STAGE_".length()));
            case RAISED_BY, RAISED_WITH -> directory.nameOf(new AgencyId(code));
            case OUTCOME, WORKING_DAYS, OVERDUE ->
                    switch (code) {
                        case "OPEN" -> "Open";
                        case "RESOLVED" -> "Resolved";
                        case "WITHDRAWN" -> "Withdrawn";
                        case "WITHIN_1" -> "At most 1";
                        case "WITHIN_5" -> "2 to 5";
                        case "WITHIN_10" -> "6 to 10";
                        case "WITHIN_20" -> "11 to 20";
                        case "OVER_20" -> "More than 20";
                        case "STILL_OPEN" -> "Still open";
                        case "IN_TIME" -> "Every stage in time";
                        case "OVERDUE" -> "A stage was overdue";
                        default -> code;
                    };
        };
    }

    /** A name may hold a comma, or begin as a formula does in a spreadsheet. */
    private static String line(String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            String inert = cell.matches("[=+\\-@\\t\\r].*") ? "'" + cell : cell;
            line.append(line.isEmpty() ? "" : ",")
                    .append('"')
                    .append(inert.replace("\"", "\"\""))
                    .append('"');
        }
        return line.append("\r\n").toString();
    }
}
