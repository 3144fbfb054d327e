package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Stage;

@ApplicationScoped
class JdbiDissents implements Dissents {

    private static final String ADD =
            """
            INSERT INTO dissent
                (id, record, kind, about, since, other_agency, other_practitioner,
                 disagreement, asked_for, evidence, alert,
                 raised_by, raised_agency, raised_at, state)
            VALUES
                (:id, :record, :kind, CAST(:about AS uuid), :since, :otherAgency,
                 :otherPractitioner, :disagreement, :askedFor, CAST(:evidence AS uuid[]),
                 CAST(:alert AS uuid),
                 :by, :agency, :at, 'RAISED')
            ON CONFLICT (record, kind, about, raised_by)
                WHERE state NOT IN ('RESOLVED', 'WITHDRAWN') DO NOTHING
            """;

    private static final String CHANGE =
            """
            UPDATE dissent SET state = :state
            WHERE id = :id AND state NOT IN ('RESOLVED', 'WITHDRAWN')
            """;

    /** What the clock has written stays. */
    private static final String STAGE =
            """
            INSERT INTO stage
                (dissent, number, name, began_at,
                 opened_by, opened_agency, opened_side, reason, evidence, emergency,
                 met_on, met_by, met_agency, met_at, met_outcome,
                 ended_how, ended_by, ended_agency, ended_at, ended_words)
            VALUES
                (:dissent, :number, :name, :began,
                 :openedBy, :openedAgency, :openedSide, :reason, CAST(:evidence AS uuid[]),
                 :emergency,
                 :metOn, :metBy, :metAgency, :metAt, :metOutcome,
                 :endedHow, :endedBy, :endedAgency, :endedAt, :endedWords)
            ON CONFLICT (dissent, number) DO UPDATE
            SET met_on = excluded.met_on, met_by = excluded.met_by,
                met_agency = excluded.met_agency, met_at = excluded.met_at,
                met_outcome = excluded.met_outcome,
                ended_how = excluded.ended_how, ended_by = excluded.ended_by,
                ended_agency = excluded.ended_agency, ended_at = excluded.ended_at,
                ended_words = excluded.ended_words
            """;

    private static final String VIEW =
            """
            INSERT INTO view
                (dissent, number, side, by_practitioner, by_agency, at, words, evidence)
            VALUES (:dissent, :number, :side, :by, :agency, :at, :words, CAST(:evidence AS uuid[]))
            ON CONFLICT (dissent, number, side) DO NOTHING
            """;

    private static final String HOLD = "SELECT id FROM dissent WHERE id = :id FOR UPDATE";

    private static final String LATEST =
            """
            SELECT id FROM dissent
            WHERE record = :record AND kind = :kind AND about IS NOT DISTINCT FROM CAST(:about AS uuid)
              AND raised_by = :by
            ORDER BY raised_at DESC, id DESC
            LIMIT 1
            """;

    private static final String ABOUT =
            """
            SELECT d.id FROM dissent d JOIN record_person r ON r.record = d.record
            WHERE r.person = :person
            ORDER BY d.raised_at DESC, d.id DESC
            """;

    private static final String AROUND =
            """
            SELECT d.id FROM dissent d JOIN record_person r ON r.record = d.record
            WHERE r.person IN (SELECT involved(:practitioner, :at))
              AND NOT EXISTS (
                  SELECT 1 FROM directory_practitioner p
                  WHERE p.practitioner = :practitioner AND NOT p.active)
            ORDER BY d.state IN ('RESOLVED', 'WITHDRAWN'), d.raised_at DESC, d.id DESC
            """;

    private static final String OPEN_OF =
            """
            SELECT id FROM dissent
            WHERE state NOT IN ('RESOLVED', 'WITHDRAWN')
              AND (raised_agency = :agency OR other_agency = :agency)
            ORDER BY raised_at DESC, id DESC
            LIMIT 500
            """;

    private static final String RAISED_BETWEEN =
            """
            SELECT id FROM dissent WHERE raised_at >= :from AND raised_at < :until
            ORDER BY raised_at, id
            """;

    private final Jdbi jdbi;

