package org.wholepicture.chronology.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.SharingPolicy.DataClass;
import org.wholepicture.chronology.domain.SharingPolicy.Purpose;
import org.wholepicture.chronology.domain.SharingPolicy.Verdict;

/**
 * Whom a practitioner may read and on what ground, decided from what the service has been told: the
 * one place where that is decided, and a pure function of it [design.md, promise 6]. Nothing is
 * implied by a role alone; a denial overrides.
 */
public final class Grounds {

    /** Copies older than this are old [design.md Chronology]. */
    public static final Duration FRESH = Duration.ofSeconds(60);

    /** What a role or its token claims; the realm's names. */
    public static final String FRONT_DOOR = "front-door";

    public static final String MANAGER = "manager";
    public static final String PRIVACY_OFFICER = "privacy-officer";

    /** Said by the token of somebody who signed in with a second factor. */
    public static final String SECOND_FACTOR = "second-factor";

    /** Whoever runs the partnership's or the platform's settings reads about no child. */
    private static final Set<String> NEVER = Set.of("administrator", "operations");

    private static final Set<String> WITH_CHILDREN =
            Set.of("practitioner", FRONT_DOOR, MANAGER, PRIVACY_OFFICER);

    private Grounds() {}

    /**
     * What is known around a practitioner.
     *
     * @param confirmations of every record for which they, or somebody whose manager they are, were
     *     ever confirmed, and of every record of the persons they gave a reason for
     * @param memberships of those records
     * @param closed whether the directory says that their account is closed
     * @param team whose manager the directory says they are
     * @param statements reasons they gave that last
     * @param policies that hold, of all agencies
     * @param shielded of whom they may see what is shielded
     * @param heardAt the last sign that the copies are whole; null if there never was one
     */
    public record Known(
            List<Confirmation> confirmations,
            List<Membership> memberships,
            boolean closed,
            Set<PractitionerId> team,
            List<Statement> statements,
            List<SharingPolicy> policies,
            Set<PersonId> shielded,
            @Nullable Instant heardAt) {

        /** Copies the collections. */
        public Known {
            confirmations = List.copyOf(confirmations);
            memberships = List.copyOf(memberships);
            team = Set.copyOf(team);
            statements = List.copyOf(statements);
            policies = List.copyOf(policies);
            shielded = Set.copyOf(shielded);
        }

        /** Whether any record is this person's now: after a merge it is another's. */
        public boolean isSomebody(PersonId person) {
            return !Membership.recordsOf(person, Instant.MAX, memberships).isEmpty();
        }

        /** Whether what is decided by may be out of date. */
        public boolean oldAt(Instant now) {
            return heardAt == null || heardAt.plus(FRESH).isBefore(now);
        }
    }

    /** On what ground, and how much of it, a person is read. */
    public record Held(ReadAs as, Clearance clearance) {}

