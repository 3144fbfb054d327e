package org.wholepicture.escalation.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.escalation.domain.Children;
import org.wholepicture.escalation.domain.Dissent;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Dissents;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.Publication;
import org.wholepicture.escalation.domain.Words;

/** The side that raised a disagreement says that it is resolved, and how. */
@ApplicationScoped
public class ResolveDissent {

    private final Children children;
    private final Dissents dissents;
    private final Publication publication;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    ResolveDissent(
            Children children,
            Dissents dissents,
            Publication publication,
            Trail trail,
            InstantSource clock,
            EscalationConfig config) {
        this.children = children;
        this.dissents = dissents;
        this.publication = publication;
        this.trail = trail;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Resolves it.
     *
     * @return empty when there is no such disagreement for this practitioner
     */
    @Transactional
    public Optional<Protocol.Resolving> resolve(Asker asker, DissentId id, Words outcome) {
        Instant now = clock.instant();
        Optional<Dissent> found = dissents.findToChange(id);
        Optional<PersonId> person = found.flatMap(d -> children.findPerson(d.grounds().record()));
        if (person.isEmpty()
                || !children.isInvolved(asker.practitioner().id(), person.get(), now)) {
            trail.refused(asker, "resolve-dissent", now, List.of(id.value()));
            return Optional.empty();
        }
        Protocol.Resolving answer =
                Protocol.resolve(found.orElseThrow(), asker.practitioner(), outcome, now);
        List<UUID> about = List.of(person.get().value(), id.value());
        switch (answer) {
            case Protocol.Resolving.Done(Dissent.Resolved dissent) -> {
                dissents.end(dissent);
                publication.resolved(
                        new Publication.Fact(
                                id,
                                dissent.grounds(),
                                person.get(),
                                asker.practitioner(),
                                LocalDate.ofInstant(now, config.zone()),
                                now));
                trail.did(asker, "resolve-dissent", now, about);
            }
            case Protocol.Resolving.OtherSide() ->
                    trail.refused(asker, "resolve-dissent", now, about);
            case Protocol.Resolving.AlreadyResolved() -> {
                // Nothing is done, and the asker may read it.
            }
        }
        return Optional.of(answer);
    }
}
