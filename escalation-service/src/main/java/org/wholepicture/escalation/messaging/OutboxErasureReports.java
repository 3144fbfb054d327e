package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.wholepicture.escalation.domain.Erasure;
import org.wholepicture.platform.messaging.Outbox;

/** Through the outbox, keyed by this service and the order: so none of them can be lost unseen. */
@ApplicationScoped
class OutboxErasureReports implements Erasure.Reports {

    private static final String TOPIC = "erasure-reports";
    private static final String TYPE = "org.wholepicture.erasure-carried-out.v1";
    private static final String SELF = "escalation-service";

    private final Outbox outbox;

    OutboxErasureReports(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(Erasure erasure, Map<String, Long> erased, Instant at) {
        String key = SELF + "/" + erasure.order();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("key", key);
        data.put("order", erasure.order().toString());
        data.put("part", erasure.part().toString());
        data.put("service", SELF);
        ArrayNode counts = data.putArray("erased");
        erased.forEach((what, count) -> counts.addObject().put("what", what).put("count", count));
        data.put("at", at.toString());
        Outbox.Appended _ = outbox.append(TOPIC, key, TYPE, at, data);
    }
}
