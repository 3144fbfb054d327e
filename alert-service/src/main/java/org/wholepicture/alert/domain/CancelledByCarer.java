package org.wholepicture.alert.domain;

import java.util.List;

/**
 * WNB-CANCEL: three appointments cancelled by the carer within 183 days of each other, whether or
 * not they were attended later [A31]. The same appointment reported twice counts once, and one that
 * the service got wrong does not. It does not end by ageing [A07b].
 */
final class CancelledByCarer implements Rule {

    private static final About ABOUT =
            new About(
                    "WNB-CANCEL",
                    1,
                    Severity.LOW,
                    List.of(Audience.LEAD),
                    "Repeated cancellations count too [SUSS]; B-37; numbers are proposals",
                    "The carer has cancelled several appointments of the child within half "
                            + "a year. Each may have its reason; together they may mean that the "
                            + "child goes without.",
                    "A correction of one of the cancellations. Acknowledge it with what the "
                            + "carer says.");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Finding> evaluate(History history, Settings settings) {
        Thresholds.Appointments numbers = settings.thresholds().appointments();
        List<List<Fact.Appointment>> cancelled =
                Appointments.reported(
                        history, one -> one.outcome() == AppointmentOutcome.CANCELLED_BY_CARER);
        List<EventId> events =
                Clusters.within(
                                cancelled,
                                reports -> reports.getFirst().happened(),
                                numbers.cancelledDays(),
                                some -> some.size() >= numbers.cancelled())
                        .stream()
                        .flatMap(reports -> Appointments.events(reports).stream())
                        .toList();
        return events.isEmpty() ? List.of() : List.of(Finding.of(this, Subject.NONE, events));
    }

    @Override
    public boolean endsOnlyByCorrection() {
        return true;
    }
}
