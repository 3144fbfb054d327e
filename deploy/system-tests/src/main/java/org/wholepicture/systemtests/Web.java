package org.wholepicture.systemtests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP as an agency's system or a practitioner's tool does it. Thread-safe. */
public final class Web {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private Web() {}

    /** An answer; a body that is no JSON is missing in {@code json}. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            try {
                return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException notJson) {
                return MissingNode.getInstance();
            }
        }
    }

    public static Answer get(URI address, String token) {
        return send(request(address, token).GET());
    }

    public static Answer send(String method, URI address, String token, String type, String body) {
        return send(
                request(address, token)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body)));
    }

    /** Publishes an event; a connection that breaks is status 0, the outcome unknown. */
    public static Answer publish(Stack stack, String agency, JsonNode event) {
        return publish(stack, stack.at("/referral/v1/events"), agency, event);
    }

    /** The same through another door than the gateway's. */
    public static Answer publish(Stack stack, URI door, String agency, JsonNode event) {
        try {
            return send(
                    "POST",
                    door,
                    stack.token(agency),
                    "application/cloudevents+json",
                    event.toString());
        } catch (UncheckedIOException broken) {
            return new Answer(0, "");
        }
    }

    private static HttpRequest.Builder request(URI address, String token) {
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
