package org.wholepicture.alert.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.AlertLife;
import org.wholepicture.alert.application.MailTimes;
import org.wholepicture.alert.application.StoredAlert;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Suppression;

/** What people and time do to alerts. */
@ApplicationScoped
class LifeRows implements AlertLife {

    private static final String ANSWER =
            """
            UPDATE alert SET acknowledged_by = :by, acknowledged_at = :at, acknowledgement = :reason,
                useful = :useful, in_plan = :inPlan
            WHERE id = :id
            """;

    private static final String KEEP_ANSWER =
            """
            INSERT INTO alert_answer (alert, number, at, by, reason, useful, in_plan, asked_from)
            SELECT :id, coalesce(max(number), 0) + 1, :at, :by, :reason, :useful, :inPlan, :askedFrom
            FROM alert_answer WHERE alert = :id
            """;

    private static final String PROPOSE =
            """
            INSERT INTO suppression (id, alert, proposed_by, proposed_at, reason, working_days)
            VALUES (gen_random_uuid(), :id, :by, :at, :reason, :days)
            """;

    private static final String APPROVE =
            """
            UPDATE suppression SET approved_by = :by, approved_at = :at, until = :until
            WHERE alert = :id AND ended_at IS NULL
            """;

    private static final String END_SUPPRESSION =
            "UPDATE suppression SET ended_at = :at WHERE alert = :id AND ended_at IS NULL";

    private static final String CLAIM =
            "UPDATE alert SET claimed_by = :by, claimed_at = :at WHERE id = :id";

    private static final String ASK_FROM =
            """
            UPDATE alert SET answer_from = :from, moves_up_at = :movesUpAt, moved_up_at = NULL,
                moved_up_to = NULL
            WHERE id = :id
            """;

    private static final String SPEAK_AGAIN =
            """
            UPDATE alert SET acknowledged_by = NULL, acknowledged_at = NULL, acknowledgement = NULL,
                useful = NULL, in_plan = false, mail = NULL, mail_due_at = :due,
                by_digest = :byDigest
            WHERE id = :id
            """;

    private static final String MOVED_UP =
            "UPDATE alert SET moved_up_at = :at, moved_up_to = :to WHERE id = :id";

    // One that nobody answers for waits in the queue, where it shows as overdue.
    private static final String TO_MOVE_UP =
            """
            FROM alert a JOIN person_owner(:today) o ON o.person = a.person
            WHERE a.state = 'OPEN' AND a.acknowledged_at IS NULL AND a.moved_up_at IS NULL
                AND a.moves_up_at <= :now
                AND ((o.owner IS NOT NULL AND (o.lead_until IS NULL OR o.lead_until > :now))
                    OR a.claimed_by IS NOT NULL)
                AND (o.mail_set_aside_until IS NULL OR o.mail_set_aside_until <= :now)
                AND NOT EXISTS (SELECT FROM suppression s
                    WHERE s.alert = a.id AND s.ended_at IS NULL AND s.until IS NOT NULL)
            """;

    private static final String PERSON_TO_MOVE_UP =
            "SELECT a.person " + TO_MOVE_UP + " ORDER BY a.moves_up_at LIMIT 1";

    private static final String PERSONS_TO_MOVE_UP =
            "SELECT count(DISTINCT a.person) " + TO_MOVE_UP;

    private static final String PUT_OFF =
            """
            FROM suppression s JOIN alert a ON a.id = s.alert JOIN person p ON p.person = a.person
            WHERE s.ended_at IS NULL AND s.until < :today AND a.state = 'OPEN'
                AND (p.mail_set_aside_until IS NULL OR p.mail_set_aside_until <= :now)
            """;

    private static final String PERSON_PUT_OFF =
            "SELECT a.person " + PUT_OFF + " ORDER BY s.until LIMIT 1";

    private static final String PERSONS_PUT_OFF = "SELECT count(DISTINCT a.person) " + PUT_OFF;

    private static final String RECORD =
            """
            INSERT INTO evidence (event, alert, recorded_by, recorded_at, basis, words)
            VALUES (:event, :id, :by, :at, :basis, :words)
            """;

    private static final String EVIDENCE =
            """
            SELECT event, alert, recorded_by, recorded_at, basis, words FROM evidence
            WHERE alert = :id ORDER BY recorded_at, event
            """;

    private final Jdbi jdbi;

    LifeRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void answer(StoredAlert alert, Acknowledgement answer) {
        jdbi.useHandle(
                handle -> {
                    answered(handle.createUpdate(ANSWER), alert, answer).execute();
                    answered(handle.createUpdate(KEEP_ANSWER), alert, answer)
                            .bind("askedFrom", alert.waiting().from())
                            .execute();
                });
    }

    private static Update answered(Update update, StoredAlert alert, Acknowledgement answer) {
        return update.bind("id", alert.id())
                .bind("by", answer.practitioner())
                .bind("at", answer.at())
                .bind("reason", answer.reason())
                .bind("useful", answer.useful())
                .bind("inPlan", answer.inPlan());
    }

    @Override
    public void propose(UUID alert, Suppression.Proposal proposal) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PROPOSE)
                                .bind("id", alert)
                                .bind("by", proposal.by())
                                .bind("at", proposal.at())
                                .bind("reason", proposal.reason())
                                .bind("days", proposal.workingDays())
                                .execute());
    }

    @Override
    public void approve(UUID alert, Suppression suppression) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(APPROVE)
                                .bind("id", alert)
                                .bind("by", suppression.approvedBy())
                                .bind("at", suppression.approvedAt())
                                .bind("until", suppression.until())
                                .execute());
    }

    @Override
    public void endSuppression(UUID alert, Instant at) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(END_SUPPRESSION)
                                .bind("id", alert)
                                .bind("at", at)
                                .execute());
    }

    @Override
    public void claim(UUID alert, StoredAlert.@Nullable Claim claim) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(CLAIM)
                                .bind("id", alert)
                                .bind("by", claim == null ? null : claim.by())
                                .bind("at", claim == null ? null : claim.at())
                                .execute());
    }

    @Override
    public void askFrom(UUID alert, Instant from, @Nullable Instant movesUpAt) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(ASK_FROM)
                                .bind("id", alert)
                                .bind("from", from)
                                .bind("movesUpAt", movesUpAt)
                                .execute());
    }

    @Override
    public void speakAgain(UUID alert, Instant due, boolean byDigest) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(SPEAK_AGAIN)
                                .bind("id", alert)
                                .bind("due", due)
                                .bind("byDigest", byDigest)
                                .execute());
    }

    @Override
    public void movedUp(UUID alert, StoredAlert.MovedUp movedUp) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(MOVED_UP)
                                .bind("id", alert)
                                .bind("at", movedUp.at())
                                .bind("to", movedUp.to())
                                .execute());
    }

    @Override
    public Optional<UUID> personToMoveUp(Instant now) {
        return jdbi.withHandle(
                handle ->
                        on(handle.createQuery(PERSON_TO_MOVE_UP), today(now), now)
                                .mapTo(UUID.class)
                                .findOne());
    }

    @Override
    public long personsToMoveUp(Instant now) {
        return jdbi.withHandle(
                handle ->
                        on(handle.createQuery(PERSONS_TO_MOVE_UP), today(now), now)
                                .mapTo(Long.class)
                                .one());
    }

    @Override
    public Optional<UUID> personPutOffUntilBefore(LocalDate today, Instant now) {
        return jdbi.withHandle(
                handle ->
                        on(handle.createQuery(PERSON_PUT_OFF), today, now)
                                .mapTo(UUID.class)
                                .findOne());
    }

    @Override
    public long personsPutOffUntilBefore(LocalDate today, Instant now) {
        return jdbi.withHandle(
                handle ->
                        on(handle.createQuery(PERSONS_PUT_OFF), today, now)
                                .mapTo(Long.class)
                                .one());
    }

    private static LocalDate today(Instant now) {
        return now.atZone(MailTimes.LONDON).toLocalDate();
    }

    private static Query on(Query query, LocalDate today, Instant now) {
        return query.bind("today", today).bind("now", now);
    }

    @Override
    public void record(Evidence evidence) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(RECORD)
                                .bind("event", evidence.event().value())
                                .bind("id", evidence.alert())
                                .bind("by", evidence.by())
                                .bind("at", evidence.at())
                                .bind("basis", evidence.basis().name())
                                .bind("words", evidence.words())
                                .execute());
    }

    @Override
    public List<Evidence> evidence(UUID alert) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(EVIDENCE)
                                .bind("id", alert)
                                .map(
                                        (row, _) ->
                                                new Evidence(
                                                        new EventId(
                                                                row.getObject("event", UUID.class)),
                                                        row.getObject("alert", UUID.class),
                                                        row.getString("recorded_by"),
                                                        row.getTimestamp("recorded_at").toInstant(),
                                                        Basis.valueOf(row.getString("basis")),
                                                        row.getString("words")))
                                .list());
    }
}
