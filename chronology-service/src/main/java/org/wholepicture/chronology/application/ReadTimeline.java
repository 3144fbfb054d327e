package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.MissingRecords;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Reader;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;

/** Reads a page of a child's timeline for somebody who may. */
@ApplicationScoped
public class ReadTimeline {

    private static final String ACTION = "read-timeline";

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final MissingRecords missing;
    private final ReadingLog log;
    private final InstantSource clock;
    private final ChronologyConfig config;

    ReadTimeline(
            ReadingRights rights,
            TimelineStore timelines,
            MissingRecords missing,
            ReadingLog log,
            InstantSource clock,
            ChronologyConfig config) {
        this.rights = rights;
        this.timelines = timelines;
        this.missing = missing;
        this.log = log;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Reads, then writes down that it was read, then answers. Two transactions one after the other:
     * the audit row stands whatever happens to the answer, and one connection is enough.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<Timeline> read(Asker asker, UUID request, PersonId person, Question question) {
        Instant now = clock.instant();
        Answer<Timeline> answer =
                QuarkusTransaction.requiringNew().call(() -> find(asker, person, question, now));
        String purpose =
                switch (answer) {
                    case Answer.Given<Timeline>(Timeline timeline) -> purpose(timeline, question);
                    case Answer.Refused<Timeline> _ -> "";
                };
        log.write(
                asker,
                request,
                ACTION,
                List.of(person),
                List.of(),
                purpose,
                answer instanceof Answer.Given);
        return answer;
    }

    /** An attempt that names no possible person: refused and written down like any other. */
    public Answer<Timeline> refuse(Asker asker, UUID request) {
        log.write(asker, request, ACTION, List.of(), List.of(), "", false);
        return new Answer.Refused<>();
    }

    private static String purpose(Timeline timeline, Question question) {
        return question.knownOn() == null
                ? timeline.readAs().name()
                : timeline.readAs().name() + ", as known on " + question.knownOn();
    }

    private Answer<Timeline> find(Asker asker, PersonId person, Question question, Instant now) {
        ReadingRights.Rights granted = rights.of(asker, now);
        Grounds.Held held = granted.held().get(person);
        if (held == null) {
            return new Answer.Refused<>();
        }
        Timeline.Found found = timelines.find(granted.persons(), person, question, now);
        LocalDate day = question.knownOn() == null ? Partnership.dayOf(now) : question.knownOn();
        return new Answer.Given<>(
                new Timeline(
                        person,
                        held.as(),
                        found.child(),
                        day,
                        Coverage.of(
                                found.agencies(),
                                found.lastHappened(),
                                day,
                                question.knownBefore(),
                                config.silentAfter()),
                        missing.count(found.here()),
                        found.moved(),
                        Reader.at(now, found.confirmations(), found.memberships()).stream()
                                .filter(reader -> !found.names().closed(reader.practitioner()))
                                .toList(),
                        found.lines().stream()
                                .map(line -> line.forReader(held.clearance()))
                                .toList(),
                        found.next(),
                        found.names()));
    }
}
