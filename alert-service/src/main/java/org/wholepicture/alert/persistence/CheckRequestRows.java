package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.CheckRequests;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.EventId;

/** Questions to other agencies, and their answers. */
@ApplicationScoped
class CheckRequestRows implements CheckRequests {

    private static final String FIND = "SELECT * FROM check_request WHERE id = :id";

    private static final String OF_ALERT =
            "SELECT * FROM check_request WHERE alert = :id ORDER BY number";

    private static final String TO_AGENCY =
            """
            SELECT * FROM check_request WHERE agency = :agency
            ORDER BY answer IS NOT NULL, number DESC LIMIT :most
            """;

    private static final String ADD =
            """
            INSERT INTO check_request
                (id, alert, agency, events, asked_by, asking_agency, asked_at, due, overdue_at, mail)
            VALUES (:id, :alert, :agency, :events, :askedBy, :askingAgency, :askedAt, :due,
                :overdueAt, :mail)
            """;

    private static final String ANSWER =
            """
            UPDATE check_request SET event = :event, answer = :answer, basis = :basis, words = :words,
                answered_by = :by, answered_at = :at
            WHERE id = :id AND answer IS NULL
            """;

    private static final String OVERDUE =
            """
            FROM check_request c JOIN alert a ON a.id = c.alert
            WHERE c.overdue_at <= :now AND c.answer IS NULL AND c.reminder IS NULL
              AND a.state = 'OPEN'
            """;

    private static final String HOLD_OVERDUE =
            "SELECT c.* "
                    + OVERDUE
                    + " ORDER BY c.overdue_at, c.id LIMIT 1 FOR UPDATE OF c SKIP LOCKED";

    private static final String COUNT_OVERDUE = "SELECT count(*) " + OVERDUE;

    private static final String REMINDED =
            "UPDATE check_request SET reminder = :mail WHERE id = :id";

    private final Jdbi jdbi;

    CheckRequestRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Request> find(UUID request) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", request)
                                .map((row, _) -> request(row))
                                .findOne());
    }

    @Override
    public List<Request> ofAlert(UUID alert) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(OF_ALERT)
                                .bind("id", alert)
                                .map((row, _) -> request(row))
                                .list());
    }

    @Override
    public List<Request> toAgency(String agency, int most) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(TO_AGENCY)
                                .bind("agency", agency)
                                .bind("most", most)
                                .map((row, _) -> request(row))
                                .list());
    }

    @Override
    public void add(Request request, Instant overdueAt, UUID mail) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ADD)
                                .bind("id", request.id())
                                .bind("alert", request.alert())
                                .bind("agency", request.agency())
                                .bindArray(
                                        "events",
                                        UUID.class,
                                        request.events().stream().map(EventId::value).toArray())
                                .bind("askedBy", request.askedBy())
                                .bind("askingAgency", request.askingAgency())
                                .bind("askedAt", request.askedAt())
                                .bind("due", request.due())
                                .bind("overdueAt", overdueAt)
                                .bind("mail", mail)
                                .execute());
    }

    @Override
    public void answer(UUID request, Answer answer) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ANSWER)
                                .bind("id", request)
                                .bind("event", answer.event().value())
                                .bind("answer", answer.answer().name())
                                .bind(
                                        "basis",
                                        answer.basis() == null ? null : answer.basis().name())
                                .bind("words", answer.words())
                                .bind("by", answer.by())
                                .bind("at", answer.at())
                                .execute());
    }

    @Override
    public Optional<Request> holdOverdue(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(HOLD_OVERDUE)
                                .bind("now", now)
                                .map((row, _) -> request(row))
                                .findOne());
    }

    @Override
    public long overdue(Instant now) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(COUNT_OVERDUE).bind("now", now).mapTo(Long.class).one());
    }

    @Override
    public void reminded(UUID request, UUID mail) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(REMINDED)
                                .bind("id", request)
                                .bind("mail", mail)
                                .execute());
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                row.getObject("alert", UUID.class),
                row.getString("agency"),
                Stream.of((UUID[]) row.getArray("events").getArray()).map(EventId::new).toList(),
                row.getString("asked_by"),
                row.getString("asking_agency"),
                row.getTimestamp("asked_at").toInstant(),
                row.getObject("due", LocalDate.class),
                answer(row));
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        String answer = row.getString("answer");
        if (answer == null) {
            return null;
        }
        String basis = row.getString("basis");
        return new Answer(
                new EventId(row.getObject("event", UUID.class)),
                CheckAnswer.valueOf(answer),
                basis == null ? null : Basis.valueOf(basis),
                row.getString("words"),
                row.getString("answered_by"),
                row.getTimestamp("answered_at").toInstant());
    }
}
