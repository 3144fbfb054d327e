package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Directory;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.Grounds;
import org.wholepicture.escalation.domain.Issue;
import org.wholepicture.escalation.domain.Limits;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.escalation.domain.Timers;
import org.wholepicture.escalation.domain.Words;

/** A practitioner who works with the child disagrees with a decision, or that nothing is done. */
@ApplicationScoped
public class RaiseDissent {

    private static final String ACTION = "raise-dissent";

    private final Children children;
    private final Directory directory;
    private final Dissents dissents;
    private final SettingsBook settings;
    private final Timers timers;
    private final Calendars calendars;
    private final Telling telling;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    RaiseDissent(
            Children children,
            Directory directory,
            Dissents dissents,
            SettingsBook settings,
            Timers timers,
            Calendars calendars,
            Telling telling,
            Trail trail,
            InstantSource clock,
            EscalationConfig config) {
        this.children = children;
        this.directory = directory;
        this.dissents = dissents;
        this.settings = settings;
        this.timers = timers;
        this.calendars = calendars;
        this.telling = telling;
        this.trail = trail;
        this.clock = clock;
        this.config = config;
    }

    /**
     * What somebody writes who disagrees.
     *
     * @param about the decision's event; none where nothing is done
     * @param since since when it is so; without it the day of the decision, or today
     * @param alert the alert from which it is raised
     */
    public record Said(
            Optional<EventId> about,
            Optional<LocalDate> since,
            Words disagreement,
            Words askedFor,
            List<EventId> evidence,
            Optional<EventId> alert) {

        /** Copies the list. */
        public Said {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Raises it.
     *
     * @return empty when there is no such child or decision for this practitioner
     */
    @Transactional
    public Optional<Protocol.Raising> raise(Asker asker, PersonId person, Said said) {
        Instant now = clock.instant();
        boolean involved = children.isInvolved(asker.practitioner().id(), person, now);
        Optional<Decision> decision =
                said.about().filter(_ -> involved).flatMap(e -> children.findDecision(person, e));
        Optional<RecordId> record =
                !involved || (said.about().isPresent() && decision.isEmpty())
                        ? Optional.empty()
                        : decision.map(Decision::record).or(() -> children.findRecord(person));
        if (record.isEmpty()) {
            trail.refused(
                    asker,
                    ACTION,
                    now,
                    Stream.concat(
                                    Stream.of(person.value()),
                                    said.about().stream().map(EventId::value))
                            .toList());
        }
        return record.map(
                found ->
                        raise(
                                asker,
                                person,
                                said,
                                decision,
                                grounds(person, said, decision, found, now),
                                now));
    }

    private Grounds grounds(
            PersonId person, Said said, Optional<Decision> decision, RecordId record, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, config.zone());
        return new Grounds(
                record,
                decision.map(Issue::with).orElseGet(Issue::lackOfProgress),
                decision.map(Decision::agency).orElseGet(() -> leading(person, now)),
                decision.flatMap(Decision::author),
                said.since().orElseGet(() -> decision.map(Decision::happened).orElse(today)),
                said.disagreement(),
                said.askedFor(),
                said.evidence(),
                said.alert());
    }

    /**
     * The agency that leads. Where nobody does, it is nobody's, and the partnership hears of it.
     */
    private AgencyId leading(PersonId person, Instant now) {
        return children.lead(person, now)
                .flatMap(directory::find)
                .map(Directory.Entry::agency)
                .or(() -> directory.withInbox(settings.present().monitor()))
                .orElseGet(() -> new AgencyId("nobody"));
    }

    private Protocol.Raising raise(
            Asker asker,
            PersonId person,
            Said said,
            Optional<Decision> decision,
            Grounds grounds,
            Instant now) {
        Practitioner by = asker.practitioner();
        Settings present = settings.present();
        Protocol.Raising answer =
                Protocol.raise(
                        dissents.findLatest(grounds.record(), grounds.issue(), by.id()),
                        decision,
                        new Dissent.Opening(new DissentId(UUID.randomUUID()), grounds, by, now),
                        present);
        if (!(answer instanceof Protocol.Raising.Done(Dissent.Raised dissent))) {
            return answer;
        }
        if (!dissents.add(dissent)) {
            // The same form sent twice at once: the other one was first.
            return dissents.findLatest(grounds.record(), grounds.issue(), by.id())
                    .<Protocol.Raising>map(d -> new Protocol.Raising.AlreadyOpen(d.id()))
                    .orElseThrow();
        }
        Limits limits = calendars.limits(present);
        LocalDate lastDay = limits.lastDay(now, present.stage(1).limit());
        timers.plan(dissent.id(), 1, present.version(), lastDay, limits);
        telling.raised(dissent, present, lastDay, now);
        trail.did(asker, ACTION, now, List.of(person.value(), dissent.id().value()));
        return answer;
    }
}
