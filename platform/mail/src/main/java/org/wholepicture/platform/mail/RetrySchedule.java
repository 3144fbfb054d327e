package org.wholepicture.platform.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When to try again after an attempt that did not end in a clear yes or no. A mail server that is
 * down for a bank-holiday weekend is waited for, and mail leaves within minutes of its return.
 */
final class RetrySchedule {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1), // after the 1st attempt
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15)); // after the 5th and every further one

    /** Easter, from Thursday evening to Tuesday morning, is four and a half days. */
    private static final Duration LASTS = Duration.ofDays(5);

    private RetrySchedule() {}

    /**
     * When to try next.
     *
     * @param attempts how many have been made, from 1
     * @param since when the first of them was made
     * @param now when the last of them ended
     * @return empty when there is to be no further one
     */
    static Optional<Instant> next(int attempts, Instant since, Instant now) {
        Instant next = now.plus(WAITS.get(Math.min(attempts, WAITS.size()) - 1));
        return next.isAfter(since.plus(LASTS)) ? Optional.empty() : Optional.of(next);
    }
}
