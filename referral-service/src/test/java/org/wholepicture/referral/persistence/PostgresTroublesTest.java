package org.wholepicture.referral.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTroublesTest {

    private final PostgresTroubles troubles = new PostgresTroubles();

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection lost
        "53300, true", // too many connections
        "53100, true", // disk full
        "57P01, true", // shutting down
        "40P01, true", // deadlock
        "55P03, true", // lock not available
        "25006, true", // became a standby
        "23505, false", // a mistake of ours
        "42P01, false",
        "22001, false"
    })
    void troubleAroundTheStatementPassesAndTheStatementsOwnDoesNot(String state, boolean passes) {
        assertThat(troubles.passes(new IllegalStateException(new SQLException("x", state))))
                .isEqualTo(passes);
    }

    @Test
    void anExhaustedPoolPasses() {
        assertThat(troubles.passes(new SQLException("no connection became free"))).isTrue();
    }

    @Test
    void aMistakeInTheProgramStays() {
        assertThat(troubles.passes(new IllegalStateException("x"))).isFalse();
    }
}
