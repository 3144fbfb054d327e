package org.wholepicture.chronology.web;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.util.Matrix;

/**
 * A4 sheets that are written on from top to bottom; text flows over to the next. Each sheet has a
 * watermark under the text and, at the end, a foot with its number. Lengths in points.
 */
final class PdfPaper {

    private static final PDRectangle A4 = PDRectangle.A4;
    private static final float LEFT = 57;
    private static final float RIGHT = A4.getWidth() - 57;
    private static final float TOP = A4.getHeight() - 57;
    private static final float BOTTOM = 74;
    private static final float FOOT = 44;
    private static final float FOOT_SIZE = 8.5f;
    private static final float LEADING = 1.32f;
    private static final Color BLACK = Color.BLACK;
    private static final Color WATERMARK = new Color(0xE4E4E4);

    /** How a text looks. */
    record Style(float size, boolean bold, int rgb, float before, float after, float indent) {

        Style indented(float more) {
            return new Style(size, bold, rgb, before, after, indent + more);
        }
    }

    /** A text inside of a line. */
    record Piece(String text, boolean bold) {}

    /** One line: the words of it, each with its place. */
    private record Word(String text, boolean bold, float width, float gap) {}

    private record Row(List<Word> words) {

        String text() {
            StringBuilder text = new StringBuilder();
            words.forEach(word -> text.append(word.gap() > 0 ? " " : "").append(word.text()));
            return text.toString();
        }
    }

    private final PDDocument document;
    private final PdfTags tags;
    private final PdfFonts fonts;
    private final String watermark;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPage page;
    private PDPageContentStream content;
    private float y;

    PdfPaper(PDDocument document, PdfTags tags, PdfFonts fonts, String watermark)
            throws IOException {
        this.document = document;
        this.tags = tags;
        this.fonts = fonts;
        this.watermark = fonts.shown(watermark, false);
        page = new PDPage(A4);
        content = begin(page);
    }

    /** The sheet that is written on. */
    PDPage page() {
        return page;
    }

    /** How far up the sheet the next line stands. */
    float y() {
        return y;
    }

    /** Goes on with the next sheet unless this much room is left. */
    void need(float room) throws IOException {
        if (y - room < BOTTOM) {
            turn();
        }
    }

    /** Room between two things; none at the top of a sheet. */
    void space(float room) {
        if (y < TOP) {
            y -= room;
        }
    }

    /** Sets a text over the whole width. */
    void text(PdfTags.Tag tag, Style style, boolean struck, Piece... pieces) throws IOException {
        text(tag, style, struck, LEFT + style.indent(), RIGHT, pieces);
    }

    /** Two columns beside each other, the first narrow. */
    void pair(PdfTags.Tag left, PdfTags.Tag right, Style style, String name, String value)
            throws IOException {
        float column = LEFT + 130;
        float size = style.size() * LEADING;
        List<Row> names = rows(style, column - LEFT - 8, new Piece(name, true));
        List<Row> values = rows(style, RIGHT - column, new Piece(value, false));
        need(Math.min(Math.max(names.size(), values.size()), 8) * size + style.before());
        space(style.before());
        float top = y;
        rows(left, style, false, LEFT, names);
        float afterName = y;
        PDPage began = page;
        y = top;
        rows(right, style, false, column, values);
        y = page == began ? Math.min(y, afterName) : y;
        space(style.after());
    }

