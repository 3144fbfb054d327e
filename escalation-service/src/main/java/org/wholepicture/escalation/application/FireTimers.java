package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.Timers;
import org.wholepicture.platform.messaging.CrashPoints;

/**
 * Fires what is due: claim, mails, messages and the mark that it has fired are one transaction, so
 * a timer fires once whatever ends in between. Any number of replicas do so at once; each takes
 * what nobody else holds. One that stands still while it holds a claim loses its session, and with
 * it the claim, and commits nothing when it goes on (assurance.md I6, F23).
 */
@ApplicationScoped
public class FireTimers {

    /** The clock may run ahead of the database's by 5 ms; a timer never fires early. */
    private static final Duration AHEAD = Duration.ofMillis(5);

    private final Timers timers;
    private final Dissents dissents;
    private final Telling telling;
    private final InstantSource clock;
    private final EscalationConfig config;
    private final CrashPoints crashPoints;

    FireTimers(
            Timers timers,
            Dissents dissents,
            Telling telling,
            InstantSource clock,
            EscalationConfig config,
            CrashPoints crashPoints) {
        this.timers = timers;
        this.dissents = dissents;
        this.telling = telling;
        this.clock = clock;
        this.config = config;
        this.crashPoints = crashPoints;
    }

    /**
     * Fires some of what is due.
     *
     * @return how many have fired
     */
    @Transactional
    public int next() {
        Instant now = clock.instant().minus(AHEAD);
        List<Timers.Claimed> due =
                timers.claimDue(now, config.timersAtOnce(), config.claimPatience());
        if (due.isEmpty()) {
            return 0;
        }
        crashPoints.reached(CrashPoints.Point.WITHIN_TIMERS);
        Map<DissentId, Dissent> held =
                dissents
                        .findAll(due.stream().map(Timers.Claimed::dissent).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Dissent::id, Function.identity()));
        List<Timers.Claimed> inOrder =
                due.stream()
                        // Numbers of one record after the other: two who fire at once do not wait
                        // for each other in a ring.
                        .sorted(Comparator.comparing(timer -> record(held, timer)))
                        .toList();
        List<List<UUID>> mails =
                telling.timers(
                        inOrder.stream()
                                .map(timer -> new Telling.Due(timer.kind(), dissent(held, timer)))
                                .toList(),
                        clock.instant());
        List<Timers.Fired> fired = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            fired.add(new Timers.Fired(inOrder.get(i), mails.get(i)));
        }
        timers.fired(fired, now, config.zone());
        return fired.size();
    }

    /** How many are due or to be planned anew. */
    @Transactional
    public long remaining() {
        return timers.remaining(clock.instant().minus(AHEAD));
    }

    /** How late the first of those that wait is; zero when it is not due yet. */
    @Transactional
    public Duration late() {
        Instant now = clock.instant();
        return timers.nextDue()
                .map(due -> Duration.between(due, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static String record(Map<DissentId, Dissent> held, Timers.Claimed timer) {
        return dissent(held, timer).grounds().record().value().toString();
    }

    private static Dissent dissent(Map<DissentId, Dissent> held, Timers.Claimed timer) {
        return Optional.ofNullable(held.get(timer.dissent()))
                .orElseThrow(() -> new IllegalStateException("a timer of no disagreement"));
    }
}
