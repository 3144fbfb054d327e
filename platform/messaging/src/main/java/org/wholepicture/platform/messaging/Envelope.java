package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One message on a topic: a CloudEvents 1.0 event in structured JSON mode.
 *
 * @param id unique to the message; the same in every copy of it, so the inbox can tell copies
 * @param type CloudEvents type, for example {@code org.wholepicture.concern.v1}
 * @param source the service that published it, for example {@code /referral-service}
 * @param key the Kafka key; an opaque id, never personal data
 * @param sequence the number of this message among those of its topic and key; from 1, without gaps
 * @param time when what it says became known
 * @param data the content, as the contract of {@code type} describes it
 */
public record Envelope(
        UUID id,
        String type,
        String source,
        String key,
        long sequence,
        Instant time,
        ObjectNode data) {

    /**
     * Reads a message as it travels.
     *
     * @param json CloudEvents JSON
     * @throws IllegalArgumentException when it is not one of ours; its own message quotes nothing
     */
    public static Envelope read(byte[] json) {
        return EnvelopeJson.read(json);
    }

    /**
     * Checks that the message stands under the key that it speaks of.
     *
     * @throws RefusedMessageException when it does not: then it is not of our making
     */
    public void requireKey(Object spokenOf) {
        if (!key.equals(spokenOf.toString())) {
            throw new RefusedMessageException("it speaks of another than its key");
        }
    }

    /** Leaves the data out: it may hold personal data. */
    @Override
    public String toString() {
        return "Envelope[id=" + id + ", type=" + type + ", sequence=" + sequence + "]";
    }
}
