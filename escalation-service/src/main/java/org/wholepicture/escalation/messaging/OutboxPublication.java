package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.wholepicture.escalation.domain.Practitioner;
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
    public void tell(Fact fact) {
        String record = fact.grounds().record().value().toString();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("dissent", fact.dissent().value().toString());
        data.put("record", record);
        data.put("person", fact.person().value().toString());
        ObjectNode about = data.putObject("about");
        about.put("kind", fact.grounds().issue().kind().name());
        fact.grounds()
                .issue()
                .event()
                .ifPresent(event -> about.put("event", event.value().toString()));
        // Nobody acts when a limit passes; the message still says whose disagreement it is.
        data.put("agency", fact.by().orElse(fact.raisedBy()).agency().value());
        fact.by()
                .map(Practitioner::id)
                .ifPresent(practitioner -> data.put("practitioner", practitioner.value()));
        ObjectNode stage = data.putObject("stage").put("number", fact.stage());
        fact.limit().ifPresent(day -> stage.put("limit", day.toString()));
        data.put("happened", fact.happened().toString());
        data.put("known", fact.known().toString());
        outbox.append(TOPIC, record, type(fact.what()), fact.known(), data);
    }

    private static String type(What what) {
        return "org.wholepicture.dissent-%s.v1"
                .formatted(
                        switch (what) {
                            case RAISED -> "raised";
                            case ANSWERED -> "answered";
                            case MOVED_UP -> "moved-up";
                            case OVERDUE -> "overdue";
                            case RESOLVED -> "resolved";
                            case WITHDRAWN -> "withdrawn";
                        });
    }
}
