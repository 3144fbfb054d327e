package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "28P01", "3D000", "40001", "40P01", "53300", "53100", "55P03",
                "57P01", "57014", "58030", "25006"
            })
    void connectionLockAndResourceErrorsPass(String state) {
        assertThat(Failures.isPassing(wrapped(new SQLException("x", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "22021", "23505", "23514", "42P01", "42501", "54000", "P0001"})
    void errorsOfTheStatementDoNot(String state) {
        assertThat(Failures.isPassing(wrapped(new SQLException("x", state)))).isFalse();
    }

    @Test
    void whatThePoolSaysPasses() {
        assertThat(Failures.isPassing(wrapped(new SQLException("Sorry, acquisition timeout!"))))
                .isTrue();
    }

    @Test
    void aHandlersOwnExceptionDoesNotPass() {
        assertThat(Failures.isPassing(new IllegalArgumentException("x"))).isFalse();
        assertThat(Failures.isPassing(new StackOverflowError())).isFalse();
    }

    @Test
    void memoryRunningOutPasses() {
        assertThat(Failures.isPassing(wrapped(new OutOfMemoryError()))).isTrue();
    }

    @Test
    void looksIntoSuppressedAndNextExceptions() {
        RuntimeException suppressing = new RuntimeException("x");
        suppressing.addSuppressed(new SQLException("x", "08006"));
        BatchUpdateException batch = new BatchUpdateException("x", "22000", new int[0]);
        batch.setNextException(new SQLException("x", "40P01"));

        assertThat(Failures.isPassing(suppressing)).isTrue();
        assertThat(Failures.isPassing(wrapped(batch))).isTrue();
    }

    @Test
    void causesInACircleEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(Failures.isPassing(second)).isFalse();
        assertThat(Failures.reason(second)).isEqualTo("java.lang.Exception");
    }

    @Test
    void theReasonQuotesNoMessage() {
        String reason =
                Failures.reason(wrapped(new SQLException("Key (name)=(Ava) exists", "23505")));

        assertThat(reason).isEqualTo("java.lang.IllegalStateException (SQLState 23505)");
    }

    @Test
    void theLoggedFailureQuotesNoMessageButSaysWhere() {
        StringWriter logged = new StringWriter();
        Failures.withoutMessages(wrapped(new SQLException("Key (name)=(Ava) exists", "23505")))
                .printStackTrace(new PrintWriter(logged));

        assertThat(logged.toString())
                .contains("java.lang.IllegalStateException", "java.sql.SQLException")
                .contains("FailuresTest.theLoggedFailure")
                .doesNotContain("Ava");
    }

    private static RuntimeException wrapped(Throwable cause) {
        return new IllegalStateException("wrapped", new RuntimeException(cause));
    }
}
