package org.wholepicture.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: claims of agencies about practitioners, and what people decided about them. */
public interface Confirmations {

    /**
     * An agency says that this practitioner leads or works with the child.
     *
     * @param event the agency's event
     * @param person the child
     * @param capacity as what
     * @param practitioner a directory id
     * @param agency who says it
     * @param from first day
     * @param to last day, if said
     * @param known when it became known
     * @param declined set if a person has declined it
     */
    record PractitionerClaim(
            EventId event,
            PersonId person,
            Capacity capacity,
            String practitioner,
            String agency,
            LocalDate from,
            @Nullable LocalDate to,
            Instant known,
            @Nullable TakenOff declined) {}

    /** Notes a claim about the child of this record. */
    void addClaim(
            EventId event,
            RecordId record,
            Capacity capacity,
            String practitioner,
            String agency,
            LocalDate from,
            @Nullable LocalDate to,
            Instant known);

    /**
     * Claims that nobody has confirmed or declined, oldest first: not withdrawn, not replaced, not
     * over, and not about a practitioner who is confirmed in that capacity already.
     *
     * @param now to tell what is over
     */
    List<PractitionerClaim> waiting(Instant now);

    /** Claims that would wait, had nobody declined them; oldest first. */
    List<PractitionerClaim> declined(Instant now);

    /** Notes that a person declined a claim. */
    void decline(PractitionerClaim claim, TakenOff decision, UUID request);

    /**
     * The claim that this event makes about this child, if it stands: not withdrawn, not replaced,
     * not over. With the child's records locked, that stays so.
     *
     * @param now to tell what is over
     */
    Optional<PractitionerClaim> findStanding(EventId event, PersonId person, Instant now);

    /**
     * Who led for these children on a day, as agencies said: for each the newest claim until then
     * that stands.
     */
    Set<String> saidToLead(Collection<RecordId> records, LocalDate day);

    /** Adds a decision. */
    void add(Confirmation confirmation, UUID request);

    /** The latest decision about a practitioner in a capacity. */
    Optional<Confirmation> latest(PersonId person, String practitioner, Capacity capacity);

    /** Who leads the work with this child now. */
    Optional<Confirmation> lead(PersonId person, Instant now);

    /** The children whom this practitioner leads now. */
    Set<PersonId> ledBy(String practitioner, Instant now);
}
