package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeJsonTest {

    private static final String VALID =
            """
            {"specversion":"1.0","id":"6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001",\
            "source":"/referral-service","type":"org.wholepicture.concern.v1","subject":"r-1",\
            "time":"2026-03-02T09:00:00Z","datacontenttype":"application/json","sequence":"17",\
            "data":{"level":2}}""";

    private static final Envelope MESSAGE =
            new Envelope(
                    UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001"),
                    "org.wholepicture.concern.v1",
                    "/referral-service",
                    "r-1",
                    17,
                    Instant.parse("2026-03-02T09:00:00Z"),
                    EnvelopeJson.newObject().put("level", 2));

    @Test
    void writesCloudEvents() {
        assertThat(new String(EnvelopeJson.write(MESSAGE), StandardCharsets.UTF_8))
                .isEqualTo(VALID);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(VALID)).isEqualTo(MESSAGE);
    }

    @Test
    void readsATimeWithAnOffset() {
        assertThat(read(VALID.replace("09:00:00Z", "10:00:00+01:00")).time())
                .isEqualTo(MESSAGE.time());
    }

    @Test
    void letsExtensionsThatOthersAddThrough() {
        assertThat(
                        read(
                                VALID.replace(
                                        "{\"specversion\"",
                                        "{\"traceparent\":\"00\",\"specversion\"")))
                .isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1.0\"|\"0.3\"",
                "\"id\":|\"di\":",
                "6f2c0a4e-|6f2c0a4e",
                "6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001|1-1-1-1-1",
                "\"subject\":\"r-1\"|\"subject\":\"\"",
                "\"subject\":\"r-1\"|\"subject\":\"r 1\"",
                "\"subject\":\"r-1\"|\"subject\":\"r\\u0000\"",
                "\"subject\":\"r-1\"|\"subject\":17",
                "\"17\"|17",
                "\"17\"|\"0\"",
                "\"17\"|\"-1\"",
                "\"17\"|\"017\"",
                "\"17\"|\"99999999999999999999\"",
                "2026-03-02T09:00:00Z|2026-02-30T09:00:00Z",
                "2026-03-02T09:00:00Z|2026-03-02",
                "application/json|text/plain",
                "{\"level\":2}|[2]",
                "{\"level\":2}|NaN",
                "\"level\":2|\"level\":2,\"level\":3",
                "{\"level\":2}}|{\"level\":2}}{}"
            })
    void refuses(String part, String broken) {
        assertThat(VALID).contains(part);

        assertThatThrownBy(() -> read(VALID.replace(part, broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("r-1");
    }

    private static Envelope read(String json) {
        return EnvelopeJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
