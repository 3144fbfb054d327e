package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Where what arrives is kept: a set that is only added to. Adding the same thing again changes
 * nothing, and the order in which things are added leaves no trace.
 */
public interface FactStore {

    /** Keeps an entry, and that its agency has been heard from. */
    void add(Entry entry);

    /**
     * Keeps what an agency filed: the entry, what it says of others, and to whom the record
     * belonged then, unless that is known already. So a record whose opening, merge or split cannot
     * be applied is not lost to its readers.
     */
    void add(Membership filedUnder, Entry entry, Collection<Mark> marks);

    /** Keeps what was said of entries, which may not be here yet. */
    void add(Collection<Mark> marks);

    /** Keeps to whom a record belongs from then on. */
    void add(Membership membership);

    /**
     * Keeps to whom a record belonged when something else was said of it, unless that is known
     * already.
     */
    void addUnlessKnown(Membership membership);

    /** Keeps who a record is about. */
    void add(Child child);

    /**
     * Keeps that an order has erased, and takes away what it leaves nothing or less of [{@link
     * Erased}]; what it is about may come later, and is left as little then.
     *
     * @return how much of what was taken away
     */
    Map<String, Long> add(Erasure erasure);

    /** Keeps that an agency was heard from, by what an order has erased since. */
    void heard(AgencyId agency, Instant known);

    /** Keeps who may read. */
    void add(Confirmation confirmation);
}
