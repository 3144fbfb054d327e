package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may see and answer an alert [assurance.md "Who may do what"]: the confirmed lead, who stands
 * in for them, their manager; the front door while nobody answers for the child, and whoever of it
 * took the alert. Whoever was mailed about it may see that it is there and how it stands, and no
 * fact: who may read facts is for the chronology to say. Nobody whose account is closed, whatever
 * their token says.
 */
@ApplicationScoped
class AlertAccess {

    private final Directory directory;
    private final People people;
    private final Owners owners;
    private final AlertMails mails;
    private final InstantSource clock;

    AlertAccess(
            Directory directory,
            People people,
            Owners owners,
            AlertMails mails,
            InstantSource clock) {
        this.directory = directory;
        this.people = people;
        this.owners = owners;
        this.mails = mails;
        this.clock = clock;
    }

    boolean isKnown(AlertReader reader) {
        return directory.find(reader.practitioner()).filter(Practitioner::active).isPresent();
    }

    boolean mayAnswer(AlertReader reader, StoredAlert alert) {
        return isKnown(reader)
                && (answersFor(reader.practitioner(), alert.person())
                        || (isWithoutOwner(alert.person()) && mayAnswerFromQueue(reader, alert)));
    }

    /** Whether somebody answers for a child: the lead, who stands in for them, their manager. */
    boolean mayAnswerFor(AlertReader reader, UUID person) {
        return isKnown(reader) && answersFor(reader.practitioner(), person);
    }

    boolean mayRead(AlertReader reader, StoredAlert alert) {
        return mayAnswer(reader, alert)
                || (isKnown(reader) && (wasTold(reader, alert) || maySeeInQueue(reader, alert)));
    }

    /** Whether somebody may take the alert from the queue, or has taken it. */
    boolean mayClaim(AlertReader reader, StoredAlert alert) {
        return isKnown(reader) && maySeeInQueue(reader, alert);
    }

    /** Whether somebody with an open account has taken the alert. */
    boolean isTaken(StoredAlert alert) {
        return claimer(alert).isPresent();
    }

    /** Whether somebody may propose to put it off: whoever answers for it, not their manager. */
    boolean mayPropose(AlertReader reader, StoredAlert alert) {
        if (!isKnown(reader)) {
            return false;
        }
        String asks = reader.practitioner();
        Optional<Practitioner> lead = lead(alert.person());
        return lead.isPresent()
                ? lead.get().id().equals(asks) || asks.equals(lead.get().deputy())
                : claimer(alert).filter(claimer -> claimer.id().equals(asks)).isPresent();
    }

    /**
     * Whether somebody may agree to a proposal: the manager of whoever answers for it, or who
     * stands in for the manager; never whoever made it.
     */
    boolean mayDecide(AlertReader reader, StoredAlert alert, String proposedBy) {
        return !reader.practitioner().equals(proposedBy)
                && isKnown(reader)
                && manager(alert)
                        .filter(
                                manager ->
                                        manager.equals(reader.practitioner())
                                                || owners.inPlaceOf(manager, Set.of(proposedBy))
                                                        .filter(
                                                                found ->
                                                                        found.id()
                                                                                .equals(
                                                                                        reader
                                                                                                .practitioner()))
                                                        .isPresent())
                        .isPresent();
    }

    /** The manager of whoever answers for an alert, as the directory names one. */
    Optional<String> manager(StoredAlert alert) {
        return lead(alert.person())
                .or(() -> claimer(alert))
                .flatMap(answering -> Optional.ofNullable(answering.manager()));
    }

    /** Whether nobody with a lead's authority answers for the person. */
    boolean isWithoutOwner(UUID person) {
        return owners.owner(person, Set.of()).isEmpty();
    }

    private boolean maySeeInQueue(AlertReader reader, StoredAlert alert) {
        return reader.atFrontDoor() && isWithoutOwner(alert.person());
    }

    private boolean mayAnswerFromQueue(AlertReader reader, StoredAlert alert) {
        Optional<Practitioner> claimer = claimer(alert);
        return claimer.isEmpty()
                ? reader.atFrontDoor()
                : claimer.get().id().equals(reader.practitioner())
                        || reader.practitioner().equals(claimer.get().manager());
    }

    /** Who took the alert, as long as their account is open. */
    private Optional<Practitioner> claimer(StoredAlert alert) {
        return alert.claimed()
                .flatMap(claim -> directory.find(claim.by()))
                .filter(Practitioner::active);
    }

    private Optional<Practitioner> lead(UUID person) {
        return people.lead(person, clock.instant()).flatMap(directory::find);
    }

    private boolean answersFor(String practitioner, UUID person) {
        Optional<Practitioner> lead = lead(person);
        return lead.isPresent()
                && (lead.get().id().equals(practitioner)
                        || practitioner.equals(lead.get().deputy())
                        || practitioner.equals(lead.get().manager()));
    }

    /** Being addressed opens the alert; at the desk, for whoever of its agency is on duty. */
    private boolean wasTold(AlertReader reader, StoredAlert alert) {
        String desk = Inbox.recipient(reader.agency(), Inbox.OUT_OF_HOURS);
        return alert.mails().stream()
                .map(mails::reached)
                .anyMatch(
                        reached ->
                                reached.contains(reader.practitioner())
                                        || (reader.atFrontDoor() && reached.contains(desk)));
    }
}
