package org.wholepicture.chronology.domain;

/** Where it is noted which message told which entry. */
public interface EntryNotes {

    /** Notes that a message told an entry, in the transaction that keeps it. */
    void note(Entry entry, Origin origin);
}
