package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wholepicture.escalation.application.DissentMails.Addressee;
import org.wholepicture.escalation.application.DissentMails.Letter;
import org.wholepicture.escalation.application.DissentMails.Why;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Publication;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.TimerKind;

/** Tells people by mail and the other services by message what has happened. */
@ApplicationScoped
class Telling {

    private final DissentMails mails;
    private final Publication publication;
    private final Children children;
    private final EscalationConfig config;

    Telling(
            DissentMails mails,
            Publication publication,
            Children children,
            EscalationConfig config) {
        this.mails = mails;
        this.publication = publication;
        this.children = children;
        this.config = config;
    }

    /** It was raised: who decided hears of it. */
    void raised(Dissent dissent, Settings settings, LocalDate limit, Instant now) {
        Set<Addressee> to = new LinkedHashSet<>();
        to.add(new Addressee.AtStage(dissent.id(), Side.OTHER, 1));
        to.addAll(notified(dissent, settings));
        post(Why.RAISED, dissent, Optional.of(limit), to, now);
        tell(Publication.What.RAISED, dissent, Optional.of(dissent.raisedBy()), limit(limit), now);
    }

    /** A side has said its view: the other one hears of it. */
    void answered(Dissent dissent, Practitioner by, Side side, Instant now) {
        Optional<LocalDate> limit = dissent.path().current().limit();
        int stage = dissent.path().current().number();
        post(
                Why.ANSWERED,
                dissent,
                limit,
                Set.of(new Addressee.AtStage(dissent.id(), side.opposite(), stage)),
                now);
        if (side == Side.OTHER) {
            tell(Publication.What.ANSWERED, dissent, Optional.of(by), limit, now);
        }
    }

    /** A later stage has it: its people on both sides hear of it. */
    void movedUp(
            Dissent dissent, Practitioner by, Settings settings, LocalDate limit, Instant now) {
        Set<Addressee> to = bothSides(dissent, dissent.path().current().number());
        to.addAll(notified(dissent, settings));
        post(Why.MOVED_UP, dissent, Optional.of(limit), to, now);
        tell(Publication.What.MOVED_UP, dissent, Optional.of(by), limit(limit), now);
    }

    /** It has ended: those at the last stage hear of it, and those with whom it began. */
    void ended(Dissent.Ended dissent, Instant now) {
        Set<Addressee> to = bothSides(dissent, dissent.path().current().number());
        to.addAll(bothSides(dissent, 1));
        boolean resolved =
                switch (dissent) {
                    case Dissent.Resolved _ -> true;
                    case Dissent.Withdrawn _ -> false;
                };
        post(resolved ? Why.RESOLVED : Why.WITHDRAWN, dissent, Optional.empty(), to, now);
        tell(
                resolved ? Publication.What.RESOLVED : Publication.What.WITHDRAWN,
                dissent,
                Optional.of(dissent.end().by()),
                dissent.path().current().limit(),
                now);
    }

    /** A timer that fires, and what it is about. */
    record Due(TimerKind kind, Dissent dissent) {}

    /**
     * The clock speaks: before the limit to both sides; after it to those above on both sides and
     * to the partnership. Thousands may be due at once, so they are written together.
     *
     * @return the mails of each, in the same order
     */
    List<List<UUID>> timers(List<Due> due, Instant now) {
        Map<RecordId, PersonId> persons =
                children.findPersons(
                        due.stream()
                                .filter(one -> one.kind() == TimerKind.OVERDUE)
                                .map(one -> one.dissent().grounds().record())
                                .collect(Collectors.toSet()));
        List<List<Letter>> letters = new ArrayList<>();
        for (Due one : due) {
            Dissent dissent = one.dissent();
            int stage = dissent.path().current().number();
            Optional<LocalDate> limit = dissent.path().current().limit();
            letters.add(
                    switch (one.kind()) {
                        case REMINDER ->
                                letters(Why.REMINDER, dissent, limit, bothSides(dissent, stage));
                        case OVERDUE -> {
                            Set<Addressee> to = bothSides(dissent, stage + 1);
                            to.add(new Addressee.Monitor());
                            PersonId person = persons.get(dissent.grounds().record());
                            tell(
                                    Publication.What.OVERDUE,
                                    dissent,
                                    Optional.ofNullable(person),
                                    Optional.empty(),
                                    limit,
                                    now);
                            yield letters(Why.OVERDUE, dissent, limit, to);
                        }
                    });
        }
        Iterator<UUID> posted =
                mails.post(letters.stream().flatMap(List::stream).toList(), now).iterator();
        return letters.stream()
                .map(list -> list.stream().map(_ -> posted.next()).toList())
                .toList();
    }

    private static Set<Addressee> bothSides(Dissent dissent, int stage) {
        Set<Addressee> both = new LinkedHashSet<>();
        for (Side side : Side.values()) {
            both.add(new Addressee.AtStage(dissent.id(), side, stage));
        }
        return both;
    }

    private static Set<Addressee> notified(Dissent dissent, Settings settings) {
        Set<Addressee> inboxes = new LinkedHashSet<>();
        for (String role : settings.stage(dissent.path().current().number()).notified()) {
            for (Side side : Side.values()) {
                inboxes.add(new Addressee.AtInbox(dissent.id(), side, role));
            }
        }
        return inboxes;
    }

    private void post(
            Why why,
            Dissent dissent,
            Optional<LocalDate> answerBy,
            Set<Addressee> to,
            Instant now) {
        mails.post(letters(why, dissent, answerBy, to), now);
    }

    private static List<Letter> letters(
            Why why, Dissent dissent, Optional<LocalDate> answerBy, Set<Addressee> to) {
        return to.stream().map(one -> new Letter(why, dissent.id(), answerBy, one)).toList();
    }

    private void tell(
            Publication.What what,
            Dissent dissent,
            Optional<Practitioner> by,
            Optional<LocalDate> limit,
            Instant now) {
        tell(what, dissent, children.findPerson(dissent.grounds().record()), by, limit, now);
    }

    private void tell(
            Publication.What what,
            Dissent dissent,
            Optional<PersonId> person,
            Optional<Practitioner> by,
            Optional<LocalDate> limit,
            Instant now) {
        publication.tell(
                new Publication.Fact(
                        what,
                        dissent.id(),
                        dissent.grounds(),
                        dissent.raisedBy(),
                        person.orElseThrow(() -> new IllegalStateException("a record of nobody")),
                        by,
                        dissent.path().current().number(),
                        limit,
                        LocalDate.ofInstant(now, config.zone()),
                        now));
    }

    private static Optional<LocalDate> limit(LocalDate day) {
        return Optional.of(day);
    }
}
