package org.wholepicture.chronology.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.AgencyId;
import org.wholepicture.chronology.domain.Author;
import org.wholepicture.chronology.domain.Basis;
import org.wholepicture.chronology.domain.Claim;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryKind;
import org.wholepicture.chronology.domain.Happened;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Sensitivity;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.SourceRecord;
import org.wholepicture.chronology.domain.Timeline;

/** One entry of a timeline. Members without content are left out. */
@Schema(name = "Entry")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryAnswer(
        UUID event,
        EntryKind kind,
        String type,
        @Nullable String agency,
        @Nullable String agencyName,
        When happened,
        @Nullable Instant recorded,
        @Nullable Instant received,
        Instant known,
        @Nullable By author,
        @Nullable Basis basis,
        List<Claim> claims,
        @Nullable Significance significance,
        Sensitivity sensitivity,
        @Nullable String lawfulBasis,
        @Nullable String summary,
        @Nullable String childVoice,
        @Nullable String action,
        @Nullable String outcomeNote,
        @Nullable String reasons,
        @Nullable String reason,
        @Nullable String memberName,
        @Nullable SourceRecord sourceRecord,
        Map<String, Object> details,
        boolean struck,
        boolean withheld,
        List<MarkAnswer> marks) {

    /** When it happened: a day or an instant, and how exactly that is known. */
    @Schema(name = "Happened")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record When(String from, @Nullable String to, Happened.Precision precision) {}

    /** Who wrote it down. */
    @Schema(name = "Author")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record By(@Nullable String role, @Nullable String practitioner, @Nullable String name) {}

    /** What was said of the entry later. */
    @Schema(name = "Mark")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MarkAnswer(
            Mark.Kind kind,
            UUID by,
            Instant known,
            @Nullable String practitioner,
            @Nullable String practitionerName,
            @Nullable String reason) {}

    static EntryAnswer of(Line line, Timeline.Names names) {
        Entry entry = line.entry();
        Narrative words = entry.narrative();
        AgencyId agency = entry.agency();
        return new EntryAnswer(
                entry.id().value(),
                entry.kind(),
                entry.type().code(),
                agency == null ? null : agency.value(),
                agency == null ? null : names.of(agency),
                new When(
                        entry.happened().from().toString(),
                        entry.happened().to() == null ? null : entry.happened().to().toString(),
                        entry.happened().precision()),
                entry.recorded(),
                entry.received(),
                entry.known(),
                author(entry.author(), names),
                entry.basis(),
                entry.claims(),
                entry.significance(),
                entry.sensitivity(),
                entry.lawfulBasis(),
                words.summary(),
                words.childVoice(),
                words.action(),
                words.outcomeNote(),
                words.reasons(),
                words.reason(),
                words.memberName(),
                words.sourceRecord(),
                // In one order, so that the same entry is the same bytes.
                new TreeMap<>(entry.details()),
                line.struck(),
                line.withheld(),
                line.marks().stream().map(said -> mark(said, names)).toList());
    }

    private static @Nullable By author(@Nullable Author author, Timeline.Names names) {
        if (author == null) {
            return null;
        }
        PractitionerId practitioner = author.practitioner();
        return new By(
                author.role(),
                practitioner == null ? null : practitioner.value(),
                practitioner == null ? null : names.of(practitioner));
    }

    private static MarkAnswer mark(Line.Said said, Timeline.Names names) {
        PractitionerId practitioner = said.practitioner();
        Line.Reason reason = said.reason();
        return new MarkAnswer(
                said.kind(),
                said.by().value(),
                said.known(),
                practitioner == null ? null : practitioner.value(),
                practitioner == null ? null : names.of(practitioner),
                reason == null ? null : reason.text());
    }

    /** Ids alone: the rest is personal data. */
    @Override
    public String toString() {
        return "EntryAnswer[event=" + event + "]";
    }
}
