package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.AcceptedEvent;
import org.wholepicture.referral.domain.AdultId;
import org.wholepicture.referral.domain.Adults;
import org.wholepicture.referral.domain.Capacity;
import org.wholepicture.referral.domain.Children;
import org.wholepicture.referral.domain.Confirmations;
import org.wholepicture.referral.domain.EngagementClaim;
import org.wholepicture.referral.domain.EventId;
import org.wholepicture.referral.domain.EventKey;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.ExactIdentityMatcher;
import org.wholepicture.referral.domain.Filings;
import org.wholepicture.referral.domain.HouseholdLink;
import org.wholepicture.referral.domain.Identifier;
import org.wholepicture.referral.domain.IdentifierSystem;
import org.wholepicture.referral.domain.IdentityMatcher;
import org.wholepicture.referral.domain.Match;
import org.wholepicture.referral.domain.Particulars;
import org.wholepicture.referral.domain.PersonDetails;
import org.wholepicture.referral.domain.PersonId;
import org.wholepicture.referral.domain.Publication;
import org.wholepicture.referral.domain.Publication.About;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.ReviewReason;
import org.wholepicture.referral.domain.SourceVersion;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;
import org.wholepicture.referral.domain.VersionChain;

/**
 * Works out under which records an event belongs and publishes it there. Doing it again publishes
 * only what is missing, so an event is simply filed once more when another one changes where it
 * belongs: a link of a household, the target of a retraction.
 *
 * <p>Everything locks in one order, so that no two filings wait for each other: turns by name, then
 * adults, then records, each sorted.
 */
@ApplicationScoped
class Filing {

    /**
     * What came of it.
     *
     * @param reasons why something of the event is not on a timeline; empty if all of it is
     * @param alsoFile events that may belong elsewhere because of this one
     */
    record Outcome(Set<ReviewReason> reasons, Set<EventId> alsoFile) {

        static Outcome review(ReviewReason reason) {
            return new Outcome(EnumSet.of(reason), Set.of());
        }
    }

    /** Most targets of one published retraction, by its contract. */
    private static final int TARGETS_AT_ONCE = 50;

    private final EventStore events;
    private final Children children;
    private final Adults adults;
    private final Filings filings;
    private final Confirmations confirmations;
    private final Publication publication;
    private final InstantSource clock;
    private final IdentityMatcher matcher;

    Filing(
            EventStore events,
            Children children,
            Adults adults,
            Filings filings,
            Confirmations confirmations,
            Publication publication,
            InstantSource clock) {
        this.events = events;
        this.children = children;
        this.adults = adults;
        this.filings = filings;
        this.confirmations = confirmations;
        this.publication = publication;
        this.clock = clock;
        this.matcher = new ExactIdentityMatcher(children);
    }

    /** Files the event in the transaction that is open. */
    Outcome file(AcceptedEvent event) {
        Submission submission = SubmissionReader.read(event);
        filings.takeTurns(touched(event, submission));
        VersionChain chain = chain(event, submission.version());
        if (chain.taken()) {
            return Outcome.review(ReviewReason.SAME_VERSION);
        }
        return switch (submission.subject()) {
            case Subject.Children(var about) -> fileForChildren(event, submission, chain, about);
            case Subject.Adult(var adult) -> fileForAdult(event, submission, chain, adult);
            case Subject.EarlierEvents(var targets) ->
                    fileRetraction(event, submission, chain, targets);
        };
    }

    /** Names of everything that another filing must not touch at the same time. */
    private static Set<String> touched(AcceptedEvent event, Submission submission) {
        Set<String> things = new LinkedHashSet<>();
        things.add(name(event.key()));
        SourceVersion version = submission.version();
        if (version != null) {
            things.add(
                    String.join(
                            "\n",
                            "source record",
                            event.key().agency(),
                            version.system(),
                            version.id()));
        }
        switch (submission.subject()) {
            case Subject.Children(var about) ->
                    about.forEach(child -> child.identifiers().forEach(i -> things.add(child(i))));
            case Subject.Adult(var adult) -> adult.identifiers().forEach(i -> things.add(adult(i)));
            case Subject.EarlierEvents(var targets) ->
                    targets.forEach(target -> things.add(name(target)));
        }
        if (submission.particulars() instanceof Particulars.HouseholdMember(var member, _, _)
                && member != null) {
            member.identifiers().forEach(i -> things.add(adult(i)));
        }
        return things;
    }

    private static String name(EventKey key) {
        return String.join("\n", "event", key.agency(), key.source(), key.id());
    }

