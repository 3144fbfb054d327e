package org.wholepicture.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InboxNumbersTest {

    @Property
    void anyOrderAndAnyCopiesOfAllNumbersAreContiguous(
            @ForAll @IntRange(min = 1, max = 60) int last,
            @ForAll List<@LongRange(min = 1, max = 60) Long> copies,
            @ForAll @IntRange(min = 1, max = 7) int batch,
            @ForAll long seed) {
        List<Long> arrivals = new ArrayList<>(LongStream.rangeClosed(1, last).boxed().toList());
        copies.stream().filter(copy -> copy <= last).forEach(arrivals::add);
        Collections.shuffle(arrivals, new Random(seed));

        InboxNumbers numbers = InboxNumbers.none();
        for (int from = 0; from < arrivals.size(); from += batch) {
            int to = Math.min(arrivals.size(), from + batch);
            numbers = numbers.with(arrivals.subList(from, to));
        }

        assertThat(numbers).isEqualTo(new InboxNumbers(last, last, new TreeSet<>()));
    }

    @Property
    void missingIsExactlyWhatDidNotArriveBelowTheHighest(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 200) Long> arrivals) {
        InboxNumbers numbers = InboxNumbers.none();
        for (long arrival : arrivals) {
            numbers = numbers.with(List.of(arrival));
        }

        long highest = Collections.max(arrivals);
        TreeSet<Long> missing = new TreeSet<>(LongStream.range(1, highest).boxed().toList());
        arrivals.forEach(missing::remove);
        assertThat(numbers.highest()).isEqualTo(highest);
        assertThat(numbers.missing()).isEqualTo(missing);
        assertThat(numbers.contiguous())
                .isEqualTo(missing.isEmpty() ? highest : missing.first() - 1);
    }

    @Property
    void isTheSameReadBackFromItsRows(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 1, max = 200) Long> arrivals) {
        InboxNumbers numbers = InboxNumbers.none().with(arrivals);

        assertThat(InboxNumbers.of(numbers.highest(), numbers.missing())).isEqualTo(numbers);
    }

    @Test
    void refusesANumberThatCannotBeTrue() {
        InboxNumbers numbers = InboxNumbers.none();

        assertThatThrownBy(() -> numbers.with(List.of(0L)))
                .isInstanceOf(InboxNumbers.ImplausibleNumberException.class);
        assertThatThrownBy(() -> numbers.with(List.of(InboxNumbers.LARGEST_JUMP + 1)))
                .isInstanceOf(InboxNumbers.ImplausibleNumberException.class);
        assertThat(numbers.with(List.of(InboxNumbers.LARGEST_JUMP)).contiguous()).isZero();
    }
}
