package org.wholepicture.alert.domain;

/** Outcome of an appointment (domain.md D3). */
public enum AppointmentOutcome {
    ATTENDED,
    WAS_NOT_BROUGHT,
    DID_NOT_ATTEND,
    CANCELLED_BY_CARER,
    CANCELLED_BY_SERVICE,
    NO_ACCESS,
    RESCHEDULED;

    /** Whether it counts as missed for a child [A30]. */
    public boolean missed() {
        return this == WAS_NOT_BROUGHT || this == NO_ACCESS;
    }
}
