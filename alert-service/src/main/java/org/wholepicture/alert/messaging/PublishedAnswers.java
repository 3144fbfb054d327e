package org.wholepicture.alert.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.wholepicture.alert.application.AnswerNews;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.platform.messaging.Outbox;

/** What agencies answered when they were asked, on the topic {@code alerts}. */
@ApplicationScoped
class PublishedAnswers implements AnswerNews {

    private static final String TOPIC = "alerts";
    private static final String TYPE = "org.wholepicture.check-answered.v1";

    /** Bound of the contract. */
    private static final int MOST_EVENTS = 100;

    private final Outbox outbox;

    PublishedAnswers(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void answered(
            CheckRequests.Request request, CheckRequests.Answer answer, StoredAlert alert) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("answered", answer.event().toString());
        data.put("record", alert.record().toString());
        data.put("person", alert.person().toString());
        data.put("alert", request.alert().toString());
        data.put("agency", request.agency());
        data.put("practitioner", answer.by());
        data.put("outcome", answer.answer().name());
        if (answer.basis() != null) {
            data.put("basis", answer.basis().name());
        }
        ArrayNode events = data.putArray("events");
        request.events().stream().limit(MOST_EVENTS).forEach(event -> events.add(event.toString()));
        data.put("day", answer.at().atZone(Provenance.LONDON).toLocalDate().toString());
        data.put("known", answer.at().toString());
        Outbox.Appended _ =
                outbox.append(TOPIC, alert.record().toString(), TYPE, answer.at(), data);
    }
}
