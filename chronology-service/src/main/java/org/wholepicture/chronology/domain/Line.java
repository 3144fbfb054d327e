package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a reader sees it: with what was said of it later, and without the content where that
 * is not for them.
 *
 * @param marks in the order in which they became known
 * @param withheld true where only its existence is shown
 */
public record Line(Entry entry, List<Said> marks, boolean withheld) {

    /**
     * A mark with its words.
     *
     * @param reason of a retraction
     */
    public record Said(
            Mark.Kind kind,
            EventId by,
            Instant known,
            @Nullable PractitionerId practitioner,
            @Nullable String reason) {

        /** Leaves the reason out: it is personal data. */
        @Override
        public String toString() {
            return "Said[kind=" + kind + ", by=" + by + "]";
        }
    }

    /** Copies the list. */
    public Line {
        marks = List.copyOf(marks);
    }

    /** Whether what the entry says no longer stands. */
    public boolean struck() {
        return marks.stream().anyMatch(mark -> mark.kind().strikes());
    }

    /**
     * The line as this reader may see it [domain.md B-87].
     *
     * @param leads whether the reader is the confirmed lead
     * @param agency the reader's own agency
     */
    public Line forReader(boolean leads, AgencyId agency) {
        if (entry.sensitivity().shows(leads, agency.equals(entry.agency()))) {
            return this;
        }
        List<Said> silent =
                marks.stream()
                        .map(
                                mark ->
                                        new Said(
                                                mark.kind(),
                                                mark.by(),
                                                mark.known(),
                                                mark.practitioner(),
                                                null))
                        .toList();
        return new Line(entry.withheld(), silent, true);
    }
}
