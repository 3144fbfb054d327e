package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.wholepicture.referral.domain.Filings.Copy;
import org.wholepicture.referral.domain.Filings.Fate;
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
import org.wholepicture.referral.domain.Publication.Why;
import org.wholepicture.referral.domain.RecordId;
import org.wholepicture.referral.domain.ReviewReason;
import org.wholepicture.referral.domain.SourceVersion;
import org.wholepicture.referral.domain.Subject;
import org.wholepicture.referral.domain.Submission;
import org.wholepicture.referral.domain.VersionChain;
import org.wholepicture.referral.domain.VersionChain.Neighbours;

/**
 * Works out under which records an event belongs, publishes it there, and takes it back where it
 * stands and does not belong. Doing it again publishes only what is missing, so an event is simply
 * filed once more when another one changes where it belongs: a link of a household, the target of a
 * retraction.
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

    /**
     * What is being filed.
     *
     * @param retractions what its agency has withdrawn it with already
     */
    private record Fact(
            AcceptedEvent event,
            Submission submission,
            VersionChain chain,
            Set<EventId> retractions) {

        boolean retracted() {
            return !retractions.isEmpty();
        }
    }

    /**
     * What a fact says of a child.
     *
     * @param place among the children it is about, from 0
     */
    private record Said(int place, PersonDetails child) {}

    /** Files the event in the transaction that is open. */
    Outcome file(AcceptedEvent event) {
        Submission submission = SubmissionReader.read(event);
        filings.takeTurns(touched(event, submission));
        if (submission.subject() instanceof Subject.EarlierEvents(var targets)) {
            return fileRetraction(event, targets);
        }
        // None can come before we are done: a retraction takes turns with its targets.
        Set<EventId> retractions = new LinkedHashSet<>(filings.retractionsOf(event.key()));
        Fact fact =
                new Fact(
                        event,
                        submission,
                        chain(event, submission, !retractions.isEmpty()),
                        retractions);
        if (fact.chain.taken()) {
            return Outcome.review(ReviewReason.SAME_VERSION);
        }
        return switch (submission.subject()) {
            case Subject.Children(var about) -> fileForChildren(fact, about);
            case Subject.Adult(var adult) -> fileForAdult(fact, adult);
            case Subject.EarlierEvents _ -> throw new IllegalStateException("not a fact");
        };
    }

    /** Names of everything that another filing must not touch at the same time. */
    private Set<String> touched(AcceptedEvent event, Submission submission) {
        Set<String> things = new LinkedHashSet<>();
        things.add(name(event.key()));
        switch (submission.subject()) {
            case Subject.Children(var about) ->
                    about.forEach(child -> child.identifiers().forEach(i -> things.add(child(i))));
            case Subject.Adult(var adult) -> adult.identifiers().forEach(i -> things.add(adult(i)));
            case Subject.EarlierEvents(var targets) ->
                    targets.forEach(
                            target -> {
                                things.add(name(target));
                                // Another event may wait for the version that becomes free.
                                version(target)
                                        .ifPresent(v -> things.add(name(target.agency(), v)));
                            });
        }
        SourceVersion version = submission.version();
        if (version != null) {
            things.add(name(event.key().agency(), version));
        }
        if (submission.particulars() instanceof Particulars.HouseholdMember(var member, _, _)
                && member != null) {
            member.identifiers().forEach(i -> things.add(adult(i)));
        }
        return things;
    }

    private Optional<SourceVersion> version(EventKey key) {
        return events.findId(key)
                .flatMap(events::find)
                .filter(event -> !event.isErased())
                .map(SubmissionReader::read)
                .map(Submission::version);
    }

    private static String name(EventKey key) {
        return String.join("\n", "event", key.agency(), key.source(), key.id());
    }

    private static String name(String agency, SourceVersion version) {
        return String.join("\n", "source record", agency, version.system(), version.id());
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

    private VersionChain chain(AcceptedEvent event, Submission submission, boolean retracted) {
        SourceVersion version = submission.version();
        return version == null
                ? VersionChain.none()
                : VersionChain.place(
                        event.id(),
                        version.version(),
                        retracted,
                        filings.versions(event.key().agency(), version));
    }

    // ---- events about children

    private Outcome fileForChildren(Fact fact, List<PersonDetails> about) {
        About as = new About.TheChild();
        Optional<AdultId> member = Optional.empty();
        Set<AdultId> adultsConcerned = Set.of();
        if (fact.submission.particulars() instanceof Particulars.HouseholdMember(var adult, _, _)) {
            adultsConcerned = linkedByVersions(fact);
            if (adult != null) {
                if (adult.hasSetAside()) {
                    return Outcome.review(ReviewReason.IDENTIFIER_INVALID);
                }
                Set<AdultId> found = adults.find(adult.identifiers());
                if (found.size() > 1) {
                    return Outcome.review(ReviewReason.MANY);
                }
                AdultId id = findOrOpen(found, adult, fact.event);
                member = Optional.of(id);
                adultsConcerned.add(id);
            }
            lock(adultsConcerned);
            if (adult != null && !learn(member.orElseThrow(), adult)) {
                return Outcome.review(ReviewReason.POTENTIAL);
            }
            as = new About.AMember(member);
        }
        Set<ReviewReason> reasons = EnumSet.noneOf(ReviewReason.class);
        Map<RecordId, List<Said>> found = new HashMap<>();
        Set<RecordId> opened = new LinkedHashSet<>();
        for (int place = 0; place < about.size(); place++) {
            PersonDetails child = about.get(place);
            if (child.hasSetAside()) {
                reasons.add(ReviewReason.IDENTIFIER_INVALID);
                continue;
            }
            Said said = new Said(place, child);
            switch (match(child, fact.chain)) {
                case Match.Found(var record) -> note(found, record, said);
                case Match.None _ -> {
                    RecordId record = open(child, fact.event);
                    opened.add(record);
                    note(found, record, said);
                }
                case Match.Potential _ -> reasons.add(ReviewReason.POTENTIAL);
                case Match.LowConfidence _ -> reasons.add(ReviewReason.LOW_CONFIDENCE);
                case Match.Many _ -> reasons.add(ReviewReason.MANY);
            }
        }
        Home home = reasons.isEmpty() && !fact.retracted() ? home(fact, found.keySet()) : Home.NONE;
        Placed placed = place(fact, reasons.isEmpty(), found.keySet(), as, found, opened, home);
        Set<EventId> alsoFile = new LinkedHashSet<>(placed.alsoFile);
        member.ifPresent(id -> link(fact, id, placed.newRecords));
        adultsConcerned.forEach(adult -> alsoFile.addAll(misplaced(adult)));
        return new Outcome(reasons, alsoFile);
    }

    /**
     * Whose home a concern is about beside those it names.
     *
     * @param adults everybody who was ever linked to a child it names; locked
     * @param siblings children who lived with a child it names when it happened
     */
    private record Home(Set<AdultId> adults, Set<RecordId> siblings) {

        static final Home NONE = new Home(Set.of(), Set.of());
    }

    private Home home(Fact fact, Set<RecordId> named) {
        if (!isAboutTheHome(fact.submission)) {
            return Home.NONE;
        }
        Set<AdultId> linked = adults.linkedTo(named);
        lock(linked);
        Set<RecordId> siblings = new LinkedHashSet<>();
        for (AdultId adult : linked) {
            Set<RecordId> together =
                    HouseholdLink.linkedWhen(adults.liveLinks(adult), fact.submission.happened());
            if (together.stream().anyMatch(named::contains)) {
                siblings.addAll(together);
            }
        }
        siblings.removeAll(named);
        return new Home(linked, siblings);
    }

    private static boolean isAboutTheHome(Submission submission) {
        return submission.particulars() instanceof Particulars.Concern(var sharedHome)
                && sharedHome;
    }

    /** A newer version of the source's own record may correct the birth date that it gave. */
    private Match match(PersonDetails child, VersionChain chain) {
        Match match = matcher.match(child);
        return match instanceof Match.Potential
                        && child.birthDate() != null
                        && matcher.match(child.withoutBirthDate())
                                instanceof Match.Found(var record)
                        && chain.corrects(record)
                ? new Match.Found(record)
                : match;
    }

    private static void note(Map<RecordId, List<Said>> found, RecordId record, Said said) {
        found.computeIfAbsent(record, _ -> new ArrayList<>()).add(said);
    }

    private RecordId open(PersonDetails child, AcceptedEvent event) {
        RecordId record = new RecordId(UUID.randomUUID());
        children.open(record, new PersonId(UUID.randomUUID()), clock.instant());
        children.learn(record, child, asOf(event));
        return record;
    }

    /** Links the adult to these records. */
    private void link(Fact fact, AdultId adult, Set<RecordId> records) {
        if (fact.submission.particulars()
                instanceof Particulars.HouseholdMember(_, var role, var to)) {
            for (RecordId record : records) {
                adults.addLink(
                        new HouseholdLink(
                                fact.event.id(),
                                record,
                                adult,
                                role,
                                fact.submission.happened().firstDay(),
                                to));
            }
        }
    }

    /** The adults whom this event, or another version of it, has linked to children. */
    private Set<AdultId> linkedByVersions(Fact fact) {
        return new HashSet<>(
                adults.linkedBy(
                        Stream.concat(
                                        Stream.of(fact.event.id()),
                                        Stream.concat(
                                                        fact.chain.lower().stream(),
                                                        fact.chain.higher().stream())
                                                .map(VersionChain.FiledVersion::event))
                                .toList()));
    }

    /**
     * The facts about an adult that stand elsewhere than the adult's links now say, and the
     * concerns about homes that the adult may belong to.
     */
    private Set<EventId> misplaced(AdultId adult) {
        List<HouseholdLink> links = adults.liveLinks(adult);
        Set<EventId> misplaced = new LinkedHashSet<>();
        for (EventId id : adults.factsOf(adult)) {
            Submission submission = SubmissionReader.read(events.find(id).orElseThrow());
            Set<RecordId> linked = HouseholdLink.linkedWhen(links, submission.happened());
            if (!linked.equals(settled(filings.copies(id)))) {
                misplaced.add(id);
            }
        }
        // Whoever belongs to a home decides which children share it.
        misplaced.addAll(filings.concernsAboutHomes(adults.everLinked(adult)));
        return misplaced;
    }

    /** Where an event stands, or was withdrawn for good. */
    private static Set<RecordId> settled(List<Copy> copies) {
        return copies.stream()
                .filter(copy -> copy.fate() != Fate.TAKEN_BACK)
                .map(Copy::record)
                .collect(Collectors.toSet());
    }

    // ---- events about an adult

    private Outcome fileForAdult(Fact fact, PersonDetails adult) {
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
        AdultId id = findOrOpen(found, adult, fact.event);
        lock(Set.of(id));
        if (!learn(id, adult)) {
            return Outcome.review(ReviewReason.POTENTIAL);
        }
        adults.addFact(fact.event.id(), id);
        if (fact.retracted()) {
            // What is known to be wrong comes to no further child.
            return filings.copies(fact.event.id()).isEmpty()
                    ? Outcome.review(ReviewReason.NO_LINK)
                    : new Outcome(Set.of(), Set.of());
        }
        Set<RecordId> linked =
                HouseholdLink.linkedWhen(adults.liveLinks(id), fact.submission.happened());
        Placed placed =
                place(fact, true, linked, new About.AnAdult(), Map.of(), Set.of(), Home.NONE);
        return new Outcome(
                linked.isEmpty() ? EnumSet.of(ReviewReason.NO_LINK) : Set.of(), placed.alsoFile);
    }

    private AdultId findOrOpen(Set<AdultId> found, PersonDetails adult, AcceptedEvent event) {
        if (!found.isEmpty()) {
            return found.iterator().next();
        }
        AdultId id =
                adult.identifiers().isEmpty()
                        ? AdultId.knownOnlyFrom(event.id())
                        : new AdultId(UUID.randomUUID());
        adults.open(id, clock.instant());
        return id;
    }

    /** Locks adults in one order. */
    private void lock(Set<AdultId> concerned) {
        concerned.stream().sorted(Comparator.comparing(AdultId::toString)).forEach(adults::lock);
    }

    /** Notes the identifiers of a locked adult; false if one speaks against it. */
    private boolean learn(AdultId id, PersonDetails adult) {
        if (Identifier.contradict(adult.identifiers(), adults.identifiersOf(id))) {
            return false;
        }
        adults.learn(id, adult.identifiers());
        return true;
    }

    // ---- publishing

    /**
     * What was placed.
     *
     * @param newRecords where the event had not been before
     * @param alsoFile events that may belong elsewhere because of that
     */
    private record Placed(Set<RecordId> newRecords, Set<EventId> alsoFile) {}

    /**
     * Publishes the event under the records where it is not yet; an adult's is taken back from
     * where it stands and no link leads any more. An earlier version that stands under a record
     * where this one does not belong is withdrawn there.
     *
     * @param whole whether everybody it is about is found: only then is it sure that it does not
     *     belong elsewhere
     * @param home whose home it is about as well
     */
    private Placed place(
            Fact fact,
            boolean whole,
            Set<RecordId> targets,
            About about,
            Map<RecordId, List<Said>> said,
            Set<RecordId> opened,
            Home home) {
        AcceptedEvent event = fact.event;
        List<Copy> copies = filings.copies(event.id());
        Set<RecordId> everywhere = new HashSet<>(targets);
        everywhere.addAll(home.siblings);
        SortedMap<RecordId, Set<EventId>> replaced =
                whole && !targets.isEmpty()
                        ? fact.chain.standingOutside(everywhere)
                        : new TreeMap<>();
        SortedMap<RecordId, Set<EventId>> away = new TreeMap<>();
        if (about instanceof About.AnAdult) {
            copies.stream()
                    .filter(copy -> copy.fate() == Fate.STANDS && !targets.contains(copy.record()))
                    .forEach(copy -> add(away, copy.record(), copy.id()));
        }
        boolean hasSiblings =
                whole
                        && !fact.retracted()
                        && about instanceof About.TheChild
                        && isAboutTheHome(fact.submission);
        if (whole && !fact.retracted()) {
            copies.stream()
                    .filter(Copy::linked)
                    .filter(copy -> copy.fate() == Fate.STANDS)
                    .filter(copy -> !home.siblings.contains(copy.record()))
                    .forEach(copy -> add(away, copy.record(), copy.id()));
        }
        Set<RecordId> concerned = new HashSet<>(everywhere);
        concerned.addAll(replaced.keySet());
        concerned.addAll(away.keySet());
        SortedMap<RecordId, PersonId> locked = children.lock(concerned);
        makeSure(fact, said, opened);
        if (hasSiblings && !adults.linkedTo(targets).equals(home.adults)) {
            throw new ChangedMeanwhileException();
        }
        Map<RecordId, Children.Demographics> before = children.demographics(said.keySet());
        learn(fact, said, opened);
        Map<RecordId, Children.Demographics> after = children.demographics(said.keySet());
        Set<RecordId> settled = settled(copies);
        About asSibling =
                new About.ASibling(
                        home.siblings.isEmpty()
                                ? Set.of()
                                : confirmations.saidToLead(
                                        targets, fact.submission.happened().firstDay()));
        // Only now: whoever held these records before has an earlier time.
        Instant known = clock.instant();
        Set<RecordId> newRecords = new LinkedHashSet<>();
        locked.forEach(
                (record, person) -> {
                    Children.Demographics present = after.get(record);
                    if (present != null
                            && (opened.contains(record) || !present.equals(before.get(record)))) {
                        publication.opened(present, known);
                    }
                    if (targets.contains(record) && !settled.contains(record)) {
                        publish(fact, record, person, known, about);
                        claim(fact, record, known);
                        newRecords.add(record);
                    }
                    if (home.siblings.contains(record) && !settled.contains(record)) {
                        publish(fact, record, person, known, asSibling);
                        newRecords.add(record);
                    }
                    Set<EventId> earlier = replaced.getOrDefault(record, Set.of());
                    withdraw(event, record, person, known, earlier, Why.NEWER_VERSION);
                    Set<EventId> own = away.getOrDefault(record, Set.of());
                    withdraw(event, record, person, known, own, Why.HOUSEHOLD);
                });
        noteVersion(fact, whole, targets);
        return new Placed(newRecords, newRecords.isEmpty() ? Set.of() : fact.retractions);
    }

    private static void add(Map<RecordId, Set<EventId>> to, RecordId record, EventId id) {
        to.computeIfAbsent(record, _ -> new LinkedHashSet<>()).add(id);
    }

    /**
     * Whom an event is about was found before the records were locked, and another filing may have
     * taught one of them a number since that speaks against it.
     */
    private void makeSure(Fact fact, Map<RecordId, List<Said>> said, Set<RecordId> opened) {
        said.forEach(
                (record, all) -> {
                    for (Said one : all) {
                        if (!opened.contains(record)
                                && !match(one.child, fact.chain).equals(new Match.Found(record))) {
                            throw new ChangedMeanwhileException();
                        }
                    }
                });
    }

    private void learn(Fact fact, Map<RecordId, List<Said>> said, Set<RecordId> opened) {
        said.forEach(
                (record, all) -> {
                    // What is known to be wrong teaches nothing about a child known otherwise.
                    if (!fact.retracted() || opened.contains(record)) {
                        all.forEach(one -> learn(fact.event, record, one));
                    }
                    forgetRetracted(record);
                });
    }

    private void learn(AcceptedEvent event, RecordId record, Said said) {
        children.learn(record, said.child, asOf(event));
        children.noteMention(event.id(), record, said.place);
    }

    private void noteVersion(Fact fact, boolean whole, Set<RecordId> targets) {
        SourceVersion version = fact.submission.version();
        if (version == null) {
            return;
        }
        if (targets.isEmpty()) {
            filings.removeVersion(fact.event.id());
        } else {
            filings.putVersion(fact.event.key().agency(), version, fact.event.id(), whole);
        }
    }

    private void publish(Fact fact, RecordId record, PersonId person, Instant known, About about) {
        publish(
                new Publication.Filed(
                        fact.event,
                        filings.nextId(fact.event.id(), record),
                        record,
                        person,
                        known,
                        about,
                        EngagementClaim.derive(
                                fact.event.key().agency(),
                                fact.submission.subject(),
                                fact.submission.particulars()),
                        fact.chain.under(record)),
                about instanceof About.ASibling
                        ? Publication.LINKED_CONCERN
                        : fact.event.type().shortName());
    }

    private void publish(Publication.Filed filed, String as) {
        long sequence = publication.filed(filed);
        filings.add(filed.event().id(), filed.record(), filed.id(), as, filed.known(), sequence);
    }

    private void claim(Fact fact, RecordId record, Instant known) {
        AcceptedEvent event = fact.event;
        Submission submission = fact.submission;
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
            case Particulars.Plain _,
                    Particulars.Concern _,
                    Particulars.Appointment _,
                    Particulars.Sessions _,
                    Particulars.HouseholdMember _ -> {}
        }
    }

    // ---- retractions

    private Outcome fileRetraction(AcceptedEvent event, List<EventKey> targets) {
        filings.addTargets(event.id(), targets);
        Set<ReviewReason> reasons = EnumSet.noneOf(ReviewReason.class);
        Set<EventId> found = new LinkedHashSet<>();
        SortedMap<RecordId, Set<EventId>> wanted = new TreeMap<>();
        for (EventKey target : targets) {
            Optional<EventId> id = events.findId(target);
            List<Copy> copies = id.map(filings::copies).orElse(List.of());
            if (copies.isEmpty()) {
                reasons.add(ReviewReason.TARGET_UNKNOWN);
                continue;
            }
            found.add(id.orElseThrow());
            copies.forEach(copy -> add(wanted, copy.record(), copy.id()));
        }
        Set<AdultId> unlinked = adults.linkedBy(found);
        lock(unlinked);
        SortedMap<RecordId, PersonId> locked = children.lock(wanted.keySet());
        Map<RecordId, Children.Demographics> before = children.demographics(wanted.keySet());
        wanted.keySet().forEach(this::forgetRetracted);
        Map<RecordId, Children.Demographics> after = children.demographics(wanted.keySet());
        Instant known = clock.instant();
        boolean published = false;
        for (Map.Entry<RecordId, PersonId> entry : locked.entrySet()) {
            RecordId record = entry.getKey();
            Children.Demographics present = after.get(record);
            if (present != null && !present.equals(before.get(record))) {
                publication.opened(present, known);
            }
            Set<EventId> here = wanted.getOrDefault(record, Set.of());
            if (!filings.withdrawnBy(event.id(), record).containsAll(here)) {
                withdraw(event, record, entry.getValue(), known, here, Why.RETRACTED);
                published = true;
            }
        }
        Set<EventId> alsoFile = new LinkedHashSet<>();
        if (published) {
            alsoFile.addAll(filings.retractionsOf(event.key()));
        }
        unlinked.forEach(adult -> alsoFile.addAll(misplaced(adult)));
        for (EventKey target : targets) {
            version(target).ifPresent(v -> alsoFile.addAll(events.waitingFor(target.agency(), v)));
        }
        return new Outcome(reasons, alsoFile);
    }

    private void withdraw(
            AcceptedEvent event,
            RecordId record,
            PersonId person,
            Instant known,
            Set<EventId> targets,
            Why why) {
        if (targets.isEmpty()) {
            return;
        }
        List<EventId> all = List.copyOf(targets);
        for (int from = 0; from < all.size(); from += TARGETS_AT_ONCE) {
            Set<EventId> some =
                    new LinkedHashSet<>(
                            all.subList(from, Math.min(all.size(), from + TARGETS_AT_ONCE)));
            publish(
                    new Publication.Filed(
                            event,
                            // A retraction that finds further targets says all of them again.
                            why == Why.RETRACTED
                                    ? event.id().part(from / TARGETS_AT_ONCE)
                                    : filings.nextId(event.id(), record),
                            record,
                            person,
                            known,
                            new About.EarlierEvents(some, why),
                            Optional.empty(),
                            Neighbours.NONE),
                    EventType.RETRACTION.shortName());
        }
        filings.addWithdrawals(event.id(), record, targets);
    }

    /**
     * Forgets of a locked record what retracted events alone said of it: a number that one of them
     * brought together with the child's must not go on bringing another child's events. As long as
     * nothing else is known of the record, it stays as it is.
     */
    private void forgetRetracted(RecordId record) {
        if (!children.isMentionedByRetracted(record)) {
            return;
        }
        List<Children.Mention> mentions = children.mentions(record);
        List<Children.Mention> live =
                mentions.stream().filter(mention -> !mention.retracted()).toList();
        if (live.isEmpty()) {
            return;
        }
        children.forget(record);
        for (Children.Mention mention : live) {
            AcceptedEvent event = events.find(mention.event()).orElseThrow();
            if (SubmissionReader.read(event).subject() instanceof Subject.Children(var about)) {
                learn(event, record, new Said(mention.place(), about.get(mention.place())));
            }
        }
    }

    /** A source whose clock runs ahead cannot pin what is known of a child for ever. */
    private static Instant asOf(AcceptedEvent event) {
        return event.recorded().isAfter(event.received()) ? event.received() : event.recorded();
    }
}
