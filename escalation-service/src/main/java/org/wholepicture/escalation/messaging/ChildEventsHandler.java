package org.wholepicture.escalation.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.escalation.application.Erasing;
import org.wholepicture.escalation.application.EscalationConfig;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Decision;
import org.wholepicture.escalation.domain.Erasure;
import org.wholepicture.escalation.domain.EventId;
import org.wholepicture.escalation.domain.PersonId;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.escalation.domain.RecordId;
import org.wholepicture.escalation.domain.Register;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;
import org.wholepicture.platform.messaging.RefusedMessageException;

/**
 * Learns from the filed events which records belong to which child, what was decided and who is
 * confirmed to work with whom. Reads the few members it needs; the sealed one is not among them.
 */
@ApplicationScoped
class ChildEventsHandler implements MessageHandler {

    private static final String PREFIX = "org.wholepicture.";
    private static final String VERSION = ".v1";
    private static final String STEP_DOWN = "org.wholepicture.step-down.v1";
    private static final String RETRACTION = "org.wholepicture.retraction.v1";
    private static final String CONFIRMATION = "org.wholepicture.confirmation.v1";
    private static final String ERASURE = "org.wholepicture.erasure.v1";
    private static final String ERASED = "org.wholepicture.erased.v1";

    /**
     * Every type of the topic: of most only whom they are about is learnt. Another one is not
     * passed over, because nobody can know what it says of those.
     */
    private static final Set<String> READ =
            Stream.of(
                            "record-opened",
                            "merge",
                            "split",
                            "confirmation",
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
                            "retraction",
                            "erasure",
                            "erased")
                    .map(name -> PREFIX + name + VERSION)
                    .collect(Collectors.toUnmodifiableSet());

    /** Of these it is learnt besides that something was decided, to disagree with. */
    private static final Set<String> DECISIONS =
            Set.of("plan", "referral-decision", "service-referral", "meeting", "assessment");

    private final Register register;
    private final Erasing erasing;
    private final ZoneId zone;

    ChildEventsHandler(Register register, Erasing erasing, EscalationConfig config) {
        this.register = register;
        this.erasing = erasing;
        this.zone = config.zone();
    }

    /** What every message of the topic says, and what one about an event may say. */
    private record Filed(
            UUID record,
            UUID person,
            @Nullable UUID event,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy) {}

    private record FiledStepDown(
            UUID event,
            UUID record,
            String agency,
            @Nullable Author author,
            Happened happened,
            Instant known,
            StepDownDetails details) {}

    private record FiledDecision(
            UUID event,
            UUID record,
            String agency,
            @Nullable Author author,
            Happened happened,
            Instant known,
            DecisionDetails details) {}

    private record Author(String practitioner) {}

    private record Happened(String from) {}

    private record StepDownDetails(Decision.State state, @Nullable String from, String to) {}

    /** The codes of a decision that say in short what it was. */
    private record DecisionDetails(
            @Nullable String state,
            @Nullable String outcome,
            @Nullable String plan,
            @Nullable String kind,
            @Nullable String to) {}

    private record FiledRetraction(RetractionDetails details) {}

    private record RetractionDetails(List<UUID> targets) {}

    private record FiledConfirmation(
            UUID event,
            UUID record,
            String practitioner,
            @JsonProperty("as") Register.Capacity capacity,
            Instant from,
            @Nullable Instant until,
            @Nullable Boolean ended,
            Instant known) {}

    private record OrderedErasure(
            UUID record,
            UUID order,
            UUID part,
            Instant known,
            @Nullable String extent,
            List<Copy> erased,
            List<Copy> kept) {

        static Set<EventId> events(List<Copy> copies) {
            return copies.stream()
                    .map(copy -> new EventId(copy.event()))
                    .collect(Collectors.toSet());
        }
    }

    private record Copy(UUID event, UUID message) {}

    private record LeftOfErased(
            UUID event, UUID record, UUID order, @Nullable List<UUID> targets) {}

    @Override
    public Set<String> topics() {
        return Set.of("child-events");
    }

