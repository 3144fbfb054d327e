package org.wholepicture.escalation.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who stands above a practitioner, as the directory says at this moment. In place of somebody whose
 * account is closed, or whom nothing reaches, stands their deputy, then their manager, and so on
 * up; never a closed account.
 */
public final class Ladder {

    /** No chain of managers is longer; a longer one is a ring. */
    private static final int LONGEST = 12;

    private final Directory directory;

    /** A ladder by this directory. */
    public Ladder(Directory directory) {
        this.directory = directory;
    }

    /**
     * Who stands so many steps above somebody, in the order in which they are asked; empty where
     * the chain of managers is shorter.
     *
     * @param steps 0 is the practitioner
     */
    public List<PractitionerId> at(PractitionerId start, int steps) {
        PractitionerId here = start;
        Set<PractitionerId> passed = new HashSet<>(Set.of(start));
        for (int step = 0; step < steps; step++) {
            Optional<PractitionerId> above =
                    directory.find(here).flatMap(Directory.Entry::manager).filter(passed::add);
            if (above.isEmpty()) {
                return List.of();
            }
            here = above.get();
        }
        return inPlaceOf(here);
    }

    /** The person, their deputy, their manager, the manager's deputy and so on: open accounts. */
    private List<PractitionerId> inPlaceOf(PractitionerId person) {
        Set<PractitionerId> order = new LinkedHashSet<>();
        Optional<PractitionerId> here = Optional.of(person);
        for (int step = 0; here.isPresent() && step < LONGEST; step++) {
            order.add(here.get());
            Optional<Directory.Entry> entry = directory.find(here.get());
            entry.flatMap(Directory.Entry::deputy).ifPresent(order::add);
            here = entry.flatMap(Directory.Entry::manager);
        }
        List<PractitionerId> open = new ArrayList<>();
        for (PractitionerId one : order) {
            if (directory.find(one).map(Directory.Entry::active).orElse(false)) {
                open.add(one);
            }
        }
        return List.copyOf(open);
    }

    /**
     * Who may act at a place of the ladder: who is asked first, and the deputy of who stands there.
     */
    public Set<PractitionerId> mayAct(PractitionerId start, int steps) {
        List<PractitionerId> order = at(start, steps);
        Set<PractitionerId> acting = new LinkedHashSet<>();
        order.stream().limit(1).forEach(acting::add);
        for (PractitionerId first : List.copyOf(acting)) {
            directory
                    .find(first)
                    .flatMap(Directory.Entry::deputy)
                    .filter(order::contains)
                    .ifPresent(acting::add);
        }
        return acting;
    }
}