    private static String child(Identifier identifier) {
        // All expected children of one mother in turn: another date may mean the same child.
        String value =
                identifier.system() == IdentifierSystem.UNBORN
                        ? identifier.motherPrefix()
                        : identifier.value();
        return String.join("\n", "child", identifier.system().code(), value);
    }

    private static String adult(Identifier identifier) {
        return String.join("\n", "adult", identifier.system().code(), identifier.value());
    }

    private VersionChain chain(AcceptedEvent event, @Nullable SourceVersion version) {
        return version == null
                ? VersionChain.none()
                : VersionChain.place(
                        event.id(),
                        version.version(),
                        filings.versions(event.key().agency(), version));
    }

    // ---- events about children

    private Outcome fileForChildren(
            AcceptedEvent event,
            Submission submission,
            VersionChain chain,
            List<PersonDetails> about) {
        About as = new About.TheChild();
        Optional<AdultId> member = Optional.empty();
        if (submission.particulars() instanceof Particulars.HouseholdMember(var adult, _, _)) {
            if (adult != null) {
                if (adult.hasSetAside()) {
                    return Outcome.review(ReviewReason.IDENTIFIER_INVALID);
                }
                Set<AdultId> found = adults.find(adult.identifiers());
                if (found.size() > 1) {
                    return Outcome.review(ReviewReason.MANY);
                }
                member = Optional.of(know(found, adult, event));
            }
            as = new About.AMember(member);
        }
        Set<ReviewReason> reasons = EnumSet.noneOf(ReviewReason.class);
        Map<RecordId, List<PersonDetails>> found = new HashMap<>();
        Set<RecordId> opened = new LinkedHashSet<>();
        for (PersonDetails child : about) {
            if (child.hasSetAside()) {
                reasons.add(ReviewReason.IDENTIFIER_INVALID);
                continue;
            }
            switch (matcher.match(child)) {
                case Match.Found(var record) -> note(found, record, child);
                case Match.None _ -> {
                    RecordId record = open(child, event);
                    opened.add(record);
                    note(found, record, child);
                }
                case Match.Potential _ -> reasons.add(ReviewReason.POTENTIAL);
                case Match.LowConfidence _ -> reasons.add(ReviewReason.LOW_CONFIDENCE);
                case Match.Many _ -> reasons.add(ReviewReason.MANY);
            }
        }
        Set<EventId> alsoFile = new LinkedHashSet<>();
        Placed placed = place(event, submission, chain, found.keySet(), as, found, opened);
        alsoFile.addAll(placed.alsoFile);
        if (member.isPresent()) {
            alsoFile.addAll(link(event, submission, member.get(), placed.newRecords));
        }
        return new Outcome(reasons, alsoFile);
    }

    private static void note(
            Map<RecordId, List<PersonDetails>> found, RecordId record, PersonDetails child) {
        found.computeIfAbsent(record, _ -> new ArrayList<>()).add(child);
    }

    private RecordId open(PersonDetails child, AcceptedEvent event) {
        RecordId record = new RecordId(UUID.randomUUID());
        children.open(record, new PersonId(UUID.randomUUID()), clock.instant());
        children.learn(record, child, asOf(event));
        return record;
    }

    /** Links the adult to these records; the facts about the adult that may now belong there. */
    private Set<EventId> link(
            AcceptedEvent event, Submission submission, AdultId adult, Set<RecordId> records) {
        if (records.isEmpty()
                || !(submission.particulars()
                        instanceof Particulars.HouseholdMember(_, var role, var to))) {
            return Set.of();
        }
        Set<EventId> missing = new LinkedHashSet<>();
        List<EventId> facts = adults.factsOf(adult);
        for (RecordId record : records) {
            adults.addLink(
                    new HouseholdLink(
                            event.id(), record, adult, role, submission.happened().firstDay(), to));
            Set<EventId> there = filings.filedUnder(record, facts);
            facts.stream().filter(fact -> !there.contains(fact)).forEach(missing::add);
        }
        return missing;
    }

    // ---- events about an adult

    private Outcome fileForAdult(
            AcceptedEvent event, Submission submission, VersionChain chain, PersonDetails adult) {
        if (adult.hasSetAside()) {
            return Outcome.review(ReviewReason.IDENTIFIER_INVALID);
        }
        if (adult.identifiers().isEmpty()) {
            return Outcome.review(ReviewReason.LOW_CONFIDENCE);
        }
        Set<AdultId> found = adults.find(adult.identifiers());
        if (found.size() > 1) {
            return Outcome.review(ReviewReason.MANY);
        }
        AdultId id = know(found, adult, event);
        adults.addFact(event.id(), id);
        Set<RecordId> linked =
                HouseholdLink.linkedWhen(adults.liveLinks(id), submission.happened());
        if (linked.isEmpty() && filings.recordsOf(event.id()).isEmpty()) {
            return Outcome.review(ReviewReason.NO_LINK);
        }
        Placed placed =
                place(event, submission, chain, linked, new About.AnAdult(), Map.of(), Set.of());
        return new Outcome(Set.of(), placed.alsoFile);
    }

