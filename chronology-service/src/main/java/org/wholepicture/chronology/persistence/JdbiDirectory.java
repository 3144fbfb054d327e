package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.wholepicture.chronology.domain.Absence;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Directory;
import org.wholepicture.chronology.domain.PractitionerId;

/** The copy of the directory. */
@Singleton
class JdbiDirectory implements Directory {

    private static final String PUT_AGENCY =
            """
            INSERT INTO directory_agency AS a (agency, sequence, name, active)
            VALUES (:agency, :sequence, :name, :active)
            ON CONFLICT (agency) DO UPDATE
            SET sequence = excluded.sequence, name = excluded.name, active = excluded.active
            WHERE excluded.sequence > a.sequence
            """;

    private static final String PUT_PRACTITIONER =
            """
            INSERT INTO directory_practitioner AS p (practitioner, sequence, name, agency, active, email,
                manager, deputy, absences)
            VALUES (:practitioner, :sequence, :name, :agency, :active, :email, :manager, :deputy,
                CAST(:absences AS datemultirange))
            ON CONFLICT (practitioner) DO UPDATE
            SET sequence = excluded.sequence, name = excluded.name, agency = excluded.agency,
                active = excluded.active, email = excluded.email, manager = excluded.manager,
                deputy = excluded.deputy, absences = excluded.absences
            WHERE excluded.sequence > p.sequence
            """;

    private final Roles roles;

    JdbiDirectory(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void put(AgencyId agency, long sequence, String name, boolean active) {
        roles.asWriter(
                handle ->
                        handle.createUpdate(PUT_AGENCY)
                                .bind("agency", agency.value())
                                .bind("sequence", sequence)
                                .bind("name", name)
                                .bind("active", active)
                                .execute());
    }

    @Override
    public void put(Listed listed, long sequence) {
        PractitionerId manager = listed.manager();
        PractitionerId deputy = listed.deputy();
        roles.asWriter(
                handle ->
                        handle.createUpdate(PUT_PRACTITIONER)
                                .bind("practitioner", listed.practitioner().value())
                                .bind("sequence", sequence)
                                .bind("name", listed.name())
                                .bind("agency", listed.agency().value())
                                .bind("active", listed.active())
                                .bind("email", listed.email())
                                .bind("manager", manager == null ? null : manager.value())
                                .bind("deputy", deputy == null ? null : deputy.value())
                                .bind("absences", ranges(listed.absences()))
                                .execute());
    }

    private static String ranges(List<Absence> absences) {
        return absences.stream()
                .map(one -> "[" + one.from() + "," + one.to() + "]")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
