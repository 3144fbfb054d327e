package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords;
import org.wholepicture.platform.testsupport.PoisonRecords.Kind;
import org.wholepicture.platform.testsupport.PoisonRecords.Poison;
import org.wholepicture.platform.testsupport.Poisoning;

/** Poison on the topic that every service reads goes to quarantine one by one; all else moves. */
@QuarkusTest
class PoisonTest {

    @Test
    void eachPoisonousRequestIsSetAsideAndTheOthersAreAnswered() {
        UUID poisoned = Given.id("poisoned", 0);
        List<Poison> poison =
                PoisonRecords.madeFrom(
                        request(poisoned.toString(), 1),
                        Map.of("/topic", Kind.TEXT, "/key", Kind.TEXT, "/sequence", Kind.CODE));
        // The one number in this message is a number.
        poison = poison.stream().filter(each -> !each.name().equals("/sequence a number")).toList();
        assertThat(poison).hasSizeGreaterThan(100);

        new Poisoning("messaging", RepublishHandler.TOPIC)
                .with(poison, requests("asked-among"), requests("asked-beside"), poisoned);
    }

    private static List<Message> requests(String key) {
        return IntStream.rangeClosed(1, 5).mapToObj(number -> request(key, number)).toList();
    }

    private static Message request(String key, long number) {
        return Deliveries.message(
                Given.id(key, number),
                RepublishHandler.TYPE,
                key,
                number,
                Given.KNOWN.toString(),
                "{\"topic\":\"child-events\",\"key\":\"%s\",\"sequence\":%d}"
                        .formatted(key, number));
    }
}
