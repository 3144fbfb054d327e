package org.wholepicture.chronology.domain.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Timeline;

/**
 * What a file says before its first entry.
 *
 * @param maker name of who asked for it
 * @param agency name of their agency
 * @param first the timeline's first page, for the child and for what is not known
 * @param entries how many entries follow
 * @param made as of when
 * @param leftOut what a file for a subject access request says of itself; null for others
 */
public record ExportHead(
        ExportRequest request,
        String maker,
        String agency,
        Timeline first,
        long entries,
        Instant made,
        @Nullable LeftOut leftOut) {

    /**
     * What is not in the file.
     *
     * @param whole of how many entries all is withheld
     * @param inPart of how many others a part is
     * @param agreedBy name of whoever agreed
     */
    public record LeftOut(long whole, long inPart, String agreedBy, Instant agreedAt) {}

    /** Leaves everything out but the id: it is personal data. */
    @Override
    public String toString() {
        return "ExportHead[" + request.id() + "]";
    }
}
