package org.wholepicture.chronology.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Significance;

/** A filed event, as far as the chronology uses it: contracts/filed/filed-event.v1. */
record FiledEvent(
        UUID event,
        UUID record,
        UUID person,
        String agency,
        Occurred happened,
        Instant recorded,
        Instant received,
        Instant known,
        @Nullable By author,
        @Nullable Basis basis,
        @Nullable Weight significance,
        Sensitivity sensitivity,
        @Nullable String lawfulBasis,
        @Nullable UUID supersedes,
        @Nullable UUID supersededBy,
        List<Said> claims,
        Map<String, Object> details,
        @JsonProperty("private") @Nullable String sealed) {

    FiledEvent {
        claims = List.copyOf(claims);
        details = Map.copyOf(details);
    }

    /** When it happened. */
    record Occurred(String from, @Nullable String to, Happened.Precision precision) {}

    /** Who wrote it down; the role is among the words. */
    record By(@Nullable String practitioner) {}

    /** Why it matters. */
    record Weight(Significance.Level level, Significance.Direction direction) {}

    /** One claim. */
    record Said(String topic, @Nullable String about, Claim.Value value, Basis basis) {}

    /** What is inside {@code private}: contracts/filed/private.v1. */
    record Words(
            @Nullable String summary,
            @Nullable String childVoice,
            @Nullable String action,
            @Nullable String outcomeNote,
            @Nullable String reasons,
            @Nullable String reason,
            @Nullable String authorRole,
            @Nullable String role,
            @Nullable Name memberName,
            @Nullable Source sourceRecord) {

        static final Words NONE =
                new Words(null, null, null, null, null, null, null, null, null, null);

        @Override
        public String toString() {
            return "Words[...]";
        }
    }

    /** A person's name. */
    record Name(String given, String family) {

        @Override
        public String toString() {
            return "Name[...]";
        }
    }

    /** The record in the source system. */
    record Source(String system, String id, long version) {}

    @Override
    public String toString() {
        return "FiledEvent[event=" + event + "]";
    }
}
