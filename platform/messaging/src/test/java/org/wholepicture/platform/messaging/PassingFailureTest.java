package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.PlatformServers;

/** What fails around a record is waited for; the record is never judged by it. */
@QuarkusTest
class PassingFailureTest {

    @Inject Given given;
    @Inject MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loses its connection once",
                "is too slow once",
                "finds the pool empty once"
            })
    void isTriedAgainAndNeverQuarantined(String behaviour) {
        String key = behaviour.replace(' ', '-');

        Deliveries.inOrder(
                EVENTS,
                Given.message(key, 1),
                Given.behaving(behaviour, key, 2),
                Given.message(key, 3));

        soon().untilAsserted(
                        () -> assertThat(given.effects(key)).containsExactlyInAnyOrder(1L, 2L, 3L));
        assertThat(given.quarantined(key)).isEmpty();
    }

    @Test
    void aLockThatIsHeldIsWaitedFor() throws Exception {
        String key = "locked-out";
        try (Connection holder = PlatformServers.superuser("messaging");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT * FROM contended FOR UPDATE");
            double before = meters.counter("wp.consumer.failures").count();

            Deliveries.inOrder(EVENTS, Given.behaving("waits for a lock", key, 1));

            soon().until(() -> meters.counter("wp.consumer.failures").count() >= before + 3);
            assertThat(given.effects(key)).isEmpty();
            holder.commit();
        }
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        assertThat(given.quarantined(key)).isEmpty();
    }
}
