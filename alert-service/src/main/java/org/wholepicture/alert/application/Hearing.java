package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Fact;

/**
 * Takes in what the other services publish. Each message changes what is known; the alerts of the
 * persons that a transaction's messages touched are worked out once, at its end, by {@link
 * #settle}: many messages of one child cost one fold.
 */
@ApplicationScoped
public class Hearing {

    private final People people;
    private final Facts facts;
    private final Directory directory;
    private final Folding folding;
    private final AlertMails mails;
    private final Touched touched;

    Hearing(
            People people,
            Facts facts,
            Directory directory,
            Folding folding,
            AlertMails mails,
            Touched touched) {
        this.people = people;
        this.facts = facts;
        this.directory = directory;
        this.folding = folding;
        this.mails = mails;
        this.touched = touched;
    }

    /**
     * Where a message stands.
     *
     * @param record the record it was filed under, its key
     * @param person the person the record belonged to then
     * @param sequence its number among the messages of the record
     * @param known when what it says became known
     */
    public record Filed(UUID record, UUID person, long sequence, Instant known) {}

    /**
     * The message that states something.
     *
     * @param message its id
     * @param agency whose event or dissent it tells
     */
    public record Told(UUID message, String topic, String agency) {}

    /** Facts were filed. */
    @Transactional(TxType.MANDATORY)
    public void facts(Filed filed, Told told, String kind, UUID event, List<Fact> stated) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        facts.put(filed.record(), kind, event, filed.known(), filed.sequence(), stated);
        facts.note(filed, told, kind, event);
        foldLater(filed, moved);
    }

    /**
     * Facts came from a service that numbers records for itself: they say nothing about whom the
     * record belongs to, unless nothing else has yet.
     */
    @Transactional(TxType.MANDATORY)
    public void factsFromElsewhere(
            Filed filed, Told told, String kind, UUID event, List<Fact> stated) {
        Set<UUID> moved = people.belongs(filed.record(), filed.person(), 0, filed.known());
        facts.put(filed.record(), kind, event, filed.known(), filed.sequence(), stated);
        facts.note(filed, told, kind, event);
        foldLater(filed, moved);
    }

    /** A record was opened, or its child's birth date corrected. */
    @Transactional(TxType.MANDATORY)
    public void opened(Filed filed, @Nullable LocalDate birthDay) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        if (birthDay != null) {
            people.born(filed.record(), birthDay, filed.sequence(), filed.known());
        }
        foldLater(filed, moved);
    }

    /** A record was given to another person. */
    @Transactional(TxType.MANDATORY)
    public void moved(Filed filed) {
        foldLater(
                filed,
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known()));
    }

    /** A lead or a named practitioner was confirmed, or that ended. */
    @Transactional(TxType.MANDATORY)
    public void confirmed(Filed filed, Confirmation confirmation) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        people.confirm(confirmation, filed.sequence());
        foldLater(filed, moved);
        mails.lookAgainForRecipients();
    }

    /** The directory has a new entry of a practitioner. */
    @Transactional(TxType.MANDATORY)
    public void practitioner(Practitioner practitioner, long sequence) {
        Optional<Practitioner> before = directory.find(practitioner.id());
        if (!directory.put(practitioner, sequence)) {
            return;
        }
        if (before.isPresent() && !before.get().email().equals(practitioner.email())) {
            mails.addressChanged(practitioner.id());
        }
        mails.lookAgainForRecipients();
    }

    /** The directory has a new entry of an agency. */
    @Transactional(TxType.MANDATORY)
    public void agency(
            String agency,
            String name,
            Map<String, String> inboxes,
            boolean active,
            long sequence) {
        if (directory.putAgency(agency, name, inboxes, active, sequence)) {
            mails.lookAgainForRecipients();
        }
    }

    /** Works out the alerts of every person whom the messages of this transaction touched. */
    @Transactional(TxType.MANDATORY)
    public void settle() {
        Map<UUID, Instant> persons = touched.takeAll();
        people.hold(persons.keySet());
        persons.keySet().forEach(people::settleLead);
        folding.fold(persons);
    }

    private void foldLater(Filed filed, Set<UUID> moved) {
        moved.forEach(person -> touched.add(person, filed.known()));
        people.personOf(filed.record()).ifPresent(person -> touched.add(person, filed.known()));
    }
}