    /** Makes the adult known if that is needed, and locked in any case. */
    private AdultId know(Set<AdultId> found, PersonDetails adult, AcceptedEvent event) {
        AdultId id =
                found.stream()
                        .findFirst()
                        .orElseGet(
                                () ->
                                        adult.identifiers().isEmpty()
                                                ? AdultId.knownOnlyFrom(event.id())
                                                : new AdultId(UUID.randomUUID()));
        if (found.isEmpty()) {
            adults.open(id, clock.instant());
        }
        adults.learn(id, adult.identifiers());
        adults.lock(id);
        return id;
    }

    // ---- publishing

    /**
     * What was placed.
     *
     * @param newRecords where the event had not been before
     * @param alsoFile retractions that ask for it
     */
    private record Placed(Set<RecordId> newRecords, Set<EventId> alsoFile) {}

    /**
     * Publishes the event under the records where it is not yet. An earlier version that stands
     * under a record where this one does not belong is withdrawn there.
     */
    private Placed place(
            AcceptedEvent event,
            Submission submission,
            VersionChain chain,
            Set<RecordId> targets,
            About about,
            Map<RecordId, List<PersonDetails>> details,
            Set<RecordId> opened) {
        NavigableSet<RecordId> concerned = new TreeSet<>(targets);
        if (!targets.isEmpty()) {
            chain.supersedes().map(filings::recordsOf).ifPresent(concerned::addAll);
        }
        SortedMap<RecordId, PersonId> locked = children.lock(concerned);
        Map<RecordId, Children.Demographics> before = children.demographics(details.keySet());
        details.forEach(
                (record, all) -> all.forEach(one -> children.learn(record, one, asOf(event))));
        Map<RecordId, Children.Demographics> after = children.demographics(details.keySet());
        Set<RecordId> already = filings.recordsOf(event.id());
        // Only now: whoever held these records before has an earlier time.
        Instant known = clock.instant();
        Optional<EngagementClaim> engagement =
                EngagementClaim.derive(
                        event.key().agency(), submission.subject(), submission.particulars());
        Set<RecordId> newRecords = new LinkedHashSet<>();
        locked.forEach(
                (record, person) -> {
                    Children.Demographics present = after.get(record);
                    if (present != null
                            && (opened.contains(record) || !present.equals(before.get(record)))) {
                        publication.opened(present, known);
                    }
                    if (already.contains(record)) {
                        return;
                    }
                    if (targets.contains(record)) {
                        publish(event, 0, record, person, known, about, engagement, chain);
                        claim(event, submission, record, known);
                        newRecords.add(record);
                    } else {
                        withdraw(
                                event,
                                record,
                                person,
                                known,
                                Set.of(chain.supersedes().orElseThrow()),
                                true,
                                VersionChain.none());
                    }
                });
        if (newRecords.isEmpty()) {
            return new Placed(Set.of(), Set.of());
        }
        SourceVersion version = submission.version();
        if (version != null) {
            filings.addVersion(event.key().agency(), version, event.id());
        }
        return new Placed(newRecords, new LinkedHashSet<>(filings.retractionsOf(event.key())));
    }

    private void publish(
            AcceptedEvent event,
            int part,
            RecordId record,
            PersonId person,
            Instant known,
            About about,
            Optional<EngagementClaim> engagement,
            VersionChain chain) {
        long sequence =
                publication.filed(
                        new Publication.Filed(
                                event,
                                event.id().part(part),
                                record,
                                person,
                                known,
                                about,
                                engagement,
                                chain));
        EventType as = about instanceof About.EarlierEvents ? EventType.RETRACTION : event.type();
        filings.add(event.id(), record, as, known, sequence);
    }

