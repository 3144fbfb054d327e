package org.wholepicture.platform.messaging;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which handler reads which topic. */
@ApplicationScoped
class Handlers {

    private final Map<String, MessageHandler> byTopic = new HashMap<>();
    private final Traces traces;

    Handlers(@All List<MessageHandler> handlers, Traces traces) {
        this.traces = traces;
        for (MessageHandler handler : handlers) {
            for (String topic : handler.topics()) {
                if (byTopic.put(topic, handler) != null) {
                    throw new IllegalStateException("two handlers read the topic " + topic);
                }
            }
        }
    }

    Set<String> topics() {
        return Set.copyOf(byTopic.keySet());
    }

    /** Has all of them applied, in the caller's transaction. */
    void apply(List<Delivery.Understood> messages) {
        Set<MessageHandler> called = new LinkedHashSet<>();
        for (Delivery.Understood each : messages) {
            String topic = each.place().topic();
            MessageHandler handler = of(topic);
            traces.consumed(
                    topic, each.place().trace(), () -> handler.handle(topic, each.message()));
            called.add(handler);
        }
        traces.together(
                "settle",
                messages.stream()
                        .map(each -> each.place().trace())
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                () -> called.forEach(MessageHandler::settle));
    }

    private MessageHandler of(String topic) {
        MessageHandler handler = byTopic.get(topic);
        if (handler == null) {
            throw new IllegalStateException("no handler reads the topic " + topic);
        }
        return handler;
    }
}
