package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * Seals the part of a message that only the holders of the keyset may read (AEAD, the event's id is
 * the associated data). Thread-safe.
 */
public interface PrivateMember {

    /** Encrypts the content for the event with this id; base64. */
    String seal(UUID eventId, ObjectNode content);

    /**
     * Decrypts what {@link #seal} made for the same event.
     *
     * @throws RefusedMessageException when it was made for another event, or changed
     * @throws PassingFailureException when the keyset cannot be read or has not the key: a message
     *     waits for it, for a missing key no longer than {@code wp.messaging.consumer.key-patience}
     */
    ObjectNode open(UUID eventId, String sealed);
}
