package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.escalation.domain.Absence;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.PractitionerId;

@ApplicationScoped
class JdbiDirectory implements Directory {

    private static final String FIND =
            """
            SELECT agency, email, manager, deputy, active,
                ARRAY(SELECT lower(days) FROM unnest(absences) days ORDER BY days) AS away_from,
                ARRAY(SELECT upper(days) - 1 FROM unnest(absences) days ORDER BY days) AS away_to
            FROM directory_practitioner WHERE practitioner = :id
            """;

    private static final String INBOX =
            "SELECT inboxes ->> :role FROM directory_agency WHERE agency = :id AND active";

    private static final String WITH_INBOX =
            """
            SELECT agency FROM directory_agency WHERE active AND inboxes ->> :role IS NOT NULL
            ORDER BY agency LIMIT 1
            """;

    private static final String PRACTITIONER =
            "SELECT name FROM directory_practitioner WHERE practitioner = :id";

    private static final String AGENCY = "SELECT name FROM directory_agency WHERE agency = :id";

    private final Jdbi jdbi;

    JdbiDirectory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Entry> find(PractitionerId practitioner) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(FIND)
                                .bind("id", practitioner.value())
                                .map(
                                        (row, _) ->
                                                new Entry(
                                                        practitioner,
                                                        new AgencyId(
                                                                Columns.text(row, "agency")
                                                                        .orElse("")),
                                                        Columns.text(row, "email"),
                                                        Columns.text(row, "manager")
                                                                .map(PractitionerId::new),
                                                        Columns.text(row, "deputy")
                                                                .map(PractitionerId::new),
                                                        row.getBoolean("active"),
                                                        absences(row)))
                                .findOne());
    }

    private static List<Absence> absences(ResultSet row) throws SQLException {
        var from = (Date[]) row.getArray("away_from").getArray();
        var to = (Date[]) row.getArray("away_to").getArray();
        return IntStream.range(0, from.length)
                .mapToObj(i -> new Absence(from[i].toLocalDate(), to[i].toLocalDate()))
                .toList();
    }

    @Override
    public Optional<String> inbox(AgencyId agency, String role) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(INBOX)
                                .bind("id", agency.value())
                                .bind("role", role)
                                .mapTo(String.class)
                                .findOne());
    }

    @Override
    public Optional<AgencyId> withInbox(String role) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(WITH_INBOX)
                                .bind("role", role)
                                .mapTo(String.class)
                                .findOne()
                                .map(AgencyId::new));
    }

    @Override
    public String nameOf(PractitionerId practitioner) {
        return name(PRACTITIONER, practitioner.value());
    }

    @Override
    public String nameOf(AgencyId agency) {
        return name(AGENCY, agency.value());
    }

    private String name(String sql, String id) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(sql)
                                .bind("id", id)
                                .mapTo(String.class)
                                .findOne()
                                .orElse(id));
    }
}
