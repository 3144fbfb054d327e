package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AppointmentOutcome;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;

/**
 * What a sender may learn of an event it has sent. Worked out from what the agency itself has sent
 * and from nothing else, so it cannot say whether the child was known.
 */
@ApplicationScoped
public class ReadReceipt {

    private static final String CHECK_FAILS =
            "This number fails its check digit or stands for none. Send the event again with"
                    + " the right one, and withdraw this one.";

    private static final String AGE_MATTERS =
            "Was the child "
                    + CheckEvent.COMES_ALONE
                    + " or older? If not, send the event again with WAS_NOT_BROUGHT, and withdraw"
                    + " this one.";

    /**
     * A receipt.
     *
     * @param event what was accepted
     * @param asks what the front door asks the sender for; often nothing
     */
    public record Receipt(AcceptedEvent event, List<Fault> asks) {}

    private final EventStore events;

    ReadReceipt(EventStore events) {
        this.events = events;
    }

    /** The receipt, if this agency sent the event. */
    @Transactional
    public Optional<Receipt> find(EventId id, String agency) {
        return events.find(id, agency)
                .map(event -> new Receipt(event, event.isErased() ? List.of() : asks(event)));
    }

    private List<Fault> asks(AcceptedEvent event) {
        List<Fault> asks = new ArrayList<>(asksOf(event));
        if (SubmissionReader.read(event).subject() instanceof Subject.EarlierEvents(var targets)) {
            for (int i = 0; i < targets.size(); i++) {
                if (events.findId(targets.get(i)).isEmpty()) {
                    asks.add(
                            new Fault(
                                    "/data/targets/" + i,
                                    "No event with this source and id has come from you."));
                }
            }
        }
        return asks;
    }

    /**
     * What the sender is asked for by the event's own words alone: numbers that fail their check
     * digit, and the age of a child who is said not to have attended [A30].
     */
    public static List<Fault> asksOf(AcceptedEvent event) {
        List<Fault> asks = new ArrayList<>();
        JsonNode data = SubmissionReader.data(event);
        Submission submission = SubmissionReader.read(event.key(), event.type(), data);
        switch (submission.subject()) {
            case Subject.Children(var children) -> {
                for (int i = 0; i < children.size(); i++) {
                    PersonDetails child = children.get(i);
                    String pointer = SubmissionReader.childPointer(data, i);
                    askForNumbers(child, pointer, asks);
                    if (didNotAttend(submission)
                            && child.birthDate() == null
                            && child.expectedBirthDate() == null) {
                        asks.add(new Fault(pointer + "/birthDate", AGE_MATTERS));
                    }
                }
            }
            case Subject.Adult(var adult) -> askForNumbers(adult, "/data/subject/adult", asks);
            case Subject.EarlierEvents _ -> {}
        }
        if (submission.particulars() instanceof Particulars.HouseholdMember(var adult, _, _)
                && adult != null) {
            askForNumbers(adult, "/data/member/adult", asks);
        }
        return asks;
    }

    private static boolean didNotAttend(Submission submission) {
        return submission.particulars() instanceof Particulars.Appointment(var outcome, _)
                && outcome == AppointmentOutcome.DID_NOT_ATTEND;
    }

    private static void askForNumbers(PersonDetails person, String pointer, List<Fault> asks) {
        person.setAside()
                .forEach(i -> asks.add(new Fault(pointer + "/identifiers/" + i, CHECK_FAILS)));
    }
}
