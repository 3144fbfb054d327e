package org.wholepicture.chronology.web.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grades over time. */
class GradesDrawingTest {

    private static final LocalDate TO = LocalDate.of(2026, 3, 10);

    private static Grades grades(int profiles) {
        return new Grades(
                "Care profile",
                "Grades over time",
                TO.minusDays(500),
                TO,
                List.of("Physical care", "Safety", "Emotional care", "Developmental care").stream()
                        .map(
                                name ->
                                        new Grades.Area(
                                                name,
                                                IntStream.range(0, profiles)
                                                        .mapToObj(
                                                                i ->
                                                                        new Grades.Point(
                                                                                TO.minusDays(480)
                                                                                        .plusDays(
                                                                                                i
                                                                                                        * 470L
                                                                                                        / profiles),
                                                                                1
                                                                                        + (i * 7
                                                                                                        + name
                                                                                                                .length())
                                                                                                % 5))
                                                        .toList()))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 15, 200})
    void everyTextCanBeRead(int profiles) {
        Drawn.of(GradesDrawing.draw(grades(profiles)), "grades-" + profiles).assertReadable();
    }

    @Test
    void aWorseGradeStandsLower() {
        Grades two =
                new Grades(
                        "Care profile",
                        "Grades over time",
                        TO.minusDays(100),
                        TO,
                        List.of(
                                new Grades.Area(
                                        "Safety",
                                        List.of(
                                                new Grades.Point(TO.minusDays(90), 2),
                                                new Grades.Point(TO.minusDays(10), 5)))));

        List<Drawn.Box> texts = Drawn.of(GradesDrawing.draw(two), "grades-two").texts();

        assertThat(texts.getLast().text()).isEqualTo("5");
        assertThat(texts.getLast().top()).isGreaterThan(texts.get(texts.size() - 2).top());
    }
}
