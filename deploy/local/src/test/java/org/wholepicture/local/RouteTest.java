package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway sends each path to one place, and paths written in two ways nowhere. */
class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/referral/v1/events,referral-service",
        "/referral,referral-service",
        "/chronology/people/1,chronology-service",
        "/alert/,alert-service",
        "/escalation/v1/dissents,escalation-service",
        "/auth/realms/whole-picture,keycloak"
    })
    void eachServiceHasItsPath(String path, String server) {
        assertThat(Route.of(path)).isEqualTo(new Route.To(server));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/referral/local",
                "/referral/local/clock",
                "/alert/local/idle",
                "/chronology/q/health",
                "/auth/metrics",
                "/q/health",
                "/other"
            })
    void whatIsNotForThePublicSideIsNotThere(String path) {
        assertThat(Route.of(path)).isEqualTo(new Route.Refused(404, "Not found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "referral",
                "/referral;x=1/v1",
                "/referral/v1/..%2flocal/clock",
                "/referral/%2e%2e/alert",
                "/referral/./local/clock",
                "/referral/v1/../local/clock",
                "/referral//local/clock",
                "/referral/v1\\local",
                "/referral/v1/%5clocal",
                "/referral/%3bx/local",
                "/referral/%252e%252e/local",
                "/referral/v1/.."
            })
    void aPathThatIsNotWrittenPlainlyIsRefused(String path) {
        assertThat(Route.of(path))
                .isInstanceOfSatisfying(
                        Route.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void thePagesOfTheLauncherAreItsOwn() {
        assertThat(Route.of("/")).isEqualTo(new Route.Own("/"));
        assertThat(Route.of("/inbox/")).isEqualTo(new Route.Own("/inbox"));
        assertThat(Route.of("/inbox/7")).isEqualTo(new Route.Own("/inbox/7"));
    }
}
