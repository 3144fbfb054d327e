package org.wholepicture.referral.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.LoadDirectory;
import org.wholepicture.referral.application.LoadDirectory.Loaded;

/** The directory of agencies and practitioners. */
@Path("/v1/directory")
@RolesAllowed("administrator")
@Tag(name = "Directory", description = "Agencies and practitioners of the partnership.")
final class DirectoryResource {

    private final LoadDirectory directory;

    DirectoryResource(LoadDirectory directory) {
        this.directory = directory;
    }

    /** What was loaded. */
    @Schema(name = "DirectoryLoaded")
    record Counts(
            @Schema(description = "Entries that were new or changed.") int published,
            @Schema(description = "Entries that were the same as before.") int unchanged) {}

    /** Takes agencies and practitioners. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "loadDirectory",
            summary = "Load agencies and practitioners",
            description =
                    "All of it is taken or nothing. Entries that are not given stay as they are; who"
                            + " has left is given with active false.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            description =
                                                    "{agencies: [], practitioners: []}, each as in the"
                                                            + " contracts directory/agency.v1 and"
                                                            + " directory/practitioner.v1.")))
    @APIResponse(
            responseCode = "200",
            description = "Taken.",
            content = @Content(schema = @Schema(implementation = Counts.class)))
    @APIResponse(responseCode = "400", description = "Not JSON.")
    @APIResponse(responseCode = "413", description = "Too large.")
    @APIResponse(responseCode = "415", description = "Not sent as JSON.")
    @APIResponse(responseCode = "422", description = "Something in it is wrong; nothing was taken.")
    public Response load(byte[] body) {
        return switch (JsonText.read(body)) {
            case JsonText.Read.Unreadable(var why) ->
                    Problem.of(ReferralProblem.NOT_READABLE).withDetail(why).toResponse();
            case JsonText.Read.Value(var json) ->
                    switch (directory.load(json)) {
                        case Loaded.Done(var published, var unchanged) ->
                                Response.ok(new Counts(published, unchanged)).build();
                        case Loaded.Refused(var faults) ->
                                Problem.of(ReferralProblem.DIRECTORY_NOT_VALID)
                                        .withFaults(Answers.faults(faults, Answers.MOST_FAULTS))
                                        .toResponse();
                    };
        };
    }
}
