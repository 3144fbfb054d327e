package org.wholepicture.referral.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.RefusedMessageException;
import org.wholepicture.referral.application.OrderErasure;
import org.wholepicture.referral.domain.ErasureReport;

/** What the other services say that they have erased. */
@ApplicationScoped
class ErasureReports implements MessageHandler {

    private static final String TYPE = "org.wholepicture.erasure-carried-out.v1";

    private final OrderErasure orders;

    ErasureReports(OrderErasure orders) {
        this.orders = orders;
    }

    private record Carried(String key, UUID part, String service, List<Count> erased, Instant at) {}

    private record Count(String what, long count) {}

    @Override
    public Set<String> topics() {
        return Set.of("erasure-reports");
    }

    @Override
    public void handle(String topic, Envelope message) {
        if (!message.type().equals(TYPE)) {
            throw new RefusedMessageException("a type that this version does not know");
        }
        Carried carried = MessageData.read(message.data(), Carried.class);
        message.requireKey(carried.key());
        Map<String, Long> counts =
                carried.erased().stream()
                        .collect(Collectors.toMap(Count::what, Count::count, Long::sum));
        orders.report(new ErasureReport(carried.part(), carried.service(), counts, carried.at()));
    }
}
