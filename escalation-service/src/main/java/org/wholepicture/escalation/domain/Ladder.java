package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who stands above a practitioner, as the directory says on a day. In place of somebody whose
 * account is closed, who is away, or whom nothing reaches, stands their deputy, then their manager,
 * and so on up; never a closed account.
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
     * the chain of managers is shorter, or nobody of it is there. Worked out as it is read: mostly
     * the first is there.
     *
     * @param steps 0 is the practitioner
     */
    public Stream<Directory.Entry> at(PractitionerId start, int steps, LocalDate today) {
        return standing(start, steps).filter(entry -> entry.isThere(today));
    }

    private Stream<Directory.Entry> standing(PractitionerId start, int steps) {
        return above(start, steps).stream().flatMap(this::inPlaceOf);
    }

    private Optional<PractitionerId> above(PractitionerId start, int steps) {
        PractitionerId here = start;
        Set<PractitionerId> passed = new HashSet<>(Set.of(start));
        for (int step = 0; step < steps; step++) {
            Optional<PractitionerId> above =
                    directory.find(here).flatMap(Directory.Entry::manager).filter(passed::add);
            if (above.isEmpty()) {
                return Optional.empty();
            }
            here = above.get();
        }
        return Optional.of(here);
    }

    /** The person, their deputy, their manager, the manager's deputy and so on. */
    private Stream<Directory.Entry> inPlaceOf(PractitionerId person) {
        return Stream.iterate(
                        directory.find(person),
                        Optional::isPresent,
                        one -> one.flatMap(Directory.Entry::manager).flatMap(directory::find))
                .limit(LONGEST)
                .flatMap(Optional::stream)
                .flatMap(
                        one ->
                                Stream.concat(
                                        Stream.of(one),
                                        one.deputy().stream()
                                                .flatMap(id -> directory.find(id).stream())))
                .distinct();
    }

    /**
     * Who may act at a place of the ladder: who is asked first, and the deputy of who stands there.
     * Who is away may act as if they were not: nobody waits for them, that is all.
     */
    public Set<PractitionerId> mayAct(PractitionerId start, int steps, LocalDate today) {
        List<Directory.Entry> open =
                standing(start, steps).filter(Directory.Entry::active).toList();
        Set<PractitionerId> acting = new LinkedHashSet<>();
        addFirst(acting, open.stream().filter(entry -> entry.isThere(today)).toList());
        addFirst(acting, open);
        return acting;
    }

    private static void addFirst(Set<PractitionerId> acting, List<Directory.Entry> order) {
        order.stream()
                .findFirst()
                .ifPresent(
                        first -> {
                            acting.add(first.id());
                            order.stream()
                                    .map(Directory.Entry::id)
                                    .filter(first.deputy().map(Set::of).orElse(Set.of())::contains)
                                    .forEach(acting::add);
                        });
    }
}
