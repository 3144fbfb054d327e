package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * Works out each new day for every person, whether or not anything is heard of them: some alerts
 * are made by silence [design.md Rules]. Resumable: what is left is whoever has not been folded
 * through the day.
 */
@ApplicationScoped
public class Sweeping {

    /** A little after midnight, so that facts filed at its stroke are counted to their day. */
    private static final LocalTime STARTS = LocalTime.of(0, 5);

    /** A fold that fails fails again at once; a deployment may mend it. */
    private static final Duration SET_ASIDE = Duration.ofMinutes(15);

    private final People people;
    private final Folding folding;
    private final InstantSource clock;
    private final Counter failures;
    private final Heartbeat heartbeat;

    Sweeping(
            People people,
            Folding folding,
            Heartbeat heartbeat,
            InstantSource clock,
            MeterRegistry metrics) {
        this.heartbeat = heartbeat;
        this.people = people;
        this.folding = folding;
        this.clock = clock;
        this.failures =
                Counter.builder("wp.alerts.sweep.failed")
                        .description("Persons whom the nightly sweep had to set aside")
                        .register(metrics);
    }

    /** A person's fold failed; the person is known, so that others need not wait. */
    public static final class FoldFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final UUID person;

        FoldFailedException(UUID person, RuntimeException cause) {
            super("fold failed", cause);
            this.person = person;
        }

        /** Whose. */
        public UUID person() {
            return person;
        }
    }

    /** The day through which everybody should be folded by now. */
    public LocalDate dueThrough() {
        ZonedDateTime now = clock.instant().atZone(MailTimes.LONDON);
        LocalDate today = now.toLocalDate();
        return now.toLocalTime().isBefore(STARTS) ? today.minusDays(1) : today;
    }

    /**
     * Folds one person who is behind.
     *
     * @param day the day to fold through, as {@link #dueThrough} gave it
     * @return whether there was one; there may be another
     * @throws FoldFailedException when the fold failed; nothing of it is kept
     */
    @Transactional
    public boolean next(LocalDate day) {
        Optional<UUID> person = people.holdOneBehind(day, clock.instant());
        person.ifPresent(
                found -> {
                    try {
                        folding.sweepHeld(found, day);
                    } catch (RuntimeException e) {
                        throw new FoldFailedException(found, e);
                    }
                });
        heartbeat.beat(day);
        return person.isPresent();
    }

    /** Leaves a person alone for a while, so that the others are swept. */
    @Transactional
    public void setAside(UUID person) {
        people.setAside(person, clock.instant().plus(SET_ASIDE));
        failures.increment();
    }

    /** How many persons are behind. */
    public long remaining() {
        return people.behind(dueThrough(), clock.instant());
    }
}
