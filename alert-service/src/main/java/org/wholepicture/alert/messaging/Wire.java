package org.wholepicture.alert.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages this service reads, tolerantly: fields it does not use are skipped. */
final class Wire {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Wire() {}

    /**
     * Reads a message's data.
     *
     * @throws IllegalArgumentException when it is not what the contract says; without a quotation
     */
    static <T> T read(JsonNode data, Class<T> type) {
        try {
            return MAPPER.treeToValue(data, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a " + type.getSimpleName() + ": " + e.getClass().getSimpleName());
        }
    }

    /** A filed event of any type. */
    record FiledEvent(
            UUID event,
            UUID record,
            UUID person,
            String agency,
            Happened happened,
            Instant known,
            @Nullable String basis,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy,
            @Nullable List<Claim> claims,
            Details details) {
        FiledEvent {
            Objects.requireNonNull(event);
            Objects.requireNonNull(record);
            Objects.requireNonNull(person);
            Objects.requireNonNull(agency);
            Objects.requireNonNull(happened);
            Objects.requireNonNull(known);
            Objects.requireNonNull(details);
        }
    }

    /** When it happened: dates or moments, as the source said. */
    record Happened(String from, @Nullable String to) {
        Happened {
            Objects.requireNonNull(from);
        }
    }

    /** A claim of change. */
    record Claim(String topic, String value, String basis) {
        Claim {
            Objects.requireNonNull(topic);
            Objects.requireNonNull(value);
            Objects.requireNonNull(basis);
        }
    }

    /** The members of all types beside one another; each type has its own few. */
    record Details(
            @Nullable String level,
            @Nullable String category,
            @Nullable List<String> categories,
            @Nullable Boolean physicalHarmDisclosed,
            @Nullable Boolean sharedHome,
            @Nullable String kind,
            @Nullable String outcome,
            @Nullable String appointmentRef,
            @Nullable Boolean serviceFault,
            @Nullable String whose,
            @Nullable Boolean childSeen,
            @Nullable Boolean seenAlone,
            @Nullable Boolean socialWorker,
            @Nullable String state,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> network,
            @Nullable Boolean newWorker,
            @Nullable String plan,
            @Nullable List<UUID> targets) {}

    /** A record's person, and the child's birth where the message says it. */
    record Membership(UUID record, UUID person, Instant known, @Nullable LocalDate birthDate) {
        Membership {
            Objects.requireNonNull(record);
            Objects.requireNonNull(person);
            Objects.requireNonNull(known);
        }
    }

    /** A confirmed lead or named practitioner. */
    record Confirmed(
            UUID event,
            UUID record,
            UUID person,
            Instant known,
            String practitioner,
            String as,
            Instant from,
            @Nullable Instant until,
            @Nullable Boolean ended) {
        Confirmed {
            Objects.requireNonNull(event);
            Objects.requireNonNull(record);
            Objects.requireNonNull(person);
            Objects.requireNonNull(known);
            Objects.requireNonNull(practitioner);
            Objects.requireNonNull(as);
            Objects.requireNonNull(from);
        }
    }

    /** A dissent that was raised or resolved. */
    record Dissent(
            UUID dissent, UUID record, UUID person, String agency, String happened, Instant known) {
        Dissent {
            Objects.requireNonNull(dissent);
            Objects.requireNonNull(record);
            Objects.requireNonNull(person);
            Objects.requireNonNull(agency);
            Objects.requireNonNull(happened);
            Objects.requireNonNull(known);
        }
    }

    /** An agency of the directory. */
    record Agency(String agency, String name, boolean active) {
        Agency {
            Objects.requireNonNull(agency);
            Objects.requireNonNull(name);
        }
    }

    /** A practitioner of the directory. */
    record DirectoryEntry(
            String practitioner,
            String name,
            String agency,
            String email,
            @Nullable String manager,
            @Nullable String deputy,
            boolean active) {
        DirectoryEntry {
            Objects.requireNonNull(practitioner);
            Objects.requireNonNull(name);
            Objects.requireNonNull(agency);
            Objects.requireNonNull(email);
        }

        /** Leaves name and address out. */
        @Override
        public String toString() {
            return "DirectoryEntry[practitioner=" + practitioner + "]";
        }
    }
}
