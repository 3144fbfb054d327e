package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.Return;
import org.wholepicture.escalation.domain.SettingsBook;

/**
 * The monitoring return, for the partnership's administrators: counts alone, small ones withheld.
 */
@ApplicationScoped
public class ReadReturn {

    private static final int QUARTER = 3;

    private final Dissents dissents;
    private final SettingsBook settings;
    private final Calendars calendars;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    ReadReturn(
            Dissents dissents,
            SettingsBook settings,
            Calendars calendars,
            Trail trail,
            InstantSource clock,
            EscalationConfig config) {
        this.dissents = dissents;
        this.settings = settings;
        this.calendars = calendars;
        this.trail = trail;
        this.clock = clock;
        this.config = config;
    }

    /** Days of a return, both included. */
    public record Period(LocalDate from, LocalDate to) {}

    /** The three months before this one: what a return is usually about. */
    public Period lastQuarter() {
        LocalDate firstOfMonth =
                LocalDate.ofInstant(clock.instant(), config.zone()).withDayOfMonth(1);
        return new Period(firstOfMonth.minusMonths(QUARTER), firstOfMonth.minusDays(1));
    }

    /** Counts what was raised in a period. */
    @Transactional
    public Return of(Asker asker, Period period) {
        trail.did(
                asker,
                "read-monitoring-return",
                clock.instant(),
                List.of(),
                "watches over the protocol");
        Instant from = period.from().atStartOfDay(config.zone()).toInstant();
        Instant until = period.to().plusDays(1).atStartOfDay(config.zone()).toInstant();
        return Return.of(
                dissents.raisedBetween(from, until),
                calendars.calendar(settings.present()),
                config.zone());
    }
}
