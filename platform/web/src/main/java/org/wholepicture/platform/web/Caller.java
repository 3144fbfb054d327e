package org.wholepicture.platform.web;

import java.util.List;
import java.util.Set;

/** Who is asking, as the verified token says. What they may do is decided elsewhere. */
public sealed interface Caller {

    /** Among the roles of a person whose token says that they signed in with a second factor. */
    String SECOND_FACTOR = "second-factor";

    /**
     * An agency's own system (client credentials).
     *
     * @param agency the agency's id, fixed by the registration of the client
     * @param eventTypes short names of the event types it may send
     * @param sources prefixes of the source URIs it may send from
     */
    record AgencySystem(String agency, Set<String> eventTypes, List<String> sources)
            implements Caller {
        public AgencySystem {
            eventTypes = Set.copyOf(eventTypes);
            sources = List.copyOf(sources);
        }
    }

    /**
     * A person who works with children and families, or runs the partnership's front door or the
     * platform.
     *
     * @param id the directory's id of the person
     * @param agency the agency they work for
     * @param roles what they are: practitioner, front-door, manager, ...
     */
    record Practitioner(String id, String agency, Set<String> roles) implements Caller {
        public Practitioner {
            roles = Set.copyOf(roles);
        }

        /** Whether the person has the role. */
        public boolean is(String role) {
            return roles.contains(role);
        }
    }

    /**
     * No token, or one that names neither an agency's system nor a person of the directory.
     *
     * @param subject the token's subject, for the audit; empty without a token
     * @param roles what the token says they are
     */
    record Nobody(String subject, Set<String> roles) implements Caller {
        public Nobody {
            roles = Set.copyOf(roles);
        }
    }
}
