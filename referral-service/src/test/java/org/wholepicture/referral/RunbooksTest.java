package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is woken at night searches for what the runbook names: it has to be in the sources. */
class RunbooksTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyMetricOfARunbookIsRegistered() throws IOException {
        List<String> metrics = named("`(wp_[a-z_]+)`");
        String sources = sources();

        assertThat(metrics)
                .isNotEmpty()
                .allMatch(
                        metric -> {
                            // Prometheus adds the unit, and "total" to what only rises.
                            String name = metric.replaceFirst("_total$", "").replace('_', '.');
                            return sources.contains('"' + name + '"')
                                    || sources.contains(
                                            '"' + name.replaceFirst("[.]seconds$", "") + '"');
                        });
    }

    @Test
    void everyLogLineOfARunbookIsWritten() throws IOException {
        String sources = sources();

        assertThat(named("Log line `([^`]+)`"))
                .isNotEmpty()
                .allMatch(line -> sources.contains('"' + line + ' '));
    }

    private static List<String> named(String pattern) throws IOException {
        String runbooks = read(HOME.resolve("docs/runbooks"), ".md");
        return Pattern.compile(pattern)
                .matcher(runbooks)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String sources() throws IOException {
        try (Stream<Path> modules =
                Stream.concat(Files.list(HOME), Files.list(HOME.resolve("platform")))) {
            StringBuilder sources = new StringBuilder();
            for (Path module :
                    modules.map(module -> module.resolve("src/main/java"))
                            .filter(Files::isDirectory)
                            .toList()) {
                sources.append(read(module, ".java"));
            }
            return sources.toString();
        }
    }

    private static String read(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(RunbooksTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
