package org.wholepicture.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** What messaging itself has left to do. */
@ApplicationScoped
class Idleness {

    private final Measures measures;
    private final ConsumerProgress progress;

    private record Check(String name, java.util.function.LongSupplier left) implements IdleCheck {
        @Override
        public long remaining() {
            return left.getAsLong();
        }
    }

    Idleness(Measures measures, ConsumerProgress progress) {
        this.measures = measures;
        this.progress = progress;
    }

    /** Messages that Kafka has not taken yet. */
    @Produces
    @ApplicationScoped
    IdleCheck outbox() {
        return new Check("outbox", () -> measures.count().unpublished());
    }

    /** Messages on the topics whose effects this service has not committed. */
    @Produces
    @ApplicationScoped
    IdleCheck consumer() {
        return new Check("consumer", progress::behind);
    }

    /** Messages that were overtaken. */
    @Produces
    @ApplicationScoped
    IdleCheck gaps() {
        return new Check("gaps", () -> measures.count().gaps());
    }
}
