package org.wholepicture.alert.messaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.wholepicture.alert.application.AlertNews;
import org.wholepicture.alert.application.AlertStore;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.platform.messaging.Outbox;

/** What happens to alerts, on the topic {@code alerts} under a record of the person. */
@ApplicationScoped
class PublishedNews implements AlertNews {

    private static final String TOPIC = "alerts";

    /** Bounds of the contract; what is beyond them stands on the alert's page. */
    private static final int MOST_REASONS = 100;

    private static final int MOST_EVENTS = 1000;

    private final Outbox outbox;

    PublishedNews(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(AlertStore.What what, StoredAlert alert, Instant at) {
        type(what)
                .ifPresent(
                        type ->
                                outbox.append(
                                        TOPIC,
                                        alert.record().toString(),
                                        type,
                                        at,
                                        data(what, alert, at)));
    }

    /** What others need of it; how people share the work among themselves stays here. */
    private static Optional<String> type(AlertStore.What what) {
        return switch (what) {
            case RAISED -> Optional.of("org.wholepicture.alert-raised.v1");
            case ADDED_TO -> Optional.of("org.wholepicture.alert-added-to.v1");
            case ACKNOWLEDGED, IN_PLAN -> Optional.of("org.wholepicture.alert-acknowledged.v1");
            case RESOLVED -> Optional.of("org.wholepicture.alert-resolved.v1");
            case WITHDRAWN -> Optional.of("org.wholepicture.alert-withdrawn.v1");
            case SPOKE_AGAIN,
                    MOVED_UP,
                    CLAIMED,
                    RELEASED,
                    SUPPRESSION_PROPOSED,
                    SUPPRESSION_APPROVED,
                    SUPPRESSION_DECLINED,
                    SUPPRESSION_ENDED,
                    EVIDENCE_RECORDED,
                    AGENCY_ASKED,
                    AGENCY_ANSWERED ->
                    Optional.empty();
        };
    }

    private static ObjectNode data(AlertStore.What what, StoredAlert stored, Instant at) {
        Alert.Core core = stored.alert().core();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("alert", core.id().toString());
        data.put("record", stored.record().toString());
        data.put("person", core.person().toString());
        data.put("rule", core.rule());
        data.put("ruleVersion", core.ruleVersion());
        data.put("subject", core.subject().toString());
        data.put("severity", core.severity().name());
        ArrayNode reasons = data.putArray("reasons");
        core.reasons().stream().limit(MOST_REASONS).forEach(reasons::add);
        ArrayNode events = data.putArray("events");
        core.events().stream().limit(MOST_EVENTS).forEach(event -> events.add(event.toString()));
        data.put("day", core.raisedOn().toString());
        data.put("known", at.toString());
        if (what == AlertStore.What.ACKNOWLEDGED || what == AlertStore.What.IN_PLAN) {
            Acknowledgement acknowledgement = stored.acknowledgement().orElseThrow();
            data.put("acknowledgedBy", acknowledgement.practitioner());
            if (acknowledgement.inPlan()) {
                data.put("inPlan", true);
            }
            if (acknowledgement.useful() != null) {
                data.put("useful", acknowledgement.useful());
            }
        }
        return data;
    }
}
