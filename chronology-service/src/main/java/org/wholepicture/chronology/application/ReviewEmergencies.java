package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EmergencyNotices;
import org.wholepicture.chronology.domain.EmergencyReview;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.calendar.WorkingDays;

/**
 * The privacy officer looks at each reading in an emergency within five working days, and nobody at
 * their own [assurance.md section 4].
 */
@ApplicationScoped
public class ReviewEmergencies {

    /** Working days after the day on which it was opened. */
    public static final int WITHIN = 5;

    private static final int REVIEWED = 100;

    /**
     * A reading in an emergency.
     *
     * @param due the last day on which it is reviewed in time
     * @param overdue that day is over, and nobody has
     * @param own whether the reader of this list opened it: another reviews it
     */
    public record Emergency(AccessStore.Told told, LocalDate due, boolean overdue, boolean own) {

        /** Whether nobody has reviewed it. */
        public boolean waits() {
            return told.review() == null;
        }
    }

    /**
     * What there is.
     *
     * @param emergencies those that wait, longest first, at most 500; then the latest 100 that were
     *     reviewed
     */
    public record Listed(List<Emergency> emergencies, Timeline.Names names) {}

    /** What came of a review. */
    public enum Outcome {
        KEPT,
        /** They are not the privacy officer. */
        NOT_ALLOWED,
        /** There is no such emergency. */
        NONE,
        /** They opened it themselves. */
        OWN,
        /** Somebody has reviewed it. */
        REVIEWED
    }

    private final AccessStore access;
    private final EmergencyNotices notices;
    private final ReadingLog log;
    private final InstantSource clock;
    private final WorkingDays days;

    ReviewEmergencies(
            AccessStore access,
            EmergencyNotices notices,
            ReadingLog log,
            InstantSource clock,
            ChronologyConfig config) {
        this.access = access;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
        this.days =
                WorkingDays.ofEngland(
                        config.closed().orElse(Set.of()), config.open().orElse(Set.of()));
    }

    /** Those that wait for a review, and the latest that were reviewed. */
    public Answer<Listed> list(Asker asker, UUID request) {
        Instant now = clock.instant();
        Optional<Listed> found =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        oversees(asker, now)
                                                ? Optional.of(listed(asker, now))
                                                : Optional.empty());
        log.write(
                asker,
                request,
                "list-emergencies",
                found.stream()
                        .flatMap(all -> all.emergencies().stream())
                        .map(one -> one.told().statement().person())
                        .distinct()
                        .toList(),
                List.of(),
                "",
                found.isPresent());
        return found.<Answer<Listed>>map(Answer.Given::new).orElseGet(Answer.Refused::new);
    }

    private Listed listed(Asker asker, Instant now) {
        List<Emergency> all =
                access.emergencies(REVIEWED).stream()
                        .map(told -> emergency(asker, told, now))
                        .toList();
        Set<PractitionerId> people = new HashSet<>();
        Set<AgencyId> agencies = new HashSet<>();
        for (Emergency one : all) {
            people.add(one.told().statement().practitioner());
            agencies.add(one.told().statement().agency());
            EmergencyReview review = one.told().review();
            if (review != null) {
                people.add(review.reviewer());
            }
        }
        return new Listed(all, access.names(people, agencies));
    }

    private Emergency emergency(Asker asker, AccessStore.Told told, Instant now) {
        LocalDate due = due(told);
        return new Emergency(
                told,
                due,
                told.review() == null && Partnership.dayOf(now).isAfter(due),
                told.statement().practitioner().value().equals(asker.name()));
    }

    /** The last day on which it is reviewed in time. */
    private LocalDate due(AccessStore.Told told) {
        return days.plus(Partnership.dayOf(told.statement().from()), WITHIN);
    }

    /**
     * Keeps what was found, in one transaction with the audit row.
     *
     * @throws RuntimeException when the audit could not be written
     */
    public Outcome review(
            Asker asker,
            UUID request,
            UUID emergency,
            EmergencyReview.Outcome outcome,
            String reason) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            if (!(asker instanceof Asker.Practitioner officer)
                                    || !oversees(asker, now)) {
                                wrote(asker, request, List.of(), "", false);
                                return Outcome.NOT_ALLOWED;
                            }
                            Optional<AccessStore.Told> told = access.emergency(emergency);
                            if (told.isEmpty()) {
                                wrote(asker, request, List.of(), "", false);
                                return Outcome.NONE;
                            }
                            Outcome came = review(officer, told.get(), outcome, reason, now);
                            wrote(
                                    asker,
                                    request,
                                    List.of(told.get().statement().person()),
                                    told.get().reference() + ", " + outcome + ": " + reason,
                                    came == Outcome.KEPT);
                            return came;
                        });
    }

    private Outcome review(
            Asker.Practitioner officer,
            AccessStore.Told told,
            EmergencyReview.Outcome outcome,
            String reason,
            Instant now) {
        if (told.statement().practitioner().equals(officer.id())) {
            return Outcome.OWN;
        }
        boolean kept =
                access.add(
                        new EmergencyReview(
                                told.statement().id(),
                                told.statement().practitioner(),
                                officer.id(),
                                outcome,
                                reason,
                                now));
        return kept ? Outcome.KEPT : Outcome.REVIEWED;
    }

    /** An attempt that names no possible emergency: refused and written down. */
    public void refuse(Asker asker, UUID request) {
        QuarkusTransaction.requiringNew().run(() -> wrote(asker, request, List.of(), "", false));
    }

    private void wrote(
            Asker asker, UUID request, List<PersonId> persons, String purpose, boolean kept) {
        log.join(asker, request, "review-emergency", persons, purpose, kept);
    }

    /**
     * Reminds of one that is overdue, once each.
     *
     * @return whether there was one
     */
    public boolean remind() {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Optional<AccessStore.Told> late =
                                    access.notReminded().stream()
                                            .filter(
                                                    told ->
                                                            Partnership.dayOf(now)
                                                                    .isAfter(due(told)))
                                            .findFirst();
                            if (late.isEmpty()
                                    || !access.reminded(late.get().statement().id(), now)) {
                                return false;
                            }
                            notices.remind(late.get().reference());
                            return true;
                        });
    }

    private boolean oversees(Asker asker, Instant now) {
        return asker instanceof Asker.Practitioner practitioner
                && Grounds.mayOversee(practitioner, access.around(practitioner, now), now);
    }
}
