package org.wholepicture.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.RawHttp;
import org.wholepicture.platform.testsupport.RawHttp.Answer;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * Memory stays flat because nothing large is taken in: what the service reads of a body is bounded,
 * however much of it is sent.
 */
@QuarkusTest
class EndlessBodiesTest extends ServiceTest {

    private static final long A_GIGABYTE = 1L << 30;

    /** The largest body, and what the two ends of a connection hold between them. */
    private static final long TAKEN_IN_AT_MOST = 16L << 20;

    @ParameterizedTest
    @CsvSource({
        "POST /referral/v1/events, " + SINGLE,
        "POST /referral/v1/events, " + BATCH,
        "POST /referral/v1/events/validate, " + BATCH,
        "PUT /referral/v1/directory, application/json",
        "POST /referral/front-door/confirmations, application/x-www-form-urlencoded"
    })
    void aGigabyteOfUnknownLengthIsRefusedWhileItIsSent(String line, String type) {
        RawHttp.Endless sent = RawHttp.sendEndless(RestAssured.port, head(line, type), A_GIGABYTE);

        assertThat(sent.bytes()).isLessThan(TAKEN_IN_AT_MOST);
        assertThat(sent.answer().status()).isEqualTo(413);
        assertThat(sent.answer().header("Content-Type")).isEqualTo(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1073741824", "Content-Length: 1126401"})
    void whatIsAnnouncedAsTooLargeIsRefusedUnread(String length) {
        Answer answer =
                RawHttp.send(
                        RestAssured.port,
                        head("POST /referral/v1/events", SINGLE) + length + "\r\n",
                        new byte[0]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, gzip"})
    void whatIsPackedIsRefusedUnread(String encoding) {
        Answer answer =
                RawHttp.send(
                        RestAssured.port,
                        head("POST /referral/v1/events", SINGLE)
                                + "Content-Encoding: "
                                + encoding
                                + "\r\nContent-Length: 60000\r\n",
                        new byte[0]);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
        assertThat(answer.closed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"many members, 413", "deep, 400", "long number, 413", "many items, 413"})
    void aMegabyteOfJsonIsNotReadIntoAnything(String what, int status) {
        String item =
                switch (what) {
                    case "many members" ->
                            IntStream.range(0, 80_000)
                                    .mapToObj(i -> "\"%05x\":1".formatted(i))
                                    .collect(Collectors.joining(",", "{", "}"));
                    case "deep" -> "[".repeat(500_000) + "]".repeat(500_000);
                    case "long number" -> "1".repeat(1_000_000);
                    default -> "1,".repeat(500_000) + "1";
                };
        byte[] body = ("[" + item + "]").getBytes(UTF_8);

        Answer answer =
                RawHttp.send(
                        RestAssured.port,
                        head("POST /referral/v1/events", BATCH)
                                + "Content-Length: "
                                + body.length
                                + "\r\n",
                        body);

        if (answer.status() == 207) {
            assertThat(answer.body()).startsWith("[{\"status\":" + status);
        } else {
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    private static String head(String line, String type) {
        String token =
                line.contains("directory")
                        ? Tokens.inRole("administrator")
                        : line.contains("front-door")
                                ? Tokens.practitioner("pr-x", "mash", "front-door")
                                : systemOf("hostile");
        return line
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Sec-Fetch-Site: same-origin\r\n"
                + "Authorization: Bearer "
                + token
                + "\r\nContent-Type: "
                + type
                + "\r\n";
    }
}
