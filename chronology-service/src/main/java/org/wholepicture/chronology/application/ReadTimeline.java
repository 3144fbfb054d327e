package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Acknowledgements;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.MissingRecords;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Reader;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.view.History;
import org.wholepicture.chronology.domain.view.HistoryPack;

/** Reads a page of a child's timeline for somebody who may. */
@ApplicationScoped
public class ReadTimeline {

    private static final String ACTION = "read-timeline";

    /**
     * How often more is read to fill a page that lines were left out of. A page may be shorter; it
     * still says where the next one begins.
     */
    private static final int MOST_READS = 10;

    private static final int MOST_CHILDS_WORDS = 3;

    /** Enough to tell a new lead from one that was named again. */
    private static final int LATEST_BEGINNINGS = 10;

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final AccessStore access;
    private final Acknowledgements acknowledgements;
    private final MissingRecords missing;
    private final ReadingLog log;
    private final InstantSource clock;
    private final ChronologyConfig config;

    ReadTimeline(
            ReadingRights rights,
            TimelineStore timelines,
            AccessStore access,
            Acknowledgements acknowledgements,
            MissingRecords missing,
            ReadingLog log,
            InstantSource clock,
            ChronologyConfig config) {
        this.rights = rights;
        this.timelines = timelines;
        this.access = access;
        this.acknowledgements = acknowledgements;
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
     * @param aside whether what stands above the first page is asked for: the child's own words,
     *     and what has to be read first
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<Timeline> read(
            Asker asker, UUID request, PersonId person, Question question, boolean aside) {
        Instant now = clock.instant();
        Answer<Timeline> answer =
                QuarkusTransaction.requiringNew()
                        .call(() -> find(asker, person, question, aside, now));
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
        return timeline.readAs().name()
                + (question.knownOn() == null ? "" : ", as known on " + question.knownOn())
                + (question.struckToo() ? ", with what was corrected or withdrawn before" : "");
    }

    private Answer<Timeline> find(
            Asker asker, PersonId person, Question question, boolean aside, Instant now) {
        boolean above = aside && question.after() == null;
        ReadingRights.Rights granted = rights.of(asker, now);
        Grounds.Held held = granted.held().get(person);
        if (held == null || !(asker instanceof Asker.Practitioner practitioner)) {
            return new Answer.Refused<>();
        }
        boolean leads = held.as() == ReadAs.LEAD;
        Timeline.Found found = timelines.find(granted.persons(), person, question, now);
        Showing showing = new Showing(practitioner, held.clearance(), found);
        Shown shown = fill(granted, person, question, found, showing);
        return new Answer.Given<>(
                new Timeline(
                        person,
                        held.as(),
                        found.child(),
                        question.day(now),
                        found.coverage(question, now, config.silentAfter()),
                        missing.count(found.here()),
                        found.moved(),
                        Reader.at(now, found.confirmations(), found.memberships()).stream()
                                .filter(reader -> !found.names().closed(reader.practitioner()))
                                .toList(),
                        shown.lines(),
                        shown.hidden(),
                        above ? childsWords(granted, person, question, showing) : List.of(),
                        above && leads ? unread(granted, person, practitioner, question) : null,
                        shown.next(),
                        shown.reads() == 1 ? found.names() : names(found, shown.lines()),
                        aside ? access(granted, person) : null));
    }

    private Timeline.Access access(ReadingRights.Rights granted, PersonId person) {
        List<AccessStore.Told> emergencies = access.emergencies(granted.persons(), person);
        return new Timeline.Access(
                granted.old(),
                emergencies,
                emergencies.isEmpty()
                        ? Timeline.Names.NONE
                        : access.names(
                                emergencies.stream()
                                        .map(told -> told.statement().practitioner())
                                        .collect(Collectors.toSet()),
                                emergencies.stream()
                                        .map(told -> told.statement().agency())
                                        .collect(Collectors.toSet())));
    }

    /** The lines of a page and where the next one begins. */
    private record Shown(
            List<Line> lines, int hidden, Question.@Nullable Position next, int reads) {}

    private Shown fill(
            ReadingRights.Rights granted,
            PersonId person,
            Question question,
            Timeline.Found found,
            Showing showing) {
        List<Line> lines = new ArrayList<>();
        int hidden = 0;
        Timeline.Page page = new Timeline.Page(found.lines(), found.next());
        for (int reads = 1; ; reads++) {
            for (int i = 0; i < page.lines().size(); i++) {
                Line line = showing.seen(page.lines().get(i));
                if (!question.content().matches(line)) {
                    continue;
                }
                if (!question.struckToo() && !showing.shows(line)) {
                    hidden++;
                    continue;
                }
                lines.add(line);
                boolean more = i + 1 < page.lines().size() || page.next() != null;
                if (lines.size() == question.limit()) {
                    return new Shown(
                            lines, hidden, more ? Question.Position.of(line) : null, reads);
                }
            }
            if (page.next() == null || reads == MOST_READS) {
                return new Shown(lines, hidden, page.next(), reads);
            }
            page = timelines.page(granted.persons(), person, question.startingAfter(page.next()));
        }
    }

    private List<Line> childsWords(
            ReadingRights.Rights granted, PersonId person, Question question, Showing showing) {
        return timelines
                .latest(
                        granted.persons(),
                        person,
                        TimelineStore.Latest.CHILDS_WORDS,
                        question.knownBefore(),
                        MOST_CHILDS_WORDS)
                .stream()
                .filter(line -> !line.struck())
                .map(showing::seen)
                .filter(line -> line.entry().narrative().childVoice() != null)
                .toList();
    }

    private Timeline.@Nullable Unread unread(
            ReadingRights.Rights granted,
            PersonId person,
            Asker.Practitioner practitioner,
            Question question) {
        if (question.knownOn() != null) {
            return null;
        }
        List<Line> latest =
                timelines.latest(
                        granted.persons(),
                        person,
                        TimelineStore.Latest.BEGINNINGS,
                        question.knownBefore(),
                        LATEST_BEGINNINGS);
        List<HistoryPack.Beginning> beginnings =
                HistoryPack.beginnings(History.of(LocalDate.MAX, latest));
        if (beginnings.isEmpty()) {
            return null;
        }
        HistoryPack.Beginning newest = beginnings.getFirst();
        boolean read =
                acknowledgements.of(granted.persons(), person, question.knownBefore()).stream()
                        .anyMatch(
                                one ->
                                        one.event().equals(newest.entry().id())
                                                && one.practitioner().equals(practitioner.id()));
        return read
                ? null
                : new Timeline.Unread(
                        newest.entry().id(),
                        newest.day(),
                        newest.kind() == HistoryPack.BeginningKind.NEW_LEAD);
    }

    private Timeline.Names names(Timeline.Found found, List<Line> lines) {
        Timeline.Names more = timelines.names(lines);
        var agencies = new HashMap<>(found.names().agencies());
        agencies.putAll(more.agencies());
        var practitioners = new HashMap<>(found.names().practitioners());
        practitioners.putAll(more.practitioners());
        return new Timeline.Names(agencies, practitioners);
    }
}
