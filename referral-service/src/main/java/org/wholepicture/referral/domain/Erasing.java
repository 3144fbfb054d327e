package org.wholepicture.referral.domain;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Port: takes content away, and keeps that it was there. Everything joins the transaction. */
public interface Erasing {

    /**
     * A message by which an event stands under a record, whose content is still there.
     *
     * @param published the id under which it was published there
     * @param message the message's id
     * @param agency whose event it is
     * @param type of the event
     * @param own whether the message tells the event itself, not what it withdraws elsewhere
     * @param kept whether an earlier order has left its codes alone
     */
    record Copy(
            RecordId record,
            EventId published,
            EventId event,
            UUID message,
            long sequence,
            String agency,
            EventType type,
            boolean own,
            boolean kept) {}

    /** The events that stand under these records. */
    Set<EventId> eventsOf(Collection<RecordId> records);

    /** Those of these ids under which events were accepted. */
    Set<EventId> known(Collection<EventId> events);

    /** The records under which these events stand. */
    Set<RecordId> recordsOf(Collection<EventId> events);

    /** Holds these events: nobody files them meanwhile. In one order, like every other lock. */
    void hold(Collection<EventId> events);

    /**
     * What of these events stands under these records with its content.
     *
     * @param records any, if null
     */
    List<Copy> copies(Collection<EventId> events, @Nullable Collection<RecordId> records);

    /**
     * Notes that the content of a copy goes, and takes away what was derived from it: claims of
     * practitioners, links of the household, what it taught of the child.
     *
     * @param kept whether its codes stay
     */
    void erase(Copy copy, UUID order, boolean kept);

    /**
     * Takes the content of events away that no copy needs any more, also of those that never were
     * on a timeline; how many.
     */
    long eraseContent(Collection<EventId> events, UUID order);

    /**
     * Leaves of these events what plan history needs, where no copy needs more.
     *
     * @param reducing the data of an event without what goes
     */
    void reduce(Collection<EventId> events, UnaryOperator<String> reducing);

    /** Forgets who the records are about. */
    void forget(Collection<RecordId> records);
}
