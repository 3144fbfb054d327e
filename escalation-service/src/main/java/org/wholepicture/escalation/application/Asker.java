package org.wholepicture.escalation.application;

import java.util.Set;
import java.util.UUID;
import org.wholepicture.escalation.domain.Practitioner;

/**
 * Who asks, for the decision and for the audit row.
 *
 * @param practitioner the person
 * @param roles their roles
 * @param request id of the request
 */
public record Asker(Practitioner practitioner, Set<String> roles, UUID request) {}
