package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EmergencyNotices;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.SharingPolicy.Purpose;
import org.wholepicture.chronology.domain.SharingPolicy.Verdict;
import org.wholepicture.chronology.domain.Statement;
import org.wholepicture.chronology.domain.Timeline;

/**
 * Takes the reason of somebody who is not in the team around a child. What it opens lasts for hours
 * and is decided anew at each reading.
 */
@ApplicationScoped
public class StateReason {

    /** Fewest and most characters of a reason. */
    public static final int FEWEST = 10;

    public static final int MOST = 500;

    /**
     * What somebody says.
     *
     * @param ground for what
     * @param purpose under the sharing policy
     * @param emergency why it is one
     * @param reason in their own words, {@value #FEWEST} to {@value #MOST} characters
     */
    public record Said(
            Statement.Ground ground,
            @Nullable Purpose purpose,
            Statement.@Nullable Emergency emergency,
            String reason) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Said[ground=" + ground + "]";
        }
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The timeline is open until then. */
        record Opened(Statement statement) implements Outcome {}

        /** The child is known; who leads, if anybody does, can be asked. */
        record Known(@Nullable PractitionerId lead, Timeline.Names names) implements Outcome {}

        /** Nothing, the same as for a child who does not exist. */
        record Nothing() implements Outcome {}

        /** They must sign in with a second factor first, whoever is asked for. */
        record SecondFactorNeeded() implements Outcome {}

        /** Another child is open to them in an emergency; one at a time. */
        record AnotherIsOpen() implements Outcome {}

        /** Their role never reads in an emergency, whoever is asked for. */
        record NotInTheirRole() implements Outcome {}
    }

    private final AccessStore access;
    private final EmergencyNotices notices;
    private final ReadingLog log;
    private final InstantSource clock;

    StateReason(AccessStore access, EmergencyNotices notices, ReadingLog log, InstantSource clock) {
        this.access = access;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /** Whether this is somebody whose reason may open anything at all, whichever child's. */
    public static boolean mayGive(Asker asker) {
        return asker instanceof Asker.Practitioner practitioner
                && Grounds.worksWithChildren(practitioner);
    }

    /**
     * Decides, keeps and tells in one transaction with the audit row.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public Outcome state(Asker asker, UUID request, PersonId person, Said said) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Outcome outcome = decide(asker, person, said);
                            log.join(
                                    asker,
                                    request,
                                    "state-reason",
                                    List.of(person),
                                    purpose(said),
                                    switch (outcome) {
                                        case Outcome.Opened _, Outcome.Known _ -> true;
                                        case Outcome.Nothing _,
                                                Outcome.SecondFactorNeeded _,
                                                Outcome.AnotherIsOpen _,
                                                Outcome.NotInTheirRole _ ->
                                                false;
                                    });
                            return outcome;
                        });
    }

    private static String purpose(Said said) {
        StringBuilder purpose = new StringBuilder(said.ground().name());
        if (said.purpose() != null) {
            purpose.append(", ").append(said.purpose());
        }
        if (said.emergency() != null) {
            purpose.append(", ").append(said.emergency());
        }
        return purpose.append(": ").append(said.reason()).toString();
    }

    private Outcome decide(Asker asker, PersonId person, Said said) {
        if (!(asker instanceof Asker.Practitioner practitioner)) {
            return new Outcome.NotInTheirRole();
        }
        if (!practitioner.roles().contains(Grounds.SECOND_FACTOR)) {
            return new Outcome.SecondFactorNeeded();
        }
        boolean emergency = said.ground() == Statement.Ground.EMERGENCY;
        Instant now = clock.instant();
        if (emergency) {
            access.oneAtATime(practitioner.id());
        }
        Grounds.Known known = access.around(practitioner, now);
        if (emergency) {
            if (!Grounds.mayInEmergency(practitioner) || known.closed()) {
                return new Outcome.NotInTheirRole();
            }
            Optional<Statement> open =
                    known.statements().stream()
                            .filter(one -> one.ground() == Statement.Ground.EMERGENCY)
                            .filter(one -> one.lastsAt(now))
                            .filter(one -> known.isSomebody(one.person()))
                            .findFirst();
            if (open.isPresent()) {
                return open.get().person().equals(person)
                        ? new Outcome.Opened(open.get())
                        : new Outcome.AnotherIsOpen();
            }
        }
        AccessStore.Child child = access.child(person, known.team(), now);
        if (!child.exists()) {
            return new Outcome.Nothing();
        }
        Verdict verdict =
                Grounds.wouldOpen(
                        practitioner,
                        known,
                        said.ground(),
                        said.purpose(),
                        child.lead().isPresent(),
                        child.teamLeads(),
                        now);
        return switch (verdict) {
            case SILENT, DENIED -> new Outcome.Nothing();
            case EXISTENCE -> {
                PractitionerId lead = child.lead().orElse(null);
                yield new Outcome.Known(
                        lead,
                        access.names(
                                lead == null ? java.util.Set.of() : java.util.Set.of(lead),
                                java.util.Set.of()));
            }
            case CONTENT -> opened(practitioner, person, said, child, now);
        };
    }

    private Outcome opened(
            Asker.Practitioner practitioner,
            PersonId person,
            Said said,
            AccessStore.Child child,
            Instant now) {
        UUID id = UUID.randomUUID();
        String reference = "E-" + id.toString().substring(0, 13);
        Statement statement =
                new Statement(
                        id,
                        person,
                        practitioner.id(),
                        practitioner.agency(),
                        said.ground(),
                        said.purpose(),
                        said.emergency(),
                        said.reason(),
                        now,
                        now.plus(said.ground().lasts()));
        access.add(statement, reference);
        if (said.ground() == Statement.Ground.EMERGENCY) {
            notices.tell(reference, child.lead().orElse(null));
        }
        return new Outcome.Opened(statement);
    }
}
