package org.wholepicture.escalation.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.PractitionerId;

@ApplicationScoped
class JdbiDirectory implements Directory {

    private static final String PRACTITIONER =
            "SELECT name FROM directory_practitioner WHERE practitioner = :id";

    private static final String AGENCY = "SELECT name FROM directory_agency WHERE agency = :id";

    private final Jdbi jdbi;

    JdbiDirectory(Jdbi jdbi) {
        this.jdbi = jdbi;
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
