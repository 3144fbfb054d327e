package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.KeepAccess;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.SharingPolicy;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.messaging.MessageData;
import org.wholepicture.platform.messaging.MessageHandler;

/**
 * Who may be shown what, beyond confirmations, and the sign that the copies are whole: the topic is
 * compacted, so the message with the highest number of a key holds.
 */
@Singleton
class AccessRules implements MessageHandler {

    private final KeepAccess access;

    AccessRules(KeepAccess access) {
        this.access = access;
    }

    /** contracts/access/sharing-policy.v1. */
    record Policy(
            UUID policy,
            @Nullable String agency,
            SharingPolicy.@Nullable Purpose purpose,
            SharingPolicy.DataClass dataClass,
            SharingPolicy.Effect effect,
            Instant from,
            @Nullable Instant until) {}

    /** contracts/access/shield-list.v1. */
    record ShieldList(UUID person, Set<String> practitioners) {}

    /** contracts/access/heartbeat.v1. */
    record Heartbeat(Instant at) {}

    @Override
    public Set<String> topics() {
        return Set.of("access");
    }

    @Override
    public void handle(String topic, Envelope message) {
        switch (Wire.shortName(message).orElseThrow(Wire::unknownType)) {
            case "sharing-policy" -> {
                Policy policy = MessageData.read(message.data(), Policy.class);
                message.requireKey(policy.policy());
                String agency = policy.agency();
                access.keep(
                        new SharingPolicy(
                                policy.policy(),
                                agency == null ? null : new AgencyId(agency),
                                policy.purpose(),
                                policy.dataClass(),
                                policy.effect(),
                                policy.from(),
                                policy.until()),
                        message.sequence());
            }
            case "shield-list" -> {
                ShieldList list = MessageData.read(message.data(), ShieldList.class);
                message.requireKey(list.person());
                access.keepShielded(
                        new PersonId(list.person()),
                        list.practitioners().stream()
                                .map(PractitionerId::new)
                                .collect(Collectors.toUnmodifiableSet()),
                        message.sequence());
            }
            case "heartbeat" ->
                    access.heard(MessageData.read(message.data(), Heartbeat.class).at());
            default -> throw Wire.unknownType();
        }
    }
}
