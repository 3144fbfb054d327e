package org.wholepicture.chronology.persistence;

import jakarta.inject.Singleton;
import java.util.List;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.PractitionerId;

/** Confirmations under the role that sees no fact. */
@Singleton
class JdbiAccessStore implements AccessStore {

    private static final String CONFIRMATIONS_AROUND =
            """
            SELECT *
            FROM confirmation
            WHERE record IN (SELECT record FROM confirmation WHERE practitioner = :practitioner)
            """;

    private static final String MEMBERSHIPS_AROUND =
            """
            SELECT *
            FROM record_membership
            WHERE record IN (SELECT record FROM confirmation WHERE practitioner = :practitioner)
            """;

    private static final String IS_CLOSED =
            """
            SELECT EXISTS (
                SELECT FROM directory_practitioner
                WHERE practitioner = :practitioner AND NOT active)
            """;

    private final Roles roles;

    JdbiAccessStore(Roles roles) {
        this.roles = roles;
    }

    @Override
    public List<Confirmation> confirmationsAround(PractitionerId practitioner) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(CONFIRMATIONS_AROUND)
                                .bind("practitioner", practitioner.value())
                                .map((row, _) -> Rows.confirmation(row))
                                .list());
    }

    @Override
    public List<Membership> membershipsAround(PractitionerId practitioner) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(MEMBERSHIPS_AROUND)
                                .bind("practitioner", practitioner.value())
                                .map((row, _) -> Rows.membership(row))
                                .list());
    }

    @Override
    public boolean isClosed(PractitionerId practitioner) {
        return roles.asAccess(
                handle ->
                        handle.createQuery(IS_CLOSED)
                                .bind("practitioner", practitioner.value())
                                .mapTo(Boolean.class)
                                .one());
    }
}
