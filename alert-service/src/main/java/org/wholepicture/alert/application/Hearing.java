package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.domain.Fact;

/**
 * Takes in what the other services publish. Each message changes what is known, and the alerts of
 * the persons it touches are worked out again in the same transaction.
 */
@ApplicationScoped
public class Hearing {

    private final People people;
    private final Facts facts;
    private final Directory directory;
    private final Folding folding;
    private final AlertMails mails;

    Hearing(People people, Facts facts, Directory directory, Folding folding, AlertMails mails) {
        this.people = people;
        this.facts = facts;
        this.directory = directory;
        this.folding = folding;
        this.mails = mails;
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

    /** Facts were filed. */
    @Transactional
    public void facts(Filed filed, String kind, UUID event, List<Fact> stated) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        facts.put(filed.record(), kind, event, filed.known(), filed.sequence(), stated);
        foldAgain(filed, moved);
    }

    /**
     * Facts came from a service that numbers records for itself: they say nothing about whom the
     * record belongs to, unless nothing else has yet.
     */
    @Transactional
    public void factsFromElsewhere(Filed filed, String kind, UUID event, List<Fact> stated) {
        Set<UUID> moved = people.belongs(filed.record(), filed.person(), 0, filed.known());
        facts.put(filed.record(), kind, event, filed.known(), filed.sequence(), stated);
        foldAgain(filed, moved);
    }

    /** A record was opened, or its child's birth date corrected. */
    @Transactional
    public void opened(Filed filed, @Nullable LocalDate birthDay) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        if (birthDay != null) {
            people.born(filed.record(), birthDay, filed.sequence(), filed.known());
        }
        foldAgain(filed, moved);
    }

    /** A record was given to another person. */
    @Transactional
    public void moved(Filed filed) {
        foldAgain(
                filed,
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known()));
    }

    /** A lead or a named practitioner was confirmed, or that ended. */
    @Transactional
    public void confirmed(Filed filed, Confirmation confirmation) {
        Set<UUID> moved =
                people.belongs(filed.record(), filed.person(), filed.sequence(), filed.known());
        people.confirm(confirmation, filed.sequence());
        foldAgain(filed, moved);
        mails.lookAgainForRecipients();
    }

    /** The directory has a new entry of a practitioner. */
    @Transactional
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
    @Transactional
    public void agency(String agency, String name, boolean active, long sequence) {
        directory.putAgency(agency, name, active, sequence);
    }

    private void foldAgain(Filed filed, Set<UUID> moved) {
        var touched = new HashSet<>(moved);
        people.personOf(filed.record()).ifPresent(touched::add);
        people.hold(touched);
        touched.forEach(people::settleLead);
        folding.fold(touched, filed.known());
    }
}
