package org.wholepicture.chronology.domain.export;

import java.time.Instant;
import org.wholepicture.chronology.domain.Timeline;

/**
 * What a file says before its first entry.
 *
 * @param maker name of who asked for it
 * @param agency name of their agency
 * @param first the timeline's first page, for the child and for what is not known
 * @param entries how many entries follow
 * @param made as of when
 */
public record ExportHead(
        ExportRequest request,
        String maker,
        String agency,
        Timeline first,
        long entries,
        Instant made) {

    /** Leaves everything out but the id: it is personal data. */
    @Override
    public String toString() {
        return "ExportHead[" + request.id() + "]";
    }
}
