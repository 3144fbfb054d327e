package org.wholepicture.chronology.domain;

import java.util.Set;

/** Who asks, and for the audit what they are. */
public sealed interface Asker {

    /** Directory id, the agency of a system, or the subject of a token that names neither. */
    String name();

    /** Agency as the token says; empty where it says none. */
    String agencyName();

    /** Roles as the token says. */
    Set<String> roles();

    /** A person of the directory. */
    record Practitioner(PractitionerId id, AgencyId agency, Set<String> roles) implements Asker {

        /** Copies the roles. */
        public Practitioner {
            roles = Set.copyOf(roles);
        }

        @Override
        public String name() {
            return id.value();
        }

        @Override
        public String agencyName() {
            return agency.value();
        }
    }

    /** An agency's system; it never reads a fact. */
    record AgencysSystem(String agencyName, Set<String> roles) implements Asker {

        /** Copies the roles. */
        public AgencysSystem {
            roles = Set.copyOf(roles);
        }

        @Override
        public String name() {
            return agencyName;
        }
    }

    /**
     * Anything else that has a token, and no agency in it; it never reads a fact.
     *
     * @param name the token's subject
     */
    record Unnamed(String name, Set<String> roles) implements Asker {

        /** Copies the roles. */
        public Unnamed {
            roles = Set.copyOf(roles);
        }

        @Override
        public String agencyName() {
            return "";
        }
    }
}
