package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.platform.audit.AuditEntry;
import org.wholepicture.platform.audit.AuditTrail;

/** Who has looked at a child, for those whom that concerns [assurance.md section 4]. */
@ApplicationScoped
public class WhoLooked {

    private static final int MOST = 500;
    private static final int MOST_REFUSED = 100;

    private final ReadingRights rights;
    private final AccessStore access;
    private final AuditTrail trail;
    private final ReadingLog log;
    private final InstantSource clock;

    WhoLooked(
            ReadingRights rights,
            AccessStore access,
            AuditTrail trail,
            ReadingLog log,
            InstantSource clock) {
        this.rights = rights;
        this.access = access;
        this.trail = trail;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Who looked.
     *
     * @param full whether each look is told; otherwise only the agencies
     * @param looks latest first, of those that were shown something the latest 500, of those that
     *     were refused the latest 100; empty where only agencies are told
     * @param agencies by when they last looked, latest first
     * @param names of whoever occurs
     */
    public record Looks(
            boolean full,
            List<Look> looks,
            Map<AgencyId, Instant> agencies,
            Timeline.Names names) {}

    /**
     * One look, or an attempt.
     *
     * @param practitioner id as in the token
     * @param action what was asked for
     * @param purpose why, in the system or in the person's own words
     * @param shown false where it was refused
     */
    public record Look(
            Instant at,
            PractitionerId practitioner,
            AgencyId agency,
            String action,
            String purpose,
            boolean shown) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Look[at=" + at + "]";
        }
    }

    /**
     * Everything for the lead, the lead's manager, the front door while nobody leads and the
     * privacy officer; agencies alone for other readers.
     *
     * @param request id of the request
     */
    public Answer<Looks> at(Asker asker, UUID request, PersonId person) {
        Instant now = clock.instant();
        ReadingRights.Rights held =
                QuarkusTransaction.requiringNew().call(() -> rights.of(asker, now));
        Answer<Looks> answer = answer(asker, person, held.as(person), now);
        log.write(
                asker,
                request,
                "read-who-looked",
                List.of(person),
                List.of(),
                answer instanceof Answer.Given<Looks>(Looks looks)
                        ? (looks.full() ? "full" : "agencies")
                        : "",
                answer instanceof Answer.Given);
        return answer;
    }

    private Answer<Looks> answer(Asker asker, PersonId person, @Nullable ReadAs as, Instant now) {
        boolean officer =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        oversees(asker, now)
                                                && access.child(person, Set.of(), now).exists());
        if (as == null && !officer) {
            return new Answer.Refused<>();
        }
        boolean full = officer || as == ReadAs.LEAD || as == ReadAs.TEAM || as == ReadAs.FRONT_DOOR;
        return new Answer.Given<>(looks(person, full));
    }

    private boolean oversees(Asker asker, Instant now) {
        // What is known around somebody is read for officers alone.
        return asker instanceof Asker.Practitioner practitioner
                && practitioner.roles().contains(Grounds.PRIVACY_OFFICER)
                && Grounds.mayOversee(practitioner, access.around(practitioner, now), now);
    }

    private Looks looks(PersonId person, boolean full) {
        List<AuditTrail.Stretch> stretches =
                QuarkusTransaction.requiringNew().call(() -> access.stretches(person)).stream()
                        .map(
                                one ->
                                        new AuditTrail.Stretch(
                                                one.person().value(),
                                                one.from(),
                                                one.until() == null ? END : one.until()))
                        .toList();
        // Apart: whoever is refused time and again must not push out those who did look.
        List<Look> looks =
                Stream.concat(
                                trail.about(stretches, AuditEntry.Outcome.ALLOWED, MOST).stream(),
                                trail
                                        .about(stretches, AuditEntry.Outcome.REFUSED, MOST_REFUSED)
                                        .stream())
                        .map(WhoLooked::look)
                        .sorted(Comparator.comparing(Look::at).reversed())
                        .toList();
        Map<AgencyId, Instant> agencies =
                looks.stream()
                        .filter(Look::shown)
                        .filter(look -> !look.agency().value().isEmpty())
                        .collect(
                                Collectors.toMap(
                                        Look::agency,
                                        Look::at,
                                        (one, other) -> one.isAfter(other) ? one : other))
                        .entrySet()
                        .stream()
                        .sorted(
                                Map.Entry.<AgencyId, Instant>comparingByValue(
                                        Comparator.reverseOrder()))
                        .collect(
                                LinkedHashMap::new,
                                (map, one) -> map.put(one.getKey(), one.getValue()),
                                LinkedHashMap::putAll);
        Timeline.Names names =
                QuarkusTransaction.requiringNew()
                        .call(
                                () ->
                                        access.names(
                                                looks.stream()
                                                        .map(Look::practitioner)
                                                        .collect(Collectors.toSet()),
                                                looks.stream()
                                                        .map(Look::agency)
                                                        .collect(Collectors.toSet())));
        return new Looks(full, full ? looks : List.of(), agencies, names);
    }

    // Later than any clock here.
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static Look look(AuditEntry entry) {
        return new Look(
                entry.at(),
                new PractitionerId(entry.caller()),
                new AgencyId(entry.agency()),
                entry.action(),
                entry.purpose(),
                entry.outcome() == AuditEntry.Outcome.ALLOWED);
    }
}
