package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Port: adults, the children they belong to, and the facts about them. */
public interface Adults {

    /** Which adults hold these identifiers. */
    Set<AdultId> find(Collection<Identifier> identifiers);

    /** Makes an adult known; nothing happens if it is. */
    void open(AdultId adult, Instant now);

    /** Every identifier of this adult. */
    Set<Identifier> identifiersOf(AdultId adult);

    /** Notes identifiers of an adult. */
    void learn(AdultId adult, Collection<Identifier> identifiers);

    /**
     * Locks an adult until the transaction ends: links and facts of one adult are filed in turn.
     */
    void lock(AdultId adult);

    /** Notes that an event is about this adult; {@link #factsOf} lists it from then on. */
    void addFact(EventId event, AdultId adult);

    /** The events about this adult. */
    List<EventId> factsOf(AdultId adult);

    /** Notes that an event links this adult to a child. */
    void addLink(HouseholdLink link);

    /** The adult's links that no retraction withdrew and no newer version replaced. */
    List<HouseholdLink> liveLinks(AdultId adult);

    /** The adults whom any event, standing or not, linked to these children. */
    Set<AdultId> linkedTo(Collection<RecordId> records);

    /** The children to whom any event, standing or not, linked this adult. */
    Set<RecordId> everLinked(AdultId adult);

    /** The adults whom these events linked to children. */
    Set<AdultId> linkedBy(Collection<EventId> events);
}
