package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.chronology.domain.Acknowledgement;
import org.wholepicture.chronology.domain.Acknowledgements;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.view.History;
import org.wholepicture.chronology.domain.view.HistoryPack;

/**
 * Keeps that a practitioner has read what was known of before an assessment or lead [domain.md
 * B-26]. The audit row is written first: without it nothing is kept.
 */
@ApplicationScoped
public class AcknowledgeHistory {

    private static final String ACTION = "acknowledge-history";

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final Acknowledgements acknowledgements;
    private final ReadingLog log;
    private final InstantSource clock;

    AcknowledgeHistory(
            ReadingRights rights,
            TimelineStore timelines,
            Acknowledgements acknowledgements,
            ReadingLog log,
            InstantSource clock) {
        this.rights = rights;
        this.timelines = timelines;
        this.acknowledgements = acknowledgements;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Keeps it; said twice, the first time counts. Refused where the asker may not read the child,
     * and where the event is no assessment or lead of theirs that still stands.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<EventId> acknowledge(
            Asker asker, UUID request, PersonId person, EventId beginning) {
        Instant now = clock.instant();
        Optional<Acknowledgement> found =
                QuarkusTransaction.requiringNew().call(() -> find(asker, person, beginning, now));
        log.write(
                asker, request, ACTION, List.of(person), List.of(beginning), "", found.isPresent());
        if (found.isEmpty()) {
            return new Answer.Refused<>();
        }
        QuarkusTransaction.requiringNew().run(() -> acknowledgements.add(found.get()));
        return new Answer.Given<>(beginning);
    }

    /** An attempt that names no possible person or event: refused and written down. */
    public void refuse(Asker asker, UUID request) {
        log.write(asker, request, ACTION, List.of(), List.of(), "", false);
    }

    private Optional<Acknowledgement> find(
            Asker asker, PersonId person, EventId beginning, Instant now) {
        ReadingRights.Rights granted = rights.of(asker, now);
        Grounds.Held held = granted.held().get(person);
        if (held == null || !(asker instanceof Asker.Practitioner practitioner)) {
            return Optional.empty();
        }
        List<Line> lines =
                timelines.entries(granted.persons(), person, List.of(beginning)).stream()
                        .map(line -> line.forReader(held.clearance()))
                        .toList();
        return HistoryPack.beginnings(History.of(Partnership.dayOf(now), lines)).stream()
                .findFirst()
                .map(
                        one ->
                                new Acknowledgement(
                                        one.entry().record(), beginning, practitioner.id(), now));
    }
}
