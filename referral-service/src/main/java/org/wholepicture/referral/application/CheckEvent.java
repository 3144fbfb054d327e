package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AppointmentOutcome;
import org.wholepicture.referral.domain.EventIds;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Grant;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;

/** Decides whether an event can be accepted; stores nothing. */
@ApplicationScoped
public class CheckEvent {

    /** Clocks differ and plans are entered ahead; a day more is a typing error. */
    private static final Duration AHEAD = Duration.ofHours(24);

    /** Age from which a young person may be said not to have attended; before, they are brought. */
    static final int COMES_ALONE = 13;

    /** What the check found. */
    public sealed interface Checked {

        /** It can be kept. */
        record Fits(EventStore.Fit fit) implements Checked {}

        /** It cannot, and why. */
        record Refused(Refusal refusal, List<Fault> faults) implements Checked {}
    }

    /** The kinds of refusals. */
    public enum Refusal {
        /** Not a CloudEvents 1.0 event as the contract has it. */
        MALFORMED,
        /** The token does not allow this type. */
        TYPE_NOT_ALLOWED,
        /** The source lies under no prefix of the token. */
        SOURCE_NOT_ALLOWED,
        /** The data does not meet its contract, or cannot be true. */
        INVALID
    }

    private final EventContracts contracts;
    private final EventIds ids;
    private final InstantSource clock;

    CheckEvent(EventContracts contracts, EventIds ids, InstantSource clock) {
        this.contracts = contracts;
        this.ids = ids;
        this.clock = clock;
    }

    /** Checks one event, well-formed JSON, for the sender whose grant this is. */
    public Checked check(Grant grant, JsonNode event) {
        List<Fault> faults = contracts.envelopeFaults(event);
        if (!faults.isEmpty()) {
            return new Checked.Refused(Refusal.MALFORMED, faults);
        }
        Optional<EventType> type = EventType.findByCloudEventsType(event.path("type").asText());
        if (type.isEmpty()) {
            return refused(Refusal.INVALID, "/type", "There is no such event type.");
        }
        if (!grant.allows(type.get())) {
            return refused(
                    Refusal.TYPE_NOT_ALLOWED, "/type", "Your system may not send this type.");
        }
        if (!grant.covers(event.path("source").asText())) {
            return refused(
                    Refusal.SOURCE_NOT_ALLOWED,
                    "/source",
                    "This source is not registered to your agency.");
        }
        faults = contracts.dataFaults(type.get(), event.path("data"));
        return faults.isEmpty()
                ? read(grant, type.get(), event)
                : new Checked.Refused(Refusal.INVALID, faults);
    }

    private Checked read(Grant grant, EventType type, JsonNode event) {
        EventKey key =
                new EventKey(
                        grant.agency(), event.path("source").asText(), event.path("id").asText());
        JsonNode data = event.path("data");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recorded;
        Submission submission;
        try {
            recorded =
                    event.has("time")
                            ? OffsetDateTime.parse(event.path("time").asText())
                                    .toInstant()
                                    .truncatedTo(ChronoUnit.MICROS)
                            : now;
            submission = SubmissionReader.read(key, type, data);
        } catch (DateTimeException _) {
            return refused(Refusal.INVALID, "", "A day or moment in this cannot be read.");
        }
        List<Fault> faults = impossible(key, type, submission, data, now);
        if (!faults.isEmpty()) {
            return new Checked.Refused(Refusal.INVALID, faults);
        }
        AcceptedEvent accepted =
                new AcceptedEvent(ids.of(key), key, type, data.toString(), recorded, now);
        return new Checked.Fits(
                new EventStore.Fit(accepted, CanonicalJson.digest(type.shortName(), data)));
    }

    /** What the contract cannot say: that days follow each other and lie where they can. */
    private static List<Fault> impossible(
            EventKey key, EventType type, Submission submission, JsonNode data, Instant now) {
        List<Fault> faults = new ArrayList<>();
        Happened happened = submission.happened();
        if (happened.start().isAfter(now.plus(AHEAD))) {
            faults.add(
                    new Fault("/data/occurred/from", "This is more than 24 hours in the future."));
        } else if (happened.lastStart().isAfter(now.plus(AHEAD))) {
            faults.add(new Fault("/data/occurred/to", "This is more than 24 hours in the future."));
        }
        if (happened.lastDay().isBefore(happened.firstDay())
                || happened.lastStart().isBefore(happened.start())) {
            faults.add(new Fault("/data/occurred/to", "This is before \"from\"."));
        }
        LocalDate tomorrow = LocalDate.ofInstant(now, Happened.LONDON).plusDays(1);
        switch (submission.subject()) {
            case Subject.Children(var children) -> {
                for (int i = 0; i < children.size(); i++) {
                    checkBirth(
                            children.get(i),
                            SubmissionReader.childPointer(data, i),
                            tomorrow,
                            faults);
                }
            }
            case Subject.Adult(var adult) -> {
                if (!type.isAlsoOfAdults()) {
                    faults.add(
                            new Fault("/data/subject", "This is told of a child or of children."));
                }
                checkBirth(adult, "/data/subject/adult", tomorrow, faults);
            }
            case Subject.EarlierEvents(var targets) -> {
                if (targets.contains(key)) {
                    faults.add(new Fault("/data/targets", "An event cannot withdraw itself."));
                }
            }
        }
        switch (submission.particulars()) {
            case Particulars.HouseholdMember(var adult, _, var to) -> {
                checkEnd(to, happened, faults);
                if (adult != null) {
                    checkBirth(adult, "/data/member/adult", tomorrow, faults);
                }
            }
            case Particulars.InvolvementClaim(_, var to) -> checkEnd(to, happened, faults);
            case Particulars.Appointment(var outcome, _) -> {
                if (outcome == AppointmentOutcome.DID_NOT_ATTEND
                        && submission.subject() instanceof Subject.Children(var children)
                        && children.stream().anyMatch(child -> isBrought(child, happened))) {
                    faults.add(
                            new Fault(
                                    "/data/outcome",
                                    "A child under "
                                            + COMES_ALONE
                                            + " is brought: send WAS_NOT_BROUGHT."));
                }
            }
            case Particulars.Sessions(var possible, var absent) -> {
                if (absent > possible) {
                    // Either of the two may be the wrong one.
                    faults.add(new Fault("/data", "\"absent\" is more than \"possible\"."));
                }
            }
            case Particulars.LeadClaim _, Particulars.Concern _, Particulars.Plain _ -> {}
        }
        return faults;
    }

    /**
     * Whether the child was born and under 13 throughout. Before the birth the appointment is the
     * expectant mother's; she does not attend.
     */
    private static boolean isBrought(PersonDetails child, Happened happened) {
        LocalDate born = child.birthDate();
        return born != null
                && !born.isAfter(happened.firstDay())
                && happened.lastDay().isBefore(born.plusYears(COMES_ALONE));
    }

    private static void checkBirth(
            PersonDetails person, String pointer, LocalDate tomorrow, List<Fault> faults) {
        if (person.birthDate() != null && person.birthDate().isAfter(tomorrow)) {
            faults.add(new Fault(pointer + "/birthDate", "This is in the future."));
        }
    }

    private static void checkEnd(@Nullable LocalDate to, Happened happened, List<Fault> faults) {
        if (to != null && to.isBefore(happened.firstDay())) {
            faults.add(new Fault("/data/to", "This is before \"occurred\"."));
        }
    }

    private static Checked refused(Refusal refusal, String pointer, String detail) {
        return new Checked.Refused(refusal, List.of(new Fault(pointer, detail)));
    }
}
