package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wholepicture.platform.messaging.Given.soon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxTest {

    private static final String TOPIC = "alerts";

    @Inject Outbox outbox;
    @Inject Given given;

    @Test
    void numbersOfAKeyHaveNoGapsWhenManyAppendAtOnce() throws Exception {
        String key = "appended-at-once";
        List<Callable<Long>> appends = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            appends.add(() -> QuarkusTransaction.requiringNew().call(() -> append(key)));
        }

        List<Long> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Long> number : threads.invokeAll(appends)) {
                numbers.add(number.get());
            }
        }

        List<Long> expected = LongStream.rangeClosed(1, 160).boxed().toList();
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(expected);
        soon().untilAsserted(() -> assertThat(given.unpublished(key)).isEmpty());
        assertThat(Given.published(TOPIC, key)).isEqualTo(expected);
    }

    @Test
    void aRolledBackAppendLeavesNoGap() {
        String key = "rolled-back";
        QuarkusTransaction.requiringNew().run(() -> append(key));

        QuarkusTransaction.begin();
        long lost = append(key);
        QuarkusTransaction.rollback();
        long next = QuarkusTransaction.requiringNew().call(() -> append(key));

        assertThat(lost).isEqualTo(2);
        assertThat(next).isEqualTo(2);
        soon().untilAsserted(() -> assertThat(Given.published(TOPIC, key)).containsExactly(1L, 2L));
    }

    @Test
    void refusesWithoutATransaction() {
        assertThatThrownBy(() -> append("nowhere")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void publishesWhatWasAppended() {
        String key = "whole";

        QuarkusTransaction.requiringNew().run(() -> append(key));

        soon().until(() -> Given.envelopes(TOPIC, key).size() == 1);
        Envelope published = Given.envelopes(TOPIC, key).getFirst();
        assertThat(published.type()).isEqualTo(Given.TYPE);
        assertThat(published.source()).isEqualTo("/messaging-test");
        assertThat(published.sequence()).isEqualTo(1);
        assertThat(published.time()).isEqualTo(Given.KNOWN);
        assertThat(published.data().get("said").textValue()).isEqualTo("something");
    }

    private long append(String key) {
        ObjectNode data = EnvelopeJson.newObject().put("said", "something");
        return outbox.append(TOPIC, key, Given.TYPE, Given.KNOWN, data).sequence();
    }
}
