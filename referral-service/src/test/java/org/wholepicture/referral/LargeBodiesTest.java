package org.wholepicture.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.platform.testsupport.RawHttp;
import org.wholepicture.platform.testsupport.RawHttp.Answer;

/** A batch may be a megabyte: what is large in it is refused before it becomes objects. */
@QuarkusTest
class LargeBodiesTest extends ServiceTest {

    @ParameterizedTest
    @CsvSource({"many members, 413", "deep, 400", "long number, 413", "many items, 413"})
    void aMegabyteOfJsonIsNotReadIntoAnything(String what, int status) {
        byte[] body = ("[" + item(what) + "]").getBytes(UTF_8);

        Answer answer =
                RawHttp.send(
                        RestAssured.port,
                        """
                        POST /referral/v1/events HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer %s\r
                        Content-Type: %s\r
                        Content-Length: %d\r
                        """
                                .formatted(systemOf("hostile"), BATCH, body.length),
                        body);

        if (answer.status() == 207) {
            assertThat(answer.body()).startsWith("[{\"status\":" + status);
        } else {
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    private static String item(String what) {
        return switch (what) {
            case "many members" ->
                    IntStream.range(0, 80_000)
                            .mapToObj(i -> "\"%05x\":1".formatted(i))
                            .collect(Collectors.joining(",", "{", "}"));
            case "deep" -> "[".repeat(500_000) + "]".repeat(500_000);
            case "long number" -> "1".repeat(1_000_000);
            default -> "1,".repeat(500_000) + "1";
        };
    }
}
