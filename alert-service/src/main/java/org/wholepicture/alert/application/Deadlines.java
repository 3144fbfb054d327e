package org.wholepicture.alert.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.WorkingCalendar;

/**
 * By when an alert is to be answered: HIGH within 1 working day, MED within 3 (domain.md
 * "Alert-fatigue budget"), counted from the day after it was raised [A01].
 */
@Singleton
public class Deadlines {

    private final WorkingCalendar workingDays;
    private final int high;
    private final int med;

    @Inject
    Deadlines(WorkingCalendar workingDays, AlertConfig config) {
        this(
                workingDays,
                config.life().answerHighWorkingDays(),
                config.life().answerMedWorkingDays());
    }

    /**
     * Deadlines by these working days.
     *
     * @param high working days to answer a HIGH alert
     * @param med working days to answer a MED one
     */
    public Deadlines(WorkingCalendar workingDays, int high, int med) {
        this.workingDays = workingDays;
        this.high = high;
        this.med = med;
    }

    /**
     * The last day to answer; empty for LOW, which asks for none.
     *
     * @param from the day from which the days are counted; it does not count itself
     */
    public Optional<LocalDate> answerBy(Severity severity, LocalDate from) {
        return switch (severity) {
            case HIGH -> Optional.of(workingDays.plus(from, high));
            case MED -> Optional.of(workingDays.plus(from, med));
            case LOW -> Optional.empty();
        };
    }

    /**
     * The moment at which nobody has answered in time: midnight in London after the last day,
     * working day or not [A01]. Null for LOW.
     */
    @Nullable Instant movesUpAt(Severity severity, Instant from) {
        return answerBy(severity, from.atZone(MailTimes.LONDON).toLocalDate())
                .map(day -> day.plusDays(1).atStartOfDay(MailTimes.LONDON).toInstant())
                .orElse(null);
    }

    /** The last day of a suppression that is approved on a day. */
    LocalDate putOffUntil(LocalDate approved, int workingDaysLong) {
        return workingDays.plus(approved, workingDaysLong);
    }
}
