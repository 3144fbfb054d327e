package org.wholepicture.chronology.web.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.web.picture.Genogram.Form;
import org.wholepicture.chronology.web.picture.Genogram.Place;
import org.wholepicture.chronology.web.picture.Genogram.Somebody;

/** The genogram. */
class GenogramDrawingTest {

    private static final Somebody CHILD =
            new Somebody(
                    Form.NOT_KNOWN,
                    Place.SIBLING,
                    true,
                    true,
                    List.of("Alexandra Sample", "born 20 Sep 2025"));

    private static Somebody somebody(Form form, Place place, boolean inHousehold, String role) {
        return new Somebody(
                form,
                place,
                inHousehold,
                true,
                List.of(role, "Maximiliane Featherstonehaugh-Sample", "since 1 Nov 2025"));
    }

    private static String draw(Somebody... people) {
        return GenogramDrawing.draw(new Genogram("Genogram", "The adults", CHILD, List.of(people)));
    }

    @Property(tries = 60)
    void everyTextCanBeRead(
            @ForAll @Size(max = 9) List<@IntRange(min = 0, max = 999) Integer> choices) {
        List<Somebody> people = new ArrayList<>();
        for (int choice : choices) {
            people.add(
                    somebody(
                            Form.values()[choice % 4],
                            Place.values()[choice / 4 % 6],
                            choice % 2 == 0,
                            "Grandmother"));
        }

        Drawn.of(draw(people.toArray(Somebody[]::new)), "genogram-any").assertReadable();
    }

    @Test
    void usesTheStandardForms() {
        String family =
                draw(
                        somebody(Form.FEMALE, Place.MOTHER, true, "Mother"),
                        new Somebody(
                                Form.MALE,
                                Place.FATHER,
                                false,
                                false,
                                List.of("Father", "nobody recorded")),
                        somebody(Form.NOT_KNOWN, Place.BESIDE_PARENTS, true, "Partner"),
                        somebody(Form.FEMALE, Place.GRANDPARENT, false, "Grandmother"));
        Drawn.of(family, "genogram-family").assertReadable();

        // A gap is dashed and has a question mark.
        assertThat(family).contains(">?<", "stroke-dasharray=\"4 4\"", "Lives with the child");
        assertThat(family).contains("Cultural notes");
    }

    @Test
    void ofNobodyButTheChildThereIsAPicture() {
        Drawn.of(draw(), "genogram-alone").assertReadable();
    }
}
