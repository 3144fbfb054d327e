package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.wholepicture.escalation.domain.Actor;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;

/**
 * Shows disagreements to those who work with the child and those who stand at a stage, and nothing
 * to anybody else.
 */
@ApplicationScoped
public class ReadDissents {

    private final Children children;
    private final Dissents dissents;
    private final Standing standing;
    private final SettingsBook settings;
    private final Calendars calendars;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    ReadDissents(
            Children children,
            Dissents dissents,
            Standing standing,
            SettingsBook settings,
            Calendars calendars,
            Trail trail,
            InstantSource clock,
            EscalationConfig config) {
        this.children = children;
        this.dissents = dissents;
        this.standing = standing;
        this.settings = settings;
        this.calendars = calendars;
        this.trail = trail;
        this.clock = clock;
        this.config = config;
    }

    /**
     * A disagreement with what a reader needs beside it.
     *
     * @param person the child it is about now
     * @param decision what it is about, where something was decided and its record is here
     * @param reader on which sides the reader stands
     * @param involved whether the reader works with the child, and so may open its timeline
     * @param daysLeft working days left of the present stage; negative when it is overdue
     * @param settings those in effect
     * @param today the day it is read
     */
    public record Shown(
            Dissent dissent,
            PersonId person,
            Optional<Decision> decision,
            Actor reader,
            boolean involved,
            OptionalInt daysLeft,
            Settings settings,
            LocalDate today) {}

    /** One; empty when there is none for this practitioner. */
    @Transactional
    public Optional<Shown> one(Asker asker, DissentId id) {
        Instant now = clock.instant();
        Optional<Shown> shown = dissents.find(id).flatMap(d -> shown(asker, d, now));
        shown.ifPresentOrElse(
                s -> trail.did(asker, "read-dissent", now, List.of(s.person().value(), id.value())),
                () -> trail.refused(asker, "read-dissent", now, List.of(id.value())));
        return shown;
    }

    /** All about one child; empty when there is no such child for this practitioner. */
    @Transactional
    public Optional<List<Shown>> about(Asker asker, PersonId person) {
        Instant now = clock.instant();
        if (!children.isInvolved(asker.practitioner().id(), person, now)) {
            trail.refused(asker, "list-dissents", now, List.of(person.value()));
            return Optional.empty();
        }
        return Optional.of(listed(asker, now, dissents.about(person)));
    }

    /**
     * All about the children that the practitioner works with, and open ones at whose stages they
     * stand; open ones first.
     */
    @Transactional
    public List<Shown> mine(Asker asker) {
        Instant now = clock.instant();
        Map<DissentId, Dissent> mine = new LinkedHashMap<>();
        dissents.around(asker.practitioner().id(), now).forEach(d -> mine.put(d.id(), d));
        dissents.openOf(asker.practitioner().agency()).forEach(d -> mine.putIfAbsent(d.id(), d));
        List<Dissent> openFirst =
                mine.values().stream()
                        .sorted(
                                Comparator.<Dissent, Boolean>comparing(
                                                d -> d instanceof Dissent.Ended)
                                        .thenComparing(
                                                Comparator.comparing(Dissent::raisedAt).reversed())
                                        .thenComparing(d -> d.id().value()))
                        .toList();
        return listed(asker, now, openFirst);
    }

    /** The decisions about a child to disagree with; empty when there is no such child. */
    @Transactional
    public Optional<List<Decision>> decisions(Asker asker, PersonId person) {
        Instant now = clock.instant();
        if (!children.isInvolved(asker.practitioner().id(), person, now)) {
            trail.refused(asker, "read-decisions", now, List.of(person.value()));
            return Optional.empty();
        }
        trail.did(asker, "read-decisions", now, List.of(person.value()));
        return Optional.of(children.decisions(person));
    }

    /** One decision about a child; empty when there is none for this practitioner. */
    @Transactional
    public Optional<Decision> decision(Asker asker, PersonId person, EventId event) {
        Instant now = clock.instant();
        Optional<Decision> found =
                children.isInvolved(asker.practitioner().id(), person, now)
                        ? children.findDecision(person, event)
                        : Optional.empty();
        List<UUID> about = List.of(person.value(), event.value());
        found.ifPresentOrElse(
                _ -> trail.did(asker, "read-decisions", now, about),
                () -> trail.refused(asker, "read-decisions", now, about));
        return found;
    }

    private List<Shown> listed(Asker asker, Instant now, List<Dissent> found) {
        List<Shown> shown = found.stream().flatMap(d -> shown(asker, d, now).stream()).toList();
        var seen = new ArrayList<UUID>();
        for (Shown one : shown) {
            seen.add(one.person().value());
            seen.add(one.dissent().id().value());
        }
        trail.did(asker, "list-dissents", now, seen);
        return shown;
    }

    private Optional<Shown> shown(Asker asker, Dissent dissent, Instant now) {
        Optional<PersonId> person = children.findPerson(dissent.grounds().record());
        Settings present = settings.present();
        LocalDate today = LocalDate.ofInstant(now, config.zone());
        return person.flatMap(p -> standing.reader(asker, dissent, p, now))
                .map(
                        reader ->
                                new Shown(
                                        dissent,
                                        person.orElseThrow(),
                                        dissent.grounds()
                                                .issue()
                                                .event()
                                                .flatMap(
                                                        e ->
                                                                children.findDecision(
                                                                        person.orElseThrow(), e)),
                                        reader.actor(),
                                        reader.involved(),
                                        daysLeft(dissent, present, today),
                                        present,
                                        today));
    }

    private OptionalInt daysLeft(Dissent dissent, Settings present, LocalDate today) {
        if (dissent instanceof Dissent.Ended) {
            return OptionalInt.empty();
        }
        return dissent.path()
                .current()
                .limit()
                .map(lastDay -> calendars.limits(present).daysLeft(lastDay, today))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** Whether a practitioner works with a child now. */
    @Transactional
    public boolean isInvolved(PractitionerId practitioner, PersonId person) {
        return children.isInvolved(practitioner, person, clock.instant());
    }
}
