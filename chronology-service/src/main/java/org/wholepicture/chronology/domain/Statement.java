package org.wholepicture.chronology.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said why they need to read a child's timeline. It opens nothing by itself: what it was
 * said for is decided anew at each reading, as long as it lasts.
 *
 * @param ground for what it was said
 * @param purpose under the sharing policy; null for other grounds
 * @param reason in the person's own words
 * @param until when it stops
 */
public record Statement(
        UUID id,
        PersonId person,
        PractitionerId practitioner,
        AgencyId agency,
        Ground ground,
        SharingPolicy.@Nullable Purpose purpose,
        @Nullable Emergency emergency,
        String reason,
        Instant from,
        Instant until) {

    /** For what a reason is given, and how long it lasts. */
    public enum Ground {
        /** A manager, while the copies are old. */
        TEAM(ReadAs.TEAM, Duration.ofHours(1)),
        /** A shift at the front door. */
        FRONT_DOOR(ReadAs.FRONT_DOOR, Duration.ofHours(8)),
        /** Under the sharing policy. */
        SHARED(ReadAs.SHARED, Duration.ofHours(1)),
        /** At most four hours [assurance.md section 4]. */
        EMERGENCY(ReadAs.EMERGENCY, Duration.ofHours(4));

        private final ReadAs readAs;
        private final Duration lasts;

        Ground(ReadAs readAs, Duration lasts) {
            this.readAs = readAs;
            this.lasts = lasts;
        }

        /** What it lets somebody read as, if the rest holds. */
        public ReadAs readAs() {
            return readAs;
        }

        /** For how long. */
        public Duration lasts() {
            return lasts;
        }
    }

    /** Why an emergency is one. */
    public enum Emergency {
        CHILD_AT_RISK_NOW,
        CHILD_MISSING,
        ADULT_AT_RISK_NOW,
        POLICE_PROTECTION
    }

    /** Whether it lasts at this time. */
    public boolean lastsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /** Leaves the reason out: it is a person's own words. */
    @Override
    public String toString() {
        return "Statement[ground=" + ground + ", person=" + person + "]";
    }
}
