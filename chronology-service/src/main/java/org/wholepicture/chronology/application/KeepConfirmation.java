package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.FactStore;

/** Keeps who may read a child's timeline, and who said so [ADR 0008]. */
@ApplicationScoped
public class KeepConfirmation {

    private final FactStore facts;

    KeepConfirmation(FactStore facts) {
        this.facts = facts;
    }

    /** Somebody was confirmed, or ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Confirmation confirmation) {
        facts.add(confirmation);
    }
}
