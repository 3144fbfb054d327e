package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.redaction.Part;

/**
 * One line of a timeline, as it was first said; it never changes. What was said of it later are
 * {@link Mark}s.
 *
 * @param record what it is filed under
 * @param id the accepted event, the alert or the dissent; the same under every record it is filed
 *     under
 * @param agency whose word it is; none for an alert
 * @param happened when it happened, as the source said
 * @param recorded when the source recorded it; none for alerts and dissents
 * @param received when it was accepted; none for alerts and dissents
 * @param known from when it was known here [design.md Four times]
 * @param details the type's own members, by the names of its contract
 */
public record Entry(
        RecordId record,
        EventId id,
        EntryKind kind,
        EntryType type,
        @Nullable AgencyId agency,
        Happened happened,
        @Nullable Instant recorded,
        @Nullable Instant received,
        Instant known,
        @Nullable Author author,
        @Nullable Basis basis,
        @Nullable Significance significance,
        Sensitivity sensitivity,
        @Nullable String lawfulBasis,
        List<Claim> claims,
        Map<String, Object> details,
        Narrative narrative) {

    /** Copies the lists. */
    public Entry {
        claims = List.copyOf(claims);
        details = Map.copyOf(details);
    }

    /** The facts that made an alert, or that were decided or asked about; else nothing. */
    public List<EventId> restsOn() {
        return kind == EntryKind.ALERT && details.get("events") instanceof List<?> events
                ? events.stream()
                        .map(event -> new EventId(UUID.fromString(String.valueOf(event))))
                        .toList()
                : List.of();
    }

    /** The same with other details. */
    Entry withDetails(Map<String, Object> others) {
        return new Entry(
                record,
                id,
                kind,
                type,
                agency,
                happened,
                recorded,
                received,
                known,
                author,
                basis,
                significance,
                sensitivity,
                lawfulBasis,
                claims,
                others,
                narrative);
    }

    /** Its existence without its content. */
    Entry withheld() {
        return new Entry(
                record,
                id,
                kind,
                type,
                agency,
                happened,
                recorded,
                received,
                known,
                null,
                null,
                null,
                sensitivity,
                null,
                List.of(),
                Map.of(),
                Narrative.NONE);
    }

    /** The day it happened and nothing else; ids and type are not for whoever reads it. */
    Entry gone() {
        return new Entry(
                record,
                id,
                kind,
                type,
                null,
                happened.byDay(),
                null,
                null,
                known,
                null,
                null,
                null,
                sensitivity,
                null,
                List.of(),
                Map.of(),
                Narrative.NONE);
    }

    /** The same without these parts. */
    Entry without(Set<Part> parts) {
        boolean nobody = parts.contains(Part.SAID_BY);
        return new Entry(
                record,
                id,
                kind,
                type,
                nobody ? null : agency,
                happened,
                recorded,
                received,
                known,
                nobody ? null : author,
                basis,
                significance,
                sensitivity,
                lawfulBasis,
                parts.contains(Part.CLAIMS) ? List.of() : claims,
                parts.contains(Part.DETAILS) ? Map.of() : details,
                narrative.without(parts));
    }

    /** Ids and type alone: the rest is personal data. */
    @Override
    public String toString() {
        return "Entry[record=" + record + ", id=" + id + ", type=" + type.code() + "]";
    }
}
