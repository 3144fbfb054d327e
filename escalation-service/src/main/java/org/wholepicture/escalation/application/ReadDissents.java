package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.StepDown;

/** Shows disagreements to those who work with the child, and nothing to anybody else. */
@ApplicationScoped
public class ReadDissents {

    private final Children children;
    private final Dissents dissents;
    private final Trail trail;
    private final InstantSource clock;

    ReadDissents(Children children, Dissents dissents, Trail trail, InstantSource clock) {
        this.children = children;
        this.dissents = dissents;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A disagreement with what a reader needs beside it.
     *
     * @param person the child it is about now
     * @param stepDown what it is about
     * @param mayResolve whether the reader may end it
     */
    public record Shown(
            Dissent dissent, PersonId person, Optional<StepDown> stepDown, boolean mayResolve) {}

    /** One; empty when there is none for this practitioner. */
    @Transactional
    public Optional<Shown> one(Asker asker, DissentId id) {
        Instant now = clock.instant();
        PractitionerId reader = asker.practitioner().id();
        Optional<Shown> shown =
                dissents.find(id)
                        .flatMap(d -> shown(asker, d))
                        .filter(s -> children.isInvolved(reader, s.person(), now));
        shown.ifPresentOrElse(
                s -> trail.did(asker, "read-dissent", now, List.of(s.person().value(), id.value())),
                () -> trail.refused(asker, "read-dissent", now, List.of(id.value())));
        return shown;
    }

    /** All about one child; empty when there is no such child for this practitioner. */
    @Transactional
    public Optional<List<Shown>> about(Asker asker, PersonId person) {
        Instant now = clock.instant();
        if (!children.isInvolved(asker.practitioner().id(), person, now)) {
            trail.refused(asker, "list-dissents", now, List.of(person.value()));
            return Optional.empty();
        }
        return Optional.of(listed(asker, now, dissents.about(person)));
    }

    /** All about the children that the practitioner works with; open ones first. */
    @Transactional
    public List<Shown> mine(Asker asker) {
        Instant now = clock.instant();
        return listed(asker, now, dissents.around(asker.practitioner().id(), now));
    }

    /** The step-downs of a child to disagree with; empty when there is no such child. */
    @Transactional
    public Optional<List<StepDown>> stepDowns(Asker asker, PersonId person) {
        Instant now = clock.instant();
        if (!children.isInvolved(asker.practitioner().id(), person, now)) {
            trail.refused(asker, "read-step-downs", now, List.of(person.value()));
            return Optional.empty();
        }
        trail.did(asker, "read-step-downs", now, List.of(person.value()));
        return Optional.of(children.stepDowns(person));
    }

    /** One step-down of a child; empty when there is none for this practitioner. */
    @Transactional
    public Optional<StepDown> stepDown(Asker asker, PersonId person, EventId event) {
        Instant now = clock.instant();
        Optional<StepDown> found =
                children.isInvolved(asker.practitioner().id(), person, now)
                        ? children.findStepDown(person, event)
                        : Optional.empty();
        List<UUID> about = List.of(person.value(), event.value());
        found.ifPresentOrElse(
                _ -> trail.did(asker, "read-step-downs", now, about),
                () -> trail.refused(asker, "read-step-downs", now, about));
        return found;
    }

    private List<Shown> listed(Asker asker, Instant now, List<Dissent> found) {
        List<Shown> shown = found.stream().flatMap(d -> shown(asker, d).stream()).toList();
        var seen = new ArrayList<UUID>();
        for (Shown one : shown) {
            seen.add(one.person().value());
            seen.add(one.dissent().id().value());
        }
        trail.did(asker, "list-dissents", now, seen);
        return shown;
    }

    private Optional<Shown> shown(Asker asker, Dissent dissent) {
        return children.findPerson(dissent.grounds().record())
                .map(
                        person ->
                                new Shown(
                                        dissent,
                                        person,
                                        children.findStepDown(person, dissent.grounds().about()),
                                        dissent instanceof Dissent.Unresolved open
                                                && open.isOnRaisingSide(asker.practitioner())));
    }
}
