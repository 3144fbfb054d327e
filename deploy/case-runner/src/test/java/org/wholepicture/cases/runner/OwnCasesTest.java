package org.wholepicture.cases.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.cases.CaseFile;
import org.wholepicture.cases.CaseReader;
import org.wholepicture.cases.CaseReading;
import org.wholepicture.cases.Comparison;
import org.wholepicture.cases.ExpectedAlert;

/**
 * The case histories of this module, which go to the edges of the rules that are built; and the
 * shared ones, where the folder {@code wp.cases} (by default {@code ../shared/cases} beside the
 * repository) is there.
 */
class OwnCasesTest {

    static Stream<CaseReading> own() throws IOException {
        return CaseReader.readAll(Path.of("src/test/resources/cases")).stream();
    }

    @ParameterizedTest
    @MethodSource("own")
    void ownCasesPass(CaseReading reading) {
        assertThat(differences(reading)).isEmpty();
    }

    @Test
    void sharedCasesPass() throws IOException {
        assumeTrue(Files.isDirectory(shared()), "the shared case histories are not here");

        for (CaseReading reading : CaseReader.readAll(shared())) {
            assertThat(differences(reading)).as(reading.file().toString()).isEmpty();
        }
    }

    @Test
    void everyRuleHasACaseOfItsOwn() throws IOException {
        Set<String> expected =
                own().map(CaseReading.Sound.class::cast)
                        .map(CaseReading.Sound::story)
                        .map(CaseFile::expected)
                        .flatMap(alerts -> Stream.ofNullable(alerts).flatMap(List::stream))
                        .map(ExpectedAlert::rule)
                        .collect(Collectors.toSet());

        // Optional rules do not run in case histories [A54].
        assertThat(expected)
                .containsAll(
                        CorePlayer.BUILT.stream()
                                .filter(r -> !r.equals("VOICE-NOT-ALONE"))
                                .toList());
    }

    private static Path shared() {
        return Path.of(System.getProperty("wp.cases", "../../../shared/cases"));
    }

    private static List<String> differences(CaseReading reading) {
        return switch (reading) {
            case CaseReading.Sound(CaseFile story, var _) ->
                    Comparison.differences(story, new CorePlayer().play(story), CorePlayer.BUILT);
            case CaseReading.Broken broken -> List.of(broken.toString());
        };
    }
}
