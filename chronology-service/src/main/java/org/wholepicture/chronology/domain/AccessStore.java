package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the decision who may read is made from. It holds no fact about a child. */
public interface AccessStore {

    /**
     * A child as far as access is concerned.
     *
     * @param exists whether any record is the child's now
     * @param lead who leads
     * @param teamLeads whether that is one of those asked about
     */
    record Child(boolean exists, Optional<PractitionerId> lead, boolean teamLeads) {}

    /**
     * A stretch of time in which something known now as the child's was another's.
     *
     * @param until null where it lasts
     */
    record Stretch(PersonId person, Instant from, @Nullable Instant until) {}

    /** Everything that decides whom a practitioner may read. */
    Grounds.Known around(Asker.Practitioner asker, Instant now);

    /** Whether there is such a child, and who leads. */
    Child child(PersonId person, Set<PractitionerId> team, Instant now);

    /** As whom the child's records were known, and when. */
    List<Stretch> stretches(PersonId person);

    /**
     * Until the transaction ends, another that asks the same for this practitioner waits: what they
     * have open is looked at and added to by one at a time.
     */
    void oneAtATime(PractitionerId practitioner);

    /** Keeps a reason that somebody gave. */
    void add(Statement statement, String reference);

    /** Emergencies of this child, latest first; under the rights of whoever reads the child. */
    List<Told> emergencies(Set<PersonId> granted, PersonId person);

    /**
     * Emergencies of all children, for the privacy officer: first those that nobody has reviewed,
     * longest waiting first, at most 500; then the latest of the others.
     *
     * @param limit most of the others
     */
    List<Told> emergencies(int limit);

    /** One emergency, for the privacy officer. */
    Optional<Told> emergency(UUID statement);

    /**
     * Keeps what was found of an emergency; false where something was found before, which stays.
     */
    boolean add(EmergencyReview review);

    /** Emergencies that nobody has reviewed or was reminded of, longest waiting first. */
    List<Told> notReminded();

    /** Keeps that somebody was reminded; false where they were before. */
    boolean reminded(UUID statement, Instant at);

    /**
     * A reason, and under which reference people were told.
     *
     * @param reference opaque
     * @param review what was found of an emergency; null where nobody has looked, or where it was
     *     not asked for
     */
    record Told(Statement statement, String reference, @Nullable EmergencyReview review) {}

    /** Name and agency of practitioners, by id, as far as the directory has them. */
    Timeline.Names names(Set<PractitionerId> practitioners, Set<AgencyId> agencies);

    /** Keeps a policy, unless a later message about it is here. */
    void put(SharingPolicy policy, long sequence);

    /** Keeps who may see what is shielded of a child, unless a later message is here. */
    void putShielded(PersonId person, Set<PractitionerId> practitioners, long sequence);

    /** The copies were whole at that time. */
    void heard(Instant at);

    /** A work address of somebody, who stands in for them, and whether they are there on a day. */
    Optional<Address> address(PractitionerId practitioner, LocalDate today);

    /**
     * Where to write to.
     *
     * @param there an open account, and not away
     */
    record Address(
            @Nullable String email,
            @Nullable PractitionerId deputy,
            @Nullable PractitionerId manager,
            boolean there) {

        /** Leaves the address out: it is personal data. */
        @Override
        public String toString() {
            return "Address[...]";
        }
    }
}
