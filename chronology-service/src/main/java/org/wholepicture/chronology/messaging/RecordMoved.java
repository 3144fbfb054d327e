package org.wholepicture.chronology.messaging;

import java.time.Instant;
import java.util.UUID;

/** The record has another person: contracts/filed/merge.v1 and split.v1. */
record RecordMoved(UUID record, UUID person, Instant known) {}
