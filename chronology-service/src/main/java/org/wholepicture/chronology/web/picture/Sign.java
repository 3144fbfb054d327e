package org.wholepicture.chronology.web.picture;

/**
 * The signs of the picture. Each has a form of its own; the colour says nothing that the form does
 * not. Of several things in one place the first named here is drawn.
 */
public enum Sign {
    OWN_WORDS,
    OTHER_HARM,
    CONCERN,
    MISSED,
    NOT_WELL,
    FAMILY_SAYS,
    WELL,
    ALERT,
    DISSENT,
    RESTRICTED,
    OTHER;

    private static final String RED = "#942514";
    private static final String PURPLE = "#4c2c92";
    private static final String GREEN = "#005a30";
    private static final String BLUE = "#12436d";

    /** Draws it around a point, at most 18 wide and high. */
    void draw(Svg svg, double x, double y) {
        switch (this) {
            case OWN_WORDS -> svg.path(bubble(x, y), BLUE, BLUE, 1, "none");
            case OTHER_HARM ->
                    svg.path(diamond(x, y, 9), PURPLE, PURPLE, 1, "none")
                            .circle(x, y, 2.5, "#ffffff", "none", 0);
            case CONCERN -> svg.path(triangle(x, y, 9), RED, RED, 1, "none");
            case MISSED ->
                    svg.circle(x, y, 8, "#ffffff", RED, 2)
                            .line(x - 4, y - 4, x + 4, y + 4, RED, 2)
                            .line(x - 4, y + 4, x + 4, y - 4, RED, 2);
            case NOT_WELL ->
                    svg.circle(x, y, 8, RED, RED, 1).line(x - 5, y, x + 5, y, "#ffffff", 2.5);
            case FAMILY_SAYS ->
                    svg.ring(x, y, 8, "#ffffff", Svg.INK, 1.8, "3 2")
                            .text(x, y + 10, "“", 20, Svg.INK, "middle", "bold");
            case WELL ->
                    svg.circle(x, y, 8, GREEN, GREEN, 1)
                            .line(x - 5, y, x + 5, y, "#ffffff", 2.5)
                            .line(x, y - 5, x, y + 5, "#ffffff", 2.5);
            case ALERT ->
                    svg.rect(x - 8, y - 8, 16, 16, "#ffdd00", Svg.INK, 1.5)
                            .text(x, y + 6, "!", 16, Svg.INK, "middle", "bold");
            case DISSENT ->
                    svg.rect(x - 8, y - 8, 16, 16, "#ffffff", Svg.INK, 1.5)
                            .text(x, y + 6, "≠", 16, Svg.INK, "middle", "bold");
            case RESTRICTED ->
                    svg.rect(x - 7, y - 2, 14, 10, Svg.GREY, Svg.GREY, 1)
                            .path(
                                    "M%s %s v-3 a4 4 0 0 1 8 0 v3"
                                            .formatted(Svg.number(x - 4), Svg.number(y - 2)),
                                    "none",
                                    Svg.GREY,
                                    2,
                                    "none");
            case OTHER -> svg.circle(x, y, 4, Svg.GREY, Svg.GREY, 1);
        }
    }

    private static String triangle(double x, double y, double size) {
        return "M%s %s L%s %s L%s %s Z"
                .formatted(
                        Svg.number(x),
                        Svg.number(y - size),
                        Svg.number(x + size),
                        Svg.number(y + size - 1),
                        Svg.number(x - size),
                        Svg.number(y + size - 1));
    }

    private static String diamond(double x, double y, double size) {
        return "M%s %s L%s %s L%s %s L%s %s Z"
                .formatted(
                        Svg.number(x),
                        Svg.number(y - size),
                        Svg.number(x + size),
                        Svg.number(y),
                        Svg.number(x),
                        Svg.number(y + size),
                        Svg.number(x - size),
                        Svg.number(y));
    }

    private static String bubble(double x, double y) {
        return "M%s %s h18 v12 h-9 l-5 5 v-5 h-4 Z".formatted(Svg.number(x - 9), Svg.number(y - 8));
    }
}
