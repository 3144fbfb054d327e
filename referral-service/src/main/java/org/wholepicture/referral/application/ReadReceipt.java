package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wholepicture.referral.domain.AcceptedEvent;
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
        return events.find(id, agency).map(event -> new Receipt(event, asks(event)));
    }

    private List<Fault> asks(AcceptedEvent event) {
        List<Fault> asks = new ArrayList<>(numbersToAskFor(event));
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

    /** The numbers in an event that fail their check digit. */
    public static List<Fault> numbersToAskFor(AcceptedEvent event) {
        List<Fault> asks = new ArrayList<>();
        JsonNode data = SubmissionReader.data(event);
        Submission submission = SubmissionReader.read(event.key(), event.type(), data);
        switch (submission.subject()) {
            case Subject.Children(var children) -> {
                for (int i = 0; i < children.size(); i++) {
                    askForNumbers(children.get(i), SubmissionReader.childPointer(data, i), asks);
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

    private static void askForNumbers(PersonDetails person, String pointer, List<Fault> asks) {
        person.setAside()
                .forEach(i -> asks.add(new Fault(pointer + "/identifiers/" + i, CHECK_FAILS)));
    }
}
