package org.wholepicture.chronology.application;

import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.SeenBefore;
import org.wholepicture.chronology.domain.Timeline;

/** What one reader is shown of a child's lines. Not thread-safe. */
final class Showing {

    private final Asker.Practitioner reader;
    private final Clearance clearance;
    private final Timeline.Found found;
    private @Nullable SeenBefore before;

    /**
     * For one reading.
     *
     * @param found any page of the timeline; who was confirmed for the child is the same on all
     */
    Showing(Asker.Practitioner reader, Clearance clearance, Timeline.Found found) {
        this.reader = reader;
        this.clearance = clearance;
        this.found = found;
    }

    /** The line with the content that this reader may see. */
    Line seen(Line line) {
        return line.forReader(clearance);
    }

    /** Whether a line is shown without being asked for; worked out where one is struck. */
    boolean shows(Line line) {
        if (!line.struck()) {
            return true;
        }
        SeenBefore known = before;
        if (known == null) {
            known = SeenBefore.of(reader.id(), found.confirmations(), found.memberships());
            before = known;
        }
        return known.shows(line, reader.agency());
    }
}
