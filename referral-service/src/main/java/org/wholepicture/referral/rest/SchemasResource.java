package org.wholepicture.referral.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.EventContracts;

/** The contracts of events and their examples, for everybody. */
@Path("/v1/schemas")
@PermitAll
@Tag(name = "Contracts", description = "What an event may say.")
final class SchemasResource {

    private final EventContracts contracts;

    SchemasResource(EventContracts contracts) {
        this.contracts = contracts;
    }

    /** What there is. */
    @Schema(name = "Schemas")
    record Names(List<String> schemas) {}

    /** The names of all schemas. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listSchemas", summary = "List the schemas of events")
    public Names list() {
        return new Names(contracts.names());
    }

    /** One schema. */
    @GET
    @Path("/{name}")
    @Produces("application/schema+json")
    @Operation(operationId = "readSchema", summary = "Read a schema (JSON Schema 2020-12)")
    @APIResponse(
            responseCode = "200",
            description = "The schema.",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such schema.")
    public String read(@PathParam("name") String name) {
        return contracts
                .find(name)
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }

    /** One example. */
    @GET
    @Path("/{name}/examples/{size}")
    @Produces(EventsResource.SINGLE)
    @Operation(
            operationId = "readExample",
            summary = "Read an example event: minimal or full",
            description = "Replace source and id by your own to send it.")
    @APIResponse(
            responseCode = "200",
            description = "The event.",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such example.")
    public String example(@PathParam("name") String name, @PathParam("size") String size) {
        return contracts
                .findExample(name, size)
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND).exception());
    }
}
