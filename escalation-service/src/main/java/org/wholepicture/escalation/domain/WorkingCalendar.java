package org.wholepicture.escalation.domain;

import java.time.LocalDate;

/** The working days of one version of the settings. */
public interface WorkingCalendar {

    /** The n-th working day after a day, which never counts itself [reading A01]. */
    LocalDate plus(LocalDate day, int n);

    /** How many working days lie after the first day, up to and with the second; 0 if none. */
    int between(LocalDate after, LocalDate through);
}
