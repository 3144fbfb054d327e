package org.wholepicture.chronology.domain.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wholepicture.chronology.domain.EventId;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Mark;

/**
 * What became known between two days: the timeline as it was known on the later one, compared with
 * the earlier one. "What reached us after we closed" [issue 4].
 *
 * @param added known on the later day and not on the earlier, oldest first
 * @param corrected replaced by a later version in between
 * @param withdrawn withdrawn in between
 * @param said of which something else was said in between, with what was said
 */
public record Changes(
        List<Line> added, List<Line> corrected, List<Line> withdrawn, List<Line> said) {

    /** Copies the lists. */
    public Changes {
        added = List.copyOf(added);
        corrected = List.copyOf(corrected);
        withdrawn = List.copyOf(withdrawn);
        said = List.copyOf(said);
    }

    /** Whether nothing became known. */
    public boolean none() {
        return added.isEmpty() && corrected.isEmpty() && withdrawn.isEmpty() && said.isEmpty();
    }

    /**
     * Compares two readings of one child by one reader. An entry that came and was corrected or
     * withdrawn in between is among the added, struck through. What the reader is no longer shown
     * is in neither.
     *
     * @param then as known on the earlier day
     * @param now as known on the later day
     */
    public static Changes between(History then, History now) {
        Map<EventId, Line> before = new HashMap<>();
        then.lines().forEach(line -> before.put(line.entry().id(), line));
        List<Line> added = new ArrayList<>();
        List<Line> corrected = new ArrayList<>();
        List<Line> withdrawn = new ArrayList<>();
        List<Line> said = new ArrayList<>();
        for (Line line : now.lines()) {
            Line earlier = before.get(line.entry().id());
            if (earlier == null) {
                added.add(line);
                continue;
            }
            List<Line.Said> since = since(earlier, line);
            if (since.isEmpty()) {
                continue;
            }
            Line marked = new Line(line.entry(), since, line.restsOn(), line.withheld());
            boolean newlyStruck = line.struck() && !earlier.struck();
            if (!newlyStruck) {
                said.add(marked);
            } else if (since.stream().anyMatch(mark -> mark.kind() == Mark.Kind.SUPERSEDED)) {
                corrected.add(marked);
            } else {
                withdrawn.add(marked);
            }
        }
        return new Changes(added, corrected, withdrawn, said);
    }

    private static List<Line.Said> since(Line earlier, Line later) {
        Set<Line.Said> old = new HashSet<>(earlier.marks());
        return later.marks().stream().filter(mark -> !old.contains(mark)).toList();
    }

    /** Leaves the lines out: they are personal data. */
    @Override
    public String toString() {
        return "Changes[added=" + added.size() + "]";
    }
}
