package org.wholepicture.platform.messaging;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which numbers of one topic and key have arrived. The same whatever the order and repetition of
 * their arrival.
 *
 * @param contiguous every number up to this one has arrived; 0 for none
 * @param highest the highest that arrived; 0 for none
 * @param missing the numbers below the highest that have not arrived
 */
record InboxNumbers(long contiguous, long highest, SortedSet<Long> missing) {

    /**
     * A number further ahead than this is not believed: it would make as many rows of missing
     * numbers, and no key comes near it.
     */
    static final long LARGEST_JUMP = 100_000;

    InboxNumbers {
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    /**
     * Checks a number of a topic whose numbers are not noted: there it is only believed so far.
     *
     * @throws ImplausibleNumberException when it is too high
     */
    static void requirePlausible(long number) {
        if (number > LARGEST_JUMP) {
            throw new ImplausibleNumberException();
        }
    }

    /** Before anything arrived. */
    static InboxNumbers none() {
        return new InboxNumbers(0, 0, new TreeSet<>());
    }

    /** What is stored of a key, the missing numbers read beside it. */
    static InboxNumbers of(long highest, SortedSet<Long> missing) {
        return new InboxNumbers(
                missing.isEmpty() ? highest : missing.first() - 1, highest, missing);
    }

    /**
     * After these arrived too.
     *
     * @throws ImplausibleNumberException when one is below 1 or too far ahead
     */
    InboxNumbers with(Iterable<Long> arrived) {
        TreeSet<Long> stillMissing = new TreeSet<>(missing);
        long newHighest = highest;
        for (long number : arrived) {
            if (number < 1 || number - newHighest > LARGEST_JUMP) {
                throw new ImplausibleNumberException();
            }
            for (long skipped = newHighest + 1; skipped < number; skipped++) {
                stillMissing.add(skipped);
            }
            stillMissing.remove(number);
            newHighest = Math.max(newHighest, number);
        }
        return of(newHighest, stillMissing);
    }

    /** A message's number cannot be one that its producer gave. */
    static final class ImplausibleNumberException extends RefusedMessageException {
        private static final long serialVersionUID = 1L;

        ImplausibleNumberException() {
            super("the message's number is too far from those before it");
        }
    }
}
