package org.wholepicture.platform.messaging;

/** Named places where a test can end the process; nothing happens there otherwise. Thread-safe. */
@FunctionalInterface
public interface CrashPoints {

    /** Where a crash has an effect of its own. */
    enum Point {
        /** The work is accepted and committed, what follows from it has not begun. */
        AFTER_ACCEPT_BEFORE_FILE,
        /**
         * The outbox row is committed, Kafka has not got the message: published after the restart.
         */
        AFTER_FILE_BEFORE_PUBLISH,
        /** Kafka has the message, the outbox row does not know it: published again. */
        AFTER_PUBLISH_BEFORE_MARK,
        /** Inbox rows and effects are committed, offsets are not: delivered again, skipped. */
        AFTER_EFFECT_BEFORE_OFFSETS
    }

    /** Work has come to this point. */
    void reached(Point point);
}
