package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.PractitionerId;

@ApplicationScoped
class JdbiDirectory implements Directory {

    private static final String FIND =
            "SELECT * FROM directory_practitioner WHERE practitioner = :id";

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
                                                        row.getBoolean("active")))
                                .findOne());
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
