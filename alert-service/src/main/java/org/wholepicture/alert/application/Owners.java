package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who answers for a child's alerts now: the confirmed lead practitioner, else who stands in for
 * them, else their manager; never a closed account, nor who is away today [design.md E-mail;
 * domain.md B-62].
 */
@ApplicationScoped
public class Owners {

    private final Directory directory;
    private final People people;
    private final InstantSource clock;

    Owners(Directory directory, People people, InstantSource clock) {
        this.directory = directory;
        this.people = people;
        this.clock = clock;
    }

    /** The first of lead, deputy and manager who is there and not left out. */
    public Optional<Practitioner> owner(UUID person, Set<String> leftOut) {
        return people.lead(person, clock.instant()).flatMap(lead -> firstOf(lead, leftOut));
    }

    /** The person themselves if they are there, else their deputy, else their manager. */
    public Optional<Practitioner> inPlaceOf(String practitioner, Set<String> leftOut) {
        return firstOf(practitioner, leftOut);
    }

    private Optional<Practitioner> firstOf(String practitioner, Set<String> leftOut) {
        var order = new ArrayList<String>();
        order.add(practitioner);
        directory
                .find(practitioner)
                .ifPresent(
                        found -> {
                            if (found.deputy() != null) {
                                order.add(found.deputy());
                            }
                            if (found.manager() != null) {
                                order.add(found.manager());
                            }
                        });
        LocalDate today = clock.instant().atZone(MailTimes.LONDON).toLocalDate();
        return order.stream()
                .filter(id -> !leftOut.contains(id))
                .flatMap(id -> directory.find(id).stream())
                .filter(found -> found.isThere(today))
                .findFirst();
    }
}
