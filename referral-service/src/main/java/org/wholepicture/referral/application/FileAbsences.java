package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;
import org.wholepicture.referral.domain.Absence;
import org.wholepicture.referral.domain.Absences;
import org.wholepicture.referral.domain.Directory;
import org.wholepicture.referral.domain.DirectoryEntry;
import org.wholepicture.referral.domain.Fault;
import org.wholepicture.referral.domain.Happened;
import org.wholepicture.referral.domain.Publication;

/**
 * Practitioners say when they are away, so that what is theirs falls to their deputy, then to their
 * manager, and to nobody who does not read it (domain.md B-62). For somebody who cannot say it
 * themselves their manager does, the front door or an administrator. To everybody else it looks as
 * if there were no such practitioner.
 */
@ApplicationScoped
public class FileAbsences {

    private static final String FRONT_DOOR = "front-door";
    private static final String ADMINISTRATOR = "administrator";
    private static final String READ = "read-absences";
    private static final String SET = "set-absences";

    /**
     * Days as somebody gave them, in whatever order.
     *
     * @param from the first day away
     * @param to the last day away
     */
    public record Given(LocalDate from, LocalDate to) {}

    /**
     * Somebody and when they are away.
     *
     * @param team those whose manager they are, where they look themselves
     */
    public record Seen(DirectoryEntry who, List<DirectoryEntry> team) {

        /** Copies the list. */
        public Seen {
            team = List.copyOf(team);
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It stands so now. */
        record Done(DirectoryEntry who) implements Outcome {}

        /** There is no such practitioner for whoever asks. */
        record Unknown() implements Outcome {}

        /** Nothing of it was taken. */
        record Refused(List<Fault> faults) implements Outcome {}
    }

    private final Directory directory;
    private final Publication publication;
    private final InstantSource clock;
    private final FrontDoorLog log;

    FileAbsences(
            Directory directory, Publication publication, InstantSource clock, FrontDoorLog log) {
        this.directory = directory;
        this.publication = publication;
        this.clock = clock;
        this.log = log;
    }

    /** When somebody is away; what is over is left out. */
    @Transactional
    public Optional<Seen> read(Decider decider, String practitioner) {
        Optional<DirectoryEntry> found = directory.findActivePractitioner(practitioner);
        Optional<String> purpose = found.flatMap(entry -> purpose(decider, entry));
        if (purpose.isEmpty()) {
            log.refused(decider, READ, List.of(), "");
            return Optional.empty();
        }
        log.allowed(decider, READ, List.of(), purpose.get());
        boolean own = practitioner.equals(decider.practitioner());
        return found.map(
                entry ->
                        new Seen(
                                entry.away(entry.absences().notOverBy(today())),
                                own ? directory.managedBy(practitioner) : List.of()));
    }

    /** Sets all of them; those before are no more. */
    @Transactional
    public Outcome set(Decider decider, String practitioner, List<Given> given) {
        List<Fault> faults = new ArrayList<>();
        if (given.size() > Absences.MOST) {
            faults.add(new Fault("/absences", "This has more than " + Absences.MOST + " entries."));
        }
        List<Absence> absences = new ArrayList<>();
        for (int i = 0; i < given.size() && faults.size() < EventContracts.ENOUGH; i++) {
            take(given.get(i), "/absences/" + i, absences, faults);
        }
        return change(decider, practitioner, faults, _ -> Absences.of(absences));
    }

    /** Adds one to those that are filed. */
    @Transactional
    public Outcome add(Decider decider, String practitioner, Given given) {
        List<Fault> faults = new ArrayList<>();
        List<Absence> absences = new ArrayList<>();
        take(given, "/to", absences, faults);
        return change(
                decider,
                practitioner,
                faults,
                before -> absences.stream().reduce(before, Absences::with, (_, last) -> last));
    }

    /** Takes the one back that begins on a day; none changes nothing. */
    @Transactional
    public Outcome takeBack(Decider decider, String practitioner, LocalDate from) {
        return change(decider, practitioner, List.of(), before -> before.without(from));
    }

    private void take(Given given, String pointer, List<Absence> absences, List<Fault> faults) {
        Optional<String> fault = Absences.fault(given.from(), given.to(), today());
        if (fault.isEmpty() && given.to().isBefore(today())) {
            fault = Optional.of("The last day has passed.");
        }
        fault.ifPresentOrElse(
                words -> faults.add(new Fault(pointer, words)),
                () -> absences.add(new Absence(given.from(), given.to())));
    }

    private Outcome change(
            Decider decider,
            String practitioner,
            List<Fault> faults,
            Function<Absences, Absences> change) {
        // Before the entry is read: whoever loads the directory must not undo this, nor this that.
        directory.takeTurns();
        Optional<DirectoryEntry> found = directory.findActivePractitioner(practitioner);
        Optional<String> purpose = found.flatMap(entry -> purpose(decider, entry));
        if (found.isEmpty() || purpose.isEmpty()) {
            log.refused(decider, SET, List.of(), "");
            return new Outcome.Unknown();
        }
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        DirectoryEntry before = found.get();
        Absences after = change.apply(before.absences()).notOverBy(today());
        if (after.all().size() > Absences.MOST) {
            return new Outcome.Refused(
                    List.of(
                            new Fault(
                                    "",
                                    "There are "
                                            + Absences.MOST
                                            + " absences already. Take one back first.")));
        }
        DirectoryEntry entry = before.away(after);
        UUID note = UUID.randomUUID();
        Instant now = clock.instant();
        if (!entry.equals(before)) {
            directory.put(entry, now);
            publication.listed(entry, now);
        }
        directory.noteAbsences(note, entry, decider.practitioner(), now);
        log.allowed(decider, SET, List.of(note), purpose.get());
        return new Outcome.Done(entry);
    }

    /** Why it is theirs to say; empty if it is not. */
    private static Optional<String> purpose(Decider decider, DirectoryEntry entry) {
        if (entry.id().equals(decider.practitioner())) {
            return Optional.of("their own");
        }
        if (entry.manager().filter(decider.practitioner()::equals).isPresent()) {
            return Optional.of("manages them");
        }
        if (decider.roles().contains(FRONT_DOOR)) {
            return Optional.of("front door");
        }
        return decider.roles().contains(ADMINISTRATOR)
                ? Optional.of("administers the partnership")
                : Optional.empty();
    }

    private LocalDate today() {
        return clock.instant().atZone(Happened.LONDON).toLocalDate();
    }
}
