package org.wholepicture.escalation.domain;

import java.util.UUID;

/** Names a child; which records belong to the child can change. */
public record PersonId(UUID value) {}
