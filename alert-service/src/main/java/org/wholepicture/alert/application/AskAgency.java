package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.wholepicture.alert.domain.Askable;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.WorkingCalendar;

/**
 * Whoever answers an alert asks another agency one question: whether what it told still holds, or
 * what it knows where it is silent. The agency's inbox gets a link; its people see their own facts
 * and nobody else's.
 */
@ApplicationScoped
public class AskAgency {

    /** By how much a service's clock may run ahead of the database's: never early. */
    private static final Duration AHEAD = Duration.ofMillis(5);

    private final HeldAlerts held;
    private final CheckRequests requests;
    private final AlertAccess access;
    private final AlertTrail trail;
    private final AlertMails mails;
    private final Facts facts;
    private final WorkingCalendar workingDays;
    private final AlertConfig config;
    private final InstantSource clock;

    AskAgency(
            HeldAlerts held,
            CheckRequests requests,
            AlertAccess access,
            AlertTrail trail,
            AlertMails mails,
            Facts facts,
            WorkingCalendar workingDays,
            AlertConfig config,
            InstantSource clock) {
        this.held = held;
        this.requests = requests;
        this.access = access;
        this.trail = trail;
        this.mails = mails;
        this.facts = facts;
        this.workingDays = workingDays;
        this.config = config;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The agency is asked, now or already before. */
        record Done(CheckRequests.Request request) implements Outcome {}

        /** There is no such alert for this reader. */
        record NotHere() implements Outcome {}

        /** The agency has told nothing under this alert, and is not missed in it. */
        record NotAskable() implements Outcome {}

        /** The alert has ended already. */
        record Ended() implements Outcome {}
    }

    /** The agencies that can be asked about an alert, whether or not one is asked already. */
    List<String> askable(AlertReader reader, StoredAlert alert) {
        return List.copyOf(facts(reader, alert).keySet());
    }

    private SortedMap<String, List<EventId>> facts(AlertReader reader, StoredAlert alert) {
        return Askable.about(alert.alert().core(), facts.about(alert.person()), reader.agency());
    }

    /** Asks an agency; while it has not answered, asking again changes nothing. */
    @Transactional
    public Outcome ask(AlertReader reader, UUID id, String agency) {
        Optional<StoredAlert> found = held.take(reader, id, "ask-agency", access::mayAnswer);
        if (found.isEmpty()) {
            return new Outcome.NotHere();
        }
        StoredAlert stored = found.get();
        Optional<CheckRequests.Request> waiting =
                requests.ofAlert(id).stream()
                        .filter(each -> each.agency().equals(agency) && each.answer() == null)
                        .findFirst();
        if (waiting.isPresent()) {
            return new Outcome.Done(waiting.get());
        }
        if (!stored.standing()) {
            return new Outcome.Ended();
        }
        List<EventId> own = facts(reader, stored).get(agency);
        if (own == null) {
            return new Outcome.NotAskable();
        }
        Instant now = clock.instant();
        LocalDate due =
                workingDays.plus(
                        now.atZone(MailTimes.LONDON).toLocalDate(),
                        config.life().checkAnswerWorkingDays());
        var request =
                new CheckRequests.Request(
                        UUID.randomUUID(),
                        id,
                        agency,
                        own,
                        reader.practitioner(),
                        reader.agency(),
                        now,
                        due,
                        null);
        requests.add(
                request,
                due.plusDays(1).atStartOfDay(MailTimes.LONDON).toInstant(),
                mails.askAgency(agency, request.id(), due, now));
        trail.note(AlertStore.What.AGENCY_ASKED, stored, reader.practitioner());
        return new Outcome.Done(request);
    }

    /**
     * Reminds an agency of a question that it did not answer in time, once.
     *
     * @return whether there was one; there may be more
     */
    @Transactional
    public boolean remindNext() {
        Instant now = clock.instant();
        Optional<CheckRequests.Request> overdue = requests.holdOverdue(now.minus(AHEAD));
        overdue.ifPresent(
                request ->
                        requests.reminded(
                                request.id(),
                                mails.remindAgency(
                                        request.agency(), request.id(), request.due(), now)));
        return overdue.isPresent();
    }

    /** How many agencies are to be reminded now. */
    public long remaining() {
        return requests.overdue(clock.instant().minus(AHEAD));
    }
}
