package org.wholepicture.referral;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords;
import org.wholepicture.platform.testsupport.PoisonRecords.Kind;
import org.wholepicture.platform.testsupport.Poisoning;

/** Of other services this one reads only what they miss; poison there is set aside one by one. */
@QuarkusTest
class PoisonTest extends ServiceTest {

    @Test
    void eachPoisonousRequestIsSetAsideAndTheOthersAreTaken() {
        UUID poisoned = new UUID(5001, 1);

        new Poisoning("referral", "republish-requests")
                .with(
                        PoisonRecords.madeFrom(
                                request(poisoned, 1), Map.of("/topic", Kind.TEXT, "/key", Kind.ID)),
                        List.of(request(new UUID(5001, 2), 1), request(new UUID(5001, 2), 2)),
                        List.of(request(new UUID(5001, 3), 1)),
                        poisoned);
    }

    private static Message request(UUID key, long number) {
        return Deliveries.message(
                new UUID(5002, key.getLeastSignificantBits() * 10 + number),
                "org.wholepicture.republish-requested.v1",
                key.toString(),
                number,
                "2026-03-02T10:00:00Z",
                "{\"topic\":\"alerts\",\"key\":\"%s\",\"sequence\":%d}".formatted(key, number));
    }
}
