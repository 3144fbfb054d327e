package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.chronology.domain.EntryNotes;
import org.wholepicture.chronology.domain.Erasure;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Origin;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Telling;

/** Carries orders of erasure out, and takes what stands in the place of erased messages. */
@ApplicationScoped
public class KeepErasure {

    /**
     * Port: what an order makes necessary beside the facts; nothing in a rebuild, which asks nobody
     * for anything and tells nobody.
     */
    public interface Aftermath {

        /**
         * Takes away what was made of the facts or waits to be applied.
         *
         * @param person to whom the record belongs
         * @param messages that told what was erased
         * @return how much of what
         */
        Map<String, Long> clear(Erasure erasure, PersonId person, Collection<UUID> messages);

        /** Tells the front door, in the same transaction. */
        void report(Erasure erasure, UUID part, Map<String, Long> erased);
    }

    private final FactStore facts;
    private final EntryNotes told;
    private final Aftermath aftermath;

    @Inject
    KeepErasure(FactStore facts, EntryNotes told, Aftermath aftermath) {
        this.facts = facts;
        this.told = told;
        this.aftermath = aftermath;
    }

    /** In memory. */
    KeepErasure(FactStore facts, EntryNotes told) {
        this(
                facts,
                told,
                new Aftermath() {
                    @Override
                    public Map<String, Long> clear(
                            Erasure erasure, PersonId person, Collection<UUID> messages) {
                        return Map.of();
                    }

                    @Override
                    public void report(Erasure erasure, UUID part, Map<String, Long> erased) {
                        // Nothing is asked of a rebuild.
                    }
                });
    }

    /**
     * Carries an order out, in the transaction of the message that brought it.
     *
     * @param belongs to whom the record belongs
     * @param part the message of the order that a report names
     * @param messages that told what is erased
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void carryOut(Membership belongs, Erasure erasure, UUID part, Set<UUID> messages) {
        facts.addUnlessKnown(belongs);
        Map<String, Long> erased = new LinkedHashMap<>(facts.add(erasure));
        erased.putAll(aftermath.clear(erasure, belongs.person(), messages));
        aftermath.report(erasure, part, erased);
    }

    /**
     * Keeps what an order left of a message that comes again or late: that it was there, and what
     * it withdrew or replaced.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(
            Membership filedUnder,
            Telling telling,
            Erasure erasure,
            Collection<Mark> marks,
            Origin origin) {
        facts.addUnlessKnown(filedUnder);
        if (telling.agency() != null) {
            facts.heard(telling.agency(), telling.known());
        }
        Map<String, Long> _ = facts.add(erasure);
        told.note(telling, origin);
        facts.add(marks);
    }
}
