package org.wholepicture.referral.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.FileAbsences;
import org.wholepicture.referral.domain.DirectoryEntry;

/** When practitioners are away. */
@Path("/v1/directory/practitioners/{practitioner}/absences")
@RolesAllowed({"practitioner", "manager", "front-door", "administrator"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Absences", description = "When practitioners are away, and others stand in.")
final class AbsencesResource {

    private final Deciders deciders;
    private final FileAbsences absences;

    AbsencesResource(Deciders deciders, FileAbsences absences) {
        this.deciders = deciders;
        this.absences = absences;
    }

    /** Days away. */
    @Schema(name = "Absence")
    record Away(
            @Schema(required = true, description = "First day away.") @Nullable LocalDate from,
            @Schema(
                            required = true,
                            description =
                                    "Last day away: today or later, not before the first, at most"
                                            + " 366 days in all, at most two years ahead.")
                    @Nullable LocalDate to) {}

    /** All absences to come, and the present one. */
    @Schema(name = "Absences")
    record Wanted(
            @Schema(required = true, maxItems = 20) @Nullable List<@Nullable Away> absences) {}

    /** As they stand. */
    @Schema(name = "PractitionerAbsences")
    record Standing(String practitioner, List<Away> absences) {

        static Standing of(DirectoryEntry entry) {
            return new Standing(
                    entry.id(),
                    entry.absences().all().stream()
                            .map(one -> new Away(one.from(), one.to()))
                            .toList());
        }
    }

    /** When they are away. */
    @GET
    @Operation(
            operationId = "readAbsences",
            summary = "Read when a practitioner is away",
            description =
                    "For themselves, their manager, the front door and administrators. What is over"
                            + " is left out.")
    @APIResponse(
            responseCode = "200",
            description = "In order.",
            content = @Content(schema = @Schema(implementation = Standing.class)))
    @APIResponse(responseCode = "404", description = "No such practitioner for you.")
    public Response read(@PathParam("practitioner") String practitioner) {
        return absences.read(deciders.present(), practitioner)
                .map(seen -> Response.ok(Standing.of(seen.who())).build())
                .orElseGet(() -> Problem.of(CommonProblem.NOT_FOUND).toResponse());
    }

    /** Sets when they are away. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "setAbsences",
            summary = "Say when a practitioner is away",
            description =
                    "All of them: those that are not given are no more. On these days nobody waits"
                            + " for them; what is theirs falls to their deputy, then to their"
                            + " manager. They may still read and act.")
    @APIResponse(
            responseCode = "200",
            description = "Taken; those that overlap or follow each other are one.",
            content = @Content(schema = @Schema(implementation = Standing.class)))
    @APIResponse(responseCode = "404", description = "No such practitioner for you.")
    @APIResponse(responseCode = "422", description = "Something in it is wrong; nothing is taken.")
    public Response set(@PathParam("practitioner") String practitioner, @Nullable Wanted wanted) {
        return switch (absences.set(deciders.present(), practitioner, given(wanted))) {
            case FileAbsences.Outcome.Done(var entry) -> Response.ok(Standing.of(entry)).build();
            case FileAbsences.Outcome.Unknown _ -> Problem.of(CommonProblem.NOT_FOUND).toResponse();
            case FileAbsences.Outcome.Refused(var faults) ->
                    Problem.of(ReferralProblem.ABSENCES_NOT_VALID)
                            .withFaults(Answers.faults(faults, Answers.MOST_FAULTS))
                            .toResponse();
        };
    }

    private static List<FileAbsences.Given> given(@Nullable Wanted wanted) {
        List<@Nullable Away> list = wanted == null ? null : wanted.absences();
        if (list == null) {
            throw missing("/absences", "The list of absences is needed; it may be empty.");
        }
        List<FileAbsences.Given> given = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Away one = list.get(i);
            LocalDate from = one == null ? null : one.from();
            LocalDate to = one == null ? null : one.to();
            if (from == null || to == null) {
                throw missing("/absences/" + i, "\"from\" and \"to\" are needed.");
            }
            given.add(new FileAbsences.Given(from, to));
        }
        return given;
    }

    private static RuntimeException missing(String pointer, String words) {
        return Problem.of(CommonProblem.INVALID_CONTENT)
                .withFaults(List.of(new Fault(pointer, words)))
                .exception();
    }
}
