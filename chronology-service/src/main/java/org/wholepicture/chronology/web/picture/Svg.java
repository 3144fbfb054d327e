package org.wholepicture.chronology.web.picture;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes SVG. Every text is escaped, and what is not seen and turns or hides other characters is
 * left out of it, as in the pages.
 */
final class Svg {

    static final String INK = "#0b0c0c";
    static final String GREY = "#505a5f";
    static final String LINE = "#b1b4b6";
    static final String PALE = "#f3f2f1";
    static final String FONT = "arial, sans-serif";

    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF"
                            + "\\uFFFE\\uFFFF\\x00-\\x1F\\x7F-\\x9F]");

    private final StringBuilder out = new StringBuilder();

    /** Begins a picture; {@link #end} ends it. Its title and description are read out instead. */
    static Svg begin(String id, String title, String description, double width, double height) {
        Svg svg = new Svg();
        svg.out
                .append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"wp-picture__svg\"")
                .append(" aria-labelledby=\"%s-title %s-desc\"".formatted(id, id))
                .append(" viewBox=\"0 0 %s %s\"".formatted(number(width), number(height)))
                .append(" width=\"%s\" height=\"%s\"".formatted(number(width), number(height)))
                .append(" font-family=\"")
                .append(FONT)
                .append("\">");
        svg.out.append("<title id=\"%s-title\">".formatted(id)).append(escaped(title));
        svg.out.append("</title><desc id=\"%s-desc\">".formatted(id)).append(escaped(description));
        svg.out.append("</desc>");
        return svg.rect(0, 0, width, height, "#ffffff", "none", 0);
    }

    String end() {
        return out.append("</svg>").toString();
    }

    Svg rect(
            double x,
            double y,
            double width,
            double height,
            String fill,
            String stroke,
            double strokeWidth) {
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>"
                        .formatted(
                                number(x),
                                number(y),
                                number(Math.max(0, width)),
                                number(Math.max(0, height)),
                                fill,
                                stroke,
                                number(strokeWidth)));
        return this;
    }

    Svg frame(double x, double y, double width, double height, double round, String dashes) {
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>"
                        .formatted(
                                number(x),
                                number(y),
                                number(width),
                                number(height),
                                number(round),
                                INK,
                                dashes));
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
        return dashed(x1, y1, x2, y2, stroke, width, "none");
    }

    Svg dashed(
            double x1,
            double y1,
            double x2,
            double y2,
            String stroke,
            double width,
            String dashes) {
        out.append(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%s\"/>"
                        .formatted(
                                number(x1),
                                number(y1),
                                number(x2),
                                number(y2),
                                stroke,
                                number(width),
                                dashes));
        return this;
    }

    Svg circle(double x, double y, double radius, String fill, String stroke, double width) {
        return ring(x, y, radius, fill, stroke, width, "none");
    }

    Svg ring(
            double x,
            double y,
            double radius,
            String fill,
            String stroke,
            double width,
            String dashes) {
        out.append(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%s\"/>"
                        .formatted(
                                number(x),
                                number(y),
                                number(radius),
                                fill,
                                stroke,
                                number(width),
                                dashes));
        return this;
    }

    Svg path(String d, String fill, String stroke, double width, String dashes) {
        out.append(
                "<path d=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"%s\" stroke-dasharray=\"%s\" stroke-linejoin=\"round\"/>"
                        .formatted(d, fill, stroke, number(width), dashes));
        return this;
    }

    /** A text whose baseline begins at the point. */
    Svg text(double x, double y, String text, double size, String fill) {
        return text(x, y, text, size, fill, "start", "normal");
    }

    /**
     * A text at a point.
     *
     * @param anchor start, middle or end
     * @param weight normal or bold
     */
    Svg text(
            double x,
            double y,
            String text,
            double size,
            String fill,
            String anchor,
            String weight) {
        out.append(
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>"
                        .formatted(
                                number(x),
                                number(y),
                                number(size),
                                fill,
                                anchor,
                                weight,
                                escaped(text)));
        return this;
    }

    /** A number without needless digits; the same on every machine. */
    static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? String.valueOf((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    static String escaped(String text) {
        return UNSEEN.matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
