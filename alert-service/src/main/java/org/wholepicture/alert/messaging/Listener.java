package org.wholepicture.alert.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.alert.application.Absence;
import org.wholepicture.alert.application.Confirmation;
import org.wholepicture.alert.application.Erasing;
import org.wholepicture.alert.application.Erasure;
import org.wholepicture.alert.application.Hearing;
import org.wholepicture.alert.application.Practitioner;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.RefusedMessageException;

/** Hears the topics and tells the use cases, in words of this service. */
@ApplicationScoped
class Listener implements MessageHandler {

    private static final String PREFIX = "org.wholepicture.";
    private static final String VERSION = ".v1";

    private static final Set<String> FILED =
            Set.of(
                    "concern",
                    "linked-concern",
                    "missed-appointment",
                    "attended-appointment",
                    "contact",
                    "step-down",
                    "service-referral",
                    "lead-practitioner",
                    "involvement",
                    "household-member",
                    "plan",
                    "visit",
                    "assessment",
                    "care-profile",
                    "meeting",
                    "minutes-shared",
                    "attendance",
                    "referral",
                    "referral-decision",
                    "family-factor",
                    "retraction");

    private final Hearing hearing;
    private final Erasing erasing;

    Listener(Hearing hearing, Erasing erasing) {
        this.hearing = hearing;
        this.erasing = erasing;
    }

    @Override
    public Set<String> topics() {
        return Set.of("child-events", "directory", "escalations");
    }

    /**
     * Applies one message. A type that is not known goes to quarantine rather than past the rules:
     * a person sees it, and it is replayed once the service knows it.
     */
    @Override
    public void handle(String topic, Envelope message) {
        String kind = kind(message.type());
        switch (topic) {
            case "directory" -> listed(kind, message);
            case "escalations" -> disputed(topic, kind, message);
            default -> childEvent(topic, kind, message);
        }
    }

    private void listed(String kind, Envelope message) {
        switch (kind) {
            case "practitioner" -> practitioner(message);
            case "agency" -> agency(message);
            default -> throw unknownType();
        }
    }

    private void disputed(String topic, String kind, Envelope message) {
        switch (kind) {
            case "dissent-raised", "dissent-resolved", "dissent-withdrawn" ->
                    dissent(topic, kind, message);
            case "dissent-answered", "dissent-moved-up", "dissent-overdue" -> {
                // It is open all the same, whatever its stage.
                Wire.Dissent open = MessageData.read(message.data(), Wire.Dissent.class);
                message.requireKey(open.record());
            }
            default -> throw unknownType();
        }
    }

    private void childEvent(String topic, String kind, Envelope message) {
        switch (kind) {
            case "record-opened" -> opened(message);
            case "merge", "split" -> moved(message);
            case "confirmation" -> confirmed(message);
            case "erasure" -> erasure(message);
            case "erased" -> erased(topic, message);
            default -> {
                if (!FILED.contains(kind)) {
                    throw unknownType();
                }
                filed(topic, kind, message);
            }
        }
    }

    @Override
    public void settle() {
        hearing.settle();
    }

    private void filed(String topic, String kind, Envelope message) {
        Wire.FiledEvent event = MessageData.read(message.data(), Wire.FiledEvent.class);
        hearing.facts(
                at(message, event.record(), event.person(), event.known()),
                new Hearing.Told(message.id(), topic, event.agency()),
                kind,
                event.event(),
                FactReader.facts(kind, event));
    }

    private void erasure(Envelope message) {
        Wire.Erasure ordered = MessageData.read(message.data(), Wire.Erasure.class);
        erasing.carryOut(
                at(message, ordered.record(), ordered.person(), ordered.known()),
                new Erasure(
                        ordered.record(),
                        ordered.order(),
                        ordered.part(),
                        ordered.known(),
                        ordered.extent() == null
                                ? null
                                : MessageData.code(
                                        Erasure.Extent.class, ordered.extent(), "extent"),
                        Wire.Erasure.events(ordered.erased()),
                        Wire.Erasure.events(ordered.kept()),
                        ordered.messages()));
    }

