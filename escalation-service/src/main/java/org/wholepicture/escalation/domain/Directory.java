package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who works where, as the partnership's directory says now. */
public interface Directory {

    /**
     * An entry.
     *
     * @param email where mail goes; none where the directory has not said it yet
     * @param active whether the account is open
     * @param absences when they are away
     */
    record Entry(
            PractitionerId id,
            AgencyId agency,
            Optional<String> email,
            Optional<PractitionerId> manager,
            Optional<PractitionerId> deputy,
            boolean active,
            List<Absence> absences) {

        /** Copies the list. */
        public Entry {
            absences = List.copyOf(absences);
        }

        /** Whether somebody can wait for them: an open account, and not away on that day. */
        public boolean isThere(LocalDate day) {
            return active && absences.stream().noneMatch(one -> one.includes(day));
        }

        /** Leaves the address out. */
        @Override
        public String toString() {
            return "Entry[id=" + id + ", active=" + active + "]";
        }
    }

    /** Somebody, whether their account is open or closed. */
    Optional<Entry> find(PractitionerId practitioner);

    /** Address of a role inbox of an agency that has not left. */
    Optional<String> inbox(AgencyId agency, String role);

    /** The first agency, by its id, that has not left and has that role inbox. */
    Optional<AgencyId> withInbox(String role);

    /** Name of a practitioner to show on pages; the id where there is none. */
    String nameOf(PractitionerId practitioner);

    /** Name of an agency; the id where there is none. */
    String nameOf(AgencyId agency);
}
