package org.wholepicture.alert.application;

import java.util.Set;
import java.util.UUID;

/**
 * Who asks about alerts.
 *
 * @param practitioner directory id, as in the token
 * @param agency their agency, as in the token
 * @param roles their roles
 * @param request id of the request, for the audit
 */
public record AlertReader(String practitioner, String agency, Set<String> roles, UUID request) {

    private static final String FRONT_DOOR = "front-door";

    public AlertReader {
        roles = Set.copyOf(roles);
    }

    /** Whether they work at the front door. */
    public boolean atFrontDoor() {
        return roles.contains(FRONT_DOOR);
    }
}
