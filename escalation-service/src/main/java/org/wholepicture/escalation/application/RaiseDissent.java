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
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.Protocol;
import org.wholepicture.escalation.domain.Publication;
import org.wholepicture.escalation.domain.StepDown;
import org.wholepicture.escalation.domain.Words;

/** A practitioner who works with the child disagrees with a step-down. */
@ApplicationScoped
public class RaiseDissent {

    private final Children children;
    private final Dissents dissents;
    private final Publication publication;
    private final Trail trail;
    private final InstantSource clock;
    private final EscalationConfig config;

    RaiseDissent(
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
     * Raises it.
     *
     * @return empty when there is no such child or step-down for this practitioner
     */
    @Transactional
    public Optional<Protocol.Raising> raise(
            Asker asker, PersonId person, EventId about, Words disagreement, Words askedFor) {
        Instant now = clock.instant();
        Practitioner by = asker.practitioner();
        Optional<StepDown> stepDown =
                children.isInvolved(by.id(), person, now)
                        ? children.findStepDown(person, about)
                        : Optional.empty();
        if (stepDown.isEmpty()) {
            trail.refused(asker, "raise-dissent", now, List.of(person.value(), about.value()));
        }
        return stepDown.map(found -> raise(asker, person, found, disagreement, askedFor, now));
    }

    private Protocol.Raising raise(
            Asker asker,
            PersonId person,
            StepDown stepDown,
            Words disagreement,
            Words askedFor,
            Instant now) {
        Practitioner by = asker.practitioner();
        Protocol.Raising answer =
                Protocol.raise(
                        dissents.findLatest(stepDown, by.id()),
                        stepDown,
                        new DissentId(UUID.randomUUID()),
                        by,
                        disagreement,
                        askedFor,
                        now);
        if (!(answer instanceof Protocol.Raising.Done(Dissent.Raised dissent))) {
            return answer;
        }
        if (!dissents.add(dissent)) {
            // The same form sent twice at once: the other one was first.
            return dissents.findLatest(stepDown, by.id())
                    .<Protocol.Raising>map(d -> new Protocol.Raising.AlreadyOpen(d.id()))
                    .orElseThrow();
        }
        publication.raised(
                new Publication.Fact(
                        dissent.id(),
                        dissent.grounds(),
                        person,
                        by,
                        LocalDate.ofInstant(now, config.zone()),
                        now));
        trail.did(asker, "raise-dissent", now, List.of(person.value(), dissent.id().value()));
        return answer;
    }
}
