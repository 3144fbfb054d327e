package org.wholepicture.chronology.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AccessStore;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Child;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Grounds;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.export.ExportAnswer;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.chronology.domain.export.ExportPurpose;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer.Given;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer.NotAllowed;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer.NotNow;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer.Refused;
import org.wholepicture.chronology.domain.redaction.RedactionAnswer.Why;
import org.wholepicture.chronology.domain.redaction.RedactionId;
import org.wholepicture.chronology.domain.redaction.Redactions;
import org.wholepicture.chronology.domain.redaction.Suggestions;
import org.wholepicture.chronology.domain.redaction.Withheld;

/**
 * Answers to subject access requests: one person who may make files of the child's timeline
 * proposes what is withheld, another one agrees or sends it back, and only then files can be made
 * [domain.md B-89; docs/adr/0025]. Each step and each look is decided anew and written down.
 */
@ApplicationScoped
public class RedactTimeline {

    /** Entries a page. */
    public static final int PAGE = 50;

    private static final int MOST_OF_HOUSEHOLD = 200;

    /**
     * A redaction and a page of what it is about.
     *
     * @param mine whether the asker prepares it
     * @param next where the next page begins; null on the last one
     */
    public record Seen(
            Redaction redaction,
            boolean mine,
            @Nullable Child child,
            Counted counted,
            List<Row> rows,
            @Nullable String next,
            Timeline.Names names) {

        /** Ids alone. */
        @Override
        public String toString() {
            return "Seen[" + redaction.id() + "]";
        }
    }

    /** How many entries there are, and of how many all, or a part, is withheld. */
    public record Counted(long entries, long whole, long inPart) {}

    /**
     * An entry with what is withheld of it.
     *
     * @param line all of it, but for what is shielded
     * @param chosen what somebody chose for this entry itself
     * @param withheld that, and what is withheld because it tells the same as another entry
     */
    public record Row(
            Line line,
            @Nullable Place chosen,
            @Nullable Withheld withheld,
            @Nullable Place suggested) {

        /** Ids alone. */
        @Override
        public String toString() {
            return "Row[" + line.entry() + "]";
        }
    }

    /** The redactions of a child. */
    public record Listed(
            @Nullable Child child,
            List<Redaction> redactions,
            PractitionerId asker,
            Timeline.Names names) {}

    /** Who answers for the child. */
    private record May(Asker.Practitioner asker, Grounds.Held held, Set<PersonId> granted) {}

    private final ReadingRights rights;
    private final TimelineStore timelines;
    private final AccessStore access;
    private final Redactions redactions;
    private final Reviewing reviewing;
    private final ExportJobs moments;
    private final ExportTimeline exports;
    private final Cursors cursors;
    private final ReadingLog log;
    private final InstantSource clock;

    RedactTimeline(
            ReadingRights rights,
            TimelineStore timelines,
            AccessStore access,
            Redactions redactions,
            Reviewing reviewing,
            ExportJobs moments,
            ExportTimeline exports,
            Cursors cursors,
            ReadingLog log,
            InstantSource clock) {
        this.rights = rights;
        this.timelines = timelines;
        this.access = access;
        this.redactions = redactions;
        this.reviewing = reviewing;
        this.moments = moments;
        this.exports = exports;
        this.cursors = cursors;
        this.log = log;
        this.clock = clock;
    }

    /**
     * The latest day a request can have come in on: by then all of it is known, and a day that goes
     * on would still change what was looked at.
     */
    public LocalDate latestReceived() {
        return Partnership.dayOf(clock.instant()).minusDays(1);
    }

    /** Whether the text is a place that an earlier page of this redaction gave. */
    public boolean isPlace(RedactionId id, String cursor) {
        return cursors.open(cursor, context(id)).isPresent();
    }

