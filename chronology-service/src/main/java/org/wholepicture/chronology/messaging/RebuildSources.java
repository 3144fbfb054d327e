package org.wholepicture.chronology.messaging;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.Envelope;

/**
 * The services from whose messages the chronology is made, each asked over HTTP as this service.
 */
@Singleton
class RebuildSources {

    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);
    private static final String LAST_KEY = "WP-Last-Key";

    private final Map<String, MessagesClient> byTopic;
    private final OidcClient identityProvider;
    private @Nullable Tokens tokens;

    /**
     * Messages of whole keys.
     *
     * @param last the last key among them where others follow
     */
    record Answer(List<Envelope> messages, Optional<String> last) {}

    RebuildSources(
            @RestClient MessagesClient.Referral referral,
            @RestClient MessagesClient.Alert alert,
            @RestClient MessagesClient.Escalation escalation,
            OidcClient identityProvider) {
        this.byTopic =
                Map.of(
                        "child-events", referral,
                        "directory", referral,
                        "alerts", alert,
                        "escalations", escalation);
        this.identityProvider = identityProvider;
    }

    /** Messages of the keys above one and up to another, at least so many where there are. */
    Answer read(String topic, String after, String until, int least) {
        MessagesClient source = byTopic.get(topic);
        if (source == null) {
            throw new IllegalArgumentException("nobody is asked for " + topic);
        }
        try (Response response = source.messages(topic, after, until, least, "Bearer " + token())) {
            return new Answer(
                    messages(response.readEntity(byte[].class)),
                    Optional.ofNullable(response.getHeaderString(LAST_KEY)));
        }
    }

    /** All messages of the keys above one and up to another. */
    List<Envelope> readAll(String topic, String after, String until, int least) {
        List<Envelope> all = new ArrayList<>();
        Optional<String> from = Optional.of(after);
        while (from.isPresent()) {
            Answer answer = read(topic, from.get(), until, least);
            all.addAll(answer.messages());
            from = answer.last();
        }
        return all;
    }

    private static List<Envelope> messages(byte[] lines) {
        List<Envelope> messages = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                messages.add(Envelope.read(Arrays.copyOfRange(lines, start, i)));
                start = i + 1;
            }
        }
        if (start != lines.length) {
            throw new IllegalStateException("an answer was cut off");
        }
        return messages;
    }

    private synchronized String token() {
        Tokens known = tokens;
        if (known == null
                || known.isAccessTokenExpired()
                || known.isAccessTokenWithinRefreshInterval()) {
            known = identityProvider.getTokens().await().atMost(TOKEN_TIMEOUT);
            tokens = known;
        }
        return known.getAccessToken();
    }
}
