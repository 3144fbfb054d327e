package org.wholepicture.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What would make a start fail later is said first, in one sentence that names the setting. */
class PreflightTest {

    private static final Preflight.Range OUTGOING = new Preflight.Range(32768, 60999);

    @Test
    void aPortThatOutgoingConnectionsMayTakeIsNamed() {
        assertThat(Preflight.inside(Ports.plan("18080", "32748"), OUTGOING))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("keycloak").contains("32768"));
    }

    @Test
    void theLastBaseBelowTheRangeIsFine() {
        assertThat(Preflight.inside(Ports.plan("18080", "32743"), OUTGOING)).isEmpty();
        assertThat(Preflight.inside(Ports.plan(null, null), OUTGOING)).isEmpty();
    }

    @Test
    void aTakenPortsSentenceSaysWhichSettingMovesIt() {
        assertThat(Preflight.taken(Ports.GATEWAY, 8080)).contains("8080").contains("WP_PORT=9080");
        assertThat(Preflight.taken("kafka", 19092)).contains("19092").contains("WP_BASE_PORT");
    }

    @Test
    void aDiskThatIsNearlyFullIsNamedWithTheFolder() {
        StateFolder state = new StateFolder(Path.of("/srv/state"));

        assertThat(Preflight.disk(1_999, state))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("1999 MB")
                                        .contains("/srv/state")
                                        .contains("WP_STATE"));
        assertThat(Preflight.disk(2_000, state)).isEmpty();
    }
}
