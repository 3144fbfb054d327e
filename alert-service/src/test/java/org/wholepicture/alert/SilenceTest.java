package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.Waits.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;

/**
 * A service is silent only if what it sent before midnight has been heard (design.md promise 2).
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class SilenceTest {

    @Inject Service service;
    @Inject DataSource dataSource;
    @Inject MeterRegistry metrics;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void theSweepWaitsForMessagesThatWerePublishedBeforeMidnight() throws SQLException {
        service.isAt(100, "11:30");
        Child child = referred(101);
        service.hears(child);
        service.isAt(142, "20:00");
        List<Message> heardLate = theServiceSpeaks(child, 142);

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Nothing can be applied, and everything else goes on.
            statement.execute("LOCK TABLE fact IN EXCLUSIVE MODE");
            Deliveries.inOrder("child-events", heardLate);
            TestClock.CLOCK.setTo(Child.at(143, LocalTime.of(0, 6)));
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    metrics.get("wp.alerts.sweep.waiting").gauge().value() == 1
                                            || !happenings(child).isEmpty());
            assertThat(happenings(child)).isEmpty();
            connection.rollback();
        }
        service.hasApplied(heardLate);

        assertThat(happenings(child)).isEmpty();
        assertThat(metrics.get("wp.alerts.sweep.waiting").gauge().value()).isZero();
    }

    @Test
    void afterAnOutageOverMidnightASilenceIsNoneWhileTheTopicStillHoldsTheAnswer() {
        service.isAt(100, "11:30");
        Child child = referred(102);
        service.hears(child);
        service.isAt(142, "20:00");
        child.filed("household-member", 3, 142, "health-visiting", "", "\"role\":\"mother\"");
        List<Message> first = child.messages().subList(4, 5);
        TestClock.CLOCK.setTo(Child.at(143, LocalTime.of(0, 1)));

        // Heard one after the other, in two transactions, after the day on which it would be late.
        service.hears("child-events", first);
        assertThat(happenings(child)).isEmpty();
        service.hears("child-events", theServiceSpeaks(child, 142));
        service.isAt(143, "00:06");

        assertThat(happenings(child)).isEmpty();
    }

    private static Child referred(int number) {
        return Child.number(number)
                .opened(100, -500)
                .ledBy("pr-lead", 100)
                .filed("service-referral", 1, 100, "early-help", "", "\"to\":\"drug-alcohol\"")
                .claimed(2, 100, "early-help", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT");
    }

    private static List<Message> theServiceSpeaks(Child child, int day) {
        child.filed("contact", 9, day, "drug-alcohol", "", "");
        return List.of(child.messages().getLast());
    }

    private List<String> happenings(Child child) {
        return service.texts(
                "SELECT a.rule || ' ' || h.what FROM alert_history h JOIN alert a ON a.id = h.alert"
                        + " WHERE a.person = '"
                        + child.person()
                        + "'");
    }
}
