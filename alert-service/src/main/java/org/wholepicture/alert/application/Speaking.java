package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Acknowledgement;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Audience;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.alert.domain.WorkingCalendar;

/**
 * How an alert begins to speak: by when it is to be answered, when and how people are told, and
 * whom else (domain.md B-58).
 */
@ApplicationScoped
class Speaking {

    private final AlertLife life;
    private final AlertCopies copies;
    private final AlertTrail trail;
    private final Telling telling;
    private final Directory directory;
    private final Deadlines deadlines;
    private final WorkingCalendar workingDays;
    private final AlertConfig config;
    private final InstantSource clock;

    Speaking(
            AlertLife life,
            AlertCopies copies,
            AlertTrail trail,
            Telling telling,
            Directory directory,
            Deadlines deadlines,
            WorkingCalendar workingDays,
            AlertConfig config,
            InstantSource clock) {
        this.life = life;
        this.copies = copies;
        this.trail = trail;
        this.telling = telling;
        this.directory = directory;
        this.deadlines = deadlines;
        this.workingDays = workingDays;
        this.config = config;
        this.clock = clock;
    }

    /**
     * An alert as it is raised now.
     *
     * @param record the record whose key its messages carry
     * @param earlier the person's other alerts
     * @param standing whether the facts still make it; nobody is told of one that they do not
     */
    StoredAlert raised(
            Alert.Open open, UUID record, Collection<StoredAlert> earlier, boolean standing) {
        Instant now = clock.instant();
        Severity severity = open.core().severity();
        boolean byDigest = severity == Severity.LOW || coolsDown(open, earlier);
        return new StoredAlert(
                open,
                record,
                now,
                null,
                new StoredAlert.Waiting(
                        now, standing ? deadlines.movesUpAt(severity, now) : null, null),
                null,
                new StoredAlert.Mailing(
                        standing ? due(severity, byDigest, now) : null, byDigest, null, List.of()));
    }

    /**
     * Notes whom a standing alert is told beside whoever answers for it.
     *
     * @param known what is known of the person
     */
    void copy(StoredAlert alert, Collection<Fact> known) {
        Instant now = clock.instant();
        Instant daily = MailTimes.nextLow(now);
        if (isForManagers(alert)) {
            copies.add(alert.id(), AlertCopies.Kind.MANAGER, "", daily);
        }
        if (alert.severity() == Severity.HIGH
                && !isAtWork(now)
                && directory.desk(null).isPresent()) {
            copies.add(alert.id(), AlertCopies.Kind.DESK, "", now);
        }
        noteUsed(alert, known, daily);
    }

    /** More facts came under a standing alert: perhaps of agencies that were not told yet. */
    void addedTo(Alert before, StoredAlert alert, Collection<Fact> known) {
        noteUsed(alert, known, MailTimes.nextLow(clock.instant()));
        if (alert.alert() instanceof Alert.Open && speaksAgain(before, alert.alert())) {
            speakAgain(before, alert);
        }
    }

    private static boolean isForManagers(StoredAlert alert) {
        return Rules.find(alert.alert().core().rule())
                .filter(rule -> rule.about().audience().contains(Audience.MANAGER))
                .isPresent();
    }

    private void noteUsed(StoredAlert alert, Collection<Fact> known, Instant due) {
        Set<EventId> events = new HashSet<>(alert.alert().core().events());
        known.stream()
                .filter(fact -> events.contains(fact.event()))
                .map(Fact::agency)
                .distinct()
                .sorted()
                .filter(agency -> directory.safeguardingInbox(agency).isPresent())
                .forEach(agency -> copies.add(alert.id(), AlertCopies.Kind.USED, agency, due));
    }

    private static boolean speaksAgain(Alert before, Alert now) {
        boolean asked = before instanceof Alert.Open || before instanceof Alert.Proposed;
        return !asked || now.core().severity().compareTo(before.core().severity()) > 0;
    }

    private void speakAgain(Alert before, StoredAlert alert) {
        Instant now = clock.instant();
        if (before instanceof Alert.Proposed || before instanceof Alert.Suppressed) {
            life.endSuppression(alert.id(), now);
            trail.note(AlertStore.What.SUPPRESSION_ENDED, alert, null);
        }
        boolean byDigest = alert.severity() == Severity.LOW;
        telling.fallSilent(alert);
        life.speakAgain(alert.id(), due(alert.severity(), byDigest, now), byDigest);
        life.askFrom(alert.id(), now, deadlines.movesUpAt(alert.severity(), now));
        trail.note(AlertStore.What.SPOKE_AGAIN, alert, null);
    }

    /**
     * Whether the same alert ended so lately that it has no mail of its own. One of which nobody
     * was told says nothing twice.
     */
    private boolean coolsDown(Alert.Open open, Collection<StoredAlert> earlier) {
        return open.core().severity() != Severity.HIGH
                && earlier.stream()
                        .filter(alert -> !alert.mails().isEmpty())
                        .filter(alert -> isSame(alert.alert().core(), open.core()))
                        .anyMatch(this::endedLately);
    }

    private static boolean isSame(Alert.Core one, Alert.Core other) {
        return one.rule().equals(other.rule()) && one.subject().equals(other.subject());
    }

    private boolean endedLately(StoredAlert alert) {
        LocalDate ended =
                switch (alert.alert()) {
                    case Alert.Standing _ -> null;
                    case Alert.Resolved resolved -> resolved.on();
                    case Alert.Withdrawn withdrawn -> withdrawn.on();
                };
        boolean inPlan = alert.acknowledgement().filter(Acknowledgement::inPlan).isPresent();
        int days = inPlan ? config.life().coolDownInPlanDays() : config.life().coolDownDays();
        LocalDate today = clock.instant().atZone(MailTimes.LONDON).toLocalDate();
        return ended != null && days > 0 && !ended.plusDays(days).isBefore(today);
    }

    private boolean isAtWork(Instant now) {
        var london = now.atZone(MailTimes.LONDON);
        var time = london.toLocalTime();
        return workingDays.isWorkingDay(london.toLocalDate())
                && !time.isBefore(config.workingHours().from())
                && time.isBefore(config.workingHours().to());
    }

    private static Instant due(Severity severity, boolean byDigest, Instant now) {
        return byDigest ? MailTimes.nextLow(now) : Telling.due(severity, now);
    }
}
