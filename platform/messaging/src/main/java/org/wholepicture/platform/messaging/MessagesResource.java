package org.wholepicture.platform.messaging;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this service ever numbered, for a service that is rebuilt from it: the messages
 * as they travel, with what is sealed in them sealed. No person has this role.
 */
@Path("/v1/messages")
@RolesAllowed(MessagesResource.ROLE)
public class MessagesResource {

    /** Realm role of the one client that rebuilds. */
    static final String ROLE = "rebuild";

    /** Names the last key of an answer after which others follow. */
    static final String LAST_KEY = "WP-Last-Key";

    private static final int MOST = 20_000;

    private final KeptMessages messages;

    MessagesResource(KeptMessages messages) {
        this.messages = messages;
    }

    /**
     * Messages of the keys above one and up to another, one a line, in the order of keys and
     * numbers. A key comes whole; a number that is missing in it is lost here.
     *
     * @param after nothing for the first keys
     * @param until nothing for all that follow
     * @param least how many at least; 1 to 20,000
     */
    @GET
    @Produces("application/x-ndjson")
    public Response messages(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("after") @Nullable String after,
            @QueryParam("until") @Nullable String until,
            @QueryParam("least") @DefaultValue("5000") int least) {
        if (topic == null || least < 1 || least > MOST) {
            throw new BadRequestException("a topic is asked for");
        }
        // An empty parameter is read as none.
        KeptMessages.Page page =
                messages.read(topic, after == null ? "" : after, until == null ? "" : until, least);
        var body =
                new ByteArrayOutputStream(
                        page.messages().stream().mapToInt(each -> each.length + 1).sum());
        for (byte[] message : page.messages()) {
            body.writeBytes(message);
            body.write('\n');
        }
        Response.ResponseBuilder answer = Response.ok(body.toByteArray());
        page.last().ifPresent(key -> answer.header(LAST_KEY, key));
        return answer.build();
    }
}
