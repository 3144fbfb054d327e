package org.wholepicture.chronology.domain.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Timeline;

/** Writes files of one format. */
public interface ExportWriter {

    /** Which. */
    ExportFormat format();

    /**
     * Writes the whole file.
     *
     * @param entries oldest first
     * @param json writes the same as JSON, for a format that can hold it
     * @param out is not closed
     */
    void write(ExportHead head, Entries entries, Attachment json, OutputStream out)
            throws IOException;

    /** The entries of a file; may be walked through more than once. */
    interface Entries {

        /** Hands over all pages, and in each the lines, oldest first. */
        void forEach(Page page) throws IOException;
    }

    /** Takes one page of lines, with the names that occur in them. */
    interface Page {

        /** One page. */
        void take(List<Line> lines, Timeline.Names names) throws IOException;
    }

    /** Another file inside of a file. */
    interface Attachment {

        /** Writes it; the stream is not closed. */
        void write(OutputStream out) throws IOException;
    }
}
