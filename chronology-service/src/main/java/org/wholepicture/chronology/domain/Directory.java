package org.wholepicture.chronology.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The copy of the directory of agencies and practitioners. Of each key the message with the highest
 * number holds.
 */
public interface Directory {

    /**
     * Keeps an agency, unless a later message about it is here.
     *
     * @param sequence number of the message among those of its key
     */
    void put(AgencyId agency, long sequence, String name, boolean active);

    /**
     * A practitioner.
     *
     * @param email work address; null where none is known
     * @param manager their manager; null where none is known
     * @param deputy who stands in for them; null where none is known
     * @param absences when they are away
     */
    record Listed(
            PractitionerId practitioner,
            String name,
            AgencyId agency,
            boolean active,
            @Nullable String email,
            @Nullable PractitionerId manager,
            @Nullable PractitionerId deputy,
            List<Absence> absences) {

        /** Copies the list. */
        public Listed {
            absences = List.copyOf(absences);
        }

        /** The id alone: the rest is personal data. */
        @Override
        public String toString() {
            return "Listed[" + practitioner + "]";
        }
    }

    /**
     * Keeps a practitioner, unless a later message about them is here.
     *
     * @param sequence number of the message among those of its key
     */
    void put(Listed practitioner, long sequence);
}
