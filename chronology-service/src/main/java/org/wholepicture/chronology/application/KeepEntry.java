package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryNotes;
import org.wholepicture.chronology.domain.FactStore;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Membership;
import org.wholepicture.chronology.domain.Origin;

/** Keeps what was said about a child, and what was said of it later. */
@ApplicationScoped
public class KeepEntry {

    private final FactStore facts;
    private final EntryNotes told;

    KeepEntry(FactStore facts, EntryNotes told) {
        this.facts = facts;
        this.told = told;
    }

    /**
     * Keeps an entry and what it says of others, in the transaction of the message that brought it.
     *
     * @param origin that message
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Entry entry, Collection<Mark> marks, Origin origin) {
        facts.add(entry);
        told.note(entry, origin);
        facts.add(marks);
    }

    /** The same for what an agency filed under a record that belonged to a person then. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Membership filedUnder, Entry entry, Collection<Mark> marks, Origin origin) {
        facts.add(filedUnder, entry, marks);
        told.note(entry, origin);
    }

    /** Keeps what was said of entries alone. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Collection<Mark> marks) {
        facts.add(marks);
    }
}