    /** Whom the practitioner may read now, and on what ground: the strongest. */
    public static Map<PersonId, Held> of(Asker.Practitioner asker, Known known, Instant now) {
        if (isShutOut(asker, known, now)) {
            return Map.of();
        }
        List<Reader> readers = Reader.at(now, known.confirmations(), known.memberships());
        Map<PersonId, ReadAs> grounds = new HashMap<>();
        for (Reader reader : readers) {
            if (reader.practitioner().equals(asker.id())) {
                strongest(grounds, reader.person(), ReadAs.of(reader.heldAs()));
            }
        }
        boolean old = known.oldAt(now);
        Set<PersonId> led = led(readers);
        if (asker.roles().contains(MANAGER)) {
            readers.stream()
                    .filter(reader -> reader.heldAs() == Confirmation.HeldAs.LEAD)
                    .filter(reader -> known.team().contains(reader.practitioner()))
                    .map(Reader::person)
                    .filter(
                            person ->
                                    !old
                                            || stated(known, person, Statement.Ground.TEAM, now)
                                                    .isPresent())
                    .forEach(person -> strongest(grounds, person, ReadAs.TEAM));
        }
        for (Statement statement : known.statements()) {
            boolean holds =
                    statement.lastsAt(now)
                            && known.isSomebody(statement.person())
                            && statement.practitioner().equals(asker.id())
                            && switch (statement.ground()) {
                                // A reason alone makes nobody a manager.
                                case TEAM -> false;
                                case FRONT_DOOR ->
                                        asker.roles().contains(FRONT_DOOR)
                                                && !led.contains(statement.person());
                                case SHARED ->
                                        statement.purpose() != null
                                                && verdict(
                                                                known,
                                                                asker,
                                                                statement.purpose(),
                                                                DataClass.NORMAL,
                                                                now)
                                                        .opens();
                                case EMERGENCY -> mayInEmergency(asker);
                            };
            if (holds) {
                strongest(grounds, statement.person(), statement.ground().readAs());
            }
        }
        return grounds.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                held ->
                                        new Held(
                                                held.getValue(),
                                                clearance(
                                                        asker,
                                                        known,
                                                        held.getKey(),
                                                        held.getValue(),
                                                        now))));
    }

    /**
     * What a reason would open for a child who exists.
     *
     * @param led whether somebody leads for the child
     */
    public static Verdict wouldOpen(
            Asker.Practitioner asker,
            Known known,
            Statement.Ground ground,
            @Nullable Purpose purpose,
            boolean led,
            boolean teamLeads,
            Instant now) {
        if (isShutOut(asker, known, now)) {
            return Verdict.SILENT;
        }
        return switch (ground) {
            case TEAM ->
                    asker.roles().contains(MANAGER) && teamLeads ? Verdict.CONTENT : Verdict.SILENT;
            case FRONT_DOOR ->
                    asker.roles().contains(FRONT_DOOR) && !led ? Verdict.CONTENT : Verdict.SILENT;
            case SHARED ->
                    purpose == null
                            ? Verdict.SILENT
                            : verdict(known, asker, purpose, DataClass.NORMAL, now);
            case EMERGENCY -> mayInEmergency(asker) ? Verdict.CONTENT : Verdict.SILENT;
        };
    }

    /** Whether somebody may read in an emergency: anybody who works with children, and the PO. */
    public static boolean mayInEmergency(Asker.Practitioner asker) {
        return asker.roles().contains(SECOND_FACTOR) && worksWithChildren(asker);
    }

    /** Whether somebody sees who has looked at any child: the privacy officer alone. */
    public static boolean mayOversee(Asker.Practitioner asker, Known known, Instant now) {
        return asker.roles().contains(PRIVACY_OFFICER) && !isShutOut(asker, known, now);
    }

    /** Whether somebody's role is with children, or with those who read about them. */
    public static boolean worksWithChildren(Asker.Practitioner asker) {
        return asker.roles().stream().noneMatch(NEVER::contains)
                && asker.roles().stream().anyMatch(WITH_CHILDREN::contains);
    }

    private static boolean isShutOut(Asker.Practitioner asker, Known known, Instant now) {
        return known.closed()
                || !asker.roles().contains(SECOND_FACTOR)
                || asker.roles().stream().anyMatch(NEVER::contains)
                || verdict(known, asker, null, DataClass.NORMAL, now) == Verdict.DENIED;
    }

    private static Clearance clearance(
            Asker.Practitioner asker, Known known, PersonId person, ReadAs as, Instant now) {
        Verdict restricted = verdict(known, asker, null, DataClass.RESTRICTED, now);
        boolean byGround =
                switch (as) {
                    case LEAD, TEAM, FRONT_DOOR -> true;
                    case NAMED, SHARED -> false;
                    case EMERGENCY -> asker.roles().contains(PRIVACY_OFFICER);
                };
        boolean mayBeShielded =
                switch (as) {
                    case LEAD, TEAM -> true;
                    case NAMED, FRONT_DOOR, SHARED, EMERGENCY -> false;
                };
        return new Clearance(
                asker.agency(),
                restricted != Verdict.DENIED && (byGround || restricted.opens()),
                mayBeShielded && known.shielded().contains(person),
                as != ReadAs.EMERGENCY);
    }

    private static Verdict verdict(
            Known known,
            Asker.Practitioner asker,
            @Nullable Purpose purpose,
            DataClass dataClass,
            Instant now) {
        return SharingPolicy.weigh(known.policies(), asker.agency(), purpose, dataClass, now);
    }

    private static Optional<Statement> stated(
            Known known, PersonId person, Statement.Ground ground, Instant now) {
        return known.statements().stream()
                .filter(said -> said.ground() == ground && said.person().equals(person))
                .filter(said -> said.lastsAt(now))
                .findFirst();
    }

    private static Set<PersonId> led(Collection<Reader> readers) {
        return readers.stream()
                .filter(reader -> reader.heldAs() == Confirmation.HeldAs.LEAD)
                .map(Reader::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void strongest(Map<PersonId, ReadAs> grounds, PersonId person, ReadAs as) {
        grounds.merge(person, as, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }
}
