package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule can be read by those whom it is about, with the numbers that hold. */
class FiresWhenTest {

    static List<Rule> everyRule() {
        return Rules.ALL;
    }

    @ParameterizedTest
    @MethodSource("everyRule")
    void saysWhatItLooksAtAndWhenItSpeaks(Rule rule) {
        FiresWhen words = FiresWhen.of(rule, Thresholds.DEFAULTS);

        assertThat(words.looksAt()).endsWith(".").hasSizeGreaterThan(15);
        assertThat(words.firesWhen()).endsWith(".").hasSizeGreaterThan(15);
        assertThat(words.looksAt() + words.firesWhen())
                .doesNotContain("_", "null", "disguised", "failed to engage", "toxic");
    }

    static Stream<String> everyNumber() {
        return Arrays.stream(Thresholds.class.getRecordComponents())
                .flatMap(
                        group ->
                                group.getType().isRecord()
                                        ? Arrays.stream(group.getType().getRecordComponents())
                                                .map(n -> group.getName() + "." + n.getName())
                                        : Stream.of(group.getName()));
    }

    @ParameterizedTest
    @MethodSource("everyNumber")
    void anotherNumberGivesOtherWords(String number) throws ReflectiveOperationException {
        Thresholds turnedOn =
                (Thresholds) changed(Thresholds.DEFAULTS, "family.notAlone".split("\\."));
        Thresholds base = number.endsWith("notAlone") ? Thresholds.DEFAULTS : turnedOn;

        Thresholds other = (Thresholds) changed(base, number.split("\\."));

        assertThat(all(other)).isNotEqualTo(all(base));
    }

    private static List<FiresWhen> all(Thresholds thresholds) {
        return Rules.ALL.stream().map(rule -> FiresWhen.of(rule, thresholds)).toList();
    }

    private static Object changed(Object of, String... path) throws ReflectiveOperationException {
        RecordComponent[] components = of.getClass().getRecordComponents();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            Object value = component.getAccessor().invoke(of);
            if (!component.getName().equals(path[0])) {
                values.add(value);
            } else if (path.length > 1) {
                values.add(changed(value, path[1]));
            } else if (value instanceof Boolean is) {
                values.add(!is);
            } else {
                values.add((Integer) value + 777);
            }
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = of.getClass().getDeclaredConstructor(types);
        return constructor.newInstance(values.toArray());
    }
}
