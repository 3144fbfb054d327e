package org.wholepicture.referral.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendingRateTest {

    private final AtomicLong now = new AtomicLong();
    private final SendingRate rate = new SendingRate(10, 20, now::get);

    @Test
    void aBurstPassesAndThenTheRateCounts() {
        assertThat(rate.take("school", 20)).isEmpty();
        assertThat(rate.take("school", 1)).contains(Duration.ofMillis(100));

        now.addAndGet(Duration.ofMillis(100).toNanos());

        assertThat(rate.take("school", 1)).isEmpty();
        assertThat(rate.take("school", 1)).isPresent();
    }

    @Test
    void oneAgencyDoesNotSlowAnother() {
        assertThat(rate.take("school", 20)).isEmpty();

        assertThat(rate.take("police", 20)).isEmpty();
    }

    @Test
    void aLongSilenceSavesNoMoreThanTheBurst() {
        now.addAndGet(Duration.ofDays(1).toNanos());

        assertThat(rate.take("school", 20)).isEmpty();
        assertThat(rate.take("school", 1)).isPresent();
    }
}
