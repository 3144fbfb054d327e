package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Confirmation;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Reader;

/** Decides whom somebody may read; the one place where that is decided [design.md, promise 6]. */
@ApplicationScoped
class ReadingRights {

    private final AccessStore access;

    ReadingRights(AccessStore access) {
        this.access = access;
    }

    /**
     * The rights of somebody at a time.
     *
     * @param persons the persons they may read
     * @param readers everybody who may read a record that the asker was ever confirmed for
     */
    record Rights(Set<PersonId> persons, List<Reader> readers) {

        static final Rights NONE = new Rights(Set.of(), List.of());

        /** Whether a practitioner is the confirmed lead of a person. */
        boolean leads(PersonId person, PractitionerId practitioner) {
            return readers.contains(new Reader(person, practitioner, Confirmation.HeldAs.LEAD));
        }
    }

    /**
     * Agencies' systems have none, nor has a practitioner whose account the directory calls closed.
     */
    Rights of(Asker asker, Instant now) {
        return switch (asker) {
            case Asker.AgencysSystem _, Asker.Unnamed _ -> Rights.NONE;
            case Asker.Practitioner practitioner -> {
                List<Reader> readers =
                        Reader.at(
                                now,
                                access.confirmationsAround(practitioner.id()),
                                access.membershipsAround(practitioner.id()));
                yield access.isClosed(practitioner.id())
                        ? Rights.NONE
                        : new Rights(Reader.personsOf(practitioner.id(), readers), readers);
            }
        };
    }
}