    private void claim(AcceptedEvent event, Submission submission, RecordId record, Instant known) {
        switch (submission.particulars()) {
            case Particulars.LeadClaim(var practitioner) ->
                    confirmations.addClaim(
                            event.id(),
                            record,
                            Capacity.LEAD,
                            practitioner,
                            event.key().agency(),
                            submission.happened().firstDay(),
                            null,
                            known);
            case Particulars.InvolvementClaim(var practitioner, var to) -> {
                if (practitioner != null) {
                    confirmations.addClaim(
                            event.id(),
                            record,
                            Capacity.NAMED,
                            practitioner,
                            event.key().agency(),
                            submission.happened().firstDay(),
                            to,
                            known);
                }
            }
            case Particulars.Plain _, Particulars.Appointment _, Particulars.HouseholdMember _ -> {}
        }
    }

    // ---- retractions

    private Outcome fileRetraction(
            AcceptedEvent event,
            Submission submission,
            VersionChain chain,
            List<EventKey> targets) {
        filings.addTargets(event.id(), targets);
        Set<ReviewReason> reasons = EnumSet.noneOf(ReviewReason.class);
        SortedMap<RecordId, Set<EventId>> wanted = new TreeMap<>();
        for (EventKey target : targets) {
            Optional<EventId> id = events.findId(target);
            Set<RecordId> records = id.map(filings::recordsOf).orElse(Set.of());
            if (id.isEmpty() || records.isEmpty()) {
                reasons.add(ReviewReason.TARGET_UNKNOWN);
                continue;
            }
            records.forEach(
                    record ->
                            wanted.computeIfAbsent(record, _ -> new LinkedHashSet<>())
                                    .add(id.get()));
        }
        addFactsWithoutLink(wanted);
        SortedMap<RecordId, PersonId> locked = children.lock(wanted.keySet());
        Instant known = clock.instant();
        boolean published = false;
        for (Map.Entry<RecordId, PersonId> record : locked.entrySet()) {
            Set<EventId> here = wanted.getOrDefault(record.getKey(), Set.of());
            if (!filings.withdrawnBy(event.id(), record.getKey()).containsAll(here)) {
                withdraw(event, record.getKey(), record.getValue(), known, here, false, chain);
                published = true;
            }
        }
        SourceVersion version = submission.version();
        if (published && version != null) {
            filings.addVersion(event.key().agency(), version, event.id());
        }
        return new Outcome(
                reasons,
                published ? new LinkedHashSet<>(filings.retractionsOf(event.key())) : Set.of());
    }

    /**
     * Where a household link is withdrawn, the adult's facts that came to the child by that link
     * alone no longer hold there either.
     */
    private void addFactsWithoutLink(SortedMap<RecordId, Set<EventId>> wanted) {
        Map<RecordId, Set<AdultId>> unlinked = new HashMap<>();
        SortedMap<String, AdultId> inOrder = new TreeMap<>();
        wanted.forEach(
                (record, targets) -> {
                    Set<AdultId> here = adults.linkedBy(targets, record);
                    unlinked.put(record, here);
                    here.forEach(adult -> inOrder.put(adult.toString(), adult));
                });
        inOrder.values().forEach(adults::lock);
        unlinked.forEach(
                (record, here) ->
                        here.forEach(
                                adult ->
                                        wanted.getOrDefault(record, new LinkedHashSet<>())
                                                .addAll(factsWithoutLink(adult, record))));
    }

    private Set<EventId> factsWithoutLink(AdultId adult, RecordId record) {
        List<HouseholdLink> links = adults.liveLinks(adult);
        Set<EventId> without = new LinkedHashSet<>();
        for (EventId fact : filings.filedUnder(record, adults.factsOf(adult))) {
            Submission submission = SubmissionReader.read(events.find(fact).orElseThrow());
            if (!HouseholdLink.linkedWhen(links, submission.happened()).contains(record)) {
                without.add(fact);
            }
        }
        return without;
    }

    private void withdraw(
            AcceptedEvent event,
            RecordId record,
            PersonId person,
            Instant known,
            Set<EventId> targets,
            boolean byNewerVersion,
            VersionChain chain) {
        List<EventId> all = List.copyOf(targets);
        for (int from = 0; from < all.size(); from += TARGETS_AT_ONCE) {
            Set<EventId> some =
                    new LinkedHashSet<>(
                            all.subList(from, Math.min(all.size(), from + TARGETS_AT_ONCE)));
            publish(
                    event,
                    from / TARGETS_AT_ONCE,
                    record,
                    person,
                    known,
                    new About.EarlierEvents(some, byNewerVersion),
                    Optional.empty(),
                    chain);
        }
        filings.addWithdrawals(event.id(), record, targets);
    }

    /** A source whose clock runs ahead cannot pin what is known of a child for ever. */
    private static Instant asOf(AcceptedEvent event) {
        return event.recorded().isAfter(event.received()) ? event.received() : event.recorded();
    }
}
