package org.wholepicture.alert.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.application.ErasureNews;
import org.wholepicture.platform.messaging.Outbox;
import org.wholepicture.platform.messaging.OutboxRewriting;

/** What was erased: on its own topic, and out of what is kept to be published again. */
@ApplicationScoped
class PublishedErasures implements ErasureNews {

    private static final String ALERTS = "alerts";
    private static final String REPORTS = "erasure-reports";
    private static final String TYPE = "org.wholepicture.erasure-carried-out.v1";
    private static final String SELF = "alert-service";

    private final Outbox outbox;
    private final OutboxRewriting rewriting;

    PublishedErasures(Outbox outbox, OutboxRewriting rewriting) {
        this.outbox = outbox;
        this.rewriting = rewriting;
    }

    @Override
    public void report(Erasure erasure, Map<String, Long> erased, Instant at) {
        String key = SELF + "/" + erasure.order();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("key", key);
        data.put("order", erasure.order().toString());
        data.put("part", erasure.part().toString());
        data.put("service", SELF);
        ArrayNode counts = data.putArray("erased");
        erased.forEach((what, count) -> counts.addObject().put("what", what).put("count", count));
        data.put("at", at.toString());
        Outbox.Appended _ = outbox.append(REPORTS, key, TYPE, at, data);
    }

    @Override
    public void withoutReasons(UUID record, Set<UUID> told) {
        Set<String> wanted = told.stream().map(UUID::toString).collect(Collectors.toSet());
        long _ =
                rewriting.rewrite(
                        ALERTS,
                        record.toString(),
                        message -> {
                            if (!wanted.contains(message.data().path("alert").asText())
                                    && !wanted.contains(message.data().path("decision").asText())) {
                                return Optional.empty();
                            }
                            ObjectNode left = message.data().deepCopy();
                            // An answer of an agency has none, and its contract knows of none.
                            if (left.has("reasons")) {
                                left.putArray("reasons");
                            }
                            return Optional.of(new OutboxRewriting.Content(message.type(), left));
                        });
    }
}
