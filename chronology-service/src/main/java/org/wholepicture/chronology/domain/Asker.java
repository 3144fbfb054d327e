package org.wholepicture.chronology.domain;

import java.util.Set;

/** Who asks, and for the audit what they are. */
public sealed interface Asker {

    /** Directory id, or the agency of a system. */
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

    /** Anything else that has a token, an agency's system above all; it never reads a fact. */
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
}
