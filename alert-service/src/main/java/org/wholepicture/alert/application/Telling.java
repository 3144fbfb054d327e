package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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
    private final AlertLife life;
    private final AlertCopies copies;
    private final AlertTrail trail;
    private final Owners owners;
    private final People people;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final Counter failures;
    private volatile Runnable bell = () -> {};

    Telling(
            AlertStore alerts,
            AlertMails mails,
            AlertLife life,
            AlertCopies copies,
            AlertTrail trail,
            Owners owners,
            People people,
            InstantSource clock,
            AfterCommit afterCommit,
            MeterRegistry metrics) {
        this.alerts = alerts;
        this.mails = mails;
        this.life = life;
        this.copies = copies;
        this.trail = trail;
        this.owners = owners;
        this.people = people;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.failures =
                Counter.builder("wp.alerts.mail.failed")
                        .description("Turns in which mails of alerts could not be written")
                        .register(metrics);
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
        failures.increment();
    }

    /** Does work, and names whose it is where it fails. */
    static boolean naming(Set<UUID> persons, BooleanSupplier work) {
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
     * alerts that ask for an answer and of which whoever answers now was not told, and whoever took
     * one while nobody answered has it no more. The caller holds the person.
     */
    void mayHaveNews(UUID person) {
        Optional<Practitioner> owner = owners.owner(person, Set.of());
        if (owner.isEmpty()) {
            return;
        }
        Map<UUID, Set<String>> reached = new HashMap<>();
        for (StoredAlert alert : alerts.ofPerson(person)) {
            if (alert.claimed().isPresent()) {
                life.claim(alert.id(), null);
                trail.note(AlertStore.What.RELEASED, alert.claimedAs(null), null);
            }
            UUID mail = alert.mail();
            if (mail != null
                    && alert.asksForAnAnswer()
                    && !isTold(alert, owner.get().id(), reached)) {
                tellNewOwner(alert, mail, owner.get().id());
            }
        }
        afterCommit.run(() -> bell.run());
    }

    /**
     * Whether a mail told somebody who answers now, or will. One that was written for them and left
     * when another answered, while they were away, did not.
     *
     * @param reached whom mails reached, as far as looked up already
     */
    private boolean isTold(StoredAlert alert, String owner, Map<UUID, Set<String>> reached) {
        return alert.mailing().told().stream()
                .filter(line -> line.owner().equals(owner))
                .map(StoredAlert.Told::mail)
                .anyMatch(
                        mail ->
                                reached.computeIfAbsent(mail, mails::reached).contains(owner)
                                        || mails.holdUnread(mail));
    }

    private void tellNewOwner(StoredAlert alert, UUID mail, String owner) {
        // A mail about one child goes to whoever answers when it is sent, a digest does not.
        boolean reaches =
                !alert.mailing().byDigest() && mails.holdUnread(mail)
                        || mails.reached(mail).contains(owner);
        if (reaches) {
            alerts.told(List.of(alert.id()), mail, kind(alert), owner);
        } else {
            leaveOut(alert, mail);
            Instant now = clock.instant();
            alerts.tellAgain(
                    alert.id(),
                    alert.mailing().byDigest()
                            ? MailTimes.nextLow(now)
                            : due(alert.severity(), now));
        }
    }

    private static AlertMails.Kind kind(StoredAlert alert) {
        return alert.mailing().byDigest() ? AlertMails.Kind.DIGEST : AlertMails.Kind.OWNER;
    }

    /** Nobody answered these alerts of one child in time: their manager is told, once. */
    void movedUp(String manager, List<StoredAlert> moved) {
        Instant now = clock.instant();
        Severity highest =
                moved.stream()
                        .map(StoredAlert::severity)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        UUID mail = mails.tellMovedUp(manager, mailed(moved), due(highest, now));
        alerts.told(ids(moved), mail, AlertMails.Kind.MOVED_UP, manager);
    }

    /** Somebody proposes to put an alert off: the manager is asked. */
    void decide(StoredAlert alert, String manager) {
        UUID mail = mails.tellDecision(manager, alert.mailed(), MailTimes.nextMed(clock.instant()));
        alerts.told(List.of(alert.id()), mail, AlertMails.Kind.DECISION, manager);
    }

    /** A manager has decided, so that nobody needs to be asked any more. */
    void decided(StoredAlert alert) {
        leaveOutOf(alert, Set.of(AlertMails.Kind.DECISION));
    }

    /** Somebody has answered: what asks a manager for something need not go any more. */
    void answered(StoredAlert alert) {
        leaveOutOf(alert, Set.of(AlertMails.Kind.DECISION, AlertMails.Kind.MOVED_UP));
    }

    /** An alert is to be told anew: mails that are not sent yet do not speak of it. */
    void fallSilent(StoredAlert alert) {
        alert.mails().forEach(mail -> leaveOut(alert, mail));
    }

    private void leaveOutOf(StoredAlert alert, Set<AlertMails.Kind> kinds) {
        alert.mailing().told().stream()
                .filter(told -> kinds.contains(told.kind()))
                .map(StoredAlert.Told::mail)
                .distinct()
                .forEach(mail -> leaveOut(alert, mail));
    }

    /** Undoes, or makes known, that people were told of an alert which has ended. */
    void ended(StoredAlert alert, boolean withdrawn) {
        var reached = new TreeSet<String>();
        for (UUID mail : alert.mails()) {
            leaveOut(alert, mail);
            reached.addAll(mails.reached(mail));
        }
        if (withdrawn) {
            copies.mailsOfNothingElse(alert.id()).forEach(mails::stop);
            reached.forEach(
                    recipient -> mails.tellWithdrawn(recipient, alert.mailed(), clock.instant()));
        }
        copies.forget(alert.id(), withdrawn);
        life.endSuppression(alert.id(), clock.instant());
    }

    /**
     * Makes a mail that is not sent yet speak of its other alerts alone: it never told of this one.
     * One that somebody may have read cannot be written anew, so it is not tried again where it
     * speaks of no other, nor where its next attempt may go to somebody else; the others are told
     * by another mail then.
     */
    private void leaveOut(StoredAlert alert, UUID mail) {
        if (mails.holdUnread(mail)) {
            alerts.untold(alert.id(), mail);
            List<StoredAlert> left = alerts.standingOn(mail);
            if (left.isEmpty()) {
                // Also one that was given up: it would leave once an address is put right.
                mails.cancel(mail);
            } else {
                mails.change(mail, kindOf(alert, mail), mailed(left));
            }
        } else {
            alerts.leftOut(alert.id(), mail);
            List<StoredAlert> left = alerts.standingOn(mail);
            boolean ofOwner = kindOf(alert, mail) == AlertMails.Kind.OWNER;
            if ((left.isEmpty() || ofOwner) && mails.stop(mail)) {
                left.stream()
                        .filter(StoredAlert::asksForAnAnswer)
                        .filter(other -> mail.equals(other.mail()))
                        .forEach(
                                other ->
                                        alerts.tellAgain(
                                                other.id(),
                                                due(other.severity(), clock.instant())));
            }
        }
    }

    private static AlertMails.Kind kindOf(StoredAlert alert, UUID mail) {
        return alert.mailing().told().stream()
                .filter(told -> told.mail().equals(mail))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private boolean tell(UUID person, Instant now) {
        people.hold(Set.of(person));
        Optional<Practitioner> owner = owners.owner(person, Set.of());
        List<StoredAlert> standing =
                alerts.ofPerson(person).stream().filter(StoredAlert::standing).toList();
        List<StoredAlert> untold =
                standing.stream()
                        .filter(alert -> alert.mail() == null && alert.mailing().due() != null)
                        .filter(alert -> !alert.mailing().byDigest())
                        .toList();
        List<StoredAlert> due = untold.stream().filter(alert -> isDue(alert, now)).toList();
        if (due.isEmpty() || owner.isEmpty()) {
            return false;
        }
        boolean urgent = due.stream().anyMatch(a -> a.severity() == Severity.HIGH);
        List<StoredAlert> together = urgent ? untold : due;
        List<UUID> ids = ids(together);
        Optional<UUID> waiting = mailStillWaiting(standing);
        if (waiting.isPresent()) {
            alerts.told(ids, waiting.get(), AlertMails.Kind.OWNER, owner.get().id());
            mails.change(
                    waiting.get(), AlertMails.Kind.OWNER, mailed(alerts.standingOn(waiting.get())));
            // What joins it is due now, however long its next attempt would have waited.
            mails.tryNow(waiting.get());
        } else {
            alerts.told(
                    ids,
                    mails.tellOwner(person, mailed(together), now),
                    AlertMails.Kind.OWNER,
                    owner.get().id());
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
                        .filter(alert -> alert.mailing().byDigest())
                        .toList();
        if (due.isEmpty()) {
            return false;
        }
        alerts.told(
                ids(due),
                mails.tellDigest(practitioner, mailed(due), now),
                AlertMails.Kind.DIGEST,
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
                .filter(alert -> !alert.mailing().byDigest())
                .max(Comparator.comparing(StoredAlert::raisedAt))
                .map(StoredAlert::mail)
                .map(Objects::requireNonNull)
                .filter(mails::holdUnread);
    }

    private static boolean isDue(StoredAlert alert, Instant now) {
        Instant due = alert.mailing().due();
        return due != null && !due.isAfter(now);
    }

    private static List<UUID> ids(List<StoredAlert> alerts) {
        return alerts.stream().map(StoredAlert::id).toList();
    }

    private static List<AlertMails.Mailed> mailed(List<StoredAlert> alerts) {
        return alerts.stream().map(StoredAlert::mailed).toList();
    }
}
