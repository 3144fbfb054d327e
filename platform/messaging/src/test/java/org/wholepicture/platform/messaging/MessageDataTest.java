package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service uses of a message is read strictly, and what is wrong is said unquoted. */
class MessageDataTest {

    private static final String WHOLE =
            """
            {"id":"6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001","at":"2026-03-02T10:00:00+01:00",\
            "day":"2026-03-02","text":"Ava","flag":true,"number":7,"list":["a"],\
            "inner":{"code":"ONE"},"map":{"any":1.5},"unused":{"x":[]}}""";

    private record Whole(
            UUID id,
            Instant at,
            LocalDate day,
            String text,
            boolean flag,
            long number,
            List<String> list,
            Inner inner,
            Map<String, Object> map,
            @Nullable String absent,
            @Nullable LocalDate noDay) {}

    private record Inner(Code code) {}

    private enum Code {
        ONE
    }

    @Test
    void readsTheMembersThatAreUsed() {
        assertThat(read(WHOLE))
                .isEqualTo(
                        new Whole(
                                UUID.fromString("6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001"),
                                Instant.parse("2026-03-02T09:00:00Z"),
                                LocalDate.of(2026, 3, 2),
                                "Ava",
                                true,
                                7,
                                List.of("a"),
                                new Inner(Code.ONE),
                                Map.of("any", new BigDecimal("1.5")),
                                null,
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":\"6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001\",||id",
                "6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001|AAAAAAAAAAAAAAAAAAAAAA==|id",
                "\"2026-03-02T10:00:00+01:00\"|1767607200|at",
                "2026-03-02T10:00:00+01:00|2200-01-02T00:00:00Z|at",
                "2026-03-02T10:00:00+01:00|1899-12-30T23:59:59Z|at",
                "\"day\":\"2026-03-02\"|\"day\":[2026,3,2]|day",
                "\"day\":\"2026-03-02\"|\"day\":\"2026-02-30\"|day",
                "\"day\":\"2026-03-02\"|\"day\":\"\"|day",
                "\"text\":\"Ava\"|\"text\":17|text",
                "\"text\":\"Ava\"|\"text\":true|text",
                "\"text\":\"Ava\"|\"text\":null|text",
                "\"flag\":true|\"flag\":\"true\"|flag",
                "\"flag\":true|\"flag\":1|flag",
                "\"flag\":true,||flag",
                "\"number\":7|\"number\":\"7\"|number",
                "\"number\":7|\"number\":7.5|number",
                "\"number\":7|\"number\":99999999999999999999|number",
                "[\"a\"]|[null]|list",
                "[\"a\"]|\"a\"|list",
                "[\"a\"]|[7]|list",
                "\"ONE\"|\"TWO\"|inner.code",
                "\"ONE\"|0|inner.code",
                "{\"code\":\"ONE\"}|{}|inner.code",
                "{\"code\":\"ONE\"}|\"\"|inner",
                "{\"any\":1.5}|null|map"
            })
    void refusesWhatIsMissingOrOfAnotherKind(String part, @Nullable String broken, String member) {
        assertThat(WHOLE).contains(part);

        assertThatThrownBy(() -> read(WHOLE.replace(part, broken == null ? "" : broken)))
                .isInstanceOf(RefusedMessageException.class)
                .hasMessageStartingWith(member)
                .hasMessageNotContaining("Ava")
                .hasMessageNotContaining("TWO");
    }

    @Test
    void aCodeOfTheContractIsItsConstant() {
        assertThat(MessageData.code(Code.class, "ONE", "code")).isEqualTo(Code.ONE);
        assertThatThrownBy(() -> MessageData.code(Code.class, "TWO", "code"))
                .isInstanceOf(RefusedMessageException.class)
                .hasMessageNotContaining("TWO");
        assertThatThrownBy(() -> MessageData.code(Code.class, null, "code"))
                .isInstanceOf(RefusedMessageException.class);
    }

    private static Whole read(String json) {
        ObjectNode data = EnvelopeJson.object(json.getBytes(StandardCharsets.UTF_8));
        return MessageData.read(data, Whole.class);
    }
}
