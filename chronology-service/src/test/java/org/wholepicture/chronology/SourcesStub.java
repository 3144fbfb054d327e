package org.wholepicture.chronology;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Stands where the identity provider and the services are that a rebuild asks: answers with the
 * messages that a test gives it, whole keys at a time, as they do.
 */
final class SourcesStub implements AutoCloseable {

    private static final String PORT = "wp.test.sources-port";

    private final HttpServer server;

    /** Of the test: what it does before an answer is done as in its own thread. */
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();

    private final List<Story.Sent> messages = new CopyOnWriteArrayList<>();
    private volatile int leastAtOnce = 1;
    private volatile Consumer<String> beforeAnswer = _ -> {};

    /** Tells the service where it will stand, whether or not it stands there now. */
    public static final class Place implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try (var socket = new ServerSocket(0)) {
                // A system property is what the class loaders of the tests share.
                System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
                return Map.of(PORT, System.getProperty(PORT));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {}
    }

    SourcesStub(List<Story.Sent> messages) {
        this.messages.addAll(messages);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), Integer.getInteger(PORT)),
                            0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** More that the sources have from now on. */
    void add(Story.Sent message) {
        messages.add(message);
    }

    /** How many messages an answer has at most, its last key's apart, whatever is asked for. */
    void answerAtOnce(int least) {
        leastAtOnce = least;
    }

    /**
     * Runs before each answer about events, with the key up to which was asked; what it throws is
     * answered with 503.
     */
    void beforeAnswer(Consumer<String> work) {
        beforeAnswer = work;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/token")) {
            send(
                    exchange,
                    200,
                    "application/json",
                    """
                    {"access_token":"of-the-rebuild","token_type":"Bearer","expires_in":300}""");
            return;
        }
        if (!"Bearer of-the-rebuild"
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "text/plain", "");
            return;
        }
        Asked asked = Asked.of(exchange.getRequestURI().getRawQuery());
        if (asked.topic().equals("child-events")) {
            try {
                Thread.currentThread().setContextClassLoader(classes);
                beforeAnswer.accept(asked.until());
            } catch (RuntimeException away) {
                send(exchange, 503, "text/plain", "");
                return;
            }
        }
        StringBuilder lines = new StringBuilder();
        String last = "";
        int count = 0;
        for (Story.Sent message : between(asked)) {
            if (count >= leastAtOnce && !message.envelope().key().equals(last)) {
                exchange.getResponseHeaders().set("WP-Last-Key", last);
                break;
            }
            lines.append(message.asItTravels().value()).append('\n');
            last = message.envelope().key();
            count++;
        }
        send(exchange, 200, "application/x-ndjson", lines.toString());
    }

    private List<Story.Sent> between(Asked asked) {
        List<Story.Sent> found = new ArrayList<>();
        for (Story.Sent message : messages) {
            String key = message.envelope().key();
            if (message.topic().equals(asked.topic())
                    && key.compareTo(asked.after()) > 0
                    && (asked.until().isEmpty() || key.compareTo(asked.until()) <= 0)) {
                found.add(message);
            }
        }
        found.sort(
                Comparator.comparing((Story.Sent each) -> each.envelope().key())
                        .thenComparing(each -> each.envelope().sequence()));
        return found;
    }

    private record Asked(String topic, String after, String until) {

        static Asked of(String query) {
            Map<String, String> parameters = new HashMap<>();
            for (String each : query.split("&", -1)) {
                String[] parts = each.split("=", 2);
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return new Asked(
                    parameters.getOrDefault("topic", ""),
                    parameters.getOrDefault("after", ""),
                    parameters.getOrDefault("until", ""));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
