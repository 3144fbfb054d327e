package org.wholepicture.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart as it stands in the sources, and Helm itself as a library. */
final class Chart {

    static final Path FOLDER = Path.of("whole-picture").toAbsolutePath();
    static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    static final String RELEASE = "wp";
    static final List<String> SERVICES = List.of("referral", "chronology", "alert", "escalation");

    private Chart() {}

    /** A values file of the chart, read. */
    static Map<String, Object> values(String file) {
        return read(text(FOLDER.resolve(file)));
    }

    /** Reads one document; a key that stands twice is a fault. */
    static Map<String, Object> read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, Object> content = new Yaml(new SafeConstructor(options)).load(yaml);
        return content == null ? Map.of() : content;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Helm lays one file of values over another: maps together, all else replaced. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> over(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> both = new LinkedHashMap<>(below);
        above.forEach(
                (key, value) ->
                        both.merge(
                                key,
                                value,
                                (old, fresh) ->
                                        old instanceof Map && fresh instanceof Map
                                                ? over(
                                                        (Map<String, Object>) old,
                                                        (Map<String, Object>) fresh)
                                                : fresh));
        return both;
    }

    /**
     * Renders the chart.
     *
     * @param values laid over values.yaml
     * @throws IllegalStateException with Helm's words, if it refuses
     */
    static List<Rendered> render(Map<String, Object> values) {
        Path file = null;
        try {
            file = Files.createTempFile("values", ".yaml");
            Files.writeString(file, new Yaml().dump(values));
            String all =
                    new Helm(Hookless.FOLDER)
                            .template()
                            .withName(RELEASE)
                            .withNamespace("whole-picture")
                            .withKubeVersion("1.33.0")
                            .withValuesFile(file)
                            .call();
            List<Rendered> objects = new ArrayList<>();
            for (String each : all.split("(?m)^---.*$")) {
                if (!each.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                    objects.add(new Rendered(each, read(each)));
                }
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    /**
     * The chart with its hooks as ordinary objects: the library renders everything but hooks, which
     * the command line does render.
     */
    private static final class Hookless {

        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path copy = copyTo(Files.createTempDirectory("chart"));
                Path jobs = copy.resolve("templates/migration.yaml");
                String without = text(jobs).replace("helm.sh/hook", "was/hook");
                Files.writeString(jobs, without);
                return copy;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path copyTo(Path folder) throws IOException {
        Path copy = folder.resolve("whole-picture");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(FOLDER.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    /** Lints the chart, strictly, with these values in place of values.yaml. */
    static LintResult lint(Path scratch, Map<String, Object> values) throws IOException {
        Path copy = copyTo(scratch);
        Files.writeString(
                copy.resolve("values.yaml"), new Yaml().dump(over(values("values.yaml"), values)));
        return new Helm(copy).lint().strict().call();
    }

    private static void delete(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
