package org.wholepicture.chronology.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.redaction.Part;

/**
 * The words of an entry, which travel encrypted. Each at most 500 characters.
 *
 * @param summary one sentence
 * @param childVoice the child's own words
 * @param action what was done
 * @param outcomeNote what came of it
 * @param reasons of a step-down
 * @param reason of a retraction
 * @param memberName name of a household member
 * @param sourceRecord the record in the source system
 */
public record Narrative(
        @Nullable String summary,
        @Nullable String childVoice,
        @Nullable String action,
        @Nullable String outcomeNote,
        @Nullable String reasons,
        @Nullable String reason,
        @Nullable String memberName,
        @Nullable SourceRecord sourceRecord) {

    /** No words at all. */
    public static final Narrative NONE =
            new Narrative(null, null, null, null, null, null, null, null);

    /** The same without the words of these parts. */
    Narrative without(Set<Part> parts) {
        return new Narrative(
                parts.contains(Part.SUMMARY) ? null : summary,
                parts.contains(Part.CHILD_VOICE) ? null : childVoice,
                parts.contains(Part.ACTION) ? null : action,
                parts.contains(Part.OUTCOME) ? null : outcomeNote,
                parts.contains(Part.REASONS) ? null : reasons,
                parts.contains(Part.REASONS) ? null : reason,
                parts.contains(Part.NAME) ? null : memberName,
                parts.contains(Part.SAID_BY) ? null : sourceRecord);
    }

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "Narrative[...]";
    }
}
