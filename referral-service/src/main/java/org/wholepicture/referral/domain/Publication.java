package org.wholepicture.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: what the other services are told, in the transaction in which it became so. */
public interface Publication {

    /** Short name of the type of a concern that stands under a sibling's record. */
    String LINKED_CONCERN = "linked-concern";

    /**
     * An event as it is filed under one record.
     *
     * @param event the accepted event
     * @param id under which it is published: its own, or that of a further part of it
     * @param record where it is filed
     * @param person to whom the record belongs now
     * @param known when it became known
     * @param about what filing adds to the event
     * @param engagement the claim that an adult's appointment makes by itself
     * @param versions earlier and later versions under this record
     */
    record Filed(
            AcceptedEvent event,
            EventId id,
            RecordId record,
            PersonId person,
            Instant known,
            About about,
            Optional<EngagementClaim> engagement,
            VersionChain.Neighbours versions) {}

    /** What filing adds to an event. */
    sealed interface About {

        /** The child's own fact. */
        record TheChild() implements About {}

        /** A fact about an adult of this child. */
        record AnAdult() implements About {}

        /** A member of the household, by an opaque id, or not known who. */
        record AMember(Optional<AdultId> adult) implements About {}

        /**
         * A concern about another child, whose home this one shares.
         *
         * @param leads who led for the children it is about when it happened, by directory id
         */
        record ASibling(Set<String> leads) implements About {}

        /** Earlier events of this record, which no longer hold. */
        record EarlierEvents(Set<EventId> targets, Why why) implements About {}
    }

    /** Why earlier events no longer hold under a record. */
    enum Why {
        /** Their agency says so. */
        RETRACTED,
        /** The newer version of the source's record is about somebody else. */
        NEWER_VERSION,
        /** The household was corrected: they are about an adult who was not of it then. */
        HOUSEHOLD
    }

    /** Publishes a record's beginning or its changed demographics; the number it got. */
    long opened(Children.Demographics demographics, Instant known);

    /** Publishes a filed event; the number it got. */
    long filed(Filed filed);

    /** Publishes a decision of a person about a practitioner, for each record of the child. */
    void confirmed(Confirmation confirmation, List<RecordId> records);

    /** Publishes a sharing policy that is or was in force. */
    void shared(SharingPolicy policy, Instant now);

    /**
     * What an order takes away under one record.
     *
     * @param extent set where it is about all that is held of the child
     * @param gone messages of which ids alone stay
     * @param reduced messages of which the codes stay
     */
    record Erased(
            UUID order,
            RecordId record,
            PersonId person,
            Instant known,
            ErasureOrder.@Nullable Extent extent,
            List<Erasing.Copy> gone,
            List<Erasing.Copy> reduced) {}

    /**
     * Takes the content out of messages that are kept to be published again, and publishes the
     * order; the ids of the messages that tell it.
     */
    List<UUID> erased(Erased erased);

    /** Publishes who may see what is shielded of a child. */
    void shielded(PersonId person, Set<String> practitioners, Instant now);

    /** Publishes that whatever was filed before was published before. */
    void heartbeat(Instant now);

    /** Publishes an entry of the directory. */
    void listed(DirectoryEntry entry, Instant known);

    /**
     * Publishes how many messages file events that became known on a day, by agency.
     *
     * @param until what became known from then on is not counted
     */
    void tallied(LocalDate day, Instant until, Map<String, Long> filed, Instant now);
}
