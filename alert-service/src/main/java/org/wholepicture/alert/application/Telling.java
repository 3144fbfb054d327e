package org.wholepicture.alert.application;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.wholepicture.alert.domain.Alert;
import org.wholepicture.alert.domain.Severity;
import org.wholepicture.platform.messaging.AfterCommit;

/**
 * When people are told of alerts, and which alerts share a mail: HIGH at once, with whatever else
 * waits for the same child; MED at two times of the day; LOW once a day for all of a practitioner's
 * children together [design.md E-mail]. An alert that nobody answers for waits, and the front door
 * sees it; one that is not acknowledged is told anew, once, to each new lead.
 */
@ApplicationScoped
public class Telling {

    /** A mail that cannot be written fails again at once; a HIGH one must not wait much longer. */
    private static final Duration SET_ASIDE = Duration.ofMinutes(1);

    private final AlertStore alerts;
    private final AlertMails mails;
    private final Owners owners;
    private final People people;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final MeterRegistry metrics;
    private volatile Runnable bell = () -> {};

    Telling(
            AlertStore alerts,
            AlertMails mails,
            Owners owners,
            People people,
            InstantSource clock,
            AfterCommit afterCommit,
            MeterRegistry metrics) {
        this.alerts = alerts;
        this.mails = mails;
        this.owners = owners;
        this.people = people;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.metrics = metrics;
    }

    /**
     * The mail of these persons could not be written; they are known, so that others need not wait.
     */
    public static final class TellingFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Set<UUID> persons;

        TellingFailedException(Set<UUID> persons, RuntimeException cause) {
            super("mail not written", cause);
            this.persons = Set.copyOf(persons);
        }

        /** Whose. */
        public Set<UUID> persons() {
            return persons;
        }
    }

    /** What to do at once when a mail may have become due. */
    public void onNews(Runnable action) {
        bell = action;
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
     * @throws TellingFailedException when it could not be written; nothing of it is kept
     */
    @Transactional
    public boolean next() {
        Instant now = clock.instant();
        Optional<UUID> person = alerts.personToTell(now);
        if (person.isPresent()) {
            return naming(Set.of(person.get()), () -> tell(person.get(), now));
        }
        Optional<String> practitioner = alerts.practitionerToSendDigest(now);
        if (practitioner.isEmpty()) {
            return false;
        }
        Set<UUID> persons = alerts.personsInDigest(practitioner.get(), now);
        return naming(persons, () -> digest(practitioner.get(), persons, now));
    }

    /** Leaves persons alone for a while, so that the mail of the others is written. */
    @Transactional
    public void setAside(Set<UUID> persons) {
        Instant until = clock.instant().plus(SET_ASIDE);
        persons.stream().sorted().forEach(person -> people.setMailAside(person, until));
        metrics.counter("wp.alerts.mail.failed").increment();
    }

    private static boolean naming(Set<UUID> persons, BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            throw new TellingFailedException(persons, e);
        }
    }

    /** How many mails are due and not yet written. */
    public long remaining() {
        Instant now = clock.instant();
        return alerts.personsToTell(now) + alerts.inDueDigests(now);
    }

    /**
     * Something has changed for a person, perhaps also who answers: mail is due anew for standing
     * alerts that nobody acknowledged and of which whoever answers now was not told. The caller
     * holds the person.
     */
    void mayHaveNews(UUID person) {
        Optional<Practitioner> owner = owners.owner(person, Set.of());
        if (owner.isEmpty()) {
            return;
        }
        for (StoredAlert alert : alerts.ofPerson(person)) {
            UUID mail = alert.mail();
            if (mail != null
                    && alert.alert() instanceof Alert.Open
                    && !alert.isTold(owner.get().id())) {
                tellNewOwner(alert, mail, owner.get().id());
            }
        }
        afterCommit.run(() -> bell.run());
    }

    private void tellNewOwner(StoredAlert alert, UUID mail, String owner) {
        Severity severity = alert.alert().core().severity();
        // A mail about one child goes to whoever answers when it is sent, a digest does not.
        boolean reaches =
                severity != Severity.LOW && mails.holdUnread(mail)
                        || mails.reached(mail).contains(owner);
        if (reaches) {
            alerts.told(List.of(alert.id()), mail, owner);
        } else {
            leaveOut(alert, mail);
            alerts.tellAgain(alert.id(), due(severity, clock.instant()));
        }
    }

    /** Undoes, or makes known, that people were told of an alert which has ended. */
    void ended(StoredAlert alert, boolean withdrawn) {
        var reached = new TreeSet<String>();
        for (UUID mail : alert.mails()) {
            leaveOut(alert, mail);
            reached.addAll(mails.reached(mail));
        }
        if (withdrawn) {
            reached.forEach(
                    practitioner ->
                            mails.tellWithdrawn(practitioner, alert.mailed(), clock.instant()));
        }
    }

    /**
     * Makes a mail that is not sent yet speak of its other alerts alone. Where it speaks of no
     * other it is not tried again, although an attempt of unknown outcome may have reached
     * somebody.
     */
    private void leaveOut(StoredAlert alert, UUID mail) {
        List<StoredAlert> left =
                alerts.standingOn(mail).stream()
                        .filter(other -> !other.id().equals(alert.id()))
                        .toList();
        if (left.isEmpty()) {
            mails.stop(mail);
        } else if (mails.holdUnread(mail)) {
            mails.change(mail, mailed(left));
        }
    }

    private boolean tell(UUID person, Instant now) {
        people.hold(Set.of(person));
        Optional<Practitioner> owner = owners.owner(person, Set.of());
        List<StoredAlert> standing =
                alerts.ofPerson(person).stream().filter(StoredAlert::standing).toList();
        List<StoredAlert> untold =
                standing.stream()
                        .filter(alert -> alert.mail() == null && alert.mailDue() != null)
                        .filter(alert -> alert.alert().core().severity() != Severity.LOW)
                        .toList();
        List<StoredAlert> due = untold.stream().filter(alert -> isDue(alert, now)).toList();
        if (due.isEmpty() || owner.isEmpty()) {
            return false;
        }
        boolean urgent = due.stream().anyMatch(a -> a.alert().core().severity() == Severity.HIGH);
        List<StoredAlert> together = urgent ? untold : due;
        List<UUID> ids = together.stream().map(StoredAlert::id).toList();
        Optional<UUID> waiting = mailStillWaiting(standing);
        if (waiting.isPresent()) {
            alerts.told(ids, waiting.get(), owner.get().id());
            mails.change(waiting.get(), mailed(alerts.standingOn(waiting.get())));
            // What joins it is due now, however long its next attempt would have waited.
            mails.tryNow(waiting.get());
        } else {
            alerts.told(ids, mails.tellOwner(person, mailed(together), now), owner.get().id());
        }
        return true;
    }

    private boolean digest(String practitioner, Set<UUID> persons, Instant now) {
        people.hold(persons);
        List<StoredAlert> due =
                persons.stream()
                        // Looked up again: the lead may have changed before the person was held.
                        .filter(person -> answersFor(practitioner, person))
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
                mails.tellDigest(practitioner, mailed(due), now),
                practitioner);
        return true;
    }

    private boolean answersFor(String practitioner, UUID person) {
        return owners.owner(person, Set.of())
                .filter(owner -> owner.id().equals(practitioner))
                .isPresent();
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
