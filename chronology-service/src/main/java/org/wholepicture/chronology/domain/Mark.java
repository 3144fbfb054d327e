package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of an entry after it; it may be known here before the entry is.
 *
 * @param record the record under which it was said
 * @param target the entry it speaks of
 * @param by the event, dissent or message that says it
 * @param known from when it was known
 * @param practitioner who acted, where a person did
 * @param details of an alert that was added to, as it stands since
 */
public record Mark(
        RecordId record,
        EventId target,
        Kind kind,
        EventId by,
        Instant known,
        @Nullable PractitionerId practitioner,
        @Nullable Map<String, Object> details) {

    /** A mark that says nothing beside its kind. */
    public Mark(
            RecordId record,
            EventId target,
            Kind kind,
            EventId by,
            Instant known,
            @Nullable PractitionerId practitioner) {
        this(record, target, kind, by, known, practitioner, null);
    }

    /** What is said of the entry. */
    public enum Kind {
        /** Withdrawn by its own agency. */
        RETRACTED,
        /** A later version of the same source record took its place. */
        SUPERSEDED,
        /** A practitioner disagrees with it. */
        DISPUTED,
        /** More facts came to the alert. */
        ADDED_TO,
        /** Somebody acknowledged the alert. */
        ACKNOWLEDGED,
        /** The alert's cause has gone, or the disagreement is settled. */
        RESOLVED,
        /** The alert was withdrawn because a fact under it was; who disagreed no longer does. */
        WITHDRAWN;

        /** Whether what was first said no longer stands. */
        public boolean strikes() {
            return this == RETRACTED || this == SUPERSEDED || this == WITHDRAWN;
        }
    }
}
