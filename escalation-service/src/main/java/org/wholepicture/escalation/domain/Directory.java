package org.wholepicture.escalation.domain;

import java.util.Optional;

/** Who works where, as the partnership's directory says now. */
public interface Directory {

    /**
     * An entry.
     *
     * @param email where mail goes; none where the directory has not said it yet
     * @param active whether the account is open
     */
    record Entry(
            PractitionerId id,
            AgencyId agency,
            Optional<String> email,
            Optional<PractitionerId> manager,
            Optional<PractitionerId> deputy,
            boolean active) {

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
