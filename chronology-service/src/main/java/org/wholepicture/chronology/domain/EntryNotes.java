package org.wholepicture.chronology.domain;

/** Where it is noted which message told which entry. */
public interface EntryNotes {

    /** Notes what a message told, in the transaction that keeps it. */
    void note(Telling told, Origin origin);
}
