package org.wholepicture.chronology.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.application.RedactTimeline;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Narrative;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.redaction.Ground;
import org.wholepicture.chronology.domain.redaction.Part;
import org.wholepicture.chronology.domain.redaction.Place;
import org.wholepicture.chronology.domain.redaction.Redaction;
import org.wholepicture.chronology.domain.redaction.Suggestions;
import org.wholepicture.chronology.domain.redaction.Withheld;

/**
 * A redaction in words.
 *
 * @param editable whether the reader changes what is withheld
 * @param toDecide whether the reader agrees or sends back
 * @param approved whether files can be made
 * @param next address of the next page; empty on the last
 */
record RedactionShown(
        String person,
        String id,
        String child,
        String received,
        String reason,
        String preparedBy,
        String state,
        String note,
        String counted,
        boolean editable,
        boolean toDecide,
        boolean approved,
        List<String> faults,
        List<RowShown> rows,
        String next) {

    /** One entry. */
    record RowShown(
            String event,
            String heading,
            String byline,
            List<Text> texts,
            String withheld,
            boolean whole,
            String suggested,
            boolean fixed) {

        /** Leaves everything out. */
        @Override
        public String toString() {
            return "RowShown[" + event + "]";
        }
    }

    /** What an entry says, and whether that is withheld. */
    record Text(String label, String text, boolean withheld) {

        /** Leaves everything out. */
        @Override
        public String toString() {
            return "Text[...]";
        }
    }

    /** A choice of the form for one entry. */
    record Choice(String value, String text, String hint, boolean selected) {

        /** Leaves everything out: the hint quotes the entry. */
        @Override
        public String toString() {
            return "Choice[" + value + "]";
        }
    }

    static RedactionShown of(RedactTimeline.Seen seen, List<String> faults) {
        Redaction redaction = seen.redaction();
        Timeline.Names names = seen.names();
        return new RedactionShown(
                redaction.person().toString(),
                redaction.id().toString(),
                People.name(seen.child()),
                Days.of(redaction.received()),
                redaction.reason(),
                names.of(redaction.preparedBy()),
                state(redaction, names),
                redaction.state() instanceof Redaction.SentBack back ? back.note() : "",
                "%,d entries: all of %,d withheld, a part of %,d others"
                        .formatted(
                                seen.counted().entries(),
                                seen.counted().whole(),
                                seen.counted().inPart()),
                redaction.open() && seen.mine(),
                redaction.state() instanceof Redaction.Proposed && !seen.mine(),
                redaction.state() instanceof Redaction.Approved,
                faults,
                seen.rows().stream().map(row -> row(row, names)).toList(),
                seen.next() == null ? "" : "?cursor=" + seen.next());
    }

    static String state(Redaction redaction, Timeline.Names names) {
        return switch (redaction.state()) {
            case Redaction.Preparing _ -> "Being prepared";
            case Redaction.Proposed proposed ->
                    "Proposed on " + Days.at(proposed.at()) + "; somebody else has to agree";
            case Redaction.SentBack back ->
                    "Sent back by " + names.of(back.by()) + " on " + Days.at(back.at());
            case Redaction.Approved approved ->
                    "Agreed by " + names.of(approved.by()) + " on " + Days.at(approved.at());
        };
    }

    private static RowShown row(RedactTimeline.Row row, Timeline.Names names) {
        Entry entry = row.line().entry();
        Withheld withheld = row.withheld();
        boolean whole = withheld != null && withheld.whole();
        return new RowShown(
                entry.id().toString(),
                Days.of(entry.happened())
                        + ": "
                        + Words.heading(entry)
                        + (row.line().struck() ? " (no longer stands)" : ""),
                ExportWords.byline(entry, names),
                texts(entry, names, withheld),
                withheld == null ? "" : ExportWords.redacted(withheld),
                whole,
                suggested(row),
                row.line().withheld());
    }

    /** Only what was suggested and is not withheld has to be looked at twice. */
    private static String suggested(RedactTimeline.Row row) {
        Place suggested = row.suggested();
        Withheld withheld = row.withheld();
        if (suggested == null
                || withheld != null
                        && (withheld.whole() || withheld.parts().containsAll(suggested.parts()))) {
            return "";
        }
        return "Suggested and not withheld: "
                + ExportWords.redacted(new Withheld(suggested.ground(), suggested.parts()))
                        .substring("Withheld: ".length());
    }

    private static List<Text> texts(
            Entry entry, Timeline.Names names, @Nullable Withheld withheld) {
        List<Text> texts = new ArrayList<>();
        Narrative words = entry.narrative();
        add(texts, Part.CHILD_VOICE, words.childVoice(), withheld);
        add(texts, Part.SUMMARY, words.summary(), withheld);
        add(texts, Part.ACTION, words.action(), withheld);
        add(texts, Part.OUTCOME, words.outcomeNote(), withheld);
        add(texts, Part.REASONS, words.reasons(), withheld);
        add(texts, Part.REASONS, words.reason(), withheld);
        add(texts, Part.NAME, words.memberName(), withheld);
        entry.claims()
                .forEach(claim -> add(texts, Part.CLAIMS, Words.claim(claim, names), withheld));
        Words.details(entry, names).forEach(one -> add(texts, Part.DETAILS, one, withheld));
        return texts;
    }

    private static void add(
            List<Text> texts, Part part, @Nullable String text, @Nullable Withheld withheld) {
        if (text != null && !text.isEmpty()) {
            texts.add(
                    new Text(
                            label(part),
                            text,
                            withheld != null
                                    && (withheld.whole() || withheld.parts().contains(part))));
        }
    }

    private static String label(Part part) {
        String text = ExportWords.part(part);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The parts that the entry has, for its form. */
    static List<Choice> parts(RedactTimeline.Row row) {
        Entry entry = row.line().entry();
        Place chosen = row.chosen();
        return Stream.of(Part.values())
                .filter(part -> Suggestions.has(entry, part))
                .map(
                        part ->
                                new Choice(
                                        part.name(),
                                        label(part),
                                        "",
                                        chosen != null && chosen.parts().contains(part)))
                .toList();
    }

    /** The grounds, for the form of an entry. */
    static List<Choice> grounds(RedactTimeline.Row row) {
        Place chosen = row.chosen() == null ? row.suggested() : row.chosen();
        return Stream.of(Ground.values())
                .map(
                        ground ->
                                new Choice(
                                        ground.name(),
                                        ExportWords.ground(ground),
                                        "",
                                        chosen != null && chosen.ground() == ground))
                .toList();
    }

    /** Ids alone: the rest is personal data. */
    @Override
    public String toString() {
        return "RedactionShown[" + id + "]";
    }
}
