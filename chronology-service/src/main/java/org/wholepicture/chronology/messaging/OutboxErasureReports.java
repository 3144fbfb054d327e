package org.wholepicture.chronology.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.ErasureReports;
import org.wholepicture.platform.messaging.Outbox;

/** Through the outbox, keyed by this service and the order: so none of them can be lost unseen. */
@Singleton
class OutboxErasureReports implements ErasureReports {

    private static final String TOPIC = "erasure-reports";
    private static final String TYPE = "org.wholepicture.erasure-carried-out.v1";
    private static final String SELF = "chronology-service";

    private final Outbox outbox;

    OutboxErasureReports(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(Erasure erasure, UUID part, Map<String, Long> erased, Instant at) {
        String key = SELF + "/" + erasure.order();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("key", key);
        data.put("order", erasure.order().toString());
        data.put("part", part.toString());
        data.put("service", SELF);
        ArrayNode counts = data.putArray("erased");
        erased.forEach((what, count) -> counts.addObject().put("what", what).put("count", count));
        data.put("at", at.toString());
        Outbox.Appended _ = outbox.append(TOPIC, key, TYPE, at, data);
    }
}
