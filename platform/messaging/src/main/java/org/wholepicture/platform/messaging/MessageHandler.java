package org.wholepicture.platform.messaging;

import java.util.Set;

/**
 * What a service does with the messages of some topics. One bean per set of topics; no topic has
 * two.
 *
 * <p>Called by the consumer loop on its own thread, inside the transaction that also holds the
 * inbox row: all the effects of a message commit with it or not at all. Copies of a message never
 * arrive here. Messages may arrive in any order.
 */
public interface MessageHandler {

    /** The topics this handler reads. */
    Set<String> topics();

    /**
     * Applies one message. Any exception that is not a connection, lock or resource error puts the
     * message into quarantine with the exception's class as the reason.
     */
    void handle(String topic, Envelope message);

    /**
     * Called once after the last message of a transaction, in it: the place for what all of them
     * together make necessary. Fails as {@link #handle} does.
     */
    default void settle() {}
}
