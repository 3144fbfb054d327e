package org.wholepicture.alert.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertReports;
import org.wholepicture.alert.application.Deadlines;
import org.wholepicture.alert.application.ManageAlerts;
import org.wholepicture.alert.application.Usefulness;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;

/** What managers look after, and how useful the rules' alerts were. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Managers")
final class ReportResource {

    private final ManageAlerts manageAlerts;
    private final Usefulness usefulness;
    private final Deadlines deadlines;
    private final Readers readers;

    ReportResource(
            ManageAlerts manageAlerts,
            Usefulness usefulness,
            Deadlines deadlines,
            Readers readers) {
        this.manageAlerts = manageAlerts;
        this.usefulness = usefulness;
        this.deadlines = deadlines;
        this.readers = readers;
    }

    /** A manager's view. */
    @Schema(name = "Team")
    record TeamAnswer(List<AlertAnswer> waiting, List<LoadAnswer> people, int budget) {}

    /** What one practitioner has before them. */
    @Schema(name = "Load")
    record LoadAnswer(
            String practitioner,
            String name,
            int standing,
            int unanswered,
            int overdue,
            @Schema(description = "Raised in the last seven days.") int lately,
            boolean overBudget) {

        static LoadAnswer of(AlertReports.Load load, int budget) {
            return new LoadAnswer(
                    load.practitioner(),
                    load.name(),
                    load.standing(),
                    load.unanswered(),
                    load.overdue(),
                    load.lately(),
                    load.lately() > budget);
        }
    }

    /** How useful the alerts of each rule were; a count is a number, or c where it is withheld. */
    @Schema(name = "Usefulness")
    record UsefulnessAnswer(LocalDate from, LocalDate to, List<LineAnswer> rules) {}

    /** One rule's line. */
    @Schema(name = "UsefulnessOfRule")
    record LineAnswer(
            String rule,
            String raised,
            String acknowledged,
            String useful,
            String notUseful,
            String notSaid,
            String medianDays) {

        static LineAnswer of(Usefulness.Line line) {
            return new LineAnswer(
                    line.rule(),
                    line.raised(),
                    line.acknowledged(),
                    line.useful(),
                    line.notUseful(),
                    line.notSaid(),
                    line.medianDays());
        }
    }

    /** Shows a manager's view. */
    @GET
    @Path("/team")
    @RolesAllowed("manager")
    @Operation(
            summary = "What moved up to the caller, and what lies before those they manage",
            description =
                    "Activity, not performance: by name. budget is how many new alerts a"
                            + " practitioner should have in seven days at most.")
    @APIResponse(
            responseCode = "200",
            description = "The view.",
            content = @Content(schema = @Schema(implementation = TeamAnswer.class)))
    @APIResponse(responseCode = "403", description = "The caller is not a manager.")
    public Response team() {
        ManageAlerts.View view = manageAlerts.view(readers.present());
        return Response.ok(
                        new TeamAnswer(
                                view.waiting().stream()
                                        .map(alert -> AlertAnswer.of(alert, null, deadlines))
                                        .toList(),
                                view.people().stream()
                                        .map(load -> LoadAnswer.of(load, view.budget()))
                                        .toList(),
                                view.budget()))
                .build();
    }

    /** Counts by rule. */
    @GET
    @Path("/usefulness")
    @RolesAllowed({"manager", "administrator"})
    @Operation(
            summary = "How useful the alerts raised in a period were, by rule",
            description =
                    "Both days included; the last three months without them. Counts from 1 to 5 are"
                            + " withheld as c, and others from which they follow. medianDays: from"
                            + " when an alert asked to its first answer.")
    @APIResponse(
            responseCode = "200",
            description = "The counts.",
            content = @Content(schema = @Schema(implementation = UsefulnessAnswer.class)))
    @APIResponse(responseCode = "400", description = "A day that is none.")
    @APIResponse(responseCode = "403", description = "The caller may not see this.")
    public Response usefulness(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @QueryParam("from")
                    @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @QueryParam("to")
                    @Nullable String to) {
        Usefulness.Period usual = usefulness.lastQuarter();
        var period =
                new Usefulness.Period(day("from", from, usual.from()), day("to", to, usual.to()));
        return Response.ok(
                        new UsefulnessAnswer(
                                period.from(),
                                period.to(),
                                usefulness.of(readers.present(), period).stream()
                                        .map(LineAnswer::of)
                                        .toList()))
                .build();
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate without) {
        if (text == null) {
            return without;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException wrong) {
            // As any other day that is none.
        }
        throw Problem.of(CommonProblem.BAD_REQUEST)
                .withFaults(List.of(new Fault("", name + ": a day such as 2026-03-02.")))
                .exception();
    }
}
