package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.application.StepDownStore;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.StepDownDecision;
import org.wholepicture.alert.domain.SteppedDown;

/** Decisions before step-downs, and the step-downs. */
@ApplicationScoped
class StepDownRows implements StepDownStore {

    private static final String RECORD =
            """
            INSERT INTO step_down_check
                (event, record, decided_by, decided_at, decision, reasons, events, network, words)
            VALUES (:event, :record, :by, :at, :decision, :reasons, :events, :network, :words)
            """;

    private static final String DECISIONS =
            """
            SELECT c.* FROM step_down_check c JOIN person_record r ON r.record = c.record
            WHERE r.person = :person ORDER BY c.number DESC
            """;

    private static final String OF_PERSON =
            "SELECT * FROM step_down WHERE person = :person ORDER BY known_on, event";

    private static final String CLEAR = "DELETE FROM step_down WHERE person = :person";

    private static final String ADD =
            """
            INSERT INTO step_down
                (person, event, agency, closed, happened, known_on, mark, reasons, events, decision)
            VALUES (:person, :event, :agency, :closed, :happened, :knownOn, :mark, :reasons, :events,
                CAST(:decision AS uuid))
            """;

    private static final String LIST =
            """
            SELECT s.*, c.decided_by FROM step_down s
            LEFT JOIN step_down_check c ON c.event = s.decision
            WHERE (CAST(:mark AS text) IS NULL OR s.mark = :mark)
              AND (CAST(:agency AS text) IS NULL OR s.agency = :agency
                OR s.person IN (
                    SELECT p.person FROM person p JOIN practitioner l ON l.practitioner = p.lead
                    WHERE (l.manager = :manager OR l.practitioner = :manager)
                      AND (p.lead_until IS NULL OR p.lead_until > :now)))
              AND (CAST(:knownOn AS date) IS NULL
                OR (s.known_on, s.event) < (CAST(:knownOn AS date), CAST(:event AS uuid)))
            ORDER BY s.known_on DESC, s.event DESC LIMIT :most
            """;

    // The fact keeps that somebody decided, and no more why; nobody sends it again.
    private static final String STRIP =
            """
            WITH stripped AS (
                UPDATE step_down_check SET words = '', reasons = '{}', events = '{}'
                WHERE record = :record
                  AND (events && :erased
                    OR :extent IS NOT NULL AND (decided_at <= :known OR :extent = 'EVERYTHING'))
                RETURNING event),
            facts AS (
                UPDATE fact SET content = jsonb_set(content, '{0,reasons}', '[]')
                WHERE record = :record AND kind = 'step-down-checked'
                  AND event IN (SELECT event FROM stripped))
            SELECT event FROM stripped
            """;

    private final Jdbi jdbi;

    StepDownRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void record(Decision decision) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(RECORD)
                                .bind("event", decision.event().value())
                                .bind("record", decision.record())
                                .bind("by", decision.by())
                                .bind("at", decision.at())
                                .bind("decision", decision.decision().name())
                                .bindArray("reasons", String.class, decision.reasons().toArray())
                                .bindArray("events", UUID.class, ids(decision.events()))
                                .bindArray("network", String.class, decision.network().toArray())
                                .bind("words", decision.words())
                                .execute());
    }

    @Override
    public List<Decision> decisions(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(DECISIONS)
                                .bind("person", person)
                                .map((row, _) -> decision(row))
                                .list());
    }

    @Override
    public void put(UUID person, List<SteppedDown> stepDowns) {
        jdbi.useHandle(
                handle -> {
                    // Almost always nothing has changed, and nothing is written.
                    if (stepDowns.equals(of(person))) {
                        return;
                    }
                    handle.createUpdate(CLEAR).bind("person", person).execute();
                    if (stepDowns.isEmpty()) {
                        return;
                    }
                    PreparedBatch batch = handle.prepareBatch(ADD);
                    for (SteppedDown one : stepDowns) {
                        batch.bind("person", person)
                                .bind("event", one.event().value())
                                .bind("agency", one.agency())
                                .bind("closed", one.closed())
                                .bind("happened", one.happened())
                                .bind("knownOn", one.knownOn())
                                .bind("mark", one.mark().name())
                                .bindArray("reasons", String.class, one.reasons().toArray())
                                .bindArray("events", UUID.class, ids(one.events()))
                                .bind(
                                        "decision",
                                        one.decision() == null ? null : one.decision().value())
                                .add();
                    }
                    batch.execute();
                });
    }

    @Override
    public List<SteppedDown> of(UUID person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(OF_PERSON)
                                .bind("person", person)
                                .map((row, _) -> steppedDown(row))
                                .list());
    }

    @Override
    public List<Line> list(Wanted wanted) {
        Place after = wanted.after();
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LIST)
                                .bind("mark", wanted.mark() == null ? null : wanted.mark().name())
                                .bind("agency", wanted.agency())
                                .bind("manager", wanted.manager())
                                .bind("now", wanted.now())
                                .bind("knownOn", after == null ? null : after.knownOn())
                                .bind("event", after == null ? null : after.event())
                                .bind("most", wanted.most())
                                .map(
                                        (row, _) ->
                                                new Line(
                                                        row.getObject("person", UUID.class),
                                                        steppedDown(row),
                                                        row.getString("decided_by")))
                                .list());
    }

    @Override
    public List<UUID> strip(Erasure erasure) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(STRIP)
                                .bind("record", erasure.record())
                                .bindArray("erased", UUID.class, erasure.erased().toArray())
                                .bind(
                                        "extent",
                                        erasure.extent() == null ? null : erasure.extent().name())
                                .bind("known", erasure.known())
                                .mapTo(UUID.class)
                                .list());
    }

    private static Object[] ids(List<EventId> events) {
        return events.stream().map(EventId::value).toArray();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                new EventId(row.getObject("event", UUID.class)),
                row.getObject("record", UUID.class),
                row.getString("decided_by"),
                row.getTimestamp("decided_at").toInstant(),
                StepDownDecision.valueOf(row.getString("decision")),
                texts(row, "reasons"),
                events(row),
                texts(row, "network"),
                row.getString("words"));
    }

    private static SteppedDown steppedDown(ResultSet row) throws SQLException {
        return new SteppedDown(
                new EventId(row.getObject("event", UUID.class)),
                row.getString("agency"),
                row.getBoolean("closed"),
                row.getObject("happened", LocalDate.class),
                row.getObject("known_on", LocalDate.class),
                SteppedDown.Mark.valueOf(row.getString("mark")),
                texts(row, "reasons"),
                events(row),
                decisionOf(row.getObject("decision", UUID.class)));
    }

    private static @Nullable EventId decisionOf(@Nullable UUID decision) {
        return decision == null ? null : new EventId(decision);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static List<EventId> events(ResultSet row) throws SQLException {
        return Stream.of((UUID[]) row.getArray("events").getArray()).map(EventId::new).toList();
    }
}
