package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.CheckAnswer;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.Topic;

/**
 * The people of an agency that was asked see the question and their own facts, and answer. The
 * answer is a fact like those that agencies send, known at the moment of writing; where it stands
 * on more than what the family says it settles a contradiction [A35], and whoever answers is silent
 * no more [A36].
 */
@ApplicationScoped
public class AnswerCheck {

    /** Most questions in one answer. */
    public static final int MOST = 200;

    private static final String KIND = "check-answered";

    private final CheckRequests requests;
    private final AlertStore alerts;
    private final People people;
    private final Facts facts;
    private final AnswerNews news;
    private final AlertAccess access;
    private final AlertAudit audit;
    private final AlertTrail trail;
    private final Folding folding;
    private final InstantSource clock;

    AnswerCheck(
            CheckRequests requests,
            AlertStore alerts,
            People people,
            Facts facts,
            AnswerNews news,
            AlertAccess access,
            AlertAudit audit,
            AlertTrail trail,
            Folding folding,
            InstantSource clock) {
        this.requests = requests;
        this.alerts = alerts;
        this.people = people;
        this.facts = facts;
        this.news = news;
        this.access = access;
        this.audit = audit;
        this.trail = trail;
        this.folding = folding;
        this.clock = clock;
    }

    /**
     * A question as the asked agency sees it.
     *
     * @param person whom it is about
     * @param own what the agency told: its own facts, of those that still stand
     */
    public record Shown(CheckRequests.Request request, UUID person, List<Fact.Claim> own) {}

    /**
     * What somebody answers.
     *
     * @param basis what it stands on; null for whoever cannot say, and then alone
     * @param words as {@link Written#evidence} gives them
     */
    public record Said(CheckAnswer answer, @Nullable Basis basis, String words) {

        /** Leaves the words out. */
        @Override
        public String toString() {
            return "Said[answer=" + answer + "]";
        }
    }

    /** What came of an answer. */
    public sealed interface Outcome {

        /** It is written down, now or already before. */
        record Done(Shown shown) implements Outcome {}

        /** There is no such question for this reader. */
        record NotHere() implements Outcome {}

        /** Somebody has answered already, or otherwise. */
        record AlreadyAnswered(Shown shown) implements Outcome {}
    }

    /** Whether an answer can stand on that. */
    public static boolean canStandOn(Basis basis) {
        return basis.independent() || basis == Basis.SELF_REPORT;
    }

    /** The questions to the reader's agency: those that wait first. */
    @Transactional
    public List<CheckRequests.Request> mine(AlertReader reader) {
        if (!access.isKnown(reader)) {
            audit.refused(reader, "list-check-requests", List.of());
            return List.of();
        }
        List<CheckRequests.Request> found = requests.toAgency(reader.agency(), MOST);
        audit.allowed(
                reader,
                "list-check-requests",
                found.stream().map(CheckRequests.Request::id).toList());
        return found;
    }

    /** One question; empty both when there is none and when it is not for the reader's agency. */
    @Transactional
    public Optional<Shown> read(AlertReader reader, UUID id) {
        return found(reader, id, "read-check-request").map(this::shown);
    }

    /** Answers; the same again changes nothing. */
    @Transactional
    public Outcome answer(AlertReader reader, UUID id, Said said) {
        Optional<CheckRequests.Request> mine = found(reader, id, "answer-check-request");
        if (mine.isEmpty()) {
            return new Outcome.NotHere();
        }
        // Its record may be another child's by now: the answer is about that child.
        UUID person = now(alertOf(mine.get()));
        people.hold(Set.of(person));
        // As the last change left it.
        CheckRequests.Request request = requests.find(id).orElseThrow();
        StoredAlert alert = alertOf(request);
        CheckRequests.Answer before = request.answer();
        if (before != null) {
            Shown shown = shown(request);
            return before.by().equals(reader.practitioner())
                            && before.answer() == said.answer()
                            && before.basis() == said.basis()
                            && before.words().equals(said.words())
                    ? new Outcome.Done(shown)
                    : new Outcome.AlreadyAnswered(shown);
        }
        Instant now = clock.instant();
        var answer =
                new CheckRequests.Answer(
                        new EventId(UUID.randomUUID()),
                        said.answer(),
                        said.basis(),
                        said.words(),
                        reader.practitioner(),
                        now);
        requests.answer(id, answer);
        trail.note(AlertStore.What.AGENCY_ANSWERED, alert, reader.practitioner());
        facts.put(
                alert.record(),
                KIND,
                answer.event().value(),
                now,
                1,
                stated(request.agency(), answer, alert));
        news.answered(request, answer, alert);
        folding.fold(Map.of(person, now));
        return new Outcome.Done(shown(requests.find(id).orElseThrow()));
    }

    private UUID now(StoredAlert alert) {
        return people.personOf(alert.record()).orElse(alert.person());
    }

    /**
     * That they were heard, and that a contradiction is settled where it is. Where the alert has
     * ended it is not: another one about the same may stand, of which nobody asked them.
     */
    private static List<Fact> stated(
            String agency, CheckRequests.Answer answer, StoredAlert alert) {
        var from =
                new Provenance(
                        answer.event(),
                        agency,
                        answer.at().atZone(MailTimes.LONDON).toLocalDate(),
                        answer.at());
        var stated = new ArrayList<Fact>(List.of(new Fact.CheckAnswered(from, answer.answer())));
        Basis basis = answer.basis();
        if (basis != null
                && basis.independent()
                && alert.standing()
                && RecordEvidence.mayEnd(alert)) {
            stated.add(
                    new Fact.ContradictionResolved(
                            from, Topic.of(alert.alert().core().subject().value())));
        }
        return stated;
    }

    private Optional<CheckRequests.Request> found(AlertReader reader, UUID id, String action) {
        Optional<CheckRequests.Request> found =
                requests.find(id)
                        .filter(
                                request ->
                                        access.isKnown(reader)
                                                && request.agency().equals(reader.agency()));
        found.ifPresentOrElse(
                request -> audit.allowed(reader, action, List.of(id, alertOf(request).person())),
                () -> audit.refused(reader, action, List.of(id)));
        return found;
    }

    private Shown shown(CheckRequests.Request request) {
        UUID person = alertOf(request).person();
        return new Shown(
                request,
                person,
                facts.about(person).stream()
                        .filter(Fact.Claim.class::isInstance)
                        .map(Fact.Claim.class::cast)
                        .filter(
                                claim ->
                                        claim.agency().equals(request.agency())
                                                && request.events().contains(claim.event()))
                        .distinct()
                        .sorted(
                                Comparator.comparing(Fact.Claim::happened)
                                        .thenComparing(claim -> claim.topic().code()))
                        .toList());
    }

    private StoredAlert alertOf(CheckRequests.Request request) {
        return alerts.find(request.alert()).orElseThrow();
    }
}
