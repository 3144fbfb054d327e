package org.wholepicture.platform.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** The id of the present request: in the answer's header, in every log line, in audit rows. */
@RequestScoped
public class RequestId {

    /** The header it travels in, between services too; anything but a UUID is replaced. */
    public static final String HEADER = "X-Request-Id";

    static final String ATTRIBUTE = "wp.request-id";

    private final CurrentVertxRequest current;

    RequestId(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The id; a UUID. */
    public UUID value() {
        RoutingContext context = current.getCurrent();
        String id = context == null ? null : context.get(ATTRIBUTE);
        if (id == null) {
            throw new IllegalStateException("asked for a request's id outside of a request");
        }
        return UUID.fromString(id);
    }
}
