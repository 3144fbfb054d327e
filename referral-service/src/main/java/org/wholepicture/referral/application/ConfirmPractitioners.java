package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Confirmation;
import org.wholepicture.referral.domain.Confirmations;
import org.wholepicture.referral.domain.Confirmations.PractitionerClaim;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.TakenOff;

/**
 * People confirm who leads and who works with a child (ADR 0008). A decision is about the person
 * and is published under every record that is the person's.
 */
@ApplicationScoped
public class ConfirmPractitioners {

    /**
     * Who decides.
     *
     * @param practitioner a directory id
     * @param agency their agency
     * @param roles their roles
     * @param frontDoor whether they decide as an officer of the front door
     * @param request id of the request, kept with the decision
     */
    public record Decider(
            String practitioner,
            String agency,
            Set<String> roles,
            boolean frontDoor,
            UUID request) {}

    /**
     * What is to be decided.
     *
     * @param person the child
     * @param practitioner whom it is about
     * @param capacity as what
     * @param claim the agency's event that asks for it, if one does
     * @param until until when it is to hold, if limited
     * @param end whether it is to end
     */
    public record Request(
            PersonId person,
            String practitioner,
            Capacity capacity,
            @Nullable EventId claim,
            @Nullable Instant until,
            boolean end) {}

    /** What came of it. */
    public sealed interface Decision {

        /** It is decided, now or already before. */
        record Decided(Confirmation confirmation) implements Decision {}

        /** The claim is declined. */
        record Declined() implements Decision {}

        /** There is no such child for this decider. */
        record Unknown() implements Decision {}

        /** This decider may not decide that. */
        record NotAllowed(String why) implements Decision {}

        /** It does not fit what is known. */
        record Impossible(Fault fault) implements Decision {}

        /** There is nothing to end. */
        record NothingToEnd() implements Decision {}
    }

    /** No moment of the contracts lies as late as this. */
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Children children;
    private final Confirmations confirmations;
    private final Directory directory;
    private final Publication publication;
    private final InstantSource clock;
    private final FrontDoorLog log;

    ConfirmPractitioners(
            Children children,
            Confirmations confirmations,
            Directory directory,
            Publication publication,
            InstantSource clock,
            FrontDoorLog log) {
        this.children = children;
        this.confirmations = confirmations;
        this.directory = directory;
        this.publication = publication;
        this.clock = clock;
        this.log = log;
    }

    /**
     * The claims that wait for this decider: all for the front door, a lead's own children's else.
     */
    @Transactional
    public List<PractitionerClaim> waiting(Decider decider) {
        List<PractitionerClaim> waiting = find(decider, false);
        log.allowed(decider, "read-claims", idsOf(waiting));
        return waiting;
    }

    /** The claims that wait for this decider, or those that were declined. */
    List<PractitionerClaim> find(Decider decider, boolean declined) {
        Instant now = clock.instant();
        List<PractitionerClaim> all =
                declined ? confirmations.declined(now) : confirmations.waiting(now);
        if (decider.frontDoor()) {
            return all;
        }
        Set<PersonId> led = confirmations.ledBy(decider.practitioner(), now);
        return all.stream()
                .filter(claim -> claim.capacity() == Capacity.NAMED && led.contains(claim.person()))
                .toList();
    }

    /** The events and the persons of claims, for the log. */
    static List<UUID> idsOf(List<PractitionerClaim> claims) {
        return claims.stream()
                .flatMap(claim -> Stream.of(claim.event().value(), claim.person().value()))
                .distinct()
                .toList();
    }

    /** Decides, keeps who decided, and publishes it. */
    @Transactional
    public Decision decide(Request request, Decider decider) {
        return logged(
                decider,
                request.end() ? "end-confirmation" : "confirm",
                request.person(),
                request.claim(),
                choose(request, decider));
    }

    /**
     * Takes a claim off the list of what waits: nobody is confirmed by it, and it is kept.
     *
     * @param why in the decider's words, as {@link Words} reads them
     */
    @Transactional
    public Decision decline(PersonId person, EventId claim, String why, Decider decider) {
        return logged(decider, "decline-claim", person, claim, refuse(person, claim, why, decider));
    }

    private Decision logged(
            Decider decider,
            String action,
            PersonId person,
            @Nullable EventId claim,
            Decision decision) {
        List<UUID> about =
                claim == null ? List.of(person.value()) : List.of(person.value(), claim.value());
        switch (decision) {
            case Decision.Decided _, Decision.Declined _ -> log.allowed(decider, action, about);
            case Decision.Unknown _,
                    Decision.NotAllowed _,
                    Decision.Impossible _,
                    Decision.NothingToEnd _ ->
                    log.refused(decider, action, about);
        }
        return decision;
    }

