package org.wholepicture.chronology.web;

import jakarta.inject.Singleton;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;
import org.wholepicture.chronology.domain.Entry;
import org.wholepicture.chronology.domain.EntryType;
import org.wholepicture.chronology.domain.Line;
import org.wholepicture.chronology.domain.Partnership;
import org.wholepicture.chronology.domain.Significance;
import org.wholepicture.chronology.domain.Timeline;
import org.wholepicture.chronology.domain.export.ExportFormat;
import org.wholepicture.chronology.domain.export.ExportHead;
import org.wholepicture.chronology.domain.export.ExportWriter;
import org.wholepicture.chronology.domain.redaction.Withheld;

/**
 * A chronology on paper: what it is, what it does not know, then every entry, oldest first.
 * PDF/A-3a to be kept, PDF/UA-1 to be read by everybody [docs/adr/0011].
 */
@Singleton
class ExportPdf implements ExportWriter {

    private static final int BLACK = 0x0B0C0C;
    private static final int GREY = 0x484949;
    private static final int RED = 0x942514;
    private static final int GREEN = 0x00703C;
    private static final int BLUE = 0x1D70B8;

    private static final PdfPaper.Style TITLE = new PdfPaper.Style(22, true, BLACK, 0, 4, 0);
    private static final PdfPaper.Style HEADING = new PdfPaper.Style(14.5f, true, BLACK, 14, 4, 0);
    private static final PdfPaper.Style MONTH = new PdfPaper.Style(14.5f, true, BLACK, 16, 6, 0);
    private static final PdfPaper.Style ENTRY = new PdfPaper.Style(11, true, BLACK, 0, 1, 10);
    private static final PdfPaper.Style BODY = new PdfPaper.Style(10.5f, false, BLACK, 0, 3, 0);
    private static final PdfPaper.Style SAID = BODY.indented(10);
    private static final PdfPaper.Style QUIET = new PdfPaper.Style(9.5f, false, GREY, 0, 2.5f, 10);

    private static final List<String> HOW_TO_READ =
            List.of(
                    "Entries stand in the order in which things happened, oldest first. Each says who"
                            + " told it and how they know; an account is not a finding.",
                    "Silence from an agency does not mean that all is well.",
                    "Struck-through words were corrected or withdrawn later and no longer stand; why is"
                            + " said below them.",
                    "Of a restricted entry this file says only that there is one.",
                    "A character that cannot be printed is shown by its number, for example [U+202E]."
                            + " The file chronology.json inside of this document holds the same entries"
                            + " for programs.");

    private static final List<String> HOW_TO_READ_REDACTED =
            Stream.concat(
                            HOW_TO_READ.stream(),
                            Stream.of(
                                    "Where something is withheld it says so, and on what ground. It is"
                                            + " nowhere in this document, also not in the file inside"
                                            + " of it."))
                    .toList();

    @Override
    public ExportFormat format() {
        return ExportFormat.PDF;
    }

