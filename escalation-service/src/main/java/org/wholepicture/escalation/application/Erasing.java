package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.wholepicture.escalation.domain.Erasure;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.platform.messaging.Quarantine;

/**
 * Carries orders of erasure out: that there was a disagreement, its stages and its days stay for
 * the partnership's counts; what people wrote goes [docs/adr/0023].
 */
@ApplicationScoped
public class Erasing {

    private final Erasure.Store store;
    private final Erasure.Reports reports;
    private final Quarantine quarantine;
    private final InstantSource clock;

    Erasing(
            Erasure.Store store,
            Erasure.Reports reports,
            Quarantine quarantine,
            InstantSource clock) {
        this.store = store;
        this.reports = reports;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** Carries an order out, in the transaction of the message that brought it. */
    @Transactional(TxType.MANDATORY)
    public void carryOut(Erasure erasure) {
        Map<String, Long> erased = new LinkedHashMap<>(store.erase(erasure));
        erased.put("quarantined records", quarantine.release(erasure.messages()));
        reports.tell(erasure, erased, clock.instant());
    }

    /** Notes that an order has erased an event of which nothing else is known any more. */
    @Transactional(TxType.MANDATORY)
    public void left(RecordId record, EventId event, UUID order) {
        store.note(record, event, order);
    }
}