    private Decision refuse(PersonId person, EventId claim, String why, Decider decider) {
        List<RecordId> records = children.lockRecordsOf(person);
        Instant now = clock.instant();
        if (records.isEmpty() || (!decider.frontDoor() && !leads(person, decider, now))) {
            return new Decision.Unknown();
        }
        Optional<PractitionerClaim> found = confirmations.findStanding(claim, person, now);
        if (found.isEmpty()) {
            return new Decision.Impossible(new Fault("", "This claim no longer stands."));
        }
        if (!decider.frontDoor() && found.get().capacity() == Capacity.LEAD) {
            return new Decision.NotAllowed("The front door confirms who leads.");
        }
        confirmations.decline(
                found.get(), new TakenOff(decider.practitioner(), now, why), decider.request());
        return new Decision.Declined();
    }

    private boolean leads(PersonId person, Decider decider, Instant now) {
        return confirmations
                .lead(person, now)
                .filter(lead -> lead.practitioner().equals(decider.practitioner()))
                .isPresent();
    }

    private Decision choose(Request request, Decider decider) {
        List<RecordId> records = children.lockRecordsOf(request.person());
        Instant now = clock.instant();
        Optional<Confirmation> lead = confirmations.lead(request.person(), now);
        if (records.isEmpty() || (!decider.frontDoor() && !leads(request.person(), decider, now))) {
            return new Decision.Unknown();
        }
        if (!decider.frontDoor() && request.capacity() == Capacity.LEAD) {
            return new Decision.NotAllowed("The front door confirms who leads.");
        }
        if (!request.end() && request.practitioner().equals(decider.practitioner())) {
            return new Decision.NotAllowed("Nobody confirms themselves.");
        }
        Optional<Fault> fault = fault(request, now);
        if (fault.isPresent()) {
            return new Decision.Impossible(fault.get());
        }
        Optional<Confirmation> present =
                request.capacity() == Capacity.LEAD
                        ? lead.filter(l -> l.practitioner().equals(request.practitioner()))
                        : confirmations
                                .latest(
                                        request.person(),
                                        request.practitioner(),
                                        request.capacity())
                                .filter(latest -> latest.holdsAt(now));
        if (request.end()) {
            return present.<Decision>map(p -> decide(ending(p, decider, now), records, decider))
                    .orElseGet(Decision.NothingToEnd::new);
        }
        if (present.isPresent() && Objects.equals(present.get().until(), request.until())) {
            return new Decision.Decided(present.get());
        }
        Confirmation confirmation =
                new Confirmation(
                        UUID.randomUUID(),
                        request.person(),
                        request.practitioner(),
                        request.capacity(),
                        now,
                        request.until(),
                        false,
                        request.claim(),
                        decider.practitioner(),
                        now);
        return decide(confirmation, records, decider);
    }

    private static Confirmation ending(Confirmation present, Decider decider, Instant now) {
        return new Confirmation(
                UUID.randomUUID(),
                present.person(),
                present.practitioner(),
                present.capacity(),
                present.from(),
                now,
                true,
                present.claim(),
                decider.practitioner(),
                now);
    }

    private Decision decide(Confirmation confirmation, List<RecordId> records, Decider decider) {
        confirmations.add(confirmation, decider.request());
        publication.confirmed(confirmation, records);
        return new Decision.Decided(confirmation);
    }

    private Optional<Fault> fault(Request request, Instant now) {
        if (request.end()) {
            return Optional.empty();
        }
        if (directory.findActivePractitioner(request.practitioner()).isEmpty()) {
            return Optional.of(
                    new Fault("/practitioner", "The directory has no such practitioner at work."));
        }
        Instant until = request.until();
        if (until != null && !until.isAfter(now)) {
            return Optional.of(new Fault("/until", "This is not in the future."));
        }
        if (until != null && !until.isBefore(LATEST)) {
            return Optional.of(new Fault("/until", "This is after the year 2199."));
        }
        EventId claim = request.claim();
        if (claim == null) {
            return Optional.empty();
        }
        return confirmations
                        .findStanding(claim, request.person(), now)
                        .filter(
                                c ->
                                        c.practitioner().equals(request.practitioner())
                                                && c.capacity() == request.capacity())
                        .isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fault(
                                "/claim",
                                "No event that still stands claims this practitioner in this"
                                        + " capacity for the child."));
    }
}
