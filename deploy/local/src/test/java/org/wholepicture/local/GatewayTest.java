package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway forwards to the right server, and says truly who asked for what. */
class GatewayTest {

    @TempDir private Path folder = Path.of(".");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Ports ports = new Ports(ports());
    private HttpServer origin = origin();
    private Gateway gateway = Gateway.start(ports, new OwnPages(ports, new Mailbox(folder)));

    @BeforeEach
    void start() {
        origin.createContext(
                "/",
                exchange -> {
                    String seen =
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().entrySet()
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8);
                    byte[] body = seen.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        origin.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.stop(0);
    }

    @Test
    void methodPathQueryAndBodyArriveAtTheService() throws Exception {
        String seen = send("POST", "/referral/v1/events?x=1", "hello").body();

        assertThat(seen).startsWith("POST /referral/v1/events?x=1 ").endsWith("hello");
    }

    @Test
    void aRequestForAHundredEventsArrives() throws Exception {
        String query =
                "?event=6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001"
                        + "&event=6f2c0a4e-2f0b-4c5e-9a53-0f3f7f1f0001".repeat(99);

        String seen = send("GET", "/referral/v1/people/p/entries" + query, "").body();

        assertThat(seen).startsWith("GET /referral/v1/people/p/entries" + query + " ");
    }

    @Test
    void theServiceHearsThePublicNameAndTheRealClient() throws Exception {
        String seen = send("GET", "/referral/", "").body();

        assertThat(seen)
                .contains("Host=[localhost:" + ports.gateway() + "]")
                .contains("X-forwarded-port=[" + ports.gateway() + "]")
                .contains("X-forwarded-for=[127.0.0.1]")
                .contains("X-forwarded-proto=[http]")
                .doesNotContain("203.0.113.9");
    }

    @Test
    void clocksAreOutOfReach() throws Exception {
        assertThat(send("PUT", "/referral/local/clock", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void aServiceThatIsDownIsABadGatewayAndNotAHang() throws Exception {
        assertThat(send("GET", "/alert/", "").statusCode()).isEqualTo(502);
    }

    @Test
    void theLaunchersPagesAnswerThemselves() throws Exception {
        assertThat(send("GET", "/inbox", "").body()).contains("No e-mail has been sent yet");
        assertThat(send("GET", "/inbox/api/messages", "").body()).isEqualTo("{\"messages\":[]}");
        assertThat(send("POST", "/inbox", "").statusCode()).isEqualTo(405);
        assertThat(send("GET", "/inbox/77", "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + ports.gateway() + path))
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("Forwarded", "for=203.0.113.9")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpServer origin() {
        try {
            return HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), ports.http(Service.REFERRAL)),
                    0);
        } catch (IOException taken) {
            throw new AssertionError(taken);
        }
    }

    private static Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        for (String name : Ports.plan(null, null).byName().keySet()) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                ports.put(name, socket.getLocalPort());
            } catch (IOException none) {
                throw new AssertionError(none);
            }
        }
        return ports;
    }
}
