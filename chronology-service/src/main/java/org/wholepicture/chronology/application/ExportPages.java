package org.wholepicture.chronology.application;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Asker;
import org.wholepicture.chronology.domain.Clearance;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.Question;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.TimelineStore;
import org.wholepicture.chronology.domain.export.ExportRequest;
import org.wholepicture.chronology.domain.export.ExportWriter;

/**
 * The lines of a file, oldest first, as its maker may see them, a page at a time: however long the
 * timeline is, one page of it is in memory. Timelines are read newest first, so one walk notes
 * where each page begins, and each later walk goes backwards over these places. All walks are in
 * one transaction that sees one moment and writes nothing.
 */
final class ExportPages implements ExportWriter.Entries {

    private static final int PAGE = 200;

    private final TimelineStore timelines;
    private final Set<PersonId> granted;
    private final ExportRequest request;
    private final Instant now;
    private final List<Question> pages = new ArrayList<>();
    private final Timeline.Found first;
    private final Showing showing;
    private final UnaryOperator<Line> redact;
    private long count;

    /**
     * Walks once.
     *
     * @param redact takes out of a line what is withheld in this file
     * @param atWork is run after each page, in the transaction that reads
     */
    ExportPages(
            TimelineStore timelines,
            Set<PersonId> granted,
            Asker.Practitioner asker,
            Clearance clearance,
            ExportRequest request,
            Instant now,
            UnaryOperator<Line> redact,
            Runnable atWork) {
        this.timelines = timelines;
        this.granted = granted;
        this.request = request;
        this.now = now;
        this.redact = redact;
        Timeline.Found page = find(null);
        first = page;
        showing = new Showing(asker, clearance, first);
        count = shown(page).size();
        while (page.next() != null) {
            page = find(page.next());
            count += shown(page).size();
            atWork.run();
        }
    }

    /** The first page of the timeline, that is the newest. */
    Timeline.Found first() {
        return first;
    }

    /** How many lines there are. */
    long count() {
        return count;
    }

    @Override
    public void forEach(ExportWriter.Page page) throws IOException {
        for (Question question : pages.reversed()) {
            Timeline.Found found = timelines.find(granted, request.person(), question, now);
            page.take(shown(found).reversed(), found.names());
        }
    }

    /** The same lines as on the pages that ask the same. */
    private List<Line> shown(Timeline.Found page) {
        Question question = request.question();
        return page.lines().stream()
                .map(showing::seen)
                .filter(question.content()::matches)
                .filter(line -> question.struckToo() || showing.shows(line))
                .map(redact)
                .toList();
    }

    private Timeline.Found find(Question.@Nullable Position after) {
        Question question = request.question().page(after, PAGE);
        pages.add(question);
        return timelines.find(granted, request.person(), question, now);
    }
}
