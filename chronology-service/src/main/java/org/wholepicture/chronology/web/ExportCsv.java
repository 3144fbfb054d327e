package org.wholepicture.chronology.web;

import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Moment;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportWriter;
import org.wholepicture.chronology.domain.redaction.Withheld;

/**
 * A chronology for spreadsheets: RFC 4180, UTF-8, one header. Rows whose part is ABOUT say what the
 * file is, then COVERAGE what it does not know, then ENTRY the entries, oldest first. A text that a
 * spreadsheet would take for a formula has an apostrophe before it.
 */
@Singleton
class ExportCsv implements ExportWriter {

    private static final List<String> COLUMNS =
            List.of(
                    "part",
                    "happened_from",
                    "happened_to",
                    "precision",
                    "heading",
                    "agency",
                    "said_by",
                    "child_voice",
                    "text",
                    "claims",
                    "details",
                    "later",
                    "known",
                    "no_longer_stands",
                    "restricted",
                    "event");

    private static final String STARTS_FORMULA = "=+-@\t\r\n|%＝＋－＠";

    @Override
    public ExportFormat format() {
        return ExportFormat.CSV;
    }

    @Override
    public void write(ExportHead head, Entries entries, Attachment json, OutputStream out)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        row(writer, COLUMNS.stream());
        about(writer, "ABOUT", "Chronology of", People.name(head.first().child()));
        about(writer, "ABOUT", "Child", People.born(head.first().child()));
        for (ExportWords.Said said : ExportWords.about(head)) {
            about(writer, "ABOUT", said.label(), said.text());
        }
        for (String note : ExportWords.notKnown(head)) {
            about(writer, "COVERAGE", "What this chronology does not know", note);
        }
        entries.forEach(
                (lines, names) -> {
                    for (Line line : lines) {
                        row(writer, entry(line, names));
                    }
                });
        writer.flush();
    }

    private static void about(Writer writer, String part, String label, String text)
            throws IOException {
        row(
                writer,
                Stream.of(part, "", "", "", label, "", "", "", text, "", "", "", "", "", "", ""));
    }

    private static Stream<String> entry(Line line, Timeline.Names names) {
        Entry entry = line.entry();
        Withheld redacted = line.redacted();
        if (redacted != null && redacted.whole()) {
            // Neither what it was, nor from whom, nor an id by which it could be asked for.
            return Stream.of(
                    "ENTRY",
                    entry.happened().from().toString(),
                    "",
                    entry.happened().precision().name(),
                    "Withheld",
                    "",
                    "",
                    "",
                    ExportWords.redacted(redacted),
                    "",
                    "",
                    "",
                    "",
                    "",
                    "yes",
                    "");
        }
        Moment to = entry.happened().to();
        return Stream.of(
                "ENTRY",
                entry.happened().from().toString(),
                to == null ? "" : to.toString(),
                entry.happened().precision().name(),
                Words.heading(entry),
                entry.agency() == null ? "" : names.of(entry.agency()),
                ExportWords.byline(entry, names),
                ExportWords.text(entry.narrative().childVoice()),
                line.withheld()
                        ? ExportWords.withheldWhy(line)
                        : Stream.concat(
                                        ExportWords.words(line).stream()
                                                .map(said -> said.label() + said.text()),
                                        redacted == null
                                                ? Stream.of()
                                                : Stream.of(ExportWords.redacted(redacted)))
                                .collect(Collectors.joining("\n")),
                entry.claims().stream()
                        .map(claim -> Words.claim(claim, names))
                        .collect(Collectors.joining("\n")),
                line.withheld() ? "" : String.join("\n", Words.details(entry, names)),
                line.marks().stream()
                        .map(mark -> Words.mark(mark, entry, names))
                        .collect(Collectors.joining("\n")),
                entry.known().toString(),
                line.struck() ? "yes" : "no",
                line.withheld() ? "yes" : "no",
                entry.id().toString());
    }

    private static void row(Writer writer, Stream<String> cells) throws IOException {
        writer.write(cells.map(ExportCsv::cell).collect(Collectors.joining(",")));
        writer.write("\r\n");
    }

    /** One cell: inert, and quoted where it has to be. */
    static String cell(String text) {
        String inert =
                !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = inert.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0);
        return quoted ? "\"" + inert.replace("\"", "\"\"") + "\"" : inert;
    }
}
