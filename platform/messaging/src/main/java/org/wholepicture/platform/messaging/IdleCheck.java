package org.wholepicture.platform.messaging;

/**
 * One kind of work a service does by itself. The local stack's case player moves time only when
 * every check of every service says that nothing is left to do. Thread-safe.
 */
public interface IdleCheck {

    /** Name of the work, for people: "outbox", "filing". */
    String name();

    /** How much of it is left to do at the service's present time; 0 is idle. */
    long remaining();
}
