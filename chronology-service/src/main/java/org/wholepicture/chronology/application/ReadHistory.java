package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.ChronologyConfig;
import org.wholepicture.chronology.domain.Acknowledgement;
import org.wholepicture.chronology.domain.Acknowledgements;
import org.wholepicture.chronology.domain.Answer;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Coverage;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.MissingRecords;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.ReadAs;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.view.Changes;
import org.wholepicture.chronology.domain.view.History;

/**
 * Reads the whole history of a child for one of the views, with the rights, the walls and the audit
 * of the timeline. What the view shows is worked out from it by pure functions of the domain.
 */
@ApplicationScoped
public class ReadHistory {

    /** More than a child ever has; a history beyond it is said to be cut. */
    static final int MOST_ENTRIES = 20_000;

    /** What is looked at, as the audit calls it. */
    public enum View {
        PICTURE("read-picture"),
        CARE_PROFILE("read-care-profile"),
        HOUSEHOLD("read-household"),
        CLAIMS("read-claims"),
        GAPS("read-gaps"),
        CYCLES("read-cycles"),
        HISTORY_PACK("read-history-pack"),
        CHANGES("read-changes");

        private final String action;

        View(String action) {
            this.action = action;
        }
    }

    /**
     * A child's history and what belongs beside it.
     *
     * @param child who that is, if anything is known of it
     * @param knownOn the day asked about; null for now
     * @param history as this reader may see it
     * @param coverage when each agency was heard
     * @param missing how many messages are known to be missing just now
     * @param moved how many records once stood here and were moved to another child
     * @param hidden the entries that were corrected or withdrawn before the reader could see them
     * @param cut whether there is more than was read
     * @param acknowledged who acknowledged which history pack, oldest first
     * @param old whether who may read may have changed without this service knowing
     * @param names of the agencies and practitioners that occur, by id
     */
    public record Whole(
            PersonId person,
            ReadAs readAs,
            @Nullable Child child,
            @Nullable LocalDate knownOn,
            History history,
            List<Coverage> coverage,
            long missing,
            int moved,
            Set<EventId> hidden,
            boolean cut,
            List<Acknowledgement> acknowledged,
            boolean old,
            Timeline.Names names) {

        /** Copies the lists. */
        public Whole {
            coverage = List.copyOf(coverage);
            hidden = Set.copyOf(hidden);
            acknowledged = List.copyOf(acknowledged);
        }

        /** Leaves everything out but the person: it is personal data. */
        @Override
        public String toString() {
            return "Whole[person=" + person + "]";
        }
    }

    /** A child's history on a day, and what became known since an earlier one. */
    public record Compared(Whole now, LocalDate since, Changes changes) {}

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final Acknowledgements acknowledgements;
    private final MissingRecords missing;
    private final ReadingLog log;
    private final InstantSource clock;
    private final ChronologyConfig config;

    ReadHistory(
            ReadingRights rights,
            TimelineStore timelines,
            Acknowledgements acknowledgements,
            MissingRecords missing,
            ReadingLog log,
            InstantSource clock,
            ChronologyConfig config) {
        this.rights = rights;
        this.timelines = timelines;
        this.acknowledgements = acknowledgements;
        this.missing = missing;
        this.log = log;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Reads, then writes down that it was read, then answers.
     *
     * @param request id of the request
     * @param knownOn as known at the end of this day; null for now
     * @throws RuntimeException when the audit could not be written
     */
    public Answer<Whole> read(
            Asker asker, UUID request, PersonId person, View view, @Nullable LocalDate knownOn) {
        Instant now = clock.instant();
        Answer<Whole> answer =
                QuarkusTransaction.requiringNew().call(() -> find(asker, person, knownOn, now));
        String purpose =
                switch (answer) {
                    case Answer.Given<Whole>(Whole whole) -> purpose(whole, knownOn);
                    case Answer.Refused<Whole> _ -> "";
                };
        write(asker, request, person, view, purpose, answer instanceof Answer.Given);
        return answer;
    }

    /**
     * The same for what became known between the ends of two days.
     *
     * @param until as known at the end of this day; null for now
     */
    public Answer<Compared> compare(
            Asker asker,
            UUID request,
            PersonId person,
            LocalDate since,
            @Nullable LocalDate until) {
        Instant now = clock.instant();
        Answer<Compared> answer =
                QuarkusTransaction.requiringNew()
                        .call(() -> compared(asker, person, since, until, now));
        String purpose =
                switch (answer) {
                    case Answer.Given<Compared>(Compared found) ->
                            purpose(found.now(), until) + ", since " + since;
                    case Answer.Refused<Compared> _ -> "";
                };
        write(asker, request, person, View.CHANGES, purpose, answer instanceof Answer.Given);
        return answer;
    }

    /** An attempt that names no possible person: refused and written down like any other. */
    public void refuse(Asker asker, UUID request, View view) {
        log.write(asker, request, view.action, List.of(), List.of(), "", false);
    }

    private void write(
            Asker asker, UUID request, PersonId person, View view, String purpose, boolean shown) {
        log.write(asker, request, view.action, List.of(person), List.of(), purpose, shown);
    }

    private static String purpose(Whole whole, @Nullable LocalDate knownOn) {
        return whole.readAs().name() + (knownOn == null ? "" : ", as known on " + knownOn);
    }

    private Answer<Compared> compared(
            Asker asker, PersonId person, LocalDate since, @Nullable LocalDate until, Instant now) {
        return switch (find(asker, person, until, now)) {
            case Answer.Refused<Whole> _ -> new Answer.Refused<>();
            case Answer.Given<Whole>(Whole later) ->
                    switch (find(asker, person, since, now)) {
                        case Answer.Refused<Whole> _ -> new Answer.Refused<>();
                        case Answer.Given<Whole>(Whole earlier) ->
                                new Answer.Given<>(
                                        new Compared(
                                                later,
                                                since,
                                                Changes.between(
                                                        earlier.history(), later.history())));
                    };
        };
    }

    private Answer<Whole> find(
            Asker asker, PersonId person, @Nullable LocalDate knownOn, Instant now) {
        ReadingRights.Rights granted = rights.of(asker, now);
        Grounds.Held held = granted.held().get(person);
        if (held == null || !(asker instanceof Asker.Practitioner practitioner)) {
            return new Answer.Refused<>();
        }
        Question question = Question.everything(knownOn, MOST_ENTRIES);
        Timeline.Found found = timelines.find(granted.persons(), person, question, now);
        Showing showing = new Showing(practitioner, held.clearance(), found);
        Set<EventId> hidden =
                found.lines().stream()
                        .filter(line -> !showing.shows(line))
                        .map(line -> line.entry().id())
                        .collect(Collectors.toSet());
        List<Line> shown =
                found.lines().stream()
                        .filter(line -> !hidden.contains(line.entry().id()))
                        .map(showing::seen)
                        .toList();
        return new Answer.Given<>(
                new Whole(
                        person,
                        held.as(),
                        found.child(),
                        knownOn,
                        History.of(question.day(now), shown),
                        found.coverage(question, now, config.silentAfter()),
                        missing.count(found.here()),
                        found.moved(),
                        hidden,
                        found.next() != null,
                        acknowledgements.of(granted.persons(), person, question.knownBefore()),
                        granted.old(),
                        found.names()));
    }
}
