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
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Telling;

/** Keeps what was said about a child, and what was said of it later. */
@ApplicationScoped
public class KeepEntry {

    /** Port: files that were made of what is known; none in a rebuild. */
    @FunctionalInterface
    public interface Files {

        /** Something in them is for fewer people from now on. */
        void close(RecordId record, PersonId person);
    }

    private final FactStore facts;
    private final EntryNotes told;
    private final Files files;

    KeepEntry(FactStore facts, EntryNotes told, Files files) {
        this.facts = facts;
        this.told = told;
        this.files = files;
    }

    /**
     * Keeps an entry and what it says of others, in the transaction of the message that brought it.
     *
     * @param origin that message
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Entry entry, Collection<Mark> marks, Origin origin) {
        facts.add(entry);
        told.note(Telling.of(entry), origin);
        facts.add(marks);
    }

    /** The same for what an agency filed under a record that belonged to a person then. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Membership filedUnder, Entry entry, Collection<Mark> marks, Origin origin) {
        facts.add(filedUnder, entry, marks);
        if (entry.sensitivity() != Sensitivity.NORMAL && replaces(entry, marks)) {
            files.close(entry.record(), filedUnder.person());
        }
        told.note(Telling.of(entry), origin);
    }

    private static boolean replaces(Entry entry, Collection<Mark> marks) {
        return marks.stream()
                .anyMatch(
                        mark ->
                                mark.kind() == Mark.Kind.SUPERSEDED
                                        && mark.by().equals(entry.id()));
    }

    /** Keeps what was said of entries alone. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Collection<Mark> marks) {
        facts.add(marks);
    }
}
