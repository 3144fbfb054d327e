package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.IdleCheck;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.referral.application.FileEvents;
import org.wholepicture.referral.application.FilingFailedException;
import org.wholepicture.referral.domain.EventStore;

/**
 * Filing and relay do not run here: what each transaction leaves behind is what a process leaves
 * that ends after it. A turn by hand is the first one after the restart.
 */
@QuarkusTest
@TestProfile(SurvivingCrashesTest.NothingRunsByItself.class)
class SurvivingCrashesTest extends ServiceTest {

    /** Only the HTTP side runs; it is quick to give up and to say that it is enough. */
    public static final class NothingRunsByItself implements QuarkusTestProfile {

        /** For the test framework. */
        public NothingRunsByItself() {}

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "wp.referral.filing.workers", "0",
                    "wp.referral.tally.settle", "0S",
                    "wp.messaging.enabled", "false",
                    "wp.referral.intake.events-per-second", "1",
                    "wp.referral.intake.burst", "150",
                    "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "5");
        }
    }

    @Inject FileEvents files;
    @Inject EventStore events;
    @Inject InstantSource clock;
    @Inject jakarta.enterprise.inject.Instance<IdleCheck> idleChecks;

    private final String child = AnEvent.newNhsNumber();

    @BeforeEach
    void nothingIsLeftToFile() {
        execute("UPDATE accepted_event SET next_attempt = received");
        execute("UPDATE refiling SET next_attempt = now() - interval '1 day'");
        while (files.fileNext() != FileEvents.Turn.NOTHING) {
            // Until everything of earlier tests is filed.
        }
    }

    @Test
    void anAnsweredEventIsKeptWhateverHappensNextAndFiledAfterwards() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        assertThat(state(receipt)).isEqualTo("WAITING");
        assertThat(remaining()).isEqualTo(1);

        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.FILED);

        assertThat(state(receipt)).isEqualTo("FILED");
        assertThat(remaining()).isZero();
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.NOTHING);
    }

    @Test
    void aFiledEventIsInTheOutboxWhenTheProcessEndsBeforePublishing() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        var _ = files.fileNext();
        String record =
                rows("SELECT record_id FROM filing WHERE event_id = '%s'".formatted(receipt))
                        .getFirst();

        // The restart: filing looks again, and finds nothing to do twice.
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.NOTHING);

        assertThat(
                        rows(
                                """
                                SELECT sequence FROM outbox
                                WHERE key = '%s' AND published_at IS NULL ORDER BY sequence
                                """
                                        .formatted(record)))
                .containsExactly("1", "2");
    }

    @Test
    void aFilingThatFailsLeavesNothingBehindAndSucceedsLater() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        execute("ALTER TABLE outbox RENAME TO outbox_away");
        FilingFailedException failure;
        try {
            failure = catchThrowableOfType(FilingFailedException.class, files::fileNext);
        } finally {
            execute("ALTER TABLE outbox_away RENAME TO outbox");
        }

        files.giveBack(failure);

        assertThat(state(receipt)).isEqualTo("WAITING");
        assertThat(rows("SELECT value FROM record_identifier WHERE value = '%s'".formatted(child)))
                .isEmpty();
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.NOTHING);
        execute("UPDATE accepted_event SET next_attempt = received");
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.FILED);
    }

    @Test
    void anEventThatCanNeverBeFiledComesBeforeAPerson() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        execute("UPDATE accepted_event SET attempts = 7 WHERE id = '%s'".formatted(receipt));
        execute("ALTER TABLE outbox RENAME TO outbox_away");
        FilingFailedException failure;
        try {
            failure = catchThrowableOfType(FilingFailedException.class, files::fileNext);
        } finally {
            execute("ALTER TABLE outbox_away RENAME TO outbox");
        }

        files.giveBack(failure);

        assertThat(
                        rows(
                                "SELECT array_to_string(reasons, ',') FROM accepted_event WHERE id = '%s'"
                                        .formatted(receipt)))
                .containsExactly("CANNOT_BE_FILED");
    }

    @Test
    void replicasThatFileTheSameNewNumberAtOnceMakeOneRecord() throws Exception {
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            receipts.add(accepted(AnEvent.aConcern().about(child)));
        }

        fileEverythingAtOnce();

        Set<String> records = new HashSet<>();
        for (String receipt : receipts) {
            records.addAll(
                    rows("SELECT record_id FROM filing WHERE event_id = '%s'".formatted(receipt)));
        }
        assertThat(records).hasSize(1);
        assertThat(
                        rows(
                                "SELECT sequence FROM outbox WHERE key = '%s' ORDER BY sequence"
                                        .formatted(records.iterator().next())))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void eventsAboutTheSameChildrenInOppositeOrdersDoNotBlockEachOther() throws Exception {
        String other = AnEvent.newNhsNumber();
        String mother = AnEvent.newNhsNumber();
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            receipts.add(accepted(AnEvent.aConcern().aboutAll(child, other)));
            receipts.add(accepted(AnEvent.aConcern().aboutAll(other, child)));
            receipts.add(accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother)));
            AnEvent link = AnEvent.aHouseholdMember(mother).aboutAll(child, other).on("2025-08-01");
            receipts.add(accepted(link));
            receipts.add(accepted(AnEvent.aRetractionOf(AnEvent.aConcern())));
        }

        fileEverythingAtOnce();

        assertThat(
                        rows(
                                """
                                SELECT DISTINCT record_id FROM record_identifier
                                WHERE value IN ('%s', '%s')
                                """
                                        .formatted(child, other)))
                .hasSize(2);
        for (String receipt : receipts) {
            String type =
                    rows("SELECT type FROM accepted_event WHERE id = '%s'".formatted(receipt))
                            .getFirst();
            assertThat(rows("SELECT 1 FROM filing WHERE event_id = '%s'".formatted(receipt)))
                    .hasSize(type.equals("retraction") ? 0 : 2);
        }
    }

    @Test
    void troubleThatPassesNeverBringsAnEventIntoReview() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        FilingFailedException failure = failWhile("53100", "outbox", "");
        for (int time = 0; time < 10; time++) {
            files.giveBack(failure);
        }
        assertThat(attempts(receipt)).isEqualTo("0");

        execute("UPDATE accepted_event SET next_attempt = received");
        files.giveBack(failWhile("22001", "outbox", ""));

        assertThat(state(receipt)).isEqualTo("WAITING");
        assertThat(attempts(receipt)).isEqualTo("1");
    }

    @Test
    void anEventWhoseCommitFailsStandsInNobodysWay() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        String next = accepted(AnEvent.aConcern().about(AnEvent.newNhsNumber()));

        files.giveBack(failWhile("22001", "filing", "DEFERRABLE INITIALLY DEFERRED"));

        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.FILED);
        assertThat(state(next)).isEqualTo("FILED");
        assertThat(state(receipt)).isEqualTo("WAITING");
    }

    @Test
    void aFailureThatIsGivenBackLateLeavesWhatAnotherWorkerHasFiled() {
        String receipt = accepted(AnEvent.aConcern().about(child));
        execute("UPDATE accepted_event SET attempts = 7 WHERE id = '%s'".formatted(receipt));
        FilingFailedException failure = failWhile("22001", "outbox", "");
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.FILED);

        files.giveBack(failure);

        assertThat(state(receipt)).isEqualTo("FILED");
    }

    @Test
    void anEventThatIsBeingFiledCanBeAskedForOnceMore() {
        String receipt = accepted(AnEvent.aConcern().about(child));

        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            assertThat(events.claim(clock.instant())).isPresent();
                            // Another filing adds a row about the event that we hold.
                            execute(
                                    """
                                    SET lock_timeout = '2s';
                                    INSERT INTO refiling (event_id, next_attempt)
                                    VALUES ('%s', now())
                                    """
                                            .formatted(receipt));
                        });

        assertThat(rows("SELECT event_id FROM refiling")).containsExactly(receipt);
    }

    @Test
    void aRecordThatLearnsAnotherNumberMeanwhileIsNotTakenForTheChild() throws Exception {
        String record = filedUnder(accepted(AnEvent.aConcern().about(child)), files);
        AnEvent event = AnEvent.aConcern().about(child).child("upn", "B801200005001");
        String receipt = accepted(event);
        try (Connection other = PlatformServers.superuser("referral");
                Statement statement = other.createStatement();
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM record WHERE id = '%s' FOR UPDATE".formatted(record));
            var failure =
                    threads.submit(
                            () ->
                                    catchThrowableOfType(
                                            FilingFailedException.class, files::fileNext));
            Published.soon()
                    .until(
                            () ->
                                    !rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                                            .isEmpty());
            statement.execute(
                    """
                    INSERT INTO record_identifier (system, value, record_id)
                    VALUES ('upn', 'P207000016049', '%s')
                    """
                            .formatted(record));
            other.commit();
            files.giveBack(failure.get());
        }
        execute("UPDATE accepted_event SET next_attempt = received");

        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.IN_REVIEW);

        assertThat(rows("SELECT 1 FROM filing WHERE event_id = '%s'".formatted(receipt))).isEmpty();
        assertThat(attempts(receipt)).isEqualTo("0");
    }

    /** Fails the next turn: whatever is added to the table is refused with this SQLSTATE. */
    private FilingFailedException failWhile(String sqlState, String table, String when) {
        execute(
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '%s'; END $$;
                CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON %s %s
                FOR EACH ROW EXECUTE FUNCTION refuse()
                """
                        .formatted(sqlState, table, when));
        try {
            return catchThrowableOfType(FilingFailedException.class, files::fileNext);
        } finally {
            execute("DROP FUNCTION refuse() CASCADE");
        }
    }

    private static String filedUnder(String receipt, FileEvents files) {
        assertThat(files.fileNext()).isEqualTo(FileEvents.Turn.FILED);
        return rows("SELECT record_id FROM filing WHERE event_id = '%s'".formatted(receipt))
                .getFirst();
    }

    private static String attempts(String receipt) {
        return rows("SELECT attempts FROM accepted_event WHERE id = '%s'".formatted(receipt))
                .getFirst();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIs503AndTheSameEventIsAcceptedAfterwards() throws Exception {
        AnEvent event = AnEvent.aConcern().about(child);
        try (Connection connection = PlatformServers.superuser("referral");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE accepted_event IN ACCESS EXCLUSIVE MODE");

            var answer = send(event);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.contentType()).isEqualTo(PROBLEM);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        accepted(event);
    }

    @Test
    void anAgencyThatSendsTooMuchIsToldWhenToGoOn() {
        String batch = "[" + "1,".repeat(99) + "1]";
        var first = as(systemOf("loud")).contentType(BATCH).body(batch).post("/v1/events");
        assertThat(first.statusCode()).isEqualTo(207);

        var second = as(systemOf("loud")).contentType(BATCH).body(batch).post("/v1/events");

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.contentType()).isEqualTo(PROBLEM);
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(40, 51);
    }

    private void fileEverythingAtOnce() throws Exception {
        Callable<Integer> replica =
                () -> {
                    int turns = 0;
                    while (turn() != FileEvents.Turn.NOTHING) {
                        turns++;
                    }
                    return turns;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var turns : threads.invokeAll(Collections.nCopies(8, replica))) {
                assertThat(turns.get()).isNotNegative();
            }
        }
        // What one replica left because another held it.
        execute("UPDATE accepted_event SET next_attempt = received");
        assertThat(replica.call()).isNotNegative();
    }

    /**
     * A worker's turn. On a busy machine it may wait longer for the others than the connection
     * does; two that wait for each other, which the database tells after a second, are a fault.
     */
    private FileEvents.Turn turn() {
        try {
            return files.fileNext();
        } catch (FilingFailedException e) {
            assertThat(e).rootCause().isInstanceOf(SocketTimeoutException.class);
            files.giveBack(e);
            return FileEvents.Turn.IN_REVIEW;
        }
    }

    private long remaining() {
        return idleChecks.stream()
                .filter(check -> check.name().equals("filing"))
                .mapToLong(IdleCheck::remaining)
                .sum();
    }

    private static String state(String receipt) {
        return rows("SELECT state FROM accepted_event WHERE id = '%s'".formatted(receipt))
                .getFirst();
    }
}
