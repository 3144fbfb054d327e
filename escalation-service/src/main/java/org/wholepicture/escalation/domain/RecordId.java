package org.wholepicture.escalation.domain;

import java.util.UUID;

/** Names a record; events are filed under it for ever. */
public record RecordId(UUID value) {}
