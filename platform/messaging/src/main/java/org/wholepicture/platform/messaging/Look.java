package org.wholepicture.platform.messaging;

/**
 * Something numbered that is looked through again and again, so that nothing is trusted for ever:
 * the newest each minute, everything older in a slow round. One bean for each.
 */
public interface Look {

    /** For logs and the row that remembers how far the round has come. */
    String name();

    /** The lowest number there is; default 0. */
    default long lowest() {
        return 0;
    }

    /** The highest number there is; below the lowest when there is none. */
    long highest();

    /** How many numbers are looked at together; default 50000. */
    default long chunk() {
        return 50_000;
    }

    /** How many of the older chunks each turn looks at; default 1. */
    default int older() {
        return 1;
    }

    /** Looks at these numbers, both included, in transactions of its own; within 10 s. */
    void at(long first, long last);

    /**
     * Reads what gauges show. Called on every replica after each of its turns: its turn to look may
     * never come.
     */
    default void measure() {}
}