    @Override
    public void write(ExportHead head, Entries entries, Attachment json, OutputStream out)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            String title =
                    "Chronology of "
                            + People.name(head.first().child())
                            + ", "
                            + Days.of(head.made());
            document.setVersion(1.7f);
            // Two makings of the same file are the same file.
            document.setDocumentId(head.request().id().value().getMostSignificantBits());
            catalog(document, head, title);
            new Sheets(document, head).write(entries);
            attach(document, head, json);
            document.save(out);
        }
    }

    /** The document while it is written. */
    private static final class Sheets {

        private final ExportHead head;
        private final PdfTags tags;
        private final PdfPaper paper;
        private final PDDocumentOutline bookmarks = new PDDocumentOutline();
        private @Nullable YearMonth month;
        private PdfTags.Tag section;

        private Sheets(PDDocument document, ExportHead head) throws IOException {
            this.head = head;
            this.tags = new PdfTags(document);
            this.section = tags.document();
            this.paper =
                    new PdfPaper(
                            document,
                            tags,
                            new PdfFonts(document),
                            head.maker()
                                    + " · "
                                    + ExportWords.dayAndTime(head.made())
                                    + " · "
                                    + head.request().id().reference());
            document.getDocumentCatalog().setDocumentOutline(bookmarks);
            document.getDocumentCatalog().setPageMode(PageMode.USE_OUTLINES);
        }

        private void write(Entries entries) throws IOException {
            front();
            entries.forEach(
                    (lines, names) -> {
                        for (Line line : lines) {
                            entry(line, names);
                        }
                    });
            if (month == null) {
                section = tags.document().child("Sect");
                heading("Entries", MONTH);
                paper.text(
                        section.child("P"),
                        BODY,
                        false,
                        words("Nothing is known here for what was asked."));
            }
            paper.end(
                    "Reference "
                            + head.request().id().reference()
                            + ". Confidential: for "
                            + ExportWords.purpose(head.request().purpose()).toLowerCase(Locale.UK)
                            + ". Made by "
                            + head.maker()
                            + ".");
        }

        private void front() throws IOException {
            Timeline timeline = head.first();
            section = tags.document().child("Sect");
            bookmark("About this chronology");
            paper.text(
                    section.child("H1"),
                    TITLE,
                    false,
                    words("Chronology of " + People.name(timeline.child())));
            String born = People.born(timeline.child());
            if (!born.isEmpty()) {
                paper.text(section.child("P"), BODY, false, words(born));
            }
            paper.space(6);
            PdfTags.Tag table = section.child("Table");
            for (ExportWords.Said said : ExportWords.about(head)) {
                PdfTags.Tag row = table.child("TR");
                paper.rule();
                paper.pair(
                        row.child("TH").attribute("Table", "Scope", "Row"),
                        row.child("TD"),
                        BODY,
                        said.label(),
                        said.text());
            }
            paper.rule();
            section = tags.document().child("Sect");
            heading("What this chronology does not know", HEADING);
            if (head.leftOut() == null) {
                paper.text(
                        section.child("P"),
                        BODY,
                        false,
                        words(
                                "When each agency last told something that happened, counted from "
                                        + Days.of(timeline.today())
                                        + "."));
            }
            list(ExportWords.notKnown(head), BODY);
            section = tags.document().child("Sect");
            heading("How to read it", HEADING);
            list(head.leftOut() == null ? HOW_TO_READ : HOW_TO_READ_REDACTED, BODY);
        }

        private void heading(String text, PdfPaper.Style style) throws IOException {
            paper.need(70);
            bookmark(text);
            paper.text(section.child("H2"), style, false, words(text));
        }

        private void bookmark(String text) {
            PDPageXYZDestination destination = new PDPageXYZDestination();
            destination.setPage(paper.page());
            destination.setTop((int) paper.y());
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle(text);
            item.setDestination(destination);
            bookmarks.addLast(item);
        }

        private void entry(Line line, Timeline.Names names) throws IOException {
            Entry entry = line.entry();
            YearMonth happened = YearMonth.from(entry.happened().from().day());
            if (!happened.equals(month)) {
                month = happened;
                section = tags.document().child("Sect");
                heading(Days.of(happened), MONTH);
            }
            Withheld redacted = line.redacted();
            if (redacted != null && redacted.whole()) {
                gone(entry, redacted);
                return;
            }
            boolean struck = line.struck();
            paper.need(58);
            PDPage page = paper.page();
            float top = paper.y();
            paper.text(
                    section.child("H3"),
                    ENTRY,
                    false,
                    words(
                            Days.of(entry.happened())
                                    + ": "
                                    + Words.heading(entry)
                                    + (struck ? " (no longer stands)" : "")));
            said(QUIET, "", ExportWords.byline(entry, names), false);
            if (line.withheld()) {
                said(SAID, "", ExportWords.withheldWhy(line), false);
            }
            String childVoice = ExportWords.text(entry.narrative().childVoice());
            if (!childVoice.isEmpty()) {
                paper.text(
                        section.child("BlockQuote"),
                        SAID,
                        struck,
                        new PdfPaper.Piece("In the child’s own words: ", true),
                        new PdfPaper.Piece(childVoice, false));
            }
            for (ExportWords.Said said : ExportWords.words(line)) {
                said(SAID, said.label(), said.text(), struck);
            }
            if (!entry.claims().isEmpty()) {
                list(
                        entry.claims().stream().map(claim -> Words.claim(claim, names)).toList(),
                        SAID,
                        struck);
            }
            if (!line.withheld()) {
                for (String detail : Words.details(entry, names)) {
                    said(QUIET, "", detail, struck);
                }
            }
            for (Line.Said mark : line.marks()) {
                paper.text(
                        section.child("P"),
                        SAID,
                        false,
                        new PdfPaper.Piece(Words.mark(mark, entry, names), true));
            }
            said(QUIET, "", ExportWords.reached(entry), false);
            if (redacted != null) {
                said(SAID, "", ExportWords.redacted(redacted), false);
            }
            paper.bar(page, top, colour(line));
            paper.space(9);
        }

        /** An entry of which the file says only that it is withheld. */
        private void gone(Entry entry, Withheld redacted) throws IOException {
            paper.need(58);
            PDPage page = paper.page();
            float top = paper.y();
            paper.text(
                    section.child("H3"),
                    ENTRY,
                    false,
                    words(Days.of(entry.happened()) + ": Withheld"));
            said(SAID, "", ExportWords.redacted(redacted), false);
            paper.bar(page, top, 0x858686);
            paper.space(9);
        }

        private void said(PdfPaper.Style style, String label, String text, boolean struck)
                throws IOException {
            if (!text.isEmpty()) {
                paper.text(
                        section.child("P"),
                        style,
                        struck,
                        new PdfPaper.Piece(label, true),
                        new PdfPaper.Piece(text, false));
            }
        }

        private void list(List<String> items, PdfPaper.Style style) throws IOException {
            list(items, style, false);
        }

        private void list(List<String> items, PdfPaper.Style style, boolean struck)
                throws IOException {
            PdfTags.Tag list = section.child("L");
            for (String item : items) {
                paper.text(
                        list.child("LI").child("LBody"),
                        style.indented(8),
                        struck,
                        words("• " + item));
            }
        }

        private static PdfPaper.Piece words(String text) {
            return new PdfPaper.Piece(text, false);
        }

        /** The colour says nothing that words do not say as well. */
        private static int colour(Line line) {
            if (line.struck() || line.withheld()) {
                return 0x858686;
            }
            Significance significance = line.entry().significance();
            if (significance == null) {
                return line.entry().type() == EntryType.CONCERN
                                || line.entry().type() == EntryType.ALERT
                        ? RED
                        : BLUE;
            }
            return switch (significance.direction()) {
                case CONCERN -> RED;
                case POSITIVE -> GREEN;
            };
        }
    }

    private static void catalog(PDDocument document, ExportHead head, String title)
            throws IOException {
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setLanguage("en-GB");
        PDViewerPreferences shown = new PDViewerPreferences(new COSDictionary());
        shown.setDisplayDocTitle(true);
        catalog.setViewerPreferences(shown);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputCondition("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        catalog.addOutputIntent(intent);
        PDMetadata metadata = new PDMetadata(document);
        metadata.importXMPMetadata(
                PdfMetadata.of(
                                title,
                                head.maker() + ", " + head.agency(),
                                head.made().truncatedTo(ChronoUnit.SECONDS))
                        .getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    private static void attach(PDDocument document, ExportHead head, Attachment json)
            throws IOException {
        PDEmbeddedFile file = new PDEmbeddedFile(document);
        COSStream stream = file.getCOSObject();
        long[] size = {0};
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            json.write(
                    new OutputStream() {
                        @Override
                        public void write(int one) throws IOException {
                            out.write(one);
                            size[0]++;
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            out.write(bytes, offset, length);
                            size[0] += length;
                        }
                    });
        }
        file.setSubtype("application/json");
        file.setSize(Math.toIntExact(size[0]));
        file.setModDate(calendar(head.made()));
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile("chronology.json");
        specification.setFileUnicode("chronology.json");
        specification.setFileDescription("The same entries for programs");
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        specification
                .getCOSObject()
                .setItem(COSName.getPDFName("AFRelationship"), COSName.getPDFName("Data"));
        PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of("chronology.json", specification));
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(catalog);
        names.setEmbeddedFiles(files);
        catalog.setNames(names);
        COSArray associated = new COSArray();
        associated.add(specification);
        catalog.getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    private static Calendar calendar(Instant instant) {
        return GregorianCalendar.from(instant.atZone(Partnership.ZONE));
    }
}
