package org.wholepicture.chronology.domain;

import org.jspecify.annotations.Nullable;

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

    /** Leaves everything out: it is personal data. */
    @Override
    public String toString() {
        return "Narrative[...]";
    }
}
