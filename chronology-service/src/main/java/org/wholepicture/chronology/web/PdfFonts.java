package org.wholepicture.chronology.web;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The fonts of one document, and which of them can show a character. What none can show stands as
 * its number, and so does what is not seen and turns or hides other characters: nothing in a file
 * for court may be lost or disguised [assurance.md abuse case 21].
 */
final class PdfFonts {

    private static final String LIBERATION = "/liberation/LiberationSans-";
    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/DejaVuSans";

    /** What joins or varies its neighbours and is nothing by itself. */
    private static final Pattern SILENT = Pattern.compile("[\\u200C\\u200D\\uFE00-\\uFE0F\\u00AD]");

    private final PDDocument document;
    private final Map<Face, Font> fonts = new EnumMap<>(Face.class);

    private enum Face {
        REGULAR(LIBERATION + "Regular.ttf"),
        BOLD(LIBERATION + "Bold.ttf"),
        MORE(DEJAVU + ".ttf"),
        MORE_BOLD(DEJAVU + "-Bold.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    /** A font in the document, its table of characters, and the widths that were asked for. */
    private record Font(PDType0Font font, CmapLookup characters, Map<Integer, Float> widths) {}

    /**
     * A piece of text in one font, ready to be shown.
     *
     * @param width in thousandths of the font size
     */
    record Run(PDType0Font font, String text, float width) {}

    PdfFonts(PDDocument document) {
        this.document = document;
    }

    /**
     * The text as it can be shown, in the order in which it is read: one character may become the
     * several of its number.
     */
    String shown(String text, boolean bold) {
        StringBuilder shown = new StringBuilder();
        SILENT.matcher(text)
                .replaceAll("")
                .codePoints()
                .forEach(
                        character -> {
                            if (character == '\t' || character == '\u00A0') {
                                shown.append(' ');
                            } else if (character == '\n') {
                                shown.append('\n');
                            } else if (character != '\r') {
                                append(shown, character, bold);
                            }
                        });
        return shown.toString();
    }

    private void append(StringBuilder shown, int character, boolean bold) {
        if (!isControl(character)
                && (has(base(bold), character)
                        || has(more(bold), character)
                        || has(Face.MORE, character))) {
            shown.appendCodePoint(character);
        } else {
            shown.append(String.format(Locale.ROOT, "[U+%04X]", character));
        }
    }

    private static boolean isControl(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether a text has to be turned before it is set. */
    static boolean runsRightToLeft(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    /** A line in the order in which it is seen, its letters joined. */
    static String turned(String line) {
        try {
            String joined = new ArabicShaping(ArabicShaping.LETTERS_SHAPE).shape(line);
            return new Bidi(joined, Bidi.LEVEL_DEFAULT_LTR)
                    .writeReordered(Bidi.DO_MIRRORING | Bidi.KEEP_BASE_COMBINING);
        } catch (ArabicShapingException e) {
            throw new IllegalStateException("letters that cannot be joined", e);
        }
    }

    /** Pieces of one font each. */
    List<Run> runs(String text, boolean bold) {
        List<Run> runs = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        Font present = font(base(bold));
        float width = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            Font font = fontOf(character, bold);
            if (font != present) {
                if (!piece.isEmpty()) {
                    runs.add(new Run(present.font(), piece.toString(), width));
                }
                piece.setLength(0);
                width = 0;
                present = font;
            }
            piece.appendCodePoint(character);
            width += width(font, character);
            at += Character.charCount(character);
        }
        if (!piece.isEmpty()) {
            runs.add(new Run(present.font(), piece.toString(), width));
        }
        return runs;
    }

    /** In thousandths of the font size. */
    float width(String text, boolean bold) {
        float width = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            width += width(fontOf(character, bold), character);
            at += Character.charCount(character);
        }
        return width;
    }

    private Font fontOf(int character, boolean bold) {
        if (has(base(bold), character)) {
            return font(base(bold));
        }
        return font(has(more(bold), character) ? more(bold) : Face.MORE);
    }

    private static float width(Font font, int character) {
        return font.widths()
                .computeIfAbsent(
                        character,
                        _ -> {
                            try {
                                return font.font().getStringWidth(Character.toString(character));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static Face base(boolean bold) {
        return bold ? Face.BOLD : Face.REGULAR;
    }

    private static Face more(boolean bold) {
        return bold ? Face.MORE_BOLD : Face.MORE;
    }

    private boolean has(Face face, int character) {
        return font(face).characters().getGlyphId(character) != 0;
    }

    /** Read when first needed: most documents need two of them. */
    private Font font(Face face) {
        return fonts.computeIfAbsent(face, this::read);
    }

    private Font read(Face face) {
        try (InputStream in = PdfFonts.class.getResourceAsStream(face.file)) {
            if (in == null) {
                throw new IllegalStateException("the font is missing: " + face.file);
            }
            TrueTypeFont font =
                    new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()));
            // Looking for ligatures took nearly all of the time, and one stands for several
            // characters.
            font.setEnableGsub(false);
            return new Font(
                    PDType0Font.load(document, font, true),
                    font.getUnicodeCmapLookup(),
                    new HashMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
