package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * What the probes hear of messaging. A service whose Kafka is away stays ready: it still accepts,
 * and what it cannot publish waits; metrics tell of it.
 */
final class MessagingHealth {

    /** Beyond this a worker is stuck, not slow: every turn ends or fails sooner. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(60);

    private MessagingHealth() {}

    /** Every worker has turned within 60 s; a failed attempt is a turn. */
    @Liveness
    @ApplicationScoped
    static class WorkersTurn implements HealthCheck {

        private final Workers workers;

        WorkersTurn(Workers workers) {
            this.workers = workers;
        }

        @Override
        public HealthCheckResponse call() {
            HealthCheckResponseBuilder answer = HealthCheckResponse.named("workers turn").up();
            for (Worker worker : workers.running()) {
                Duration since = worker.sinceLastTurn();
                answer.withData(worker.name() + " last turn, ms", since.toMillis());
                answer.withData(worker.name() + " failing", worker.isFailing());
                if (since.compareTo(LONGEST_TURN) > 0) {
                    answer.down();
                }
            }
            return answer.build();
        }
    }

    /** The service knows the time; the database's own readiness check says the rest. */
    @Readiness
    @ApplicationScoped
    static class ClockReads implements HealthCheck {

        private final DatabaseClock clock;

        ClockReads(DatabaseClock clock) {
            this.clock = clock;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("clock reads").status(clock.isReady()).build();
        }
    }

    /**
     * Where a keyset is set, it could be read; without it no private member is sealed or opened.
     */
    @Readiness
    @ApplicationScoped
    static class KeysetReads implements HealthCheck {

        private final TinkPrivateMember privateMember;

        KeysetReads(TinkPrivateMember privateMember) {
            this.privateMember = privateMember;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("keyset reads")
                    .status(privateMember.isReady())
                    .build();
        }
    }
}
