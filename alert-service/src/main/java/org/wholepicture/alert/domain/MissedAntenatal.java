package org.wholepicture.alert.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * WNB-ANTENATAL: two antenatal appointments that the expectant mother did not attend in this
 * pregnancy, that is before the birth of this child, whatever she attended since [A32]. It does not
 * end with the birth.
 */
final class MissedAntenatal implements Rule {

    private static final About ABOUT =
            new About(
                    "WNB-ANTENATAL",
                    1,
                    Severity.MED,
                    List.of(Audience.MIDWIFERY_SAFEGUARDING_LEAD, Audience.LEAD),
                    "Failure to attend prenatal appointments [COV]; B-37; the number is a "
                            + "proposal",
                    "The expectant mother has not come to two antenatal appointments. "
                            + "Neglect may begin before birth, and there may be a reason why she "
                            + "cannot come.",
                    "A correction of one of the appointments. Acknowledge it with what the "
                            + "mother says.");

    @Override
    public About about() {
        return ABOUT;
    }

    private static final String ANTENATAL = "antenatal";

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        LocalDate born = history.birthDay();
        List<List<Fact.Appointment>> missed =
                Appointments.reported(
                        history,
                        one ->
                                one.outcome() == AppointmentOutcome.DID_NOT_ATTEND
                                        && one.kind().equals(ANTENATAL)
                                        && (born == null || !one.happened().isAfter(born)));
        return missed.size() < settings.thresholds().appointments().antenatal()
                ? List.of()
                : List.of(
                        Finding.of(
                                this,
                                Subject.NONE,
                                missed.stream()
                                        .flatMap(reports -> Appointments.events(reports).stream())
                                        .toList()));
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
