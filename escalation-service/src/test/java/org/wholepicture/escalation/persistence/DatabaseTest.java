package org.wholepicture.escalation.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.wholepicture.escalation.EscalationServers;

/** What goes wrong in the database is told without what people have written. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class DatabaseTest {

    @Inject Jdbi jdbi;

    @Test
    void aFailedStatementDoesNotQuoteWhatWasBound() {
        assertThatThrownBy(
                        () ->
                                jdbi.useHandle(
                                        handle ->
                                                handle.createQuery("SELECT :words FROM nowhere")
                                                        .bind("words", "Words-Canary")
                                                        .mapTo(String.class)
                                                        .list()))
                .isInstanceOf(JdbiException.class)
                .hasMessageNotContaining("Words-Canary");
    }
}
