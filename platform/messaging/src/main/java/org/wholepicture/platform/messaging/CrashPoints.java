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
        AFTER_EFFECT_BEFORE_OFFSETS,
        /** Effects are made and not committed: none of them remains, the work is done again. */
        WITHIN_EFFECT,
        /** One part of a sweep over everybody is committed, the next has not begun. */
        WITHIN_SWEEP,
        /** A turn of a round is taken, nothing is looked at yet: that is looked at in the next. */
        WITHIN_TURN,
        /**
         * Timers are claimed, what they do is not committed: all of them fire after the restart.
         */
        WITHIN_TIMERS,
        /** A mail's attempt is written down, nothing is sent: nobody knows that, so sent again. */
        AFTER_CLAIM_BEFORE_SENT,
        /**
         * The mail server has taken a mail, the attempt's row does not know it: of unknown outcome,
         * sent again with the same Message-ID.
         */
        AFTER_SENT_BEFORE_RECORDED
    }

    /** Work has come to this point. */
    void reached(Point point);
}
