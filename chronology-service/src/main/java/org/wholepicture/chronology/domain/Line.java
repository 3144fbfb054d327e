package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Withheld;

/**
 * An entry as a reader sees it: with what was said of it later, and without the content where that
 * is not for them.
 *
 * @param marks in the order in which they became known
 * @param restsOn how far the facts under an alert may be shown, as it tells what they tell, and how
 *     far the versions that took the entry's place
 * @param withheld true where only its existence is shown
 * @param redacted what a redacted file says of what it leaves out; null for everything else
 */
public record Line(
        Entry entry,
        List<Said> marks,
        List<Reach> restsOn,
        boolean withheld,
        @Nullable Withheld redacted) {

    /** A line of which nothing is redacted. */
    public Line(Entry entry, List<Said> marks, List<Reach> restsOn, boolean withheld) {
        this(entry, marks, restsOn, withheld, null);
    }

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

    /**
     * The line as it stands in a redacted file.
     *
     * @param what is withheld of it; null for nothing
     * @param silenced of which marks the words are withheld
     */
    public Line without(@Nullable Withheld what, Predicate<Said> silenced) {
        if (what == null) {
            return marks.stream().noneMatch(silenced) ? this : spoken(entry, silenced, null);
        }
        return what.whole()
                ? new Line(entry.gone(), List.of(), List.of(), true, what)
                : spoken(
                        entry.without(what.parts()),
                        mark -> silenced.test(mark) || what.parts().contains(Part.REASONS),
                        what);
    }

    private Line spoken(Entry left, Predicate<Said> silenced, @Nullable Withheld what) {
        return new Line(
                left,
                marks.stream().map(mark -> silenced.test(mark) ? mark.silent() : mark).toList(),
                restsOn,
                withheld,
                what);
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
