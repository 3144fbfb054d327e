package org.wholepicture.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngagementClaimTest {

    private static final PersonDetails SOMEBODY =
            PersonDetails.read(List.of(), new PersonName("Alex", "Example"), null, null, null);

    @ParameterizedTest
    @CsvSource({
        "ATTENDED, true",
        "WAS_NOT_BROUGHT, false",
        "DID_NOT_ATTEND, false",
        "NO_ACCESS, false"
    })
    void anAdultsAppointmentSaysWhetherTheAdultEngages(AppointmentOutcome outcome, boolean better) {
        assertThat(
                        EngagementClaim.derive(
                                "drug-alcohol",
                                new Subject.Adult(SOMEBODY),
                                new Particulars.Appointment(outcome, false)))
                .contains(new EngagementClaim("ENGAGEMENT:drug-alcohol", better));
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED_BY_CARER", "CANCELLED_BY_SERVICE", "RESCHEDULED"})
    void aCancelledOrMovedOneSaysNothing(AppointmentOutcome outcome) {
        assertThat(
                        EngagementClaim.derive(
                                "drug-alcohol",
                                new Subject.Adult(SOMEBODY),
                                new Particulars.Appointment(outcome, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WAS_NOT_BROUGHT", "DID_NOT_ATTEND", "NO_ACCESS"})
    void theServicesOwnFaultIsNobodysMiss(AppointmentOutcome outcome) {
        assertThat(
                        EngagementClaim.derive(
                                "drug-alcohol",
                                new Subject.Adult(SOMEBODY),
                                new Particulars.Appointment(outcome, true)))
                .isEmpty();
    }

    @Test
    void aChildsAppointmentSaysNothing() {
        assertThat(
                        EngagementClaim.derive(
                                "dental",
                                new Subject.Children(List.of(SOMEBODY)),
                                new Particulars.Appointment(
                                        AppointmentOutcome.WAS_NOT_BROUGHT, false)))
                .isEqualTo(Optional.empty());
    }
}
