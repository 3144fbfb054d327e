package org.wholepicture.escalation.rest;

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
import org.wholepicture.escalation.application.ReadReturn;
import org.wholepicture.escalation.domain.Return;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;

/** The monitoring return: counts of what was raised in a period, small ones withheld. */
@Path("/v1/monitoring-return")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Monitoring return")
public class ReturnResource {

    private final ReadReturn read;
    private final Askers askers;

    ReturnResource(ReadReturn read, Askers askers) {
        this.read = read;
        this.askers = askers;
    }

    /** The return; counts are texts: c for one that is withheld. */
    @Schema(name = "MonitoringReturn")
    record ReturnAnswer(LocalDate from, LocalDate to, String total, List<TableAnswer> tables) {}

    /** Counts by one thing. */
    @Schema(name = "MonitoringTable")
    record TableAnswer(Return.By by, List<RowAnswer> rows) {}

    /** One count. */
    @Schema(name = "MonitoringRow")
    record RowAnswer(
            String code,
            @Schema(description = "A number, or c where it is withheld") String count) {}

    @GET
    @Operation(
            operationId = "readMonitoringReturn",
            summary = "Counts of the disagreements raised in a period, both days included")
    @APIResponse(
            responseCode = "200",
            description = "Counts from 1 to 5 are withheld, and others from which they follow",
            content = @Content(schema = @Schema(implementation = ReturnAnswer.class)))
    @APIResponse(responseCode = "400", description = "A day that is none")
    public Response read(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @QueryParam("from")
                    @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @QueryParam("to")
                    @Nullable String to) {
        ReadReturn.Period usual = read.lastQuarter();
        ReadReturn.Period period =
                new ReadReturn.Period(day("from", from, usual.from()), day("to", to, usual.to()));
        Return found = read.of(askers.present(), period);
        return Response.ok(
                        new ReturnAnswer(
                                period.from(),
                                period.to(),
                                found.total().text(),
                                found.tables().stream().map(ReturnResource::table).toList()))
                .build();
    }

    private static TableAnswer table(Return.Table table) {
        return new TableAnswer(
                table.by(),
                table.rows().stream()
                        .map(row -> new RowAnswer(row.code(), row.count().text()))
                        .toList());
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
