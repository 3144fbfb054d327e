package org.wholepicture.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Small counts are withheld, and nobody works them out from the total. */
class SuppressionTest {

    @Test
    void oneToFiveAreWithheldAndNothingAndSixAreShown() {
        assertThat(shown(0, 1, 5, 6, 20)).containsExactly("0", "c", "c", "6", "20");
    }

    @Test
    void oneAloneTakesTheSmallestOtherAlong() {
        assertThat(shown(3, 40, 12)).containsExactly("c", "40", "c");
    }

    @Test
    void whereAllOfThemMustBeOneAFurtherOneIsWithheld() {
        assertThat(shown(1, 1, 30, 9)).containsExactly("c", "c", "30", "c");
        assertThat(shown(5, 5, 30, 9)).containsExactly("c", "c", "30", "c");
    }

    @Test
    void whatIsAloneIsWithheldAlone() {
        assertThat(shown(4)).containsExactly("c");
        assertThat(shown(4, 0)).containsExactly("c", "0");
        assertThat(Suppression.alone(5).text()).isEqualTo("c");
        assertThat(Suppression.alone(6).text()).isEqualTo("6");
        assertThat(Suppression.alone(0).text()).isEqualTo("0");
    }

    /** Withheld counts are at least 1; which of them is small, nobody can tell. */
    @Property(seed = "20260302", tries = 500)
    void noSmallCountFollowsFromTheTotalAndTheOthers(
            @ForAll @Size(min = 2, max = 4) List<@IntRange(min = 0, max = 9) Integer> counts) {
        List<String> shown = shown(counts.stream().mapToInt(Integer::intValue).toArray());
        int total = counts.stream().mapToInt(Integer::intValue).sum();
        boolean severalAreThere = counts.stream().filter(count -> count > 0).count() > 1;
        int withheld = (int) shown.stream().filter(text -> text.equals("c")).count();
        int sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            boolean small = counts.get(i) >= 1 && counts.get(i) <= 5;
            assertThat(!small || shown.get(i).equals("c")).isTrue();
            sum += shown.get(i).equals("c") ? counts.get(i) : 0;
        }

        if (withheld > 0 && severalAreThere && Suppression.alone(total).text().equals("" + total)) {
            // One cell alone is the rest of the total; as many as the sum are all 1.
            assertThat(withheld).isGreaterThan(1);
            assertThat(sum).isGreaterThan(withheld);
        }
    }

    private static List<String> shown(int... counts) {
        Map<Integer, Integer> byKey = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            byKey.put(i, counts[i]);
        }
        return Suppression.of(byKey).values().stream().map(Suppression.Shown::text).toList();
    }
}
