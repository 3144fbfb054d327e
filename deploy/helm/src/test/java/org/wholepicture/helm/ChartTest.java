package org.wholepicture.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every values file and every option: Helm takes it, and Kubernetes would. */
class ChartTest {

    @TempDir Path scratch;

    @ParameterizedTest
    @EnumSource(Variant.class)
    void lintsStrictly(Variant variant) throws IOException {
        LintResult result = Chart.lint(scratch, variant.given());
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages())
                .noneMatch(message -> message.matches("(?s).*\\[(WARNING|ERROR)].*"));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void rendersWhatKubernetesTakes(Variant variant) {
        List<Rendered> objects = variant.objects();
        assertThat(objects).hasSizeGreaterThanOrEqualTo(16);
        assertThat(objects).flatExtracting(Validity::faults).isEmpty();
        assertThat(objects.stream().map(each -> each.kind() + "/" + each.name()))
                .doesNotHaveDuplicates();
    }

    /**
     * Whatever lies in the folders of rules and dashboards goes into the cluster as it lies there.
     */
    @Test
    void everyRuleAndDashboardIsThere() throws IOException {
        Map<String, Object> rules = new TreeMap<>();
        for (Path file : files("files/rules")) {
            rules.put(
                    "wp-" + file.getFileName().toString().replace(".yaml", ""),
                    Chart.read(Chart.text(file)));
        }
        Map<String, Object> rendered = new TreeMap<>();
        Variant.PARTNERSHIP
                .of("PrometheusRule")
                .forEach(each -> rendered.put(each.name(), each.map("spec")));
        assertThat(rendered).isEqualTo(rules);
        for (Path file : files("files/dashboards")) {
            String name = file.getFileName().toString();
            assertThat(
                            Variant.PARTNERSHIP
                                    .one("ConfigMap", "wp-dashboard-" + name.replace(".json", ""))
                                    .text("data", name)
                                    .strip())
                    .isEqualTo(Chart.text(file).strip());
        }
    }

    private static List<Path> files(String folder) throws IOException {
        Path path = Chart.FOLDER.resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        }
    }
}
