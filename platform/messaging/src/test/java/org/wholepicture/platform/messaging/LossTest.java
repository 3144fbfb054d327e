package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.messaging.Given.EVENTS;
import static org.wholepicture.platform.messaging.Given.soon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;

/** What is lost where no number is missing is named and comes again. */
@QuarkusTest
class LossTest {

    @Inject Outbox outbox;
    @Inject Given given;
    @Inject Gaps gaps;
    @Inject Losses losses;
    @Inject Rounds rounds;
    @Inject Remembered remembered;
    @Inject MeterRegistry meters;

    @Test
    void whatAMessageLeftIsNamedMissingAndComesAgain() {
        String key = "effect-gone";
        Outbox.Appended appended = append(key);
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        given.update("DELETE FROM effect WHERE key = ?", key);
        double before = named("effect");

        losses.askAgain("effect", lost(key, appended));
        // Patience alone is longer than this takes: it cannot have come yet.
        assertThat(gaps.missing(key)).isEqualTo(1);
        losses.askAgain("effect", lost(key, appended));

        assertThat(named("effect")).as("named once").isEqualTo(before + 1);
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        soon().untilAsserted(() -> assertThat(gaps.open(key)).isEmpty());
        assertThat(given.numbers(key)).containsExactly(1L);
    }

    @Test
    void theLastMessageOfAKeyThatTheOutboxLostIsWrittenAgain() {
        String key = "outbox-lost-last";
        Outbox.Appended lost = appendAndLose(key);

        losses.writeAgain(lost(key, lost));

        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        assertThat(given.longs("SELECT sequence FROM inbox WHERE message_id = ?", lost.message()))
                .as("the same number and id")
                .containsExactly(1L);
    }

    @Test
    void aMissingNumberThatTheOutboxLostIsWrittenAgainWhenItIsAskedFor() {
        String key = "outbox-lost-first";
        var _ = appendAndLose(key);
        double before = named("outbox");

        var _ = append(key);

        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(2L, 1L));
        assertThat(named("outbox")).isEqualTo(before + 1);
        soon().untilAsserted(() -> assertThat(gaps.open(key)).isEmpty());
    }

    @Test
    void aDayOfWhichNotEverythingWasAppliedIsNamedAndAskedForAgain() {
        String key = "counted";
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            outbox.append(
                                    EVENTS, key, Given.TYPE, Given.KNOWN, EnvelopeJson.newObject());
                            // The broker lost it, and no later number tells.
                            given.update(
                                    "UPDATE outbox SET published_at = now() WHERE key = ?", key);
                        });
        LocalDate day =
                LocalDate.ofEpochDay(
                        given.longs(
                                        """
                                        SELECT (created_at AT TIME ZONE 'UTC')::date - date '1970-01-01'
                                        FROM outbox WHERE key = ?
                                        """,
                                        key)
                                .getFirst());
        ObjectNode data =
                EnvelopeJson.newObject()
                        .put("day", day.toString())
                        .put(
                                "until",
                                day.plusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                        .toString());
        data.putArray("filed").addObject().put("agency", "school").put("count", 1);

        Deliveries.inOrder(
                Tallies.TOPIC,
                Deliveries.message(
                        new UUID(7, 7),
                        Tallies.TYPE,
                        day.toString(),
                        1,
                        Given.KNOWN.toString(),
                        data.toString()));

        soon().untilAsserted(
                        () -> {
                            rounds.turn("tallies");
                            assertThat(difference()).isEqualTo(1);
                        });
        soon().untilAsserted(
                        () -> {
                            rounds.turn("tallies");
                            assertThat(Given.envelopes(RepublishHandler.TOPIC, day.toString()))
                                    .isNotEmpty();
                        });
        soon().untilAsserted(() -> assertThat(given.effects(key)).containsExactly(1L));
        soon().untilAsserted(
                        () -> {
                            rounds.turn("tallies");
                            assertThat(meters.find("wp.reconciler.filed.not.applied").gauges())
                                    .allMatch(gauge -> gauge.value() == 0);
                        });
        Deliveries.standingOn(RepublishHandler.TOPIC).stream()
                .map(message -> String.valueOf(message.value()))
                .filter(value -> value.contains("day-requested"))
                .forEach(value -> Contracts.assertValidMessage(RepublishHandler.TOPIC, value));
    }

    private double difference() {
        var gauge = meters.find("wp.reconciler.filed.not.applied").tag("agency", "school").gauge();
        return gauge == null ? 0 : gauge.value();
    }

    private double named(String what) {
        var counter = meters.find("wp.reconciler.lost").tag("what", what).counter();
        return counter == null ? 0 : counter.count();
    }

    private Outbox.Appended append(String key) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                outbox.append(
                                        EVENTS,
                                        key,
                                        Given.TYPE,
                                        Given.KNOWN,
                                        EnvelopeJson.newObject()));
    }

    private Outbox.Appended appendAndLose(String key) {
        Outbox.Appended appended =
                QuarkusTransaction.requiringNew()
                        .call(
                                () -> {
                                    Outbox.Appended lost =
                                            outbox.append(
                                                    EVENTS,
                                                    key,
                                                    Given.TYPE,
                                                    Given.KNOWN,
                                                    EnvelopeJson.newObject());
                                    given.update("DELETE FROM outbox WHERE key = ?", key);
                                    return lost;
                                });
        remembered.message(key, appended);
        return appended;
    }

    private static List<Losses.Lost> lost(String key, Outbox.Appended appended) {
        return List.of(new Losses.Lost(appended.message(), EVENTS, key, appended.sequence()));
    }
}
