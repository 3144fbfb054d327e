package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.uuid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.referral.domain.Accounts;
import org.wholepicture.referral.domain.EventId;

@ApplicationScoped
class JdbiAccounts implements Accounts {

    private static final String HIGHEST =
            "SELECT coalesce(max(accepted_order), 0) FROM accepted_event";

    // One snapshot. A stretch of the index on the order, each row looked up in filing's primary
    // key.
    private static final String COUNT =
            """
            INSERT INTO account AS known
                (stretch, agency, accepted, filed, being_filed, in_review, set_aside, erased)
            SELECT :first, counted.agency, counted.accepted, counted.filed, counted.being_filed,
                   counted.in_review, counted.set_aside, counted.erased
            FROM (
                SELECT e.agency, count(e.id) AS accepted,
                       count(*) FILTER (WHERE e.state = 'FILED' AND EXISTS (
                           SELECT FROM filing f WHERE f.event_id = e.id)) AS filed,
                       count(*) FILTER (WHERE e.state = 'WAITING' AND e.received > :late)
                           AS being_filed,
                       count(*) FILTER (WHERE e.state = 'REVIEW'
                           AND NOT 'CANNOT_BE_FILED' = ANY (e.reasons)) AS in_review,
                       count(*) FILTER (WHERE e.state = 'REVIEW'
                           AND 'CANNOT_BE_FILED' = ANY (e.reasons)) AS set_aside,
                       count(*) FILTER (WHERE e.state = 'ERASED') AS erased
                FROM (
                    SELECT id, agency, state, received, reasons FROM accepted_event
                    WHERE accepted_order BETWEEN :first AND :last
                    UNION ALL
                    -- So that an agency of which nothing is left is counted too.
                    SELECT NULL, agency, NULL, NULL, NULL FROM account WHERE stretch = :first
                ) AS e
                GROUP BY e.agency
            ) AS counted
            ORDER BY counted.agency
            ON CONFLICT (stretch, agency) DO UPDATE
            SET accepted = greatest(known.accepted, excluded.accepted), filed = excluded.filed,
                being_filed = excluded.being_filed, in_review = excluded.in_review,
                set_aside = excluded.set_aside, erased = excluded.erased
            """;

    private static final String ALL =
            """
            SELECT agency, sum(accepted) AS accepted, sum(filed) AS filed,
                   sum(being_filed) AS being_filed, sum(in_review) AS in_review,
                   sum(set_aside) AS set_aside, sum(erased) AS erased
            FROM account GROUP BY agency ORDER BY agency
            """;

    // What waits is answered from its partial index. What is filed once more already is not asked
    // for again.
    private static final String UNACCOUNTED =
            """
            (SELECT id, agency, true AS waiting FROM accepted_event
             WHERE state = 'WAITING' AND received <= :late
             ORDER BY accepted_order LIMIT 250)
            UNION ALL
            (SELECT e.id, e.agency, false FROM accepted_event e
             WHERE e.accepted_order BETWEEN :first AND :last AND e.state = 'FILED'
               AND e.erased_under IS NULL
               AND NOT EXISTS (SELECT FROM filing f WHERE f.event_id = e.id)
               AND NOT EXISTS (SELECT FROM refiling r WHERE r.event_id = e.id)
             ORDER BY e.accepted_order LIMIT 250)
            """;

    private static final String FILE_NOW =
            """
            UPDATE accepted_event SET next_attempt = :now
            WHERE id = ANY (:ids) AND state = 'WAITING' AND next_attempt > :now
            """;

    private static final String TOLD = "SELECT filed::text FROM tally WHERE day = :day";

    private static final String TELL =
            """
            INSERT INTO tally (day, filed) VALUES (:day, CAST(:filed AS jsonb))
            ON CONFLICT (day) DO UPDATE SET filed = excluded.filed
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final Jdbi jdbi;

    JdbiAccounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public long highest() {
        return jdbi.withHandle(handle -> handle.createQuery(HIGHEST).mapTo(Long.class).one());
    }

    @Override
    public void count(long first, long last, Instant late) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(COUNT)
                                .bind("first", first)
                                .bind("last", last)
                                .bind("late", at(late))
                                .execute());
    }

    @Override
    public List<Account> all() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(ALL)
                                .map(
                                        (row, _) ->
                                                new Account(
                                                        row.getString("agency"),
                                                        row.getLong("accepted"),
                                                        row.getLong("filed"),
                                                        row.getLong("being_filed"),
                                                        row.getLong("in_review"),
                                                        row.getLong("set_aside"),
                                                        row.getLong("erased")))
                                .list());
    }

    @Override
    public List<Unaccounted> unaccounted(long first, long last, Instant late) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(UNACCOUNTED)
                                .bind("first", first)
                                .bind("last", last)
                                .bind("late", at(late))
                                .map(
                                        (row, _) ->
                                                new Unaccounted(
                                                        new EventId(uuid(row, "id")),
                                                        row.getString("agency"),
                                                        row.getBoolean("waiting")))
                                .list());
    }

    @Override
    public void fileNow(Collection<EventId> waiting, Instant now) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(FILE_NOW)
                                .bindArray(
                                        "ids",
                                        UUID.class,
                                        waiting.stream().map(EventId::value).toList())
                                .bind("now", at(now))
                                .execute());
    }

    @Override
    public Optional<Map<String, Long>> told(LocalDate day) {
        return jdbi.withHandle(
                        handle ->
                                handle.createQuery(TOLD)
                                        .bind("day", day)
                                        .mapTo(String.class)
                                        .findOne())
                .map(JdbiAccounts::counts);
    }

    @Override
    public void tell(LocalDate day, Map<String, Long> filed) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(TELL)
                                .bind("day", day)
                                .bind("filed", json(filed))
                                .execute());
    }

    private static Map<String, Long> counts(String json) {
        try {
            return JSON.readValue(json, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tally is not what was written", e);
        }
    }

    private static String json(Map<String, Long> counts) {
        try {
            return JSON.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tally cannot be written", e);
        }
    }
}
