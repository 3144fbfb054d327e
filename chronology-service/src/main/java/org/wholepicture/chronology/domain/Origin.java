package org.wholepicture.chronology.domain;

import java.util.UUID;

/**
 * The message by which something came.
 *
 * @param message its id
 * @param sequence its number among those of its topic and record
 */
public record Origin(UUID message, String topic, long sequence) {}
