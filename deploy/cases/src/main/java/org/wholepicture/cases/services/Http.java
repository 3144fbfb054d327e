package org.wholepicture.cases.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP, as an agency's own system would do it: what is busy or away is tried again. */
final class Http {

    /** How long a service may be away, for example being started again, before it is a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    /** An answer; a body that is no JSON is missing. */
    record Answer(int status, JsonNode body) {}

    Answer get(URI address, @Nullable String token) {
        return send(request(address, token).GET());
    }

    Answer send(String method, URI address, @Nullable String token, JsonNode body) {
        return send(method, address, token, "application/json", body);
    }

    Answer send(
            String method, URI address, @Nullable String token, String contentType, JsonNode body) {
        return send(
                request(address, token)
                        .header("Content-Type", contentType)
                        .method(method, BodyPublishers.ofString(body.toString())));
    }

    Answer form(URI address, Map<String, String> fields) {
        String body =
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(address, null)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Waits a little. */
    static void pause(Duration time) {
        try {
            // Nothing ever counts it down: a pause that can be interrupted.
            boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
            assert !never;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("playing was interrupted", stopped);
        }
    }

    private static HttpRequest.Builder request(URI address, @Nullable String token) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(address)
                        .timeout(TIMEOUT)
                        .header("Accept", "application/json");
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (!AGAIN.contains(response.statusCode()) || System.nanoTime() > deadline) {
                    return new Answer(response.statusCode(), json(response.body()));
                }
            } catch (IOException away) {
                // Sending an event again is safe: its id is the idempotency key.
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException(
                            request.uri().getPath() + " does not answer", away);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("playing was interrupted", stopped);
            }
            pause(PAUSE);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
