package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** Where a service leaves messages to be published once its transaction has committed. */
public interface Outbox {

    /**
     * What a message got.
     *
     * @param message its id
     * @param sequence its number among those of its topic and key, from 1
     */
    record Appended(UUID message, long sequence) {}

    /**
     * Takes the next number of the topic and key under its row lock and writes the message beside
     * it, in the caller's transaction. A caller that appends for several keys in one transaction
     * does so in the order of the keys, so that two callers cannot wait for each other.
     *
     * @param topic the topic to publish to
     * @param key the Kafka key; never personal data
     * @param type CloudEvents type
     * @param time when what the message says became known
     * @param data content of the message
     * @throws IllegalStateException without an active transaction
     */
    Appended append(String topic, String key, String type, Instant time, ObjectNode data);
}