    @Override
    public void handle(String topic, Envelope message) {
        if (!READ.contains(message.type())) {
            throw unknownType();
        }
        Filed filed = MessageData.read(message.data(), Filed.class);
        message.requireKey(filed.record());
        register.belongs(
                new RecordId(filed.record()), new PersonId(filed.person()), message.sequence());
        versions(filed);
        switch (message.type()) {
            case STEP_DOWN -> stepDown(MessageData.read(message.data(), FiledStepDown.class));
            case RETRACTION -> retraction(MessageData.read(message.data(), FiledRetraction.class));
            case CONFIRMATION ->
                    confirmation(MessageData.read(message.data(), FiledConfirmation.class));
            case ERASURE -> erasure(MessageData.read(message.data(), OrderedErasure.class));
            case ERASED -> erased(MessageData.read(message.data(), LeftOfErased.class));
            default -> {
                // Of most facts whom they are about is all there is to learn.
                String name = name(message.type());
                if (DECISIONS.contains(name)) {
                    decision(name, MessageData.read(message.data(), FiledDecision.class));
                }
            }
        }
    }

    private void erasure(OrderedErasure ordered) {
        erasing.carryOut(
                new Erasure(
                        new RecordId(ordered.record()),
                        ordered.order(),
                        ordered.part(),
                        ordered.known(),
                        Optional.ofNullable(ordered.extent())
                                .map(
                                        extent ->
                                                MessageData.code(
                                                        Erasure.Extent.class, extent, "extent")),
                        OrderedErasure.events(ordered.erased()),
                        OrderedErasure.events(ordered.kept()),
                        Stream.concat(ordered.erased().stream(), ordered.kept().stream())
                                .map(Copy::message)
                                .collect(Collectors.toSet())));
    }

    /** What it took back stays taken back. */
    private void erased(LeftOfErased left) {
        erasing.left(new RecordId(left.record()), new EventId(left.event()), left.order());
        if (left.targets() != null) {
            register.withdrawn(left.targets().stream().map(EventId::new).toList());
        }
    }

    private static String name(String type) {
        return type.substring(PREFIX.length(), type.length() - VERSION.length());
    }

    /** A newer version takes the earlier one back, whichever of the two became known first. */
    private void versions(Filed filed) {
        if (filed.supersedes() != null) {
            register.withdrawn(List.of(new EventId(filed.supersedes())));
        }
        if (filed.event() != null && filed.supersededBy() != null) {
            register.withdrawn(List.of(new EventId(filed.event())));
        }
    }

    private void stepDown(FiledStepDown filed) {
        register.filed(
                new Decision(
                        new EventId(filed.event()),
                        new RecordId(filed.record()),
                        new AgencyId(filed.agency()),
                        author(filed.author()),
                        new Decision.Content.StepDown(
                                filed.details().state(),
                                Optional.ofNullable(filed.details().from()),
                                filed.details().to()),
                        day(filed.happened().from()),
                        false),
                filed.known());
    }

    private void decision(String type, FiledDecision filed) {
        DecisionDetails details = filed.details();
        register.filed(
                new Decision(
                        new EventId(filed.event()),
                        new RecordId(filed.record()),
                        new AgencyId(filed.agency()),
                        author(filed.author()),
                        new Decision.Content.Other(
                                type,
                                first(details.outcome(), details.state()),
                                first(first(details.plan(), details.kind()), details.to())),
                        day(filed.happened().from()),
                        false),
                filed.known());
    }

    private static Optional<PractitionerId> author(@Nullable Author author) {
        return Optional.ofNullable(author).map(Author::practitioner).map(PractitionerId::new);
    }

    private static Optional<String> first(@Nullable String one, @Nullable String other) {
        return Optional.ofNullable(one).or(() -> Optional.ofNullable(other));
    }

    private static Optional<String> first(Optional<String> one, @Nullable String other) {
        return one.or(() -> Optional.ofNullable(other));
    }

    private void retraction(FiledRetraction filed) {
        register.withdrawn(filed.details().targets().stream().map(EventId::new).toList());
    }

    private void confirmation(FiledConfirmation filed) {
        register.confirmed(
                new Register.Confirmation(
                        new EventId(filed.event()),
                        new RecordId(filed.record()),
                        new PractitionerId(filed.practitioner()),
                        filed.capacity(),
                        filed.from(),
                        Optional.ofNullable(filed.until()),
                        Boolean.TRUE.equals(filed.ended()),
                        filed.known()));
    }

    /** A day, or an instant on that day here. */
    private LocalDate day(String dateOrInstant) {
        try {
            return MessageData.plausible(
                    dateOrInstant.length() == 10
                            ? LocalDate.parse(dateOrInstant)
                            : OffsetDateTime.parse(dateOrInstant)
                                    .atZoneSameInstant(zone)
                                    .toLocalDate());
        } catch (DateTimeException e) {
            throw new RefusedMessageException("happened is no day and no moment");
        }
    }

    static RefusedMessageException unknownType() {
        return new RefusedMessageException("a type that this version does not know");
    }
}
