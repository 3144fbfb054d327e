package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may see and answer an alert [assurance.md "Who may do what"]: the confirmed lead, who stands
 * in for them, their manager; the front door while nobody answers for the child. Whoever was mailed
 * about it may see that it is there and how it stands, and no fact: who may read facts is for the
 * chronology to say. Nobody whose account is closed, whatever their token says.
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
                        || (reader.atFrontDoor()
                                && owners.owner(alert.person(), Set.of()).isEmpty()));
    }

    boolean mayRead(AlertReader reader, StoredAlert alert) {
        return mayAnswer(reader, alert) || (isKnown(reader) && wasTold(reader, alert));
    }

    private boolean answersFor(String practitioner, UUID person) {
        Optional<Practitioner> lead = people.lead(person, clock.instant()).flatMap(directory::find);
        return lead.isPresent()
                && (lead.get().id().equals(practitioner)
                        || practitioner.equals(lead.get().deputy())
                        || practitioner.equals(lead.get().manager()));
    }

    private boolean wasTold(AlertReader reader, StoredAlert alert) {
        return alert.mails().stream()
                .anyMatch(mail -> mails.reached(mail).contains(reader.practitioner()));
    }
}
