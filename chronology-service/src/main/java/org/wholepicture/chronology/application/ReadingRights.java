package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.ReadAs;

/**
 * Whom somebody may read: what is known is fetched, {@link Grounds} decides. Every reading asks
 * here [design.md, promise 6].
 */
@ApplicationScoped
class ReadingRights {

    private final AccessStore access;

    ReadingRights(AccessStore access) {
        this.access = access;
    }

    /**
     * The rights of somebody at a time.
     *
     * @param held the persons they may read, and on what ground
     * @param old whether what that was decided by may be out of date
     */
    record Rights(Map<PersonId, Grounds.Held> held, boolean old) {

        static final Rights NONE = new Rights(Map.of(), false);

        /** The persons they may read. */
        Set<PersonId> persons() {
            return held.keySet();
        }

        /** On what ground a person is read; null for one who is not. */
        @Nullable ReadAs as(PersonId person) {
            Grounds.Held one = held.get(person);
            return one == null ? null : one.as();
        }

        /** How much of a person is read. */
        Clearance clearance(PersonId person) {
            Grounds.Held one = held.get(person);
            if (one == null) {
                throw new IllegalStateException("the clearance of somebody who may not read");
            }
            return one.clearance();
        }
    }

    /** Agencies' systems have none, nor has whoever a token names no person for. */
    Rights of(Asker asker, Instant now) {
        return switch (asker) {
            case Asker.AgencysSystem _, Asker.Unnamed _ -> Rights.NONE;
            case Asker.Practitioner practitioner -> {
                Grounds.Known known = access.around(practitioner, now);
                yield new Rights(Grounds.of(practitioner, known, now), known.oldAt(now));
            }
        };
    }
}
