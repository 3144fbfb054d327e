package org.wholepicture.escalation.web;

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

/** What this service asks of another: entries of a timeline, as the reader. JSON as text. */
@RegisterRestClient(configKey = "chronology")
@Path("/v1/people")
interface ChronologyClient {

    @GET
    @Path("/{person}/timeline")
    @Produces(MediaType.APPLICATION_JSON)
    String timeline(
            @PathParam("person") UUID person,
            @QueryParam("limit") int limit,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") UUID request);

    @GET
    @Path("/{person}/entries")
    @Produces(MediaType.APPLICATION_JSON)
    String entries(
            @PathParam("person") UUID person,
            @QueryParam("event") List<UUID> events,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-Id") UUID request);
}
