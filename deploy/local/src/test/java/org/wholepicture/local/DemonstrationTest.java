package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wholepicture.cases.services.Connection;
import org.wholepicture.cases.services.Partnership;

/** A start leaves the services in real time, and a person who knows where to look. */
class DemonstrationTest {

    @TempDir private Path folder = Path.of(".");
    private final List<String> moved = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int clockStatus = 200;
    private HttpServer stack = server();
    private Demonstration demonstration = demonstration();

    @BeforeEach
    void begin() throws IOException {
        StateFolder state = StateFolder.open(folder);
        Files.writeString(
                state.secrets().resolve("client-" + Partnership.PLAYER_CLIENT), "a-secret");
        demonstration = demonstration();
    }

    @AfterEach
    void end() {
        stack.stop(0);
    }

    @Test
    void clocksThatAKilledPlayerLeftBehindShowRealTimeAgain() {
        demonstration.run(false);

        assertThat(moved)
                .containsExactlyInAnyOrder(
                        "PUT /referral/local/clock {\"offset\":\"PT0S\"}",
                        "PUT /chronology/local/clock {\"offset\":\"PT0S\"}",
                        "PUT /alert/local/clock {\"offset\":\"PT0S\"}",
                        "PUT /escalation/local/clock {\"offset\":\"PT0S\"}");
        assertThat(folder.resolve("run/summary")).isNotEmptyFile();
    }

    @Test
    void clocksThatDoNotMoveAreSaidAndTheRestStaysUp() {
        clockStatus = 500;

        demonstration.run(false);

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("clocks could not be set")
                .contains("./wp status");
    }

    private Demonstration demonstration() {
        URI origin = URI.create("http://127.0.0.1:" + stack.getAddress().getPort());
        Map<String, URI> services = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            services.put(service.id(), origin.resolve("/" + service.id()));
        }
        return new Demonstration(
                new Connection(origin, services, folder),
                folder,
                new Progress(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    /** Keycloak and the services in one. */
    private HttpServer server() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        String body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        boolean token =
                                exchange.getRequestURI().getPath().endsWith("openid-connect/token");
                        if (!token) {
                            moved.add(
                                    exchange.getRequestMethod()
                                            + " "
                                            + exchange.getRequestURI()
                                            + " "
                                            + body);
                        }
                        byte[] answer =
                                "{\"access_token\":\"t\",\"expires_in\":600}"
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(token ? 200 : clockStatus, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException taken) {
            throw new AssertionError(taken);
        }
    }
}
