package org.wholepicture.alert.messaging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages this service reads, with the members it uses. */
final class Wire {

    private Wire() {}

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
            Details details) {}

    /** When it happened: dates or moments, as the source said. */
    record Happened(String from, @Nullable String to) {}

    /** A claim of change. */
    record Claim(String topic, String value, String basis) {}

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
            @Nullable Boolean childVoiceIncluded,
            @Nullable Boolean adultMalesConsidered,
            @Nullable Map<String, Integer> grades,
            @Nullable Boolean s47,
            @Nullable Boolean physicalHarm,
            @Nullable String medicalDecision,
            @Nullable Boolean reasonGiven,
            @Nullable UUID of,
            @Nullable Integer possible,
            @Nullable Integer absent,
            @Nullable String term,
            @Nullable Boolean historyGiven,
            @Nullable Boolean basisGiven,
            @Nullable String practitioner,
            @Nullable String factor,
            @Nullable Boolean adultMale,
            @Nullable UUID adult,
            @Nullable List<String> leads,
            @Nullable List<UUID> targets) {}

    /** A record's person, and the child's birth where the message says it. */
    record Membership(UUID record, UUID person, Instant known, @Nullable LocalDate birthDate) {}

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
            @Nullable Boolean ended) {}

    /** Something that happened with a dissent. */
    record Dissent(
            UUID dissent,
            UUID record,
            UUID person,
            String agency,
            String happened,
            Instant known) {}

    /** An order of erasure. */
    record Erasure(
            UUID record,
            UUID person,
            Instant known,
            UUID order,
            UUID part,
            @Nullable String extent,
            List<Copy> erased,
            List<Copy> kept) {

        /** A filed event under the record. */
        record Copy(UUID event, UUID message) {}

        static Set<UUID> events(List<Copy> copies) {
            return copies.stream().map(Copy::event).collect(Collectors.toSet());
        }

        Set<UUID> messages() {
            return Stream.concat(erased.stream(), kept.stream())
                    .map(Copy::message)
                    .collect(Collectors.toSet());
        }
    }

    /** What stands in the place of an erased message. */
    record Erased(
            UUID event,
            UUID record,
            UUID person,
            String agency,
            Instant known,
            UUID order,
            @Nullable UUID supersedes,
            @Nullable UUID supersededBy,
            @Nullable List<UUID> targets) {}

    /** An agency of the directory, with its role inboxes by their codes. */
    record Agency(String agency, String name, Map<String, String> inboxes, boolean active) {

        /** Leaves the addresses out. */
        @Override
        public String toString() {
            return "Agency[agency=" + agency + "]";
        }
    }

    /** Days on which a practitioner is away. */
    record Away(LocalDate from, LocalDate to) {}

    /** A practitioner of the directory. */
    record DirectoryEntry(
            String practitioner,
            String name,
            String agency,
            String email,
            @Nullable String manager,
            @Nullable String deputy,
            boolean active,
            @Nullable List<Away> absences) {

        /** Leaves name and address out. */
        @Override
        public String toString() {
            return "DirectoryEntry[practitioner=" + practitioner + "]";
        }
    }
}
