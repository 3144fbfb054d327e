package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Every part has a port of its own, wherever the ports are moved. */
class PortsTest {

    @Test
    void withoutSettingsThePortsAreTheWellKnownOnes() {
        Ports ports = Ports.plan(null, null);

        assertThat(ports.gateway()).isEqualTo(8080);
        assertThat(ports.http(Service.REFERRAL)).isEqualTo(8081);
        assertThat(ports.managementOf(Service.ESCALATION)).isEqualTo(9084);
        assertThat(ports.of(Ports.POSTGRES)).isEqualTo(5440);
        assertThat(ports.of(Ports.KAFKA)).isEqualTo(19092);
        assertThat(ports.of(Ports.KEYCLOAK)).isEqualTo(8085);
        assertThat(ports.of(Ports.SMTP)).isEqualTo(3025);
    }

    @Test
    void aBaseMovesAllPortsButTheGateways() {
        Ports ports = Ports.plan("18080", "21000");

        assertThat(ports.gateway()).isEqualTo(18080);
        assertThat(ports.byName().entrySet())
                .filteredOn(port -> !port.getKey().equals(Ports.GATEWAY))
                .allSatisfy(port -> assertThat(port.getValue()).isBetween(21001, 21024));
    }

    @Test
    void noTwoPartsShareAPort() {
        Ports ports = Ports.plan("18080", "21000");

        assertThat(new HashSet<>(ports.byName().values())).hasSameSizeAs(ports.byName().keySet());
    }

    @Test
    void aGatewayInsideTheBaseIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Ports.plan("21003", "21000"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("port 21003 to both");
    }

    @Test
    void whatIsNoPortIsRefusedWithTheSettingsName() {
        assertThatThrownBy(() -> Ports.plan("http", null)).hasMessageStartingWith("WP_PORT=http");
        assertThatThrownBy(() -> Ports.plan("80", null)).hasMessageStartingWith("WP_PORT=80");
        assertThatThrownBy(() -> Ports.plan(null, "65530"))
                .hasMessageStartingWith("WP_BASE_PORT=65530");
    }

    @Test
    void theHighestBaseThatStillHasRoomIsTaken() {
        assertThat(Ports.plan(null, "65511").of(Ports.SMTP)).isEqualTo(65535);
        assertThatThrownBy(() -> Ports.plan(null, "65512")).isInstanceOf(CannotStart.class);
    }
}
