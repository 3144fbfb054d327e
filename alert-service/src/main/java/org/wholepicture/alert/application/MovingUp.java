package org.wholepicture.alert.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An alert that nobody answered in time moves up: the manager of whoever answers for the child is
 * told once, and sees it on their page; it stays with whoever had it (domain.md B-57). Under the
 * hold of the person, so that of several replicas one does it.
 */
@ApplicationScoped
public class MovingUp {

    /** By how much a service's clock may run ahead of the database's: never early. */
    private static final Duration AHEAD = Duration.ofMillis(5);

    private final AlertStore alerts;
    private final AlertLife life;
    private final AlertAccess access;
    private final People people;
    private final AlertTrail trail;
    private final Telling telling;
    private final Deadlines deadlines;
    private final InstantSource clock;

    MovingUp(
            AlertStore alerts,
            AlertLife life,
            AlertAccess access,
            People people,
            AlertTrail trail,
            Telling telling,
            Deadlines deadlines,
            InstantSource clock) {
        this.alerts = alerts;
        this.life = life;
        this.access = access;
        this.people = people;
        this.trail = trail;
        this.telling = telling;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Moves up what nobody answered in time of one person.
     *
     * @return whether there was something; there may be more
     * @throws Telling.TellingFailedException when that failed; nothing of it is kept
     */
    @Transactional
    public boolean next() {
        Instant now = clock.instant();
        Optional<UUID> person = life.personToMoveUp(now.minus(AHEAD));
        return person.isPresent()
                && Telling.naming(Set.of(person.get()), () -> moveUp(person.get(), now));
    }

    /** How many persons have alerts to move up now. */
    public long remaining() {
        return life.personsToMoveUp(clock.instant().minus(AHEAD));
    }

    private boolean moveUp(UUID person, Instant now) {
        people.hold(Set.of(person));
        boolean acted = false;
        Map<String, List<StoredAlert>> byManager = new LinkedHashMap<>();
        for (StoredAlert stored : alerts.ofPerson(person)) {
            Instant at = stored.waiting().movesUpAt();
            if (at == null
                    || at.isAfter(now.minus(AHEAD))
                    || !stored.asksForAnAnswer()
                    || stored.movedUp().isPresent()) {
                continue;
            }
            acted = true;
            // Worked out again: a holiday may have been announced since.
            Instant due = deadlines.movesUpAt(stored.severity(), stored.waiting().from());
            if (due == null || due.isAfter(at)) {
                life.askFrom(stored.id(), stored.waiting().from(), due);
                continue;
            }
            Optional<String> manager = access.manager(stored);
            life.movedUp(stored.id(), new StoredAlert.MovedUp(now, manager.orElse(null)));
            trail.note(AlertStore.What.MOVED_UP, stored, null);
            manager.ifPresent(
                    id -> byManager.computeIfAbsent(id, _ -> new ArrayList<>()).add(stored));
        }
        byManager.forEach((manager, moved) -> telling.movedUp(manager, moved));
        return acted;
    }
}
