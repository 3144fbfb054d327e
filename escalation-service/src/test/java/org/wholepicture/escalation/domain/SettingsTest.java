package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The defaults of domain.md C2, and stages beyond the list (reading A50). */
class SettingsTest {

    @Test
    void theDefaultsAreOneOneTwoThreeFive() {
        assertThat(Settings.DEFAULTS.stages())
                .extracting(Settings.StageSetting::limit)
                .containsExactly(1, 1, 2, 3, 5);
    }

    @Test
    void aStageBeyondTheListHasTheLastLimitAndItsOwnNumber() {
        Settings.StageSetting beyond = Settings.DEFAULTS.stage(8);

        assertThat(beyond.limit()).isEqualTo(5);
        assertThat(beyond.name()).isEqualTo("Stage 8");
        assertThat(beyond.who()).isEqualTo(Settings.DEFAULTS.stage(5).who());
    }
}
