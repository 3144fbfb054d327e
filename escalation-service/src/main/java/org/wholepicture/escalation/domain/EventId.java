package org.wholepicture.escalation.domain;

import java.util.UUID;

/** Names a filed event. */
public record EventId(UUID value) {}
