package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells those who do not answer for an alert: managers once a day what is new among those they
 * manage, of the rules that are theirs too (domain.md B-65), the out-of-hours desk what is urgent
 * while nobody is at work, and agencies once a day that what they sent was used, without a word of
 * what for (B-64).
 */
@ApplicationScoped
public class Copying {

    private final AlertCopies copies;
    private final AlertStore alerts;
    private final AlertMails mails;
    private final People people;
    private final InstantSource clock;

    Copying(
            AlertCopies copies,
            AlertStore alerts,
            AlertMails mails,
            People people,
            InstantSource clock) {
        this.copies = copies;
        this.alerts = alerts;
        this.mails = mails;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Writes one mail whose time has come.
     *
     * @return whether there was one; there may be another
     * @throws Telling.TellingFailedException when it could not be written; nothing of it is kept
     */
    @Transactional
    public boolean next() {
        Instant now = clock.instant();
        Optional<AlertCopies.Due> due = copies.due(now);
        if (due.isEmpty()) {
            return false;
        }
        Set<UUID> persons = copies.persons(due.get(), now);
        return Telling.naming(persons, () -> write(due.get(), persons, now));
    }

    /** How many copies are due. */
    public long remaining() {
        return copies.remaining(clock.instant());
    }

    private boolean write(AlertCopies.Due due, Set<UUID> persons, Instant now) {
        people.hold(persons);
        // Asked again: another replica may have written it before the persons were held.
        List<UUID> ids = copies.alerts(due, now);
        List<StoredAlert> found =
                ids.stream()
                        .flatMap(id -> alerts.find(id).stream())
                        .filter(alert -> persons.contains(alert.person()))
                        .toList();
        if (found.isEmpty()) {
            return false;
        }
        List<StoredAlert> told = found.stream().filter(alert -> isNews(due, alert)).toList();
        List<UUID> others =
                found.stream().filter(alert -> !told.contains(alert)).map(StoredAlert::id).toList();
        copies.forget(due, others);
        if (!told.isEmpty()) {
            copies.written(due, told.stream().map(StoredAlert::id).toList(), post(due, told, now));
        }
        return true;
    }

    /** What has ended is no news, and nobody is told twice of one alert. */
    private static boolean isNews(AlertCopies.Due due, StoredAlert alert) {
        return switch (due.kind()) {
            case MANAGER -> alert.standing() && !alert.isTold(due.whom());
            case DESK -> alert.standing();
            case USED -> true;
        };
    }

    private UUID post(AlertCopies.Due due, List<StoredAlert> told, Instant now) {
        List<AlertMails.Mailed> mailed = told.stream().map(StoredAlert::mailed).toList();
        List<UUID> ids = told.stream().map(StoredAlert::id).toList();
        return switch (due.kind()) {
            case MANAGER -> {
                UUID mail = mails.tellManager(due.whom(), mailed, now);
                alerts.told(ids, mail, AlertMails.Kind.MANAGER, due.whom());
                yield mail;
            }
            case DESK -> {
                UUID mail = mails.tellDesk(UUID.fromString(due.whom()), mailed, now);
                alerts.told(ids, mail, AlertMails.Kind.DESK, "");
                yield mail;
            }
            case USED -> mails.tellUsed(due.whom(), now);
        };
    }
}
