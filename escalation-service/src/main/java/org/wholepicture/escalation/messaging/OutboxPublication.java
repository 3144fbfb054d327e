package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.wholepicture.escalation.domain.Publication;
import org.wholepicture.platform.messaging.Outbox;

/** Leaves what happened in the outbox, in the transaction of what happened. */
@ApplicationScoped
class OutboxPublication implements Publication {

    private static final String TOPIC = "escalations";

    private final Outbox outbox;

    OutboxPublication(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void raised(Fact fact) {
        append("org.wholepicture.dissent-raised.v1", fact);
    }

    @Override
    public void resolved(Fact fact) {
        append("org.wholepicture.dissent-resolved.v1", fact);
    }

    private void append(String type, Fact fact) {
        String record = fact.grounds().record().value().toString();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("dissent", fact.dissent().value().toString());
        data.put("record", record);
        data.put("person", fact.person().value().toString());
        data.putObject("about")
                .put("kind", "STEP_DOWN")
                .put("event", fact.grounds().about().value().toString());
        data.put("agency", fact.by().agency().value());
        data.put("practitioner", fact.by().id().value());
        data.put("happened", fact.happened().toString());
        data.put("known", fact.known().toString());
        outbox.append(TOPIC, record, type, fact.known(), data);
    }
}
