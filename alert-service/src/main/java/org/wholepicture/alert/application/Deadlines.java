package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.WorkingCalendar;

/**
 * By when an alert is to be answered: HIGH within 1 working day, MED within 3 (domain.md
 * "Alert-fatigue budget"), counted from the day after it was raised [A01].
 */
@ApplicationScoped
public class Deadlines {

    private final WorkingCalendar workingDays;

    /** Deadlines by these working days. */
    public Deadlines(WorkingCalendar workingDays) {
        this.workingDays = workingDays;
    }

    /** The last day to answer; empty for LOW, which asks for none. */
    public Optional<LocalDate> answerBy(Severity severity, LocalDate raised) {
        return switch (severity) {
            case HIGH -> Optional.of(workingDays.plus(raised, 1));
            case MED -> Optional.of(workingDays.plus(raised, 3));
            case LOW -> Optional.empty();
        };
    }
}