    JdbiDissents(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(Dissent.Raised dissent) {
        Grounds grounds = dissent.grounds();
        return jdbi.withHandle(
                handle -> {
                    boolean added =
                            handle.createUpdate(ADD)
                                            .bind("id", dissent.id().value())
                                            .bind("record", grounds.record().value())
                                            .bind("kind", grounds.issue().kind().name())
                                            .bind("about", about(grounds.issue()))
                                            .bind("since", grounds.since())
                                            .bind("otherAgency", grounds.otherAgency().value())
                                            .bind(
                                                    "otherPractitioner",
                                                    grounds.otherPractitioner()
                                                            .map(PractitionerId::value)
                                                            .orElse(null))
                                            .bind("disagreement", grounds.disagreement().text())
                                            .bind("askedFor", grounds.askedFor().text())
                                            .bind("evidence", Columns.array(grounds.evidence()))
                                            .bind(
                                                    "alert",
                                                    grounds.alert()
                                                            .map(EventId::value)
                                                            .orElse(null))
                                            .bind("by", dissent.raisedBy().id().value())
                                            .bind("agency", dissent.raisedBy().agency().value())
                                            .bind("at", Columns.utc(dissent.raisedAt()))
                                            .execute()
                                    == 1;
                    if (added) {
                        keep(handle, dissent.id(), dissent.path().current());
                    }
                    return added;
                });
    }

    @Override
    public void change(Dissent dissent) {
        jdbi.useHandle(
                handle -> {
                    int changed =
                            handle.createUpdate(CHANGE)
                                    .bind("id", dissent.id().value())
                                    .bind("state", DissentRows.state(dissent))
                                    .execute();
                    if (changed != 1) {
                        throw new IllegalStateException(
                                "the disagreement was not held while it was changed");
                    }
                    List<Stage> stages = dissent.path().stages();
                    // Those before the last two are long over.
                    stages.subList(Math.max(0, stages.size() - 2), stages.size())
                            .forEach(stage -> keep(handle, dissent.id(), stage));
                });
    }

    private static void keep(Handle handle, DissentId dissent, Stage stage) {
        Update update =
                handle.createUpdate(STAGE)
                        .bind("dissent", dissent.value())
                        .bind("number", stage.number())
                        .bind("name", stage.name())
                        .bind("began", Columns.utc(stage.began()));
        DissentRows.bindOpened(update, stage.opened());
        DissentRows.bindMeeting(update, stage.meeting());
        DissentRows.bindEnd(update, stage.end());
        update.execute();
        for (Stage.View view : stage.views()) {
            handle.createUpdate(VIEW)
                    .bind("dissent", dissent.value())
                    .bind("number", stage.number())
                    .bind("side", view.side().name())
                    .bind("by", view.by().id().value())
                    .bind("agency", view.by().agency().value())
                    .bind("at", Columns.utc(view.at()))
                    .bind("words", view.words().text())
                    .bind("evidence", Columns.array(view.evidence()))
                    .execute();
        }
    }

    @Override
    public Optional<Dissent> find(DissentId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Dissent> findAll(Collection<DissentId> ids) {
        return jdbi.withHandle(
                handle -> DissentRows.load(handle, ids.stream().map(DissentId::value).toList()));
    }

    @Override
    public Optional<Dissent> findToChange(DissentId id) {
        return jdbi.withHandle(
                handle ->
                        // Held before it is read: what stood there before the lock may be old.
                        DissentRows.load(
                                        handle,
                                        ids(handle.createQuery(HOLD).bind("id", id.value())))
                                .stream()
                                .findFirst());
    }

    @Override
    public Optional<Dissent> findLatest(RecordId record, Issue issue, PractitionerId by) {
        return all(
                        LATEST,
                        query ->
                                query.bind("record", record.value())
                                        .bind("kind", issue.kind().name())
                                        .bind("about", about(issue))
                                        .bind("by", by.value()))
                .stream()
                .findFirst();
    }

    @Override
    public List<Dissent> about(PersonId person) {
        return all(ABOUT, query -> query.bind("person", person.value()));
    }

    @Override
    public List<Dissent> around(PractitionerId practitioner, Instant at) {
        return all(
                AROUND,
                query ->
                        query.bind("practitioner", practitioner.value())
                                .bind("at", Columns.utc(at)));
    }

    @Override
    public List<Dissent> openOf(AgencyId agency) {
        return all(OPEN_OF, query -> query.bind("agency", agency.value()));
    }

    @Override
    public List<Dissent> raisedBetween(Instant from, Instant until) {
        return all(
                RAISED_BETWEEN,
                query -> query.bind("from", Columns.utc(from)).bind("until", Columns.utc(until)));
    }

    private List<Dissent> all(String sql, java.util.function.UnaryOperator<Query> bound) {
        return jdbi.withHandle(
                handle -> DissentRows.load(handle, ids(bound.apply(handle.createQuery(sql)))));
    }

    private static List<UUID> ids(Query query) {
        return query.map((row, _) -> row.getObject(1, UUID.class)).list();
    }

    private static @org.jspecify.annotations.Nullable UUID about(Issue issue) {
        return issue.event().map(EventId::value).orElse(null);
    }
}