    private void erased(String topic, Envelope message) {
        Wire.Erased left = MessageData.read(message.data(), Wire.Erased.class);
        erasing.left(
                at(message, left.record(), left.person(), left.known()),
                new Hearing.Told(message.id(), topic, left.agency()),
                left.event(),
                left.order(),
                FactReader.left(left));
    }

    private void dissent(String topic, String kind, Envelope message) {
        Wire.Dissent dissent = MessageData.read(message.data(), Wire.Dissent.class);
        hearing.factsFromElsewhere(
                at(message, dissent.record(), dissent.person(), dissent.known()),
                new Hearing.Told(message.id(), topic, dissent.agency()),
                kind,
                dissent.dissent(),
                List.of(FactReader.dissent(!kind.equals("dissent-raised"), dissent)));
    }

    private void opened(Envelope message) {
        Wire.Membership opened = MessageData.read(message.data(), Wire.Membership.class);
        hearing.opened(
                at(message, opened.record(), opened.person(), opened.known()), opened.birthDate());
    }

    private void moved(Envelope message) {
        Wire.Membership moved = MessageData.read(message.data(), Wire.Membership.class);
        hearing.moved(at(message, moved.record(), moved.person(), moved.known()));
    }

    private void confirmed(Envelope message) {
        Wire.Confirmed confirmed = MessageData.read(message.data(), Wire.Confirmed.class);
        boolean lead =
                switch (confirmed.as()) {
                    case "LEAD" -> true;
                    case "NAMED" -> false;
                    default -> throw new RefusedMessageException("confirmed as something unknown");
                };
        hearing.confirmed(
                at(message, confirmed.record(), confirmed.person(), confirmed.known()),
                new Confirmation(
                        confirmed.event(),
                        confirmed.record(),
                        confirmed.known(),
                        confirmed.practitioner(),
                        lead,
                        confirmed.from(),
                        confirmed.until(),
                        Boolean.TRUE.equals(confirmed.ended())));
    }

    private void practitioner(Envelope message) {
        Wire.DirectoryEntry entry = MessageData.read(message.data(), Wire.DirectoryEntry.class);
        message.requireKey(entry.practitioner());
        hearing.practitioner(
                new Practitioner(
                        entry.practitioner(),
                        entry.name(),
                        entry.agency(),
                        entry.email(),
                        entry.manager(),
                        entry.deputy(),
                        entry.active(),
                        absences(entry.absences())),
                message.sequence());
    }

    private static List<Absence> absences(@Nullable List<Wire.Away> absences) {
        if (absences == null) {
            return List.of();
        }
        for (Wire.Away one : absences) {
            if (one.from().isAfter(one.to())) {
                throw new RefusedMessageException("an absence that ends before it begins");
            }
        }
        return absences.stream().map(one -> new Absence(one.from(), one.to())).toList();
    }

    private void agency(Envelope message) {
        Wire.Agency agency = MessageData.read(message.data(), Wire.Agency.class);
        message.requireKey(agency.agency());
        hearing.agency(
                agency.agency(),
                agency.name(),
                agency.inboxes(),
                agency.active(),
                message.sequence());
    }

    private static Hearing.Filed at(Envelope message, UUID record, UUID person, Instant known) {
        message.requireKey(record);
        return new Hearing.Filed(record, person, message.sequence(), known);
    }

    private static String kind(String type) {
        if (!type.startsWith(PREFIX)
                || !type.endsWith(VERSION)
                || type.length() <= PREFIX.length() + VERSION.length()) {
            throw unknownType();
        }
        return type.substring(PREFIX.length(), type.length() - VERSION.length());
    }

    private static RefusedMessageException unknownType() {
        return new RefusedMessageException("a type that this version does not know");
    }
}
