package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.escalation.domain.Actor;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Limits;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.Protocol.Change;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.escalation.domain.Stage;
import org.wholepicture.escalation.domain.Timers;
import org.wholepicture.escalation.domain.Words;

/**
 * What people do with a disagreement that is open: one transaction holds it, asks the protocol,
 * keeps what came of it with its timers, and tells. Each answer is empty when there is no such
 * disagreement for this practitioner.
 */
@ApplicationScoped
public class ChangeDissent {

    private final Children children;
    private final Dissents dissents;
    private final Standing standing;
    private final SettingsBook settings;
    private final Timers timers;
    private final Calendars calendars;
    private final DissentMails mails;
    private final Telling telling;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    ChangeDissent(
            Children children,
            Dissents dissents,
            Standing standing,
            SettingsBook settings,
            Timers timers,
            Calendars calendars,
            DissentMails mails,
            Telling telling,
            Trail trail,
            InstantSource clock,
            EscalationConfig config) {
        this.children = children;
        this.dissents = dissents;
        this.standing = standing;
        this.settings = settings;
        this.timers = timers;
        this.calendars = calendars;
        this.mails = mails;
        this.telling = telling;
        this.trail = trail;
        this.clock = clock;
        this.config = config;
    }

    /** What the protocol is asked. */
    private interface Command {
        Change ask(Dissent dissent, Actor actor, Instant now);
    }

    /** A side says its view. */
    @Transactional
    public Optional<Change> answer(Asker asker, DissentId id, Words view, List<EventId> evidence) {
        return change(
                asker,
                id,
                "answer-dissent",
                (d, by, now) -> Protocol.answer(d, by, view, evidence, now));
    }

    /** The sides met, and are not agreed yet. */
    @Transactional
    public Optional<Change> meet(Asker asker, DissentId id, LocalDate on, Words outcome) {
        return change(
                asker,
                id,
                "record-meeting",
                (d, by, now) ->
                        Protocol.meet(
                                d, by, on, outcome, now, LocalDate.ofInstant(now, config.zone())));
    }

    /** The next stage is to take it. */
    @Transactional
    public Optional<Change> moveUp(
            Asker asker, DissentId id, Words reason, List<EventId> evidence) {
        return change(
                asker,
                id,
                "move-dissent-up",
                (d, by, now) -> Protocol.moveUp(d, by, reason, evidence, settings.present(), now));
    }

    /** A child is in danger and people have acted: the top is to take it. */
    @Transactional
    public Optional<Change> skipToTop(Asker asker, DissentId id, Words reason, Words emergency) {
        return change(
                asker,
                id,
                "skip-to-top",
                (d, by, now) ->
                        Protocol.skipToTop(d, by, reason, emergency, settings.present(), now));
    }

    /** The side that raised it is content. */
    @Transactional
    public Optional<Change> resolve(Asker asker, DissentId id, Words outcome) {
        return change(
                asker,
                id,
                "resolve-dissent",
                (d, by, now) -> Protocol.resolve(d, by, outcome, now));
    }

    /** The side that raised it no longer disagrees. */
    @Transactional
    public Optional<Change> withdraw(Asker asker, DissentId id, Words reason) {
        return change(
                asker,
                id,
                "withdraw-dissent",
                (d, by, now) -> Protocol.withdraw(d, by, reason, now));
    }

    private Optional<Change> change(Asker asker, DissentId id, String action, Command command) {
        Instant now = clock.instant();
        Optional<Dissent> found = dissents.findToChange(id);
        Optional<PersonId> person = found.flatMap(d -> children.findPerson(d.grounds().record()));
        Optional<Standing.Reader> reader =
                person.flatMap(p -> standing.reader(asker, found.orElseThrow(), p, now));
        if (reader.isEmpty()) {
            trail.refused(asker, action, now, List.of(id.value()));
            return Optional.empty();
        }
        Dissent before = found.orElseThrow();
        List<UUID> about = List.of(person.orElseThrow().value(), id.value());
        Change answer = command.ask(before, reader.get().actor(), now);
        switch (answer) {
            case Change.Done(Dissent after) -> {
                kept(before, after, asker.practitioner(), now);
                trail.did(asker, action, now, about);
            }
            case Change.Refused(Protocol.Refusal why) -> {
                if (why == Protocol.Refusal.NOT_YOUR_SIDE) {
                    trail.refused(asker, action, now, about);
                }
            }
        }
        return Optional.of(answer);
    }

    private void kept(Dissent before, Dissent after, Practitioner by, Instant now) {
        Stage stage = after.path().current();
        boolean leftTheStage =
                after instanceof Dissent.Ended
                        || stage.number() != before.path().current().number();
        if (leftTheStage) {
            // Timers before their stage, as whoever fires them does.
            mails.cancel(timers.cancel(after.id(), now));
        }
        dissents.change(after);
        switch (after) {
            case Dissent.Ended ended -> telling.ended(ended, now);
            case Dissent.Unresolved open when leftTheStage -> begun(open, by, now);
            case Dissent.Unresolved open ->
                    stage.views().stream()
                            .filter(view -> !before.path().current().views().contains(view))
                            .map(Stage.View::side)
                            .findFirst()
                            .ifPresent((Side side) -> telling.answered(open, by, side, now));
        }
    }

    private void begun(Dissent.Unresolved open, Practitioner by, Instant now) {
        Settings present = settings.present();
        int number = open.path().current().number();
        Limits limits = calendars.limits(present);
        LocalDate lastDay = limits.lastDay(now, present.stage(number).limit());
        timers.plan(open.id(), number, present.version(), lastDay, limits);
        telling.movedUp(open, by, present, lastDay, now);
    }
}
