package org.wholepicture.chronology.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.platform.testsupport.PlatformServers;

/**
 * The second wall alone: whatever the code asks, PostgreSQL answers about granted persons and
 * nobody else, and forgetting a role or the list is an error and neither everything nor nothing.
 */
@QuarkusTest
class RowLevelSecurityTest {

    private static final PersonId ONE = person("b1");
    private static final PersonId OTHER = person("b2");
    private static final Instant KNOWN = Instant.parse("2026-01-05T09:00:00Z");
    private static final Question ALL =
            new Question(Set.of(), Set.of(), null, null, null, null, 50);

    private static final List<String> FACTS =
            List.of(
                    "entry",
                    "entry_mark",
                    "record_now",
                    "record_membership",
                    "record_opening",
                    "confirmation");

    @Inject FactStore facts;
    @Inject TimelineStore timelines;

    @BeforeEach
    void twoChildren() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            add("a1", ONE, "e1");
                            add("a2", OTHER, "e2");
                        });
    }

    private void add(String record, PersonId person, String event) {
        RecordId id = new RecordId(uuid(record));
        facts.add(new Membership(id, person, KNOWN, 1, false));
        facts.add(new Child(id, 1, KNOWN, null, null, "Alex", "Sample"));
        facts.add(
                new Confirmation(
                        id,
                        person,
                        2,
                        new EventId(uuid("c" + record)),
                        KNOWN,
                        new PractitionerId("pr-rows"),
                        Confirmation.HeldAs.NAMED,
                        KNOWN,
                        null,
                        false,
                        new PractitionerId("pr-front-door")));
        facts.add(
                List.of(
                        new Mark(
                                id,
                                new EventId(uuid(event)),
                                Mark.Kind.DISPUTED,
                                new EventId(uuid("d" + record)),
                                KNOWN,
                                null)));
        facts.add(
                new Entry(
                        id,
                        new EventId(uuid(event)),
                        EntryKind.FACT,
                        EntryType.CONTACT,
                        new AgencyId("school"),
                        new Happened(Moment.parse("2026-01-05"), null, Happened.Precision.DAY),
                        KNOWN,
                        KNOWN,
                        KNOWN,
                        null,
                        null,
                        null,
                        Sensitivity.NORMAL,
                        null,
                        List.of(),
                        java.util.Map.of(),
                        Narrative.NONE));
    }

    @Test
    void withoutTheCodesCheckAnUngrantedPersonIsEmpty() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            assertThat(timelines.find(Set.of(ONE), ONE, ALL, KNOWN).lines())
                                    .hasSize(1);
                            assertThat(timelines.find(Set.of(ONE), OTHER, ALL, KNOWN).lines())
                                    .isEmpty();
                            assertThat(timelines.find(Set.of(), ONE, ALL, KNOWN).lines()).isEmpty();
                            assertThat(
                                            timelines.entries(
                                                    Set.of(ONE),
                                                    OTHER,
                                                    List.of(new EventId(uuid("e2")))))
                                    .isEmpty();
                            assertThat(timelines.children(Set.of(ONE))).containsOnlyKeys(ONE);
                            assertThat(timelines.children(Set.of(ONE, OTHER)))
                                    .containsOnlyKeys(ONE, OTHER);
                        });
    }

    @Test
    void theLoginRoleHasNoRightOnAnyFact() throws SQLException {
        try (Connection login = login()) {
            for (String table : FACTS) {
                assertThatThrownBy(() -> count(login, "SELECT count(*) FROM " + table))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> run(login, "SET ROLE chronology_owner"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> count(login, "SELECT count(*) FROM audit_entry"))
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entry",
                "entry_mark",
                "record_now",
                "record_membership",
                "record_opening",
                "confirmation",
                "entry WHERE record = '00000000-0000-4000-8000-00000000ffff'",
                "entry WHERE false"
            })
    void aReaderWithoutAListIsAnErrorAlsoWhereNoRowWouldBeMet(String from) throws SQLException {
        try (Connection login = login()) {
            run(login, "BEGIN");
            run(login, "SET LOCAL ROLE chronology_reader");

            assertThatThrownBy(() -> count(login, "SELECT count(*) FROM " + from))
                    .hasMessageContaining("wp.granted_persons");
        }
    }

    @Test
    void aListLeftOverFromAnEarlierTransactionIsAnError() throws SQLException {
        try (Connection login = login()) {
            asReader(login, ONE);
            assertThat(count(login, "SELECT count(*) FROM entry")).isEqualTo(1);
            run(login, "COMMIT");

            run(login, "BEGIN");
            run(login, "SET LOCAL ROLE chronology_reader");
            assertThatThrownBy(() -> count(login, "SELECT count(*) FROM entry"))
                    .hasMessageContaining("malformed array literal");
        }
    }

    @Test
    void aReaderSeesTheGrantedPersonInEveryTable() throws SQLException {
        try (Connection login = login()) {
            asReader(login, ONE);
            for (String table : FACTS) {
                assertThat(count(login, rowsOf(table, "a1"))).as(table).isEqualTo(1);
                assertThat(count(login, rowsOf(table, "a2"))).as(table).isZero();
            }
        }
    }

    private static String rowsOf(String table, String record) {
        return "SELECT count(*) FROM %s WHERE record = '%s'".formatted(table, uuid(record));
    }

    @Test
    void aReaderWritesNothingAndAWriterChangesNothing() throws SQLException {
        try (Connection login = login()) {
            asReader(login, ONE);
            assertThatThrownBy(() -> run(login, "DELETE FROM entry"))
                    .hasMessageContaining("permission denied");
            run(login, "ROLLBACK");
            for (String change :
                    List.of(
                            "UPDATE entry SET agency = 'x'",
                            "DELETE FROM entry",
                            "TRUNCATE entry",
                            "DELETE FROM entry_mark",
                            "UPDATE confirmation SET ended = false",
                            "DELETE FROM record_now")) {
                run(login, "BEGIN");
                run(login, "SET LOCAL ROLE chronology_writer");
                assertThatThrownBy(() -> run(login, change))
                        .hasMessageContaining("permission denied");
                run(login, "ROLLBACK");
            }
        }
    }

    @Test
    void theRoleThatDecidesSeesNoFact() throws SQLException {
        try (Connection login = login()) {
            for (String table : List.of("entry", "entry_mark", "record_opening", "record_now")) {
                run(login, "BEGIN");
                run(login, "SET LOCAL ROLE chronology_access");
                assertThatThrownBy(() -> count(login, "SELECT count(*) FROM " + table))
                        .hasMessageContaining("permission denied");
                run(login, "ROLLBACK");
            }
        }
    }

    @Test
    void whoMakesFilesReadsNoneOfThem() throws SQLException {
        try (Connection login = login()) {
            run(login, "BEGIN");
            run(login, "SET LOCAL ROLE chronology_maker");
            assertThat(count(login, "SELECT count(number) FROM export_part")).isNotNegative();
            assertThatThrownBy(() -> count(login, "SELECT count(content) FROM export_part"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theOwnerItselfIsBoundByThePolicies() throws SQLException {
        try (Connection superuser = PlatformServers.superuser("chronology")) {
            run(superuser, "SET ROLE chronology_owner");
            assertThat(count(superuser, "SELECT count(*) FROM entry")).isZero();
        }
    }

    @Test
    void theRoleIsGivenBackForWhatElseRunsInTheTransaction() {
        QuarkusTransaction.requiringNew()
                .run(
                        () -> {
                            timelines.find(Set.of(ONE), ONE, ALL, KNOWN);
                            assertThat(currentRole()).isEqualTo("chronology");
                        });
    }

    @Inject Jdbi jdbi;

    private String currentRole() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT current_user").mapTo(String.class).one());
    }

    /** Two callers, one connection, a thousand turns: neither ever sees the other's child. */
    @Test
    void twoCallersOnOneConnectionNeverSeeEachOthersChild() throws Exception {
        try (Connection only = login();
                ExecutorService two = Executors.newFixedThreadPool(2)) {
            only.setAutoCommit(false);
            Jdbi pool = Jdbi.create(() -> notClosing(only));
            pool.setTransactionHandler(new CMTTransactionHandler());
            pool.getConfig(Handles.class).setForceEndTransactions(false);
            pool.registerArrayType(UUID.class, "uuid");
            pool.registerArrayType(String.class, "text");
            var store = new JdbiTimelineStore(new Roles(pool), new Json(new ObjectMapper()));
            ReentrantLock turn = new ReentrantLock(true);

            Future<?> first = two.submit(() -> readByTurns(only, turn, store, ONE, OTHER));
            Future<?> second = two.submit(() -> readByTurns(only, turn, store, OTHER, ONE));

            await(first);
            await(second);
        }
    }

    private static void readByTurns(
            Connection only,
            ReentrantLock turn,
            TimelineStore store,
            PersonId own,
            PersonId other) {
        for (int i = 0; i < 250; i++) {
            turn.lock();
            try {
                assertThat(store.find(Set.of(own), own, ALL, KNOWN).lines()).hasSize(1);
                assertThat(store.find(Set.of(own), other, ALL, KNOWN).lines()).isEmpty();
                if (i % 2 == 0) {
                    only.commit();
                } else {
                    only.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                turn.unlock();
            }
        }
    }

    private static void await(Future<?> turns) throws InterruptedException, ExecutionException {
        turns.get();
    }

    private static Connection notClosing(Connection connection) {
        return (Connection)
                java.lang.reflect.Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) ->
                                method.getName().equals("close")
                                        ? null
                                        : method.invoke(connection, arguments));
    }

    private static void asReader(Connection login, PersonId granted) throws SQLException {
        run(login, "BEGIN");
        run(login, "SET LOCAL ROLE chronology_reader");
        run(login, "SELECT set_config('wp.granted_persons', '{" + granted + "}', true)");
    }

    private static Connection login() throws SQLException {
        return DriverManager.getConnection(
                PlatformServers.url("chronology"), "chronology", "chronology");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static PersonId person(String number) {
        return new PersonId(uuid(number));
    }

    private static UUID uuid(String number) {
        return UUID.fromString(
                "000000ee-0000-4000-8000-" + "0".repeat(12 - number.length()) + number);
    }
}