    /** Begins one, with everything withheld that seems to be about somebody else. */
    public RedactionAnswer<RedactionId> begin(
            Asker asker, UUID request, PersonId person, LocalDate received, String reason) {
        return with(
                asker,
                request,
                "begin-redaction",
                person,
                may -> {
                    Redaction begun =
                            new Redaction(
                                    new RedactionId(UUID.randomUUID()),
                                    person,
                                    may.asker().id(),
                                    received,
                                    reason,
                                    clock.instant(),
                                    new Redaction.Preparing());
                    List<Place> suggested = suggested(may, begun);
                    written(may, request, "begin-redaction", begun, "");
                    QuarkusTransaction.requiringNew()
                            .run(() -> redactions.add(may.granted(), begun, suggested));
                    return new Given<>(begun.id());
                });
    }

    private List<Place> suggested(May may, Redaction redaction) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            moments.oneMoment();
                            Suggestions suggestions = suggestions(may, redaction);
                            List<Place> found = new ArrayList<>();
                            Set<EventId> seen = new HashSet<>();
                            reviewing.walk(
                                    may.granted(),
                                    may.asker().agency(),
                                    redaction,
                                    line -> {
                                        if (seen.add(line.entry().id())) {
                                            suggestions.of(line).ifPresent(found::add);
                                        }
                                    });
                            return found;
                        });
    }

    /** Those of a child, newest first. */
    public RedactionAnswer<Listed> list(Asker asker, UUID request, PersonId person) {
        return with(
                asker,
                request,
                "list-redactions",
                person,
                may -> {
                    log.write(
                            asker,
                            request,
                            "list-redactions",
                            List.of(person),
                            List.of(),
                            may.held().as().name(),
                            true);
                    return QuarkusTransaction.requiringNew()
                            .call(
                                    () -> {
                                        List<Redaction> found =
                                                redactions.of(
                                                        may.granted(), may.asker().id(), person);
                                        return new Given<>(
                                                new Listed(
                                                        timelines
                                                                .children(may.granted())
                                                                .get(person),
                                                        found,
                                                        may.asker().id(),
                                                        names(found)));
                                    });
                });
    }

    /**
     * One, with a page of its entries.
     *
     * @param cursor as an earlier page gave it; null for the first
     */
    public RedactionAnswer<Seen> look(
            Asker asker, UUID request, PersonId person, RedactionId id, @Nullable String cursor) {
        return about(
                asker,
                request,
                "look-at-redaction",
                person,
                id,
                (may, redaction) -> {
                    written(may, request, "look-at-redaction", redaction, "");
                    return new Given<>(
                            oneMoment(
                                    () -> {
                                        Question.@Nullable Position after =
                                                cursor == null
                                                        ? null
                                                        : cursors.open(cursor, context(id))
                                                                .orElse(null);
                                        Timeline.Page page =
                                                timelines.page(
                                                        may.granted(),
                                                        person,
                                                        redaction
                                                                .question(PAGE)
                                                                .startingAfter(after));
                                        return seen(may, redaction, page.lines(), page.next());
                                    }));
                });
    }

    /** One entry of a redaction. */
    public RedactionAnswer<Seen> look(
            Asker asker, UUID request, PersonId person, RedactionId id, EventId event) {
        return about(
                asker,
                request,
                "look-at-redaction",
                person,
                id,
                (may, redaction) -> {
                    written(may, request, "look-at-redaction", redaction, "");
                    Seen seen =
                            oneMoment(
                                    () -> seen(may, redaction, entry(may, redaction, event), null));
                    return seen.rows().isEmpty()
                            ? new NotNow<>(Why.NO_SUCH_ENTRY)
                            : new Given<>(seen);
                });
    }

    /** The entry as it was known on the day, or nothing. */
    private List<Line> entry(May may, Redaction redaction, EventId event) {
        List<Line> found = new ArrayList<>();
        reviewing.walk(
                may.granted(),
                may.asker().agency(),
                redaction,
                line -> {
                    if (found.isEmpty() && line.entry().id().equals(event)) {
                        found.add(line);
                    }
                });
        return found;
    }

    private Seen seen(
            May may, Redaction redaction, List<Line> lines, Question.@Nullable Position next) {
        List<Place> places = redactions.places(may.granted(), may.asker().id(), redaction.id());
        Map<EventId, Place> chosen =
                places.stream().collect(Collectors.toMap(Place::event, place -> place));
        Reviewing.Reviewed reviewed =
                reviewing.review(may.granted(), may.asker().agency(), redaction, places);
        Suggestions suggestions = suggestions(may, redaction);
        List<Row> rows =
                lines.stream()
                        .map(line -> line.forReader(Reviewing.clearance(may.asker().agency())))
                        .map(
                                line ->
                                        new Row(
                                                line,
                                                chosen.get(line.entry().id()),
                                                reviewed.blackout().of(line.entry().id()),
                                                suggestions.of(line).orElse(null)))
                        .toList();
        Timeline.Names names = timelines.names(lines);
        return new Seen(
                redaction,
                redaction.preparedBy().equals(may.asker().id()),
                timelines.children(may.granted()).get(redaction.person()),
                new Counted(
                        reviewed.counts().entries(),
                        reviewed.counts().whole(),
                        reviewed.counts().inPart()),
                rows,
                next == null ? null : cursors.seal(next, context(redaction.id())),
                both(names, names(List.of(redaction))));
    }

    private static Timeline.Names both(Timeline.Names one, Timeline.Names other) {
        Map<PractitionerId, Timeline.Colleague> people = new HashMap<>(one.practitioners());
        people.putAll(other.practitioners());
        return new Timeline.Names(one.agencies(), people);
    }

    private Suggestions suggestions(May may, Redaction redaction) {
        List<Line> household =
                timelines
                        .page(
                                may.granted(),
                                redaction.person(),
                                new Question(
                                        Set.of(),
                                        Set.of(EntryType.HOUSEHOLD_MEMBER),
                                        Content.ANY,
                                        null,
                                        null,
                                        redaction.received(),
                                        Question.Layer.ALL,
                                        true,
                                        null,
                                        MOST_OF_HOUSEHOLD))
                        .lines();
        Child child = timelines.children(may.granted()).get(redaction.person());
        Set<String> own = new HashSet<>();
        if (child != null && child.givenName() != null) {
            own.add(child.givenName());
        }
        if (child != null && child.familyName() != null) {
            own.add(child.familyName());
        }
        return Suggestions.knowing(household, own);
    }

    private static String context(RedactionId id) {
        return "redaction " + id;
    }

    /** Withholds something of an entry; whoever prepares it alone. */
    public RedactionAnswer<Place> withhold(
            Asker asker, UUID request, PersonId person, RedactionId id, Place place) {
        return about(
                asker,
                request,
                "change-redaction",
                person,
                id,
                (may, redaction) -> {
                    if (!canChange(may, redaction)) {
                        return refuse(
                                may, request, "change-redaction", redaction, Why.NOT_OPEN_TO_YOU);
                    }
                    List<Line> entry = oneMoment(() -> entry(may, redaction, place.event()));
                    if (entry.isEmpty()) {
                        return refuse(
                                may, request, "change-redaction", redaction, Why.NO_SUCH_ENTRY);
                    }
                    written(
                            may,
                            request,
                            "change-redaction",
                            redaction,
                            place.event() + " withheld");
                    return QuarkusTransaction.requiringNew()
                                    .call(
                                            () ->
                                                    redactions.put(
                                                            may.granted(),
                                                            may.asker().id(),
                                                            id,
                                                            place))
                            ? new Given<>(place)
                            : new NotNow<>(Why.NOT_OPEN_TO_YOU);
                });
    }

    /** Withholds nothing of an entry; whoever prepares it alone. */
    public RedactionAnswer<EventId> tell(
            Asker asker, UUID request, PersonId person, RedactionId id, EventId event) {
        return about(
                asker,
                request,
                "change-redaction",
                person,
                id,
                (may, redaction) -> {
                    if (!canChange(may, redaction)) {
                        return refuse(
                                may, request, "change-redaction", redaction, Why.NOT_OPEN_TO_YOU);
                    }
                    List<Line> entry = oneMoment(() -> entry(may, redaction, event));
                    if (!entry.isEmpty() && entry.getFirst().withheld()) {
                        return refuse(may, request, "change-redaction", redaction, Why.SHIELDED);
                    }
                    written(may, request, "change-redaction", redaction, event + " not withheld");
                    return QuarkusTransaction.requiringNew()
                                    .call(
                                            () ->
                                                    redactions.remove(
                                                            may.granted(),
                                                            may.asker().id(),
                                                            id,
                                                            event))
                            ? new Given<>(event)
                            : new NotNow<>(Why.NOT_OPEN_TO_YOU);
                });
    }

    private static boolean canChange(May may, Redaction redaction) {
        return redaction.open() && redaction.preparedBy().equals(may.asker().id());
    }

    /** Proposes it as it stands: from then on it is not changed. */
    public RedactionAnswer<RedactionId> propose(
            Asker asker, UUID request, PersonId person, RedactionId id) {
        return about(
                asker,
                request,
                "propose-redaction",
                person,
                id,
                (may, redaction) -> {
                    if (!canChange(may, redaction)) {
                        return refuse(
                                may, request, "propose-redaction", redaction, Why.NOT_OPEN_TO_YOU);
                    }
                    String digest = digest(may, redaction);
                    return become(
                            may,
                            request,
                            "propose-redaction",
                            redaction,
                            new Redaction.Proposed(clock.instant(), digest),
                            Why.NOT_OPEN_TO_YOU);
                });
    }

    /** Agrees to it; nobody does to their own. */
    public RedactionAnswer<RedactionId> approve(
            Asker asker, UUID request, PersonId person, RedactionId id) {
        return about(
                asker,
                request,
                "approve-redaction",
                person,
                id,
                (may, redaction) -> {
                    if (redaction.preparedBy().equals(may.asker().id())) {
                        return refuse(may, request, "approve-redaction", redaction, Why.YOUR_OWN);
                    }
                    if (!(redaction.state() instanceof Redaction.Proposed proposed)) {
                        return refuse(
                                may, request, "approve-redaction", redaction, Why.NOT_PROPOSED);
                    }
                    if (!digest(may, redaction).equals(proposed.digest())) {
                        return refuse(may, request, "approve-redaction", redaction, Why.CHANGED);
                    }
                    return become(
                            may,
                            request,
                            "approve-redaction",
                            redaction,
                            new Redaction.Approved(
                                    may.asker().id(), clock.instant(), proposed.digest()),
                            Why.NOT_PROPOSED);
                });
    }

    /** Sends it back to be prepared again; nobody does with their own. */
    public RedactionAnswer<RedactionId> sendBack(
            Asker asker, UUID request, PersonId person, RedactionId id, String note) {
        return about(
                asker,
                request,
                "send-back-redaction",
                person,
                id,
                (may, redaction) -> {
                    if (redaction.preparedBy().equals(may.asker().id())) {
                        return refuse(may, request, "send-back-redaction", redaction, Why.YOUR_OWN);
                    }
                    if (!(redaction.state() instanceof Redaction.Proposed)) {
                        return refuse(
                                may, request, "send-back-redaction", redaction, Why.NOT_PROPOSED);
                    }
                    return become(
                            may,
                            request,
                            "send-back-redaction",
                            redaction,
                            new Redaction.SentBack(may.asker().id(), clock.instant(), note),
                            Why.NOT_PROPOSED);
                });
    }

    /** Asks for a file of one that was agreed to; as other files are asked for. */
    public RedactionAnswer<ExportId> file(
            Asker asker, UUID request, PersonId person, RedactionId id, ExportFormat format) {
        return about(
                asker,
                request,
                "ask-for-export",
                person,
                id,
                (may, redaction) -> {
                    if (!(redaction.state() instanceof Redaction.Approved)) {
                        return refuse(may, request, "ask-for-export", redaction, Why.NOT_APPROVED);
                    }
                    return switch (exports.ask(
                            asker,
                            request,
                            person,
                            new ExportTimeline.Wanted(
                                    format,
                                    ExportPurpose.SUBJECT_ACCESS,
                                    redaction.reason(),
                                    redaction.question(1),
                                    id))) {
                        case ExportAnswer.Given<ExportId>(ExportId made) -> new Given<>(made);
                        case ExportAnswer.NotAllowed<ExportId> _ -> new NotAllowed<>();
                        case ExportAnswer.Refused<ExportId> _ -> new Refused<>();
                    };
                });
    }

    /** An attempt that names no possible person or redaction: refused and written down. */
    public <T> RedactionAnswer<T> refuse(Asker asker, UUID request, String action) {
        log.write(asker, request, action, List.of(), List.of(), "", false);
        return new Refused<>();
    }

    private RedactionAnswer<RedactionId> become(
            May may,
            UUID request,
            String action,
            Redaction from,
            Redaction.State to,
            Why otherwise) {
        written(may, request, action, from, "");
        return QuarkusTransaction.requiringNew()
                        .call(() -> redactions.become(may.granted(), may.asker().id(), from, to))
                ? new Given<>(from.id())
                : new NotNow<>(otherwise);
    }

    private String digest(May may, Redaction redaction) {
        return oneMoment(
                () ->
                        reviewing
                                .review(may.granted(), may.asker().agency(), redaction, List.of())
                                .digest());
    }

    private <T> T oneMoment(Callable<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            moments.oneMoment();
                            return work.call();
                        });
    }

    /** Names of whoever prepared or decided. */
    private Timeline.Names names(List<Redaction> found) {
        Set<PractitionerId> people = new HashSet<>();
        for (Redaction one : found) {
            people.add(one.preparedBy());
            switch (one.state()) {
                case Redaction.SentBack back -> people.add(back.by());
                case Redaction.Approved approved -> people.add(approved.by());
                case Redaction.Preparing _, Redaction.Proposed _ -> {}
            }
        }
        return access.names(people, Set.of());
    }

    private interface Work<T> {

        RedactionAnswer<T> with(May may, Redaction redaction);
    }

    private <T> RedactionAnswer<T> about(
            Asker asker,
            UUID request,
            String action,
            PersonId person,
            RedactionId id,
            Work<T> work) {
        return with(
                asker,
                request,
                action,
                person,
                may -> {
                    Optional<Redaction> found =
                            QuarkusTransaction.requiringNew()
                                    .call(
                                            () ->
                                                    redactions.find(
                                                            may.granted(),
                                                            may.asker().id(),
                                                            person,
                                                            id));
                    if (found.isEmpty()) {
                        log.write(asker, request, action, List.of(person), List.of(), "", false);
                        return new Refused<>();
                    }
                    return work.with(may, found.get());
                });
    }

    private <T> RedactionAnswer<T> with(
            Asker asker,
            UUID request,
            String action,
            PersonId person,
            Function<May, RedactionAnswer<T>> work) {
        ReadingRights.Rights granted =
                QuarkusTransaction.requiringNew().call(() -> rights.of(asker, clock.instant()));
        Grounds.Held held = granted.held().get(person);
        if (!(asker instanceof Asker.Practitioner practitioner) || held == null) {
            log.write(asker, request, action, List.of(person), List.of(), "", false);
            return new Refused<>();
        }
        // Both see the same: somebody from whom something restricted is kept cannot agree to it.
        if (!ExportTimeline.mayExport(held.as()) || !held.clearance().restricted()) {
            log.write(asker, request, action, List.of(person), List.of(), "", false);
            return new NotAllowed<>();
        }
        return work.apply(new May(practitioner, held, granted.persons()));
    }

    private <T> RedactionAnswer<T> refuse(
            May may, UUID request, String action, Redaction redaction, Why why) {
        log.write(
                may.asker(),
                request,
                action,
                List.of(redaction.person()),
                List.of(),
                purpose(may, redaction, why.name()),
                false);
        return new NotNow<>(why);
    }

    private void written(May may, UUID request, String action, Redaction redaction, String more) {
        log.write(
                may.asker(),
                request,
                action,
                List.of(redaction.person()),
                List.of(),
                purpose(may, redaction, more),
                true);
    }

    private static String purpose(May may, Redaction redaction, String more) {
        return may.held().as()
                + ", SUBJECT_ACCESS "
                + redaction.id()
                + (more.isEmpty() ? "" : ", " + more);
    }
}
