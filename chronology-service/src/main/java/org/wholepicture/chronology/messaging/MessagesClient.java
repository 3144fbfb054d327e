package org.wholepicture.chronology.messaging;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Asks another service for everything it ever numbered on a topic. */
interface MessagesClient {

    /** Messages of the keys above one and up to another, one a line; keys come whole. */
    @GET
    @Path("/v1/messages")
    @Produces("application/x-ndjson")
    Response messages(
            @QueryParam("topic") String topic,
            @QueryParam("after") String after,
            @QueryParam("until") String until,
            @QueryParam("least") int least,
            @HeaderParam("Authorization") String authorization);

    /** The system of record. */
    @RegisterRestClient(configKey = "referral")
    interface Referral extends MessagesClient {}

    /** For the alerts. */
    @RegisterRestClient(configKey = "alert")
    interface Alert extends MessagesClient {}

    /** For the professional disagreements. */
    @RegisterRestClient(configKey = "escalation")
    interface Escalation extends MessagesClient {}
}
