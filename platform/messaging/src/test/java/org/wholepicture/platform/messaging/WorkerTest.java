package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.wholepicture.platform.messaging.Given.soon;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger turns = new AtomicInteger();
    private Worker worker;

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void turnsAtOnceAndAgainWhenWoken() {
        start(LONG, () -> turns.incrementAndGet() < 0);
        soon().until(() -> turns.get() == 1);

        worker.wake();

        soon().until(() -> turns.get() == 2);
    }

    @Test
    void turnsAgainWithoutWaitingWhileMoreIsWaiting() {
        start(LONG, () -> turns.incrementAndGet() < 5);

        soon().until(() -> turns.get() == 5);
    }

    @Test
    void turnsAtItsIntervalWhenNobodyWakesIt() {
        start(Duration.ofMillis(10), () -> turns.incrementAndGet() < 0);

        soon().until(() -> turns.get() >= 3);
    }

    @Test
    void restingUntilTheNextTurnIsNotStandingStill() {
        start(LONG, () -> turns.incrementAndGet() < 0);

        soon().until(() -> worker.sinceLastTurn().isZero());
    }

    @Test
    void survivesAFailedTurnAndCountsItAsATurn() {
        start(
                LONG,
                () -> {
                    if (turns.incrementAndGet() == 1) {
                        throw new Error("first turn");
                    }
                    return false;
                });

        soon().until(() -> turns.get() == 2);
        assertThat(worker.sinceLastTurn()).isLessThan(Duration.ofSeconds(5));
        soon().until(() -> !worker.isFailing());
    }

    @Test
    void letsTheTurnEndAndThenLetsGo() {
        AtomicBoolean ended = new AtomicBoolean();
        worker =
                new Worker(
                        "tested",
                        LONG,
                        new Worker.Turn() {
                            @Override
                            public boolean run() {
                                return turns.incrementAndGet() < 0;
                            }

                            @Override
                            public void end() {
                                ended.set(true);
                            }
                        });
        worker.start();
        soon().until(() -> turns.get() == 1);

        worker.stop();

        await().untilTrue(ended);
        assertThat(turns).hasValue(1);
    }

    private void start(Duration interval, Worker.Turn turn) {
        worker = new Worker("tested", interval, turn);
        worker.start();
    }
}
