package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Port: what a service can still say when its outbox has lost a message. */
public interface SystemOfRecord {

    /**
     * A message as it was, its number and key apart.
     *
     * @param id the same as in the lost one, so that whoever has it takes this for a copy
     */
    record Message(UUID id, String type, Instant time, ObjectNode data) {

        /** Leaves the data out: it may hold personal data. */
        @Override
        public String toString() {
            return "Message[id=" + id + ", type=" + type + "]";
        }
    }

    /** The message that had this number, in the caller's transaction; empty if none ever had. */
    Optional<Message> find(String topic, String key, long sequence);
}
