package org.wholepicture.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Tells people what was lost. Counter {@code wp.reconciler.lost}, by what. */
@ApplicationScoped
class LossNames {

    private static final Logger LOG = Logger.getLogger(LossNames.class);

    private final MeterRegistry meters;

    LossNames(MeterRegistry meters) {
        this.meters = meters;
    }

    /** At zero from the start: what appears with its first loss is no rise to an alarm. */
    void begin(@Observes StartupEvent event) {
        counter("outbox");
    }

    private Counter counter(String what) {
        return Counter.builder("wp.reconciler.lost")
                .description("Rows that were found lost")
                .tag("what", what)
                .register(meters);
    }

    void name(String what, Losses.Lost lost) {
        counter(what).increment();
        LOG.errorf(
                "a row is lost what=%s message=%s topic=%s key=%s sequence=%d",
                what, lost.message(), lost.topic(), lost.key(), lost.sequence());
    }
}
