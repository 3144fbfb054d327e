package org.wholepicture.alert.domain;

import java.util.Set;

/**
 * What a claim is about, from the topic vocabulary at the end of domain.md C10.
 *
 * @param code for example {@code SAFE_SLEEP} or {@code ENGAGEMENT:drug-alcohol}
 * @param kind whether it can be checked in a record or must be seen
 */
public record Topic(String code, Kind kind) {

    /** How a topic is tested. */
    public enum Kind {
        /** Can be checked in a record: attended, engaged, registered. */
        FACT,
        /** Must be seen: home conditions, safe sleep. */
        STATE
    }

    private static final String ENGAGEMENT = "ENGAGEMENT:";
    private static final Set<String> FACTS =
            Set.of("MEDICATION_GIVEN", "REGISTERED_GP", "REGISTERED_DENTIST", "SCHOOL_ATTENDANCE");

    /** The topic of the vocabulary with this code. A code outside it is a STATE topic. */
    public static Topic of(String code) {
        boolean fact = code.startsWith(ENGAGEMENT) || FACTS.contains(code);
        return new Topic(code, fact ? Kind.FACT : Kind.STATE);
    }

    /** Engagement with a service, by the service's agency id. */
    public static Topic engagementWith(String service) {
        return of(ENGAGEMENT + service);
    }
}
