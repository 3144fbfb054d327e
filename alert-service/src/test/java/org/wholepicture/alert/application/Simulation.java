package org.wholepicture.alert.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.wholepicture.alert.application.SimulatedDatabase.MailRow;
import org.wholepicture.alert.application.SimulatedDatabase.Sending;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.AlertEpisode;

/**
 * One schedule played under a virtual clock, and what must hold at its end (design.md promises 2
 * and 4): the standing alerts are those of a fold from scratch, so that no order, copy, delay or
 * crash makes a difference; whoever answers for a child was told of each, once; whoever was told of
 * one that was withdrawn is told that, once; and delivering everything again changes nothing.
 */
final class Simulation {

    private static final int END = 200;
    private static final List<LocalTime> MAIL_TIMES =
            List.of(LocalTime.of(8, 30), LocalTime.of(11, 0), LocalTime.of(15, 30));

    private final Schedule schedule;
    private final SimulatedDatabase database = new SimulatedDatabase();
    private Instant now = Schedule.at(0, LocalTime.MIN);
    private SimulatedService service = started();

    private Simulation(long seed) {
        schedule = new Schedule(seed);
        Stream.of(Schedule.LEAD, Schedule.OTHER_LEAD, Schedule.DEPUTY, Schedule.MANAGER)
                .forEach(id -> database.rows.practitioners.put(id, Schedule.practitioner(id)));
    }

    /**
     * Plays a schedule.
     *
     * @throws AssertionError naming the seed when something does not hold
     */
    static void play(long seed) {
        try {
            new Simulation(seed).play();
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("seed " + seed + ": " + failed.getMessage(), failed);
        }
    }

    private SimulatedService started() {
        return new SimulatedService(database, () -> now);
    }

    private void play() {
        for (Schedule.Step step : schedule.steps()) {
            now = step.at();
            attempt(step);
        }
        settle(END);
        check();
        everythingAgain();
    }

    /** After a crash the service starts again, and what was not done is done then. */
    private void attempt(Schedule.Step step) {
        database.crashAfter(step.crash());
        if (!did(step)) {
            service = started();
            did(step);
        }
    }

    private boolean did(Schedule.Step step) {
        return switch (step) {
            case Schedule.Delivered delivered ->
                    database.transaction(() -> hear(delivered.messages()));
            case Schedule.Swept _ -> sweep();
            case Schedule.Rounds _ -> rounds();
            case Schedule.Mailed mailed ->
                    database.transaction(() -> service.mails.send(mailed.answers()));
            case Schedule.Acted acted -> database.transaction(() -> act(acted));
            case Schedule.Directed directed ->
                    database.transaction(
                            () -> service.hearing.practitioner(directed.practitioner(), 1));
        };
    }

    private void hear(List<Schedule.Message> messages) {
        for (Schedule.Message message : messages) {
            switch (message) {
                case Schedule.Opened opened ->
                        service.hearing.opened(opened.filed(), opened.born());
                case Schedule.Stated stated ->
                        service.hearing.facts(
                                stated.filed(),
                                new Hearing.Told(stated.event(), "child-events", "school"),
                                "event",
                                stated.event(),
                                stated.facts());
                case Schedule.LeadConfirmed confirmed ->
                        service.hearing.confirmed(confirmed.filed(), confirmed.confirmation());
                case Schedule.Moved moved -> service.hearing.moved(moved.filed());
            }
        }
        service.hearing.settle();
    }

    private boolean sweep() {
        LocalDate day = service.sweeping.dueThrough();
        while (service.sweeping.remaining() > 0) {
            if (!database.transaction(() -> service.sweeping.next(day))) {
                return false;
            }
        }
        return true;
    }

    private boolean rounds() {
        List<Boolean> did = new ArrayList<>(List.of(true));
        for (int turns = 0; did.getLast(); turns++) {
            if (turns > 500) {
                throw new AssertionError("the rounds never end");
            }
            if (!database.transaction(() -> did.add(service.round()))) {
                return false;
            }
        }
        return true;
    }

    private void act(Schedule.Acted acted) {
        List<StoredAlert> standing = service.alerts.all().filter(StoredAlert::standing).toList();
        if (standing.isEmpty()) {
            return;
        }
        StoredAlert alert = standing.get(acted.which() % standing.size());
        AlertReader owner =
                reader(
                        service.owners
                                .owner(alert.person(), Set.of())
                                .map(Practitioner::id)
                                .orElse("nobody"));
        switch (acted.act()) {
            case ACKNOWLEDGE, KEEP_IN_PLAN ->
                    service.acknowledge.acknowledge(
                            owner,
                            alert.id(),
                            new AcknowledgeAlert.Answer(
                                    "Seen.", null, acted.act() == Schedule.Act.KEEP_IN_PLAN));
            case PROPOSE -> service.suppress.propose(owner, alert.id(), "A visit on Friday.", 5);
            case APPROVE -> service.suppress.decide(reader(Schedule.MANAGER), alert.id(), true);
        }
    }

    private static AlertReader reader(String practitioner) {
        return new AlertReader(practitioner, "social-care", Set.of(), new UUID(9, 9));
    }

    /** Nothing waits any more: everybody is folded through a day and every mail has gone. */
    private void settle(int day) {
        now = Schedule.at(day, LocalTime.of(0, 10));
        attempt(new Schedule.Swept(now, 0));
        for (int after = 0; after < 2; after++) {
            for (LocalTime time : MAIL_TIMES) {
                now = Schedule.at(day + after, time);
                attempt(new Schedule.Rounds(now, 0));
                attempt(new Schedule.Mailed(now, true, 0));
            }
        }
    }

