package org.wholepicture.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
}
