package org.wholepicture.alert.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.wholepicture.alert.application.StepDownNews;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.platform.messaging.Outbox;

/** What people decided before a step-down or closure, on the topic {@code alerts}. */
@ApplicationScoped
class PublishedDecisions implements StepDownNews {

    private static final String TOPIC = "alerts";
    private static final String TYPE = "org.wholepicture.step-down-decided.v1";

    /** Bounds of the contract; what is beyond them stands on the decision's page. */
    private static final int MOST_REASONS = 100;

    private static final int MOST_EVENTS = 1000;

    private final Outbox outbox;

    PublishedDecisions(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void decided(StepDownStore.Decision decision, UUID person, String agency) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("decision", decision.event().toString());
        data.put("record", decision.record().toString());
        data.put("person", person.toString());
        data.put("agency", agency);
        data.put("practitioner", decision.by());
        data.put("outcome", decision.decision().name());
        ArrayNode reasons = data.putArray("reasons");
        decision.reasons().stream().limit(MOST_REASONS).forEach(reasons::add);
        ArrayNode events = data.putArray("events");
        decision.events().stream()
                .limit(MOST_EVENTS)
                .forEach(event -> events.add(event.toString()));
        data.put("day", decision.at().atZone(Provenance.LONDON).toLocalDate().toString());
        data.put("known", decision.at().toString());
        Outbox.Appended _ =
                outbox.append(TOPIC, decision.record().toString(), TYPE, decision.at(), data);
    }
}
