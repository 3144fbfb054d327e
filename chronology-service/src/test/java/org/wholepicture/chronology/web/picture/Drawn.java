package org.wholepicture.chronology.web.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A picture as it was drawn, to be looked at by tests, and by people in {@code target/pictures}.
 */
final class Drawn {

    private final Document document;

    private Drawn(Document document) {
        this.document = document;
    }

    /** Reads it, which fails where it is no XML, and keeps it to be looked at. */
    static Drawn of(String svg, String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "pictures"));
            Files.writeString(folder.resolve(name + ".svg"), svg);
            return new Drawn(
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError("no XML", e);
        }
    }

    /** A text and the box that it takes. */
    record Box(String text, double left, double right, double top, double bottom) {

        boolean meets(Box other) {
            return left < other.right - 1
                    && other.left < right - 1
                    && top < other.bottom - 1
                    && other.top < bottom - 1;
        }
    }

    List<Box> texts() {
        List<Box> boxes = new ArrayList<>();
        NodeList texts = document.getElementsByTagName("text");
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            double size = number(text, "font-size");
            // Without the reserve of the estimate.
            double width = Widths.of(text.getTextContent(), size) / 1.05;
            double x = number(text, "x");
            double left =
                    switch (text.getAttribute("text-anchor")) {
                        case "middle" -> x - width / 2;
                        case "end" -> x - width;
                        default -> x;
                    };
            double y = number(text, "y");
            boxes.add(
                    new Box(
                            text.getTextContent(),
                            left,
                            left + width,
                            y - size * 0.75,
                            y + size * 0.15));
        }
        return boxes;
    }

    /** Every text can be read: none lies on another, none leaves the picture. */
    void assertReadable() {
        List<Box> texts = texts();
        Element root = document.getDocumentElement();
        double width = number(root, "width");
        double height = number(root, "height");
        for (int i = 0; i < texts.size(); i++) {
            Box one = texts.get(i);
            assertThat(one.left() >= 0 && one.right() <= width + 1)
                    .as("%s lies within the picture", one)
                    .isTrue();
            assertThat(one.top() >= 0 && one.bottom() <= height + 1)
                    .as("%s lies within the picture", one)
                    .isTrue();
            for (Box other : texts.subList(i + 1, texts.size())) {
                assertThat(one.meets(other)).as("%s lies on %s", one, other).isFalse();
            }
        }
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
