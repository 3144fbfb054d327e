package org.wholepicture.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are an outage that passes (503) and not a fault of ours (500). */
class OutageTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new SQLException("connection failure", "08006"),
                new SQLException("deadlock", "40P01"),
                new SQLException("disk full", "53100"),
                new SQLException("too many connections", "53300"),
                new SQLException("shutting down", "57P01"),
                new SQLException("Acquisition timeout while waiting for new connection"),
                new SQLException("Sorry, acquisition timeout!"),
                new SQLTransientConnectionException("pool"),
                new IllegalStateException(new RuntimeException(new SQLException("x", "08001"))));
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new SQLException("duplicate key", "23505"),
                new SQLException("syntax", "42601"),
                new SQLException("no state"),
                new IllegalStateException("Acquisition timeout"),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anUnreachableDatabaseIsAnOutage(Throwable failure) {
        assertThat(ProblemMappers.isOutage(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anythingElseIsAFault(Throwable failure) {
        assertThat(ProblemMappers.isOutage(failure)).isFalse();
    }
}
