package org.wholepicture.referral.persistence;

import static org.wholepicture.referral.persistence.Database.at;
import static org.wholepicture.referral.persistence.Database.atOrNull;
import static org.wholepicture.referral.persistence.Database.instant;
import static org.wholepicture.referral.persistence.Database.instantOrNull;
import static org.wholepicture.referral.persistence.Database.uuid;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Sharing;
import org.wholepicture.referral.domain.SharingPolicy;
import org.wholepicture.referral.domain.ShieldList;

@ApplicationScoped
class JdbiSharing implements Sharing {

    private static final String ALL =
            "SELECT * FROM sharing_policy ORDER BY proposed_at DESC, id LIMIT 1000";

    private static final String LOCK = "SELECT * FROM sharing_policy WHERE id = :id FOR UPDATE";

    private static final String PUT =
            """
            INSERT INTO sharing_policy (id, agency, purpose, data_class, effect, from_at, until_at,
                reason, proposed_by, proposed_at, approved_by, approved_at, ended_by, ended_at)
            VALUES (:id, :agency, :purpose, :dataClass, :effect, :from, :until,
                :reason, :proposedBy, :proposedAt, :approvedBy, :approvedAt, :endedBy, :endedAt)
            ON CONFLICT (id) DO UPDATE SET
                until_at = excluded.until_at,
                approved_by = excluded.approved_by, approved_at = excluded.approved_at,
                ended_by = excluded.ended_by, ended_at = excluded.ended_at
            """;

    private static final String SHIELD =
            """
            INSERT INTO shield_list
                (person, practitioners, reason, set_by, set_at, approved_by, approved_at)
            VALUES (:person, :practitioners, :reason, :by, :at, :approvedBy, :approvedAt)
            RETURNING *
            """;

    private static final String SHIELD_LIST =
            """
            SELECT * FROM shield_list
            WHERE person = :person AND approved_at IS NOT NULL
            ORDER BY approved_at DESC, number DESC LIMIT 1
            """;

    // Whatever was set after it says more than what waited before: that is proposed anew.
    private static final String WAITING =
            """
            SELECT * FROM shield_list w
            WHERE w.person = :person AND w.approved_at IS NULL
              AND NOT EXISTS (
                  SELECT FROM shield_list a
                  WHERE a.person = w.person AND a.approved_at IS NOT NULL AND a.number > w.number)
            """;

    private static final String LOCK_WAITING = WAITING + " AND w.number = :number FOR UPDATE";

    private static final String ALL_WAITING = WAITING + " ORDER BY w.number DESC LIMIT 50";

    private static final String APPROVE =
            """
            UPDATE shield_list SET approved_by = :by, approved_at = :at WHERE number = :number
            RETURNING *
            """;

    // The topic is compacted, so nobody asks for these again; one every ten seconds would stay for
    // ever.
    private static final String FORGET =
            """
            DELETE FROM outbox o
            WHERE o.topic = 'access' AND o.key = 'referral-service' AND o.published_at IS NOT NULL
                AND o.sequence < (
                    SELECT last FROM outbox_number WHERE topic = 'access' AND key = 'referral-service')
            """;

    private final Jdbi jdbi;

    JdbiSharing(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<SharingPolicy> all() {
        return jdbi.withHandle(
                handle -> handle.createQuery(ALL).map((row, _) -> policy(row)).list());
    }

    @Override
    public Optional<SharingPolicy> lock(UUID id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK)
                                .bind("id", id)
                                .map((row, _) -> policy(row))
                                .findOne());
    }

    @Override
    public void put(SharingPolicy policy) {
        SharingPolicy.Purpose purpose = policy.purpose();
        Instant until = policy.until();
        SharingPolicy.By approved = policy.approved();
        SharingPolicy.By ended = policy.ended();
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(PUT)
                                .bind("id", policy.id())
                                .bind("agency", policy.agency())
                                .bind("purpose", purpose == null ? null : purpose.name())
                                .bind("dataClass", policy.dataClass().name())
                                .bind("effect", policy.effect().name())
                                .bind("from", at(policy.from()))
                                .bind("until", atOrNull(until))
                                .bind("reason", policy.reason())
                                .bind("proposedBy", policy.proposed().practitioner())
                                .bind("proposedAt", at(policy.proposed().at()))
                                .bind(
                                        "approvedBy",
                                        approved == null ? null : approved.practitioner())
                                .bind("approvedAt", approved == null ? null : at(approved.at()))
                                .bind("endedBy", ended == null ? null : ended.practitioner())
                                .bind("endedAt", ended == null ? null : at(ended.at()))
                                .execute());
    }

    @Override
    public ShieldList addShieldList(
            PersonId person,
            Set<String> practitioners,
            String reason,
            SharingPolicy.By by,
            boolean approved) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SHIELD)
                                .bind("person", person.value())
                                .bindArray(
                                        "practitioners",
                                        String.class,
                                        practitioners.stream().sorted().toList())
                                .bind("reason", reason)
                                .bind("by", by.practitioner())
                                .bind("at", at(by.at()))
                                .bind("approvedBy", approved ? by.practitioner() : null)
                                .bind("approvedAt", approved ? at(by.at()) : null)
                                .map((row, _) -> shieldList(row))
                                .one());
    }

    @Override
    public Optional<ShieldList> shieldList(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(SHIELD_LIST)
                                .bind("person", person.value())
                                .map((row, _) -> shieldList(row))
                                .findOne());
    }

    @Override
    public Optional<ShieldList> lockWaiting(PersonId person, long number) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(LOCK_WAITING)
                                .bind("person", person.value())
                                .bind("number", number)
                                .map((row, _) -> shieldList(row))
                                .findOne());
    }

    @Override
    public List<ShieldList> waitingShieldLists(PersonId person) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(ALL_WAITING)
                                .bind("person", person.value())
                                .map((row, _) -> shieldList(row))
                                .list());
    }

    @Override
    public ShieldList approve(ShieldList list, SharingPolicy.By by) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(APPROVE)
                                .bind("number", list.number())
                                .bind("by", by.practitioner())
                                .bind("at", at(by.at()))
                                .map((row, _) -> shieldList(row))
                                .one());
    }

    private static ShieldList shieldList(ResultSet row) throws SQLException {
        return new ShieldList(
                row.getLong("number"),
                new PersonId(uuid(row, "person")),
                Set.of((String[]) row.getArray("practitioners").getArray()),
                row.getString("reason"),
                new SharingPolicy.By(row.getString("set_by"), instant(row, "set_at")),
                by(row, "approved"));
    }

    @Override
    public void forgetHeartbeats() {
        jdbi.useHandle(handle -> handle.createUpdate(FORGET).execute());
    }

    private static SharingPolicy policy(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        SharingPolicy.By proposed = by(row, "proposed");
        if (proposed == null) {
            throw new IllegalStateException("a policy that nobody proposed");
        }
        return new SharingPolicy(
                uuid(row, "id"),
                row.getString("agency"),
                purpose == null ? null : SharingPolicy.Purpose.valueOf(purpose),
                SharingPolicy.DataClass.valueOf(row.getString("data_class")),
                SharingPolicy.Effect.valueOf(row.getString("effect")),
                instant(row, "from_at"),
                instantOrNull(row, "until_at"),
                row.getString("reason"),
                proposed,
                by(row, "approved"),
                by(row, "ended"));
    }

    private static SharingPolicy.@Nullable By by(ResultSet row, String what) throws SQLException {
        String who = row.getString(what + "_by");
        Instant when = instantOrNull(row, what + "_at");
        return who == null || when == null ? null : new SharingPolicy.By(who, when);
    }
}
