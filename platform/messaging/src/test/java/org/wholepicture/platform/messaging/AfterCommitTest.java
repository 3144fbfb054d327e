package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AfterCommitTest {

    @Inject AfterCommit afterCommit;

    private final List<String> ran = new ArrayList<>();

    @Test
    void runsAfterTheCommit() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            afterCommit.run(() -> ran.add("action"));
                            ran.add("work");
                        });

        assertThat(ran).containsExactly("work", "action");
    }

    @Test
    void doesNotRunAfterARollback() {
        QuarkusTransaction.begin();
        afterCommit.run(() -> ran.add("action"));
        QuarkusTransaction.rollback();

        assertThat(ran).isEmpty();
    }

    @Test
    void runsAtOnceWithoutATransaction() {
        afterCommit.run(() -> ran.add("action"));

        assertThat(ran).containsExactly("action");
    }

    @Test
    void aFailingActionChangesNothing() {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                afterCommit.run(
                                        () -> {
                                            throw new IllegalStateException("action");
                                        }));

        assertThat(ran).isEmpty();
    }
}
