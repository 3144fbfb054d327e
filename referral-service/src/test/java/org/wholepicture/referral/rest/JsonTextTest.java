package org.wholepicture.referral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}",
                "// nothing\n{}",
                "\uFEFF{\"a\":"
            })
    void refusesWhatIsNotCleanJson(String text) {
        assertThat(JsonText.read(bytes(text))).isInstanceOf(JsonText.Read.Unreadable.class);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(JsonText.read(latin1)).isInstanceOf(JsonText.Read.Unreadable.class);
    }

    @Test
    void readsTwentyLevelsAndNotTwentyOne() {
        assertThat(JsonText.read(bytes("[".repeat(20) + "]".repeat(20))))
                .isInstanceOf(JsonText.Read.Value.class);
        assertThat(JsonText.read(bytes("[".repeat(21) + "]".repeat(21))))
                .isInstanceOf(JsonText.Read.Unreadable.class);
    }

    @Test
    void readsEightKilobytesOfTextAndNotAByteMore() {
        assertThat(JsonText.read(bytes("\"" + "x".repeat(8192) + "\"")))
                .isInstanceOf(JsonText.Read.Value.class);
        assertThat(JsonText.read(bytes("\"" + "x".repeat(8193) + "\"")))
                .isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(JsonText.read(bytes("\"" + "é".repeat(4097) + "\"")))
                .isInstanceOf(JsonText.Read.Unreadable.class);
    }

    @Test
    void readsPairsOfCharacters() {
        assertThat(JsonText.read(bytes("\"\\ud83d\\ude00 😀\"")))
                .isInstanceOf(JsonText.Read.Value.class);
    }

    @Test
    void cutsAnArrayIntoItsItemsAsTheyWereSent() {
        byte[] batch = bytes("[ {\"a\":[1,{\"b\":\"]\"}]} , 17,\"é\\\"x\", null ,[1] ]");

        assertThat(cut(batch).stream().map(JsonTextTest::text))
                .containsExactly("{\"a\":[1,{\"b\":\"]\"}]}", "17", "\"é\\\"x\"", "null", "[1]");
    }

    @Test
    void oneItemWithAMemberTwiceDoesNotSpoilTheOthers() {
        List<byte[]> items = cut(bytes("[{\"a\":1,\"a\":2},{\"a\":1}]"));

        assertThat(JsonText.read(items.get(0))).isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(JsonText.read(items.get(1))).isInstanceOf(JsonText.Read.Value.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{]", "[{}", "[] []", "null"})
    void doesNotCutWhatIsNoArray(String text) {
        assertThat(JsonText.items(bytes(text), 100)).isInstanceOf(JsonText.Cut.Unreadable.class);
    }

    static Stream<Charset> otherUnicode() {
        return Stream.of(
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16,
                Charset.forName("UTF-32BE"),
                Charset.forName("UTF-32LE"));
    }

    @ParameterizedTest
    @MethodSource("otherUnicode")
    void refusesEveryOtherUnicode(Charset charset) {
        assertThat(JsonText.read("{\"a\":1}".getBytes(charset)))
                .isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(JsonText.items("[{\"a\":1}]".getBytes(charset), 100))
                .isInstanceOf(JsonText.Cut.Unreadable.class);
    }

    @Test
    void refusesAByteOrderMark() {
        assertThat(JsonText.read(bytes("\uFEFF{}"))).isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(JsonText.items(bytes("\uFEFF[]"), 100))
                .isInstanceOf(JsonText.Cut.Unreadable.class);
    }

    @Test
    void anItemThatIsTooDeepOrTooLongSpoilsNoOther() {
        List<byte[]> items =
                cut(
                        bytes(
                                "["
                                        + "[".repeat(30_000)
                                        + "]".repeat(30_000)
                                        + ","
                                        + "9".repeat(70_000)
                                        + ",{}]"));

        assertThat(items).hasSize(3);
        assertThat(JsonText.read(items.get(0))).isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(JsonText.read(items.get(1))).isInstanceOf(JsonText.Read.Unreadable.class);
        assertThat(text(items.get(2))).isEqualTo("{}");
    }

    @Test
    void aBatchThatIsTooDeepToBeCutIsCalledThat() {
        assertThat(JsonText.items(bytes("[".repeat(100_000) + "]".repeat(100_000)), 100))
                .isEqualTo(
                        new JsonText.Cut.Unreadable(
                                "An event in the batch is nested too deep to be cut out."));
    }

    @Property
    void noBytesBreakTheReading(@ForAll byte[] body) {
        assertThat(JsonText.read(body)).isNotNull();
        assertThat(JsonText.items(body, 3)).isNotNull();
    }

    private static List<byte[]> cut(byte[] batch) {
        assertThat(JsonText.items(batch, 100)).isInstanceOf(JsonText.Cut.Items.class);
        return ((JsonText.Cut.Items) JsonText.items(batch, 100)).items();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
