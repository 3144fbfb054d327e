package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Membership;

/** Keeps which person a record belongs to, and who that is. */
@ApplicationScoped
public class KeepRecord {

    private final FactStore facts;

    KeepRecord(FactStore facts) {
        this.facts = facts;
    }

    /** A record was opened, or its child's demographics changed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void opened(Membership membership, Child child) {
        facts.add(membership);
        facts.add(child);
    }

    /** Something was said of a record that belonged to a person then. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void seen(Membership membership) {
        facts.addUnlessKnown(membership);
    }

    /** A merge or a split gave the record another person. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void moved(Membership membership) {
        facts.add(membership);
    }
}
