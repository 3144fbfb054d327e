package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;

/**
 * Reads entries by id, for the pages of other services, with the rights of whoever looks at them.
 */
@ApplicationScoped
public class ReadEntries {

    private static final String ACTION = "read-entries";

    /**
     * The entries found, oldest first; ids that are not in the timeline are left out.
     *
     * @param lines what was found
     * @param names of agencies and practitioners that occur
     */
    public record Entries(List<Line> lines, Timeline.Names names) {

        /** Copies the list. */
        public Entries {
            lines = List.copyOf(lines);
        }
    }

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final ReadingLog log;
    private final InstantSource clock;

    ReadEntries(
            ReadingRights rights, TimelineStore timelines, ReadingLog log, InstantSource clock) {
        this.rights = rights;
        this.timelines = timelines;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reads, then writes down that it was read, then answers.
     *
     * @param request id of the request
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<Entries> read(Asker asker, UUID request, PersonId person, List<EventId> events) {
        Instant now = clock.instant();
        Answer<Entries> answer =
                QuarkusTransaction.requiringNew().call(() -> find(asker, person, events, now));
        log.write(
                asker,
                request,
                ACTION,
                List.of(person),
                events,
                "",
                answer instanceof Answer.Given);
        return answer;
    }

    /** An attempt that names no possible person: refused and written down like any other. */
    public Answer<Entries> refuse(Asker asker, UUID request) {
        log.write(asker, request, ACTION, List.of(), List.of(), "", false);
        return new Answer.Refused<>();
    }

    private Answer<Entries> find(Asker asker, PersonId person, List<EventId> events, Instant now) {
        ReadingRights.Rights granted = rights.of(asker, now);
        if (!granted.persons().contains(person)) {
            return new Answer.Refused<>();
        }
        Clearance clearance = granted.clearance(person);
        List<Line> lines =
                timelines.entries(granted.persons(), person, events).stream()
                        .map(line -> line.forReader(clearance))
                        .toList();
        return new Answer.Given<>(new Entries(lines, timelines.names(lines)));
    }
}
