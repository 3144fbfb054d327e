package org.wholepicture.chronology.domain.view;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;

/**
 * All that is known of a child on a day, as one reader may see it: each entry once, oldest first.
 * The order in which the lines come, and copies of them, leave no trace.
 *
 * @param today the day it is read on, or is read as of
 */
public record History(LocalDate today, List<Line> lines) {

    /** Oldest first by what happened; one order for the same set. */
    static final Comparator<Line> BY_TIME_HAPPENED =
            Comparator.comparing((Line line) -> line.entry().happened().from().start())
                    .thenComparing(line -> line.entry().id().value());

    /** Puts the lines into their order, each event once. */
    public History {
        Map<String, Line> once = new TreeMap<>();
        for (Line line : lines) {
            once.merge(line.entry().id().toString(), line, History::ofLowerRecord);
        }
        lines = once.values().stream().sorted(BY_TIME_HAPPENED).toList();
    }

    /** The history of these lines. */
    public static History of(LocalDate today, Collection<Line> lines) {
        return new History(today, List.copyOf(lines));
    }

    /** An event filed under two records of the person is one; the choice is always the same. */
    private static Line ofLowerRecord(Line one, Line other) {
        return one.entry().record().value().compareTo(other.entry().record().value()) <= 0
                ? one
                : other;
    }

    /**
     * The entries that still stand and whose content this reader sees: what every view is made of.
     */
    Stream<Entry> standing() {
        return lines.stream().filter(line -> !line.struck() && !line.withheld()).map(Line::entry);
    }

    /** The same of one type, by its short name. */
    Stream<Entry> standing(String type) {
        return standing().filter(entry -> entry.type().code().equals(type));
    }

    /** How many entries are shown as existing alone, so that no view is made of them. */
    public long restricted() {
        return lines.stream().filter(line -> line.withheld() && !line.struck()).count();
    }

    /** How many entries were corrected or withdrawn, so that no view is made of them. */
    public long struck() {
        return lines.stream().filter(Line::struck).count();
    }

    /** The line of an event, where it is here. */
    public Optional<Line> find(EventId event) {
        return lines.stream().filter(line -> line.entry().id().equals(event)).findFirst();
    }

    /** Leaves the lines out: they are personal data. */
    @Override
    public String toString() {
        return "History[today=" + today + ", lines=" + lines.size() + "]";
    }
}
