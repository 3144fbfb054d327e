package org.wholepicture.cases.services;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Access tokens, got from Keycloak through the gateway and kept while they are good. */
final class AccessTokens {

    /** Got anew this long before the end. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final Connection connection;
    private final Http http;
    private final Map<String, Kept> kept = new HashMap<>();

    AccessTokens(Connection connection, Http http) {
        this.connection = connection;
        this.http = http;
    }

    private record Kept(String token, long goodUntil) {}

    /** For an agency's system. */
    String agency(String agency) {
        String client = "agency-" + agency;
        return kept(
                client,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        connection.secret(client)));
    }

    /** For a person of the partnership. */
    String person(String username) {
        return kept(
                username,
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        Partnership.PLAYER_CLIENT,
                        "client_secret",
                        connection.secret(Partnership.PLAYER_CLIENT),
                        "username",
                        username,
                        "password",
                        Partnership.PASSWORD));
    }

    /** For moving the services' clocks. */
    String operations() {
        return kept(
                Partnership.PLAYER_CLIENT,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        Partnership.PLAYER_CLIENT,
                        "client_secret",
                        connection.secret(Partnership.PLAYER_CLIENT)));
    }

    private synchronized String kept(String who, Map<String, String> form) {
        Kept known = kept.get(who);
        // Tokens live in real time, whatever the services' clocks are set to.
        if (known != null && System.nanoTime() < known.goodUntil) {
            return known.token;
        }
        Http.Answer answer =
                http.form(
                        connection.at("/auth/realms/whole-picture/protocol/openid-connect/token"),
                        form);
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    "no token for " + who + ": Keycloak answers " + answer.status());
        }
        long seconds = answer.body().path("expires_in").asLong();
        Kept fresh =
                new Kept(
                        answer.body().path("access_token").asText(),
                        System.nanoTime() + Duration.ofSeconds(seconds).minus(MARGIN).toNanos());
        kept.put(who, fresh);
        return fresh.token;
    }
}
