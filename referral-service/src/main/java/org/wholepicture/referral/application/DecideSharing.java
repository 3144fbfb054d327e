package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.Sharing;
import org.wholepicture.referral.domain.SharingPolicy;
import org.wholepicture.referral.domain.SharingPolicy.By;
import org.wholepicture.referral.domain.SharingPolicy.Effect;
import org.wholepicture.referral.domain.ShieldList;

/**
 * The partnership decides what is shared: one administrator proposes, another agrees; whoever is
 * first may deny or end at once. Two people of the front door say who may see what is shielded of a
 * child.
 */
@ApplicationScoped
public class DecideSharing {

    /** What is proposed. */
    public record Proposal(
            @Nullable String agency,
            SharingPolicy.@Nullable Purpose purpose,
            SharingPolicy.DataClass dataClass,
            Effect effect,
            @Nullable Instant from,
            @Nullable Instant until,
            String reason) {

        /** Leaves the reason out. */
        @Override
        public String toString() {
            return "Proposal[...]";
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It stands so now. */
        record Done(SharingPolicy policy) implements Outcome {}

        /** There is no such policy. */
        record Unknown() implements Outcome {}

        /** Not by this person. */
        record NotYours() implements Outcome {}

        /** It is ended, or was agreed to before. */
        record TooLate() implements Outcome {}

        /** It does not fit what is known. */
        record Impossible(Fault fault) implements Outcome {}
    }

    /** What came of a list. */
    public sealed interface Listed {

        /** It holds. */
        record Holds(ShieldList list) implements Listed {}

        /** It waits for a second person. */
        record Waits(ShieldList list) implements Listed {}

        /** There is no such child, or no such list that waits. */
        record Unknown() implements Listed {}

        /** The directory has no such practitioner at work. */
        record NoSuchPractitioner() implements Listed {}

        /** Whoever set it does not agree to it as well. */
        record NotYours() implements Listed {}
    }

    /** The list that holds for a child, if there is one, and those that wait. */
    public record ShieldLists(Optional<ShieldList> holds, List<ShieldList> waiting) {}

    /** Nothing is shared for ever: somebody looks again. */
    static final Duration LONGEST = Duration.ofDays(2 * 366);

    /** What no deployment is older than, and what a denial without an end is as good as. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Sharing sharing;
    private final Directory directory;
    private final Children children;
    private final Publication publication;
    private final InstantSource clock;
    private final FrontDoorLog log;

    DecideSharing(
            Sharing sharing,
            Directory directory,
            Children children,
            Publication publication,
            InstantSource clock,
            FrontDoorLog log) {
        this.sharing = sharing;
        this.directory = directory;
        this.children = children;
        this.publication = publication;
        this.clock = clock;
        this.log = log;
    }

    /** All policies, the latest first. */
    @Transactional
    public List<SharingPolicy> all(Decider decider) {
        log.allowed(decider, "read-sharing-policies", List.of());
        return sharing.all();
    }

    /** Proposes one; one that denies holds at once. */
    @Transactional
    public Outcome propose(Proposal proposal, Decider decider) {
        Instant now = clock.instant();
        Optional<Fault> fault = fault(proposal, now);
        if (fault.isPresent()) {
            return new Outcome.Impossible(fault.get());
        }
        By by = new By(decider.practitioner(), now);
        Instant from = proposal.from();
        SharingPolicy policy =
                new SharingPolicy(
                        UUID.randomUUID(),
                        proposal.agency(),
                        proposal.purpose(),
                        proposal.dataClass(),
                        proposal.effect(),
                        from == null ? now : from,
                        proposal.until(),
                        proposal.reason(),
                        by,
                        proposal.effect() == Effect.DENY ? by : null,
                        null);
        return kept(policy, "propose-sharing-policy", decider);
    }

    /** Agrees to one that somebody else proposed. */
    @Transactional
    public Outcome approve(UUID id, Decider decider) {
        Optional<SharingPolicy> found = sharing.lock(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        SharingPolicy policy = found.get();
        if (policy.approved() != null || policy.ended() != null) {
            return new Outcome.TooLate();
        }
        if (policy.proposed().practitioner().equals(decider.practitioner())) {
            log.refused(decider, "approve-sharing-policy", List.of(id));
            return new Outcome.NotYours();
        }
        return kept(
                policy.approvedBy(new By(decider.practitioner(), clock.instant())),
                "approve-sharing-policy",
                decider);
    }

    /** Ends one, at once and alone; also one that still waits. */
    @Transactional
    public Outcome end(UUID id, Decider decider) {
        Optional<SharingPolicy> found = sharing.lock(id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        SharingPolicy policy = found.get();
        if (policy.ended() != null) {
            return new Outcome.TooLate();
        }
        if (policy.effect() == Effect.DENY
                && policy.proposed().practitioner().equals(decider.practitioner())) {
            // To lift a denial opens something: a second person does it.
            log.refused(decider, "end-sharing-policy", List.of(id));
            return new Outcome.NotYours();
        }
        return kept(
                policy.endedBy(new By(decider.practitioner(), clock.instant())),
                "end-sharing-policy",
                decider);
    }

    private Outcome kept(SharingPolicy policy, String action, Decider decider) {
        sharing.put(policy);
        if (policy.inForce()) {
            publication.shared(policy, clock.instant());
        }
        log.allowed(decider, action, List.of(policy.id()));
        return new Outcome.Done(policy);
    }

    private Optional<Fault> fault(Proposal proposal, Instant now) {
        String agency = proposal.agency();
        if (agency != null) {
            DirectoryEntry entry =
                    isId(agency) ? directory.find(List.of(agency)).get(agency) : null;
            if (entry == null || entry.kind() != DirectoryEntry.Kind.AGENCY) {
                return Optional.of(new Fault("/agency", "The directory has no such agency."));
            }
        }
        Instant from = proposal.from() == null ? now : proposal.from();
        Instant until = proposal.until();
        if (until != null && !until.isAfter(from)) {
            return Optional.of(new Fault("/until", "This is not after the beginning."));
        }
        if (from.isBefore(EARLIEST)) {
            return Optional.of(new Fault("/from", "This is before anything is shared here."));
        }
        if (until != null && until.isAfter(LATEST)) {
            return Optional.of(new Fault("/until", "This is later than any day that is kept."));
        }
        if (from.isAfter(now.plus(LONGEST))) {
            return Optional.of(new Fault("/from", "This is more than two years away."));
        }
        boolean opens = proposal.effect() != Effect.DENY;
        if (opens && (until == null || until.isAfter(from.plus(LONGEST)))) {
            return Optional.of(
                    new Fault("/until", "What is shared is looked at again within two years."));
        }
        return Optional.empty();
    }

    /** What no id of the directory holds, the database may not even take. */
    private static boolean isId(String text) {
        return text.matches("[A-Za-z0-9._-]{1,80}");
    }

    /** Who may see what is shielded of a child; empty if there is no such child. */
    @Transactional
    public Optional<ShieldLists> shieldLists(PersonId person, Decider decider) {
        if (children.recordsOf(person).isEmpty()) {
            log.refused(decider, "read-shield-lists", List.of(person.value()));
            return Optional.empty();
        }
        log.allowed(decider, "read-shield-lists", List.of(person.value()));
        return Optional.of(
                new ShieldLists(sharing.shieldList(person), sharing.waitingShieldLists(person)));
    }

    /**
     * Says who may see what is shielded of a child: all of them, and nobody else. A list that lets
     * somebody in waits for a second person; one that only takes people away holds at once.
     */
    @Transactional
    public Listed shield(
            PersonId person, Set<String> practitioners, String reason, Decider decider) {
        if (children.lockRecordsOf(person).isEmpty()) {
            log.refused(decider, "set-shield-list", List.of(person.value()));
            return new Listed.Unknown();
        }
        boolean known =
                practitioners.stream()
                        .allMatch(
                                one ->
                                        isId(one)
                                                && directory
                                                        .findActivePractitioner(one)
                                                        .isPresent());
        if (!known) {
            return new Listed.NoSuchPractitioner();
        }
        boolean closes =
                sharing.shieldList(person)
                        .map(ShieldList::practitioners)
                        .orElse(Set.of())
                        .containsAll(practitioners);
        ShieldList list =
                sharing.addShieldList(
                        person,
                        practitioners,
                        reason,
                        new By(decider.practitioner(), clock.instant()),
                        closes);
        log.allowed(decider, "set-shield-list", List.of(person.value()));
        if (!closes) {
            return new Listed.Waits(list);
        }
        publication.shielded(person, practitioners, clock.instant());
        return new Listed.Holds(list);
    }

    /** Agrees to a list that somebody else set. */
    @Transactional
    public Listed approveShieldList(PersonId person, long number, Decider decider) {
        boolean there = !children.lockRecordsOf(person).isEmpty();
        Optional<ShieldList> found = there ? sharing.lockWaiting(person, number) : Optional.empty();
        if (found.isEmpty()) {
            log.refused(decider, "approve-shield-list", List.of(person.value()));
            return new Listed.Unknown();
        }
        if (found.get().set().practitioner().equals(decider.practitioner())) {
            log.refused(decider, "approve-shield-list", List.of(person.value()));
            return new Listed.NotYours();
        }
        Instant now = clock.instant();
        ShieldList approved = sharing.approve(found.get(), new By(decider.practitioner(), now));
        publication.shielded(person, approved.practitioners(), now);
        log.allowed(decider, "approve-shield-list", List.of(person.value()));
        return new Listed.Holds(approved);
    }

    /** Says that nothing else was filed until now. */
    @Transactional
    public void beat() {
        publication.heartbeat(clock.instant());
        sharing.forgetHeartbeats();
    }
}
