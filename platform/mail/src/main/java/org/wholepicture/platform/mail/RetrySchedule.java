package org.wholepicture.platform.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after each attempt that did not end in a clear yes or no. The waits add up to a
 * little over four days: a mail server that is down for a bank-holiday weekend is waited for.
 */
final class RetrySchedule {

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1), // after the 1st attempt
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2),
                    Duration.ofHours(4),
                    Duration.ofHours(8),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    Duration.ofHours(24)); // after the 14th; the 15th is the last

    private RetrySchedule() {}

    /**
     * The wait after an attempt.
     *
     * @param attempts how many have been made, from 1
     * @return empty when there is to be no further one
     */
    static Optional<Duration> waitAfter(int attempts) {
        return attempts <= WAITS.size() ? Optional.of(WAITS.get(attempts - 1)) : Optional.empty();
    }
}