    private void check() {
        for (UUID person : Schedule.persons()) {
            List<StoredAlert> stored = service.alerts.ofPerson(person);
            List<AlertEpisode> episodes =
                    service.episodes(
                            person,
                            Objects.requireNonNull(database.rows.foldedThrough.get(person)));
            sameStanding(stored, episodes);
            noneMissed(stored, episodes);
        }
        service.alerts.all().forEach(this::told);
        database.rows.mails.values().forEach(this::left);
    }

    private void sameStanding(List<StoredAlert> stored, List<AlertEpisode> episodes) {
        List<String> kept =
                stored.stream()
                        .filter(StoredAlert::standing)
                        .map(
                                alert -> {
                                    Alert.Core core = alert.alert().core();
                                    return String.join(
                                            " ",
                                            core.rule(),
                                            core.subject().toString(),
                                            core.raisedOn().toString(),
                                            core.events().toString(),
                                            core.reasons().toString());
                                })
                        .sorted()
                        .toList();
        List<String> folded =
                episodes.stream()
                        .filter(AlertEpisode::standing)
                        .map(
                                episode ->
                                        String.join(
                                                " ",
                                                episode.rule().name(),
                                                episode.subject().toString(),
                                                episode.raisedOn().toString(),
                                                episode.events().toString(),
                                                episode.reasons().toString()))
                        .sorted()
                        .toList();
        if (!kept.equals(folded)) {
            throw new AssertionError("standing: " + kept + ", folded: " + folded);
        }
    }

    /** What came and went has an alert of its own, standing or ended. */
    private static void noneMissed(List<StoredAlert> stored, List<AlertEpisode> episodes) {
        Map<String, Integer> left = new HashMap<>();
        stored.forEach(
                alert ->
                        left.merge(
                                alert.alert().core().rule() + " " + alert.alert().core().subject(),
                                1,
                                Integer::sum));
        for (AlertEpisode episode : episodes) {
            String key = episode.rule().name() + " " + episode.subject();
            if (left.merge(key, -1, Integer::sum) < 0) {
                throw new AssertionError("missed: " + key + " of " + episode.raisedOn());
            }
        }
    }

    private void told(StoredAlert alert) {
        Optional<String> owner =
                service.owners.owner(alert.person(), Set.of()).map(Practitioner::id);
        String name = alert.alert().core().rule() + " of " + alert.alert().core().raisedOn();
        if (alert.asksForAnAnswer() && owner.isPresent()) {
            UUID mail = alert.mailing().mail();
            if (mail == null || row(mail).sending() != Sending.SENT) {
                throw new AssertionError("nobody was told of " + name);
            }
            if (!row(mail).alerts().contains(alert.id())) {
                throw new AssertionError("the mail does not speak of " + name);
            }
            if (mailsAbout(alert).noneMatch(each -> each.reached().contains(owner.get()))) {
                throw new AssertionError("whoever answers now was not told of " + name);
            }
        }
        long spoken = 1 + database.rows.count(alert.id(), AlertStore.What.SPOKE_AGAIN);
        // Whoever the child comes back to may be told again.
        long most = spoken + schedule.changesOfOwner();
        Map<String, Integer> times = new HashMap<>();
        mailsAbout(alert)
                // A mail that was given up may not have reached anybody: a second one is right.
                .filter(mail -> mail.sending() == Sending.SENT)
                .filter(
                        mail ->
                                mail.kind() == AlertMails.Kind.OWNER
                                        || mail.kind() == AlertMails.Kind.DIGEST)
                .flatMap(mail -> mail.reached().stream())
                .forEach(recipient -> times.merge(recipient, 1, Integer::sum));
        times.forEach(
                (recipient, many) -> {
                    if (many > most) {
                        throw new AssertionError(
                                recipient + " was told " + many + " times of " + name);
                    }
                });
        withdrawals(alert, name);
    }

    private Stream<MailRow> mailsAbout(StoredAlert alert) {
        return database.rows.mails.values().stream()
                .filter(mail -> mail.alerts().contains(alert.id()));
    }

    /** Told of it, told that it is withdrawn; and nobody else. */
    private void withdrawals(StoredAlert alert, String name) {
        List<String> knew =
                mailsAbout(alert)
                        .filter(mail -> mail.kind() != null)
                        .flatMap(mail -> mail.reached().stream())
                        .distinct()
                        .sorted()
                        .toList();
        List<String> unsaid =
                mailsAbout(alert)
                        .filter(mail -> mail.kind() == null)
                        .map(MailRow::addressee)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        boolean withdrawn = alert.alert() instanceof Alert.Withdrawn;
        if (!unsaid.equals(withdrawn ? knew : List.of())) {
            throw new AssertionError(
                    name + " was told to " + knew + ", its withdrawal to " + unsaid);
        }
    }

    private void left(MailRow mail) {
        boolean somebody =
                !mail.addressee().startsWith("owner of ")
                        || service.owners
                                .owner(
                                        UUID.fromString(
                                                mail.addressee().substring("owner of ".length())),
                                        Set.of())
                                .isPresent();
        if (somebody && (mail.sending() == Sending.WAITS || mail.sending() == Sending.UNKNOWN)) {
            throw new AssertionError("a mail waits for ever");
        }
    }

    private MailRow row(UUID mail) {
        return Objects.requireNonNull(database.rows.mails.get(mail));
    }

    private void everythingAgain() {
        int history = database.rows.history.size();
        int mails = database.rows.mails.size();
        int alerts = database.rows.alerts.size();
        database.transaction(() -> hear(schedule.messages().reversed()));
        attempt(new Schedule.Rounds(now, 0));
        if (history != database.rows.history.size()
                || mails != database.rows.mails.size()
                || alerts != database.rows.alerts.size()) {
            throw new AssertionError("delivered again, it changed something");
        }
    }
}
