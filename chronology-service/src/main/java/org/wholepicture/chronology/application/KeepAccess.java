package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Set;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.SharingPolicy;

/** Keeps the copy of what the partnership decided about sharing. */
@ApplicationScoped
public class KeepAccess {

    private final AccessStore access;

    KeepAccess(AccessStore access) {
        this.access = access;
    }

    /** A policy as it stands now. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(SharingPolicy policy, long sequence) {
        access.put(policy, sequence);
    }

    /** Who may see what is shielded of a child: all of them, and nobody else. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keepShielded(PersonId person, Set<PractitionerId> practitioners, long sequence) {
        access.putShielded(person, practitioners, sequence);
    }

    /** The system of record was there at that time, and what it had filed before is here. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void heard(Instant at) {
        access.heard(at);
    }
}