    /** A thin line across, which means nothing. */
    void rule() throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setStrokingColor(new Color(0xB1B4B6));
        content.setLineWidth(0.75f);
        content.moveTo(LEFT, y - 3);
        content.lineTo(RIGHT, y - 3);
        content.stroke();
        content.endMarkedContent();
        y -= 6;
    }

    /** A bar at the left margin beside what was set since a place on this sheet. */
    void bar(PDPage from, float top, int rgb) throws IOException {
        float begin = from == page ? top : TOP;
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setNonStrokingColor(new Color(rgb));
        content.addRect(LEFT, y, 2.5f, begin - y);
        content.fill();
        content.endMarkedContent();
    }

    private void text(
            PdfTags.Tag tag, Style style, boolean struck, float left, float right, Piece... pieces)
            throws IOException {
        List<Row> rows = rows(style, right - left, pieces);
        if (rows.isEmpty()) {
            return;
        }
        space(style.before());
        rows(tag, style, struck, left, rows);
        space(style.after());
    }

    /** As many rows as fit are one marked content; the rest is another on the next sheet. */
    private void rows(PdfTags.Tag tag, Style style, boolean struck, float left, List<Row> rows)
            throws IOException {
        float height = style.size() * LEADING;
        int next = 0;
        while (next < rows.size()) {
            int fits = (int) Math.floor((y - BOTTOM) / height);
            if (fits < 1) {
                turn();
                continue;
            }
            List<Row> here = rows.subList(next, Math.min(rows.size(), next + fits));
            next += here.size();
            mark(tag, here);
            for (Row row : here) {
                y -= height;
                row(row, style, struck, left, y + height - style.size());
            }
            content.endMarkedContent();
        }
    }

    private void mark(PdfTags.Tag tag, List<Row> rows) throws IOException {
        int number = tags.mark(tag, page);
        boolean turned =
                rows.stream()
                        .flatMap(row -> row.words().stream())
                        .anyMatch(word -> PdfFonts.runsRightToLeft(word.text()));
        if (!turned) {
            content.beginMarkedContent(tag.type(), number);
            return;
        }
        // Turned and joined letters are read out and copied as they were written.
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, number);
        properties.setString(
                COSName.ACTUAL_TEXT, String.join(" ", rows.stream().map(Row::text).toList()));
        content.beginMarkedContent(tag.type(), PDPropertyList.create(properties));
    }

    private void row(Row row, Style style, boolean struck, float left, float base)
            throws IOException {
        List<PdfFonts.Run> runs = new ArrayList<>();
        for (Word word : ordered(row)) {
            String text = (word.gap() > 0 ? " " : "") + word.text();
            runs.addAll(fonts.runs(text, word.bold()));
        }
        float width = 0;
        content.setNonStrokingColor(new Color(style.rgb()));
        content.beginText();
        content.newLineAtOffset(left, base);
        for (PdfFonts.Run run : runs) {
            content.setFont(run.font(), style.size());
            content.showText(run.text());
            width += run.width() * style.size() / 1000;
        }
        content.endText();
        if (struck) {
            content.setStrokingColor(new Color(style.rgb()));
            content.setLineWidth(0.8f);
            content.moveTo(left, base + style.size() * 0.3f);
            content.lineTo(left + width, base + style.size() * 0.3f);
            content.stroke();
        }
    }

    /** Neighbours that look alike as one text, turned where it runs the other way. */
    private static List<Word> ordered(Row row) {
        List<Word> ordered = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        float gap = 0;
        for (int i = 0; i < row.words().size(); i++) {
            Word word = row.words().get(i);
            if (text.isEmpty()) {
                gap = word.gap();
                text.append(word.text());
            } else {
                text.append(word.gap() > 0 ? " " : "").append(word.text());
            }
            boolean last = i + 1 == row.words().size();
            if (last || row.words().get(i + 1).bold() != word.bold()) {
                String whole = text.toString();
                ordered.add(
                        new Word(
                                PdfFonts.runsRightToLeft(whole) ? PdfFonts.turned(whole) : whole,
                                word.bold(),
                                0,
                                gap));
                text.setLength(0);
            }
        }
        return ordered;
    }

    private List<Row> rows(Style style, float width, Piece... pieces) {
        List<Row> rows = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        float used = 0;
        float most = width * 1000 / style.size();
        boolean spaced = false;
        for (Piece piece : pieces) {
            boolean bold = piece.bold() || style.bold();
            float space = fonts.width(" ", bold);
            String shown = fonts.shown(piece.text(), bold);
            for (String token : shown.split("(?<=[ \n])|(?=[ \n])")) {
                if (token.equals("\n")) {
                    rows.add(new Row(List.copyOf(words)));
                    words.clear();
                    used = 0;
                    spaced = false;
                } else if (token.isBlank()) {
                    spaced = true;
                } else {
                    for (String part : parts(token, bold, most)) {
                        float wide = fonts.width(part, bold);
                        float gap = spaced && !words.isEmpty() ? space : 0;
                        if (!words.isEmpty() && used + gap + wide > most) {
                            rows.add(new Row(List.copyOf(words)));
                            words.clear();
                            used = 0;
                            gap = 0;
                        }
                        words.add(new Word(part, bold, wide, gap));
                        used += gap + wide;
                        spaced = false;
                    }
                }
            }
        }
        if (!words.isEmpty()) {
            rows.add(new Row(List.copyOf(words)));
        }
        return rows;
    }

    /** A word that is longer than a line, cut. */
    private List<String> parts(String token, boolean bold, float most) {
        if (fonts.width(token, bold) <= most) {
            return List.of(token);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        float used = 0;
        for (int at = 0; at < token.length(); ) {
            String character = Character.toString(token.codePointAt(at));
            float wide = fonts.width(character, bold);
            if (!part.isEmpty() && used + wide > most) {
                parts.add(part.toString());
                part.setLength(0);
                used = 0;
            }
            part.append(character);
            used += wide;
            at += character.length();
        }
        parts.add(part.toString());
        return parts;
    }

    private void turn() throws IOException {
        content.close();
        page = new PDPage(A4);
        content = begin(page);
    }

    private PDPageContentStream begin(PDPage fresh) throws IOException {
        document.addPage(fresh);
        pages.add(fresh);
        tags.begin(fresh);
        y = TOP;
        PDPageContentStream stream =
                new PDPageContentStream(
                        document, fresh, PDPageContentStream.AppendMode.OVERWRITE, true);
        stream.beginMarkedContent(COSName.ARTIFACT);
        stream.setNonStrokingColor(WATERMARK);
        float size = 17;
        List<PdfFonts.Run> runs = fonts.runs(watermark, true);
        float width = 0;
        for (PdfFonts.Run run : runs) {
            width += run.width() * size / 1000;
        }
        for (float height : new float[] {0.24f, 0.5f, 0.76f}) {
            double angle = Math.toRadians(35);
            float x = A4.getWidth() / 2 - (float) (Math.cos(angle) * width / 2);
            float up = A4.getHeight() * height - (float) (Math.sin(angle) * width / 2);
            stream.beginText();
            stream.setTextMatrix(Matrix.getRotateInstance(angle, x, up));
            for (PdfFonts.Run run : runs) {
                stream.setFont(run.font(), size);
                stream.showText(run.text());
            }
            stream.endText();
        }
        stream.endMarkedContent();
        return stream;
    }

    /** Writes the foot of every sheet: only now it is known how many there are. */
    void end(String foot) throws IOException {
        content.close();
        String shown = cut(fonts.shown(foot, false));
        for (int i = 0; i < pages.size(); i++) {
            String number = "Page " + (i + 1) + " of " + pages.size();
            try (PDPageContentStream stream =
                    new PDPageContentStream(
                            document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true)) {
                stream.beginMarkedContent(COSName.ARTIFACT);
                stream.setNonStrokingColor(BLACK);
                line(stream, shown, LEFT);
                line(stream, number, RIGHT - fonts.width(number, false) * FOOT_SIZE / 1000);
                stream.endMarkedContent();
            }
        }
        tags.end();
    }

    /** Leaves room for the number of the page. */
    private String cut(String foot) {
        String cut = foot;
        while (fonts.width(cut, false) * FOOT_SIZE / 1000 > RIGHT - LEFT - 80) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private void line(PDPageContentStream stream, String text, float x) throws IOException {
        stream.beginText();
        stream.newLineAtOffset(x, FOOT);
        for (PdfFonts.Run run : fonts.runs(text, false)) {
            stream.setFont(run.font(), FOOT_SIZE);
            stream.showText(run.text());
        }
        stream.endText();
    }
}
