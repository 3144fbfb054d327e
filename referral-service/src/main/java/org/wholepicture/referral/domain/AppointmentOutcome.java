package org.wholepicture.referral.domain;

/** What became of an appointment (domain.md D3). */
public enum AppointmentOutcome {
    ATTENDED,
    WAS_NOT_BROUGHT,
    DID_NOT_ATTEND,
    NO_ACCESS,
    CANCELLED_BY_CARER,
    CANCELLED_BY_SERVICE,
    RESCHEDULED
}
