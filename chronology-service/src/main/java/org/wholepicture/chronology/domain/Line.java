package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a reader sees it: with what was said of it later, and without the content where that
 * is not for them.
 *
 * @param marks in the order in which they became known
 * @param restsOn how far the facts under an alert may be shown, as it tells what they tell, and how
 *     far the versions that took the entry's place
 * @param withheld true where only its existence is shown
 */
public record Line(Entry entry, List<Said> marks, List<Reach> restsOn, boolean withheld) {

    /**
     * A mark with its words.
     *
     * @param reason of a retraction
     * @param details of an alert that was added to, as it stood then
     */
    public record Said(
            Mark.Kind kind,
            EventId by,
            Instant known,
            @Nullable PractitionerId practitioner,
            @Nullable Reason reason,
            @Nullable Map<String, Object> details) {

        private Said forReader(Clearance clearance) {
            return reason == null || clearance.shows(reason.reach()) ? this : silent();
        }

        private Said silent() {
            return new Said(kind, by, known, practitioner, null, null);
        }

        /** Leaves the words out: they are personal data. */
        @Override
        public String toString() {
            return "Said[kind=" + kind + ", by=" + by + "]";
        }
    }

    /** Why an entry was withdrawn: words of the entry that withdraws it. */
    public record Reason(String text, Reach reach) {

        /** Leaves the text out: it is personal data. */
        @Override
        public String toString() {
            return "Reason[...]";
        }
    }

    /** Copies the lists. */
    public Line {
        marks = List.copyOf(marks);
        restsOn = List.copyOf(restsOn);
    }

    /**
     * An entry with everything that was said of it. An alert to which facts came reads as it stood
     * after the last of them.
     *
     * @param marks in the order in which they became known
     */
    public static Line of(Entry entry, List<Said> marks) {
        Entry latest = entry;
        for (Said mark : marks) {
            if (mark.details() != null) {
                latest = latest.withDetails(mark.details());
            }
        }
        return new Line(latest, marks, List.of(), false);
    }

    /** The same with how far what it rests on, and what took its place, may be shown. */
    public Line restingOn(List<Reach> reaches) {
        return new Line(entry, marks, reaches, withheld);
    }

    /** Whether what the entry says no longer stands. */
    public boolean struck() {
        return marks.stream().anyMatch(mark -> mark.kind().strikes());
    }

    /** When it was first said that it no longer stands; empty while it does. */
    public Optional<Instant> struckAt() {
        return marks.stream()
                .filter(mark -> mark.kind().strikes())
                .map(Said::known)
                .min(Instant::compareTo);
    }

    /** The line as this reader may see it [domain.md B-87]. */
    public Line forReader(Clearance clearance) {
        boolean shown =
                clearance.shows(new Reach(entry.sensitivity(), entry.agency()))
                        && restsOn.stream().allMatch(clearance::shows);
        return shown
                ? new Line(
                        entry,
                        marks.stream().map(mark -> mark.forReader(clearance)).toList(),
                        restsOn,
                        false)
                : new Line(
                        entry.withheld(), marks.stream().map(Said::silent).toList(), restsOn, true);
    }
}
