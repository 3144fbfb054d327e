package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who answers for a child's alerts now: the confirmed lead practitioner, else who stands in for
 * them, else their manager; never a closed account [design.md E-mail; domain.md B-62].
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

    /** The first of lead, deputy and manager with an open account who is not left out. */
    public Optional<Practitioner> owner(UUID person, Set<String> leftOut) {
        return people.lead(person, clock.instant()).flatMap(lead -> firstOf(lead, leftOut));
    }

    /** The person themselves if their account is open, else their deputy, else their manager. */
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
        List<Practitioner> active = directory.active(order);
        return active.stream().filter(p -> !leftOut.contains(p.id())).findFirst();
    }
}
