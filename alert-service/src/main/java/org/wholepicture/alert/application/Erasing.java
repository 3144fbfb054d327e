package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.platform.messaging.Quarantine;

/**
 * Carries orders of erasure out: facts go beyond the plan history that later rules need, and alerts
 * keep what it takes not to raise them anew, but not why they were raised [docs/adr/0023].
 */
@ApplicationScoped
public class Erasing {

    private final Hearing hearing;
    private final People people;
    private final Facts facts;
    private final AlertStore alerts;
    private final StepDownStore stepDowns;
    private final ErasureNews news;
    private final Quarantine quarantine;
    private final InstantSource clock;

    Erasing(
            Hearing hearing,
            People people,
            Facts facts,
            AlertStore alerts,
            StepDownStore stepDowns,
            ErasureNews news,
            Quarantine quarantine,
            InstantSource clock) {
        this.hearing = hearing;
        this.people = people;
        this.facts = facts;
        this.alerts = alerts;
        this.stepDowns = stepDowns;
        this.news = news;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** Carries an order out, in the transaction of the message that brought it. */
    @Transactional(TxType.MANDATORY)
    public void carryOut(Hearing.Filed filed, Erasure erasure) {
        // What is left is folded with the other messages of the transaction; before that nobody
        // else folds it.
        hearing.moved(filed);
        people.personOf(filed.record()).ifPresent(person -> people.hold(Set.of(person)));
        Map<String, Long> erased = new LinkedHashMap<>(facts.erase(erasure));
        Map<UUID, Set<UUID>> stripped = new HashMap<>();
        alerts.strip(erasure)
                .forEach(
                        alert ->
                                stripped.computeIfAbsent(alert.record(), _ -> new HashSet<>())
                                        .add(alert.alert()));
        List<UUID> decisions = stepDowns.strip(erasure);
        erased.put("alerts", stripped.values().stream().mapToLong(Set::size).sum());
        erased.put("decisions before step-downs", (long) decisions.size());
        stripped.computeIfAbsent(erasure.record(), _ -> new HashSet<>()).addAll(decisions);
        stripped.forEach(news::withoutReasons);
        erased.put("quarantined records", quarantine.release(erasure.messages()));
        news.report(erasure, erased, clock.instant());
    }

    /** Keeps what an order left of an event: what it took back or replaced. */
    @Transactional(TxType.MANDATORY)
    public void left(
            Hearing.Filed filed, Hearing.Told told, UUID event, UUID order, List<Fact> left) {
        facts.noteErased(filed.record(), event, order);
        hearing.facts(filed, told, "erased", event, left);
    }
}
