package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.AfterCommit;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Confirmations.PractitionerClaim;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventStore.InReview;
import org.wholepicture.referral.domain.EventStore.ReviewCounts;
import org.wholepicture.referral.domain.EventStore.ReviewList;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.PersonName;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;
import org.wholepicture.referral.domain.TakenOff;

/** What an officer of the front door has before them: claims to confirm and events in review. */
@ApplicationScoped
public class FrontDoor {

    /** As many as fit on a page. */
    public static final int PAGE = 50;

    /** Most events in one answer. */
    public static final int MOST = 200;

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

    /**
     * A page of claims.
     *
     * @param shown those of this page
     * @param waiting how many wait in all
     * @param declined how many were declined in all
     * @param next where the next page begins, if there is one
     */
    public record Claims(
            List<ClaimToConfirm> shown, int waiting, int declined, Optional<String> next) {}

    /**
     * A page of events in review.
     *
     * @param shown those of this page
     * @param counts how many there are in all
     * @param next where the next page begins, if there is one
     */
    public record Reviews(List<EventToLookAt> shown, ReviewCounts counts, Optional<EventId> next) {}

    private final EventStore events;
    private final Children children;
    private final ConfirmPractitioners confirm;
    private final Directory directory;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final FilingBell bell;
    private final FrontDoorLog log;

    FrontDoor(
            EventStore events,
            Children children,
            ConfirmPractitioners confirm,
            Directory directory,
            InstantSource clock,
            AfterCommit afterCommit,
            FilingBell bell,
            FrontDoorLog log) {
        this.events = events;
        this.children = children;
        this.confirm = confirm;
        this.directory = directory;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.log = log;
    }

    /**
     * Claims for this decider, the oldest first.
     *
     * @param declined those that were declined instead of those that wait
     * @param after where the page before ended; none for the first page
     */
    @Transactional
    public Claims claims(Decider decider, boolean declined, @Nullable String after) {
        List<PractitionerClaim> waiting = confirm.find(decider, false);
        List<PractitionerClaim> refused = confirm.find(decider, true);
        List<PractitionerClaim> rest =
                (declined ? refused : waiting)
                        .stream()
                                .filter(claim -> after == null || place(claim).compareTo(after) > 0)
                                .limit(PAGE + 1L)
                                .toList();
        List<PractitionerClaim> shown = rest.subList(0, Math.min(PAGE, rest.size()));
        log.allowed(decider, "read-claims", ConfirmPractitioners.idsOf(shown));
        return new Claims(
                named(shown),
                waiting.size(),
                refused.size(),
                rest.size() > PAGE ? Optional.of(place(shown.getLast())) : Optional.empty());
    }

    /** Where a claim stands on its list, as a text that sorts as the list does. */
    private static String place(PractitionerClaim claim) {
        return "%020d.%s.%s"
                .formatted(
                        ChronoUnit.MICROS.between(Instant.EPOCH, claim.known()),
                        claim.event(),
                        claim.person());
    }

    private List<ClaimToConfirm> named(List<PractitionerClaim> claims) {
        Set<String> ids = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        for (PractitionerClaim claim : claims) {
            ids.add(claim.practitioner());
            ids.add(claim.agency());
            persons.add(claim.person());
        }
        Map<String, DirectoryEntry> entries = directory.find(ids);
        Map<PersonId, PersonName> names = children.names(persons);
        return claims.stream()
                .map(
                        claim ->
                                new ClaimToConfirm(
                                        claim,
                                        Optional.ofNullable(names.get(claim.person())),
                                        Optional.ofNullable(entries.get(claim.practitioner())),
                                        Optional.ofNullable(entries.get(claim.agency()))))
                .toList();
    }

    /**
     * Events in review, the oldest first.
     *
     * @param list which of them
     * @param after the last event of the page before; none for the first page
     * @param limit most events of the page, 1 to {@link #MOST}
     */
    @Transactional
    public Reviews reviews(Decider decider, ReviewList list, @Nullable EventId after, int limit) {
        List<InReview> rest = events.reviews(list, after, limit + 1);
        List<InReview> shown = rest.subList(0, Math.min(limit, rest.size()));
        log.allowed(
                decider,
                "read-reviews",
                shown.stream().map(review -> review.event().id().value()).toList());
        Map<String, DirectoryEntry> entries =
                directory.find(
                        shown.stream().map(review -> review.event().key().agency()).toList());
        return new Reviews(
                shown.stream()
                        .map(
                                review ->
                                        new EventToLookAt(
                                                review,
                                                Optional.ofNullable(
                                                        entries.get(review.event().key().agency())),
                                                people(SubmissionReader.read(review.event()))))
                        .toList(),
                events.countReviews(),
                rest.size() > limit ? Optional.of(shown.getLast().event().id()) : Optional.empty());
    }

    /** Files an event in review once more; false if there is no such event. */
    @Transactional
    public boolean fileAgain(Decider decider, EventId id) {
        boolean found = events.find(id).isPresent();
        if (found) {
            events.refile(List.of(id), clock.instant());
            afterCommit.run(bell::ring);
        }
        return logged(decider, "file-again", id, found);
    }

    /**
     * Takes an event off the list of what is to be looked at, for the reasons that it has now;
     * false if it is not in review.
     *
     * @param why in the decider's words, as {@link Words} reads them
     */
    @Transactional
    public boolean lookedAt(Decider decider, EventId id, String why) {
        TakenOff decision = new TakenOff(decider.practitioner(), clock.instant(), why);
        return logged(decider, "looked-at", id, events.lookedAt(id, decision, decider.request()));
    }

    private boolean logged(Decider decider, String action, EventId id, boolean done) {
        if (done) {
            log.allowed(decider, action, List.of(id.value()));
        } else {
            log.refused(decider, action, List.of(id.value()));
        }
        return done;
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
