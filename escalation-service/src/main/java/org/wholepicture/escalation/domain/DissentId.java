package org.wholepicture.escalation.domain;

import java.util.UUID;

/** Names a professional disagreement. */
public record DissentId(UUID value) {}
