package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.alert.domain.Severity;

/**
 * When people are told of alerts, and which alerts share a mail: HIGH at once, with whatever else
 * waits for the same child; MED at two times of the day; LOW once a day for all of a practitioner's
 * children together [design.md E-mail]. An alert that nobody answers for waits, and the front door
 * sees it.
 */
@ApplicationScoped
public class Telling {

    private final AlertStore alerts;
    private final AlertMails mails;
    private final Owners owners;
    private final People people;
    private final InstantSource clock;

    Telling(
            AlertStore alerts,
            AlertMails mails,
            Owners owners,
            People people,
            InstantSource clock) {
        this.alerts = alerts;
        this.mails = mails;
        this.owners = owners;
        this.people = people;
        this.clock = clock;
    }

    /** When people are to be told of an alert of this severity raised now. */
    static Instant due(Severity severity, Instant now) {
        return switch (severity) {
            case HIGH -> now;
            case MED -> MailTimes.nextMed(now);
            case LOW -> MailTimes.nextLow(now);
        };
    }

    /**
     * Writes the mail of one person whose time has come, or one practitioner's digest.
     *
     * @return whether there was one; there may be another
     */
    @Transactional
    public boolean next() {
        Instant now = clock.instant();
        Optional<UUID> person = alerts.personToTell(now);
        if (person.isPresent()) {
            people.hold(Set.of(person.get()));
            return tell(person.get());
        }
        Optional<String> practitioner = alerts.practitionerToSendDigest(now);
        return practitioner.isPresent() && digest(practitioner.get(), now);
    }

    /** How many mails are due and not yet written. */
    public long remaining() {
        Instant now = clock.instant();
        return alerts.personsToTell(now) + alerts.inDueDigests(now);
    }

    /** Tells of the person's alerts if it is time; the caller holds the person. */
    boolean tell(UUID person) {
        Instant now = clock.instant();
        List<StoredAlert> standing =
                alerts.ofPerson(person).stream().filter(StoredAlert::standing).toList();
        List<StoredAlert> untold =
                standing.stream()
                        .filter(alert -> alert.mail() == null && alert.mailDue() != null)
                        .filter(alert -> alert.alert().core().severity() != Severity.LOW)
                        .toList();
        List<StoredAlert> due = untold.stream().filter(alert -> isDue(alert, now)).toList();
        if (due.isEmpty() || owners.owner(person, Set.of()).isEmpty()) {
            return false;
        }
        boolean urgent = due.stream().anyMatch(a -> a.alert().core().severity() == Severity.HIGH);
        List<StoredAlert> together = urgent ? untold : due;
        List<UUID> ids = together.stream().map(StoredAlert::id).toList();
        Optional<UUID> waiting = mailStillWaiting(standing);
        if (waiting.isPresent()) {
            alerts.told(ids, waiting.get());
            mails.change(waiting.get(), mailed(alerts.standingOn(waiting.get())));
            // What joins it is due now, however long its next attempt would have waited.
            mails.tryNow(waiting.get());
        } else {
            alerts.told(ids, mails.tellOwner(person, mailed(together), now));
        }
        return true;
    }

    /** Undoes, or makes known, that people were told of an alert which has ended. */
    void ended(StoredAlert alert, boolean withdrawn) {
        UUID mail = alert.mail();
        if (mail == null) {
            return;
        }
        if (mails.holdUnread(mail)) {
            List<StoredAlert> left =
                    alerts.standingOn(mail).stream()
                            .filter(other -> !other.id().equals(alert.id()))
                            .toList();
            if (left.isEmpty()) {
                mails.cancel(mail);
            } else {
                mails.change(mail, mailed(left));
            }
            return;
        }
        if (withdrawn) {
            mails.reached(mail).stream()
                    .sorted()
                    .forEach(
                            practitioner ->
                                    mails.tellWithdrawn(
                                            practitioner, alert.mailed(), clock.instant()));
        }
    }

    private boolean digest(String practitioner, Instant now) {
        Set<UUID> persons = alerts.personsInDigest(practitioner, now);
        people.hold(persons);
        List<StoredAlert> due =
                persons.stream()
                        .flatMap(person -> alerts.ofPerson(person).stream())
                        .filter(StoredAlert::standing)
                        .filter(alert -> alert.mail() == null && isDue(alert, now))
                        .filter(alert -> alert.alert().core().severity() == Severity.LOW)
                        .toList();
        if (due.isEmpty()) {
            return false;
        }
        alerts.told(
                due.stream().map(StoredAlert::id).toList(),
                mails.tellDigest(practitioner, mailed(due), now));
        return true;
    }

    /** While the mail server is away a child's alerts gather in one mail. */
    private Optional<UUID> mailStillWaiting(List<StoredAlert> standing) {
        return standing.stream()
                .filter(alert -> alert.mail() != null)
                .filter(alert -> alert.alert().core().severity() != Severity.LOW)
                .max(Comparator.comparing(StoredAlert::raisedAt))
                .map(StoredAlert::mail)
                .map(Objects::requireNonNull)
                .filter(mails::holdUnread);
    }

    private static boolean isDue(StoredAlert alert, Instant now) {
        Instant due = alert.mailDue();
        return due != null && !due.isAfter(now);
    }

    private static List<AlertMails.Mailed> mailed(List<StoredAlert> alerts) {
        return alerts.stream().map(StoredAlert::mailed).toList();
    }
}
