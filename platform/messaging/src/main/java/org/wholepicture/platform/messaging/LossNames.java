package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells people what was lost. Counter {@code wp.reconciler.lost}, by what. */
@ApplicationScoped
class LossNames {

    private static final Logger LOG = Logger.getLogger(LossNames.class);

    private final MeterRegistry meters;

    LossNames(MeterRegistry meters) {
        this.meters = meters;
    }

    void name(String what, Losses.Lost lost) {
        Counter.builder("wp.reconciler.lost")
                .description("Rows that were found lost")
                .tag("what", what)
                .register(meters)
                .increment();
        LOG.errorf(
                "a row is lost what=%s message=%s topic=%s key=%s sequence=%d",
                what, lost.message(), lost.topic(), lost.key(), lost.sequence());
    }
}
