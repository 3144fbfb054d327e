package org.wholepicture.alert.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What this service asks of another: a child's timeline, as the reader. */
@RegisterRestClient(configKey = "chronology")
@Path("/v1/people")
interface ChronologyClient {

    /** The entries as JSON text: read tolerantly, not by the strict reader of request bodies. */
    @GET
    @Path("/{person}/entries")
    @Produces(MediaType.APPLICATION_JSON)
    String entries(
            @PathParam("person") UUID person,
            @QueryParam("event") List<UUID> events,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") UUID request);

    /** The newest entries of a timeline, after what the timeline does not know, as JSON text. */
    @GET
    @Path("/{person}/timeline")
    @Produces(MediaType.APPLICATION_JSON)
    String timeline(
            @PathParam("person") UUID person,
            @QueryParam("limit") int limit,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") UUID request);
}
