package org.wholepicture.chronology.web.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The swim lanes: everything is drawn, and every text can be read. */
class LanesDrawingTest {

    private static final List<LanesModel.Meaning> LEGEND =
            Stream.of(Sign.values())
                    .map(sign -> new LanesModel.Meaning(sign, "What " + sign + " means here"))
                    .toList();

    private static LanesModel model(int seed, int days, int spots, int lanes, int steps) {
        Random random = new Random(seed);
        LocalDate to = LocalDate.of(2026, 3, 10);
        LocalDate from = to.minusDays(days);
        List<LanesModel.Flag> flags =
                IntStream.range(0, steps)
                        .mapToObj(
                                i ->
                                        new LanesModel.Flag(
                                                from.plusDays(random.nextInt(days)),
                                                i % 2 == 0
                                                        ? "Closing proposed, 2 Mar 2026"
                                                        : "Stepped down, 12 Mar 2026",
                                                i % 2 == 1))
                        .sorted(Comparator.comparing(LanesModel.Flag::day))
                        .toList();
        List<LanesModel.Band> plans = new ArrayList<>();
        LocalDate start = from.plusDays(days / 10);
        for (int i = 0; i < 4 && start.isBefore(to); i++) {
            LocalDate end = start.plusDays(1L + random.nextInt(days));
            plans.add(
                    new LanesModel.Band(
                            start,
                            end.isAfter(to) ? null : end,
                            "Child protection plan",
                            "CP",
                            LanesModel.Shade.values()[i]));
            start = end.plusDays(3);
        }
        List<LanesModel.Lane> drawn = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            List<LanesModel.Spot> here =
                    IntStream.range(0, lane % 4 == 3 ? 0 : spots / lanes)
                            .mapToObj(
                                    _ ->
                                            new LanesModel.Spot(
                                                    from.plusDays(random.nextInt(days + 1)),
                                                    Sign.values()[
                                                            random.nextInt(Sign.values().length)]))
                            .sorted(Comparator.comparing(LanesModel.Spot::day))
                            .toList();
            drawn.add(
                    new LanesModel.Lane(
                            lane % 3 == 1
                                    ? "Drug and Alcohol Recovery Service of the City"
                                    : "School " + lane,
                            lane == 0,
                            here,
                            lane % 4 == 3 ? "nothing received" : "",
                            null));
        }
        return new LanesModel(
                "Picture",
                "From left to right",
                from,
                to,
                "today, 10 March 2026",
                List.of(
                        new LanesModel.Flag(
                                from.plusDays(days / 2), "Born 20 September 2025", true)),
                plans,
                flags,
                flags.stream()
                        .limit(3)
                        .map(
                                flag ->
                                        new LanesModel.Flag(
                                                flag.day(), "Kim Example, from 2 Mar 2026", true))
                        .toList(),
                drawn,
                LEGEND);
    }

    @Property(tries = 40)
    void everyTextCanBeRead(
            @ForAll @IntRange(min = 28, max = 7000) int days,
            @ForAll @IntRange(min = 0, max = 600) int spots,
            @ForAll @IntRange(min = 1, max = 9) int lanes,
            @ForAll @IntRange(min = 0, max = 6) int steps,
            @ForAll int seed) {
        LanesModel.Drawn drawn = LanesDrawing.draw(model(seed, days, spots, lanes, steps));

        Drawn.of(drawn.svg(), "lanes-any").assertReadable();
    }

    @Property(tries = 40)
    void everythingIsInThePictureOnceAndInTheList(
            @ForAll @IntRange(min = 0, max = 600) int spots,
            @ForAll @IntRange(min = 1, max = 9) int lanes,
            @ForAll int seed) {
        LanesModel model = model(seed, 400, spots, lanes, 2);

        LanesModel.Drawn drawn = LanesDrawing.draw(model);

        assertThat(
                        drawn.marks().stream()
                                .flatMap(
                                        mark ->
                                                mark.spots().stream()
                                                        .map(spot -> mark.lane() + "/" + spot)))
                .doesNotHaveDuplicates()
                .hasSize(model.lanes().stream().mapToInt(lane -> lane.spots().size()).sum());
        assertThat(drawn.marks())
                .extracting(LanesModel.Mark::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, drawn.marks().size()).boxed().toList());
    }

    @Test
    void theSameModelIsTheSamePicture() {
        assertThat(LanesDrawing.draw(model(3, 300, 40, 4, 2)).svg())
                .isEqualTo(LanesDrawing.draw(model(3, 300, 40, 4, 2)).svg())
                .doesNotContain("style=", "<style", "<script", "onload");
    }

    @Test
    void whatPeopleWroteIsWords() {
        LanesModel plain = model(3, 300, 0, 1, 0);
        LanesModel hostile =
                new LanesModel(
                        "</title><script>x</script>",
                        "\"'><b>",
                        plain.from(),
                        plain.to(),
                        "today",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new LanesModel.Lane(
                                        "<img src=x>\u202E\u0000", false, List.of(), "", null)),
                        List.of());

        String svg = LanesDrawing.draw(hostile).svg();

        assertThat(svg).doesNotContain("<script", "<img", "<b>", "\u202E", "\u0000");
        assertThat(Drawn.of(svg, "lanes-hostile").texts())
                .anyMatch(text -> text.text().contains("<img src=x>"));
    }
}
