package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.platform.messaging.AfterCommit;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Confirmations.PractitionerClaim;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventStore.InReview;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;

/** What an officer of the front door has before them: claims to confirm and events in review. */
@ApplicationScoped
public class FrontDoor {

    /** As many as a person can work through; the oldest come first. */
    private static final int AT_ONCE = 200;

    /**
     * A claim with the words that a person needs to decide.
     *
     * @param claim the claim
     * @param child the child's name, if any source gave it
     * @param practitioner the practitioner, if the directory has them
     * @param agency the agency that says it, if the directory has it
     */
    public record ClaimToConfirm(
            PractitionerClaim claim,
            Optional<PersonName> child,
            Optional<DirectoryEntry> practitioner,
            Optional<DirectoryEntry> agency) {}

    /**
     * An event in review.
     *
     * @param event the event and the reasons
     * @param agency the agency that sent it, if the directory has it
     * @param people names of those it is about, as the sender gave them
     */
    public record EventToLookAt(
            InReview event, Optional<DirectoryEntry> agency, List<PersonName> people) {}

    private final EventStore events;
    private final Children children;
    private final ConfirmPractitioners confirm;
    private final Directory directory;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final FilingBell bell;

    FrontDoor(
            EventStore events,
            Children children,
            ConfirmPractitioners confirm,
            Directory directory,
            InstantSource clock,
            AfterCommit afterCommit,
            FilingBell bell) {
        this.events = events;
        this.children = children;
        this.confirm = confirm;
        this.directory = directory;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.bell = bell;
    }

    /** Claims that wait for this decider, the oldest first. */
    @Transactional
    public List<ClaimToConfirm> claims(ConfirmPractitioners.Decider decider) {
        List<PractitionerClaim> waiting = confirm.waiting(decider);
        List<PractitionerClaim> shown = waiting.subList(0, Math.min(AT_ONCE, waiting.size()));
        Set<String> ids = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        for (PractitionerClaim claim : shown) {
            ids.add(claim.practitioner());
            ids.add(claim.agency());
            persons.add(claim.person());
        }
        Map<String, DirectoryEntry> entries = directory.find(ids);
        Map<PersonId, PersonName> names = children.names(persons);
        return shown.stream()
                .map(
                        claim ->
                                new ClaimToConfirm(
                                        claim,
                                        Optional.ofNullable(names.get(claim.person())),
                                        Optional.ofNullable(entries.get(claim.practitioner())),
                                        Optional.ofNullable(entries.get(claim.agency()))))
                .toList();
    }

    /** Events in review, the oldest first. */
    @Transactional
    public List<EventToLookAt> reviews() {
        List<InReview> reviews = events.reviews(AT_ONCE);
        Map<String, DirectoryEntry> entries =
                directory.find(
                        reviews.stream().map(review -> review.event().key().agency()).toList());
        return reviews.stream()
                .map(
                        review ->
                                new EventToLookAt(
                                        review,
                                        Optional.ofNullable(
                                                entries.get(review.event().key().agency())),
                                        people(SubmissionReader.read(review.event()))))
                .toList();
    }

    /** Files an event in review once more; false if there is no such event. */
    @Transactional
    public boolean fileAgain(EventId id) {
        Instant now = clock.instant();
        if (events.find(id).isEmpty()) {
            return false;
        }
        events.refile(List.of(id), now);
        afterCommit.run(bell::ring);
        return true;
    }

    private static List<PersonName> people(Submission submission) {
        List<PersonDetails> people = new ArrayList<>();
        switch (submission.subject()) {
            case Subject.Children(var all) -> people.addAll(all);
            case Subject.Adult(var adult) -> people.add(adult);
            case Subject.EarlierEvents _ -> {}
        }
        if (submission.particulars() instanceof Particulars.HouseholdMember(var adult, _, _)
                && adult != null) {
            people.add(adult);
        }
        List<PersonName> names = new ArrayList<>();
        for (PersonDetails person : people) {
            if (person.name() != null) {
                names.add(person.name());
            }
        }
        return names;
    }
}
