package org.wholepicture.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults in values and in templates are found: the checks of the other tests are worth something.
 */
class FaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A misspelt key, at any depth.
                "alert: {startInShadow: false}                              | alert",
                "services: {referral: {replica: 3}}                         | replica",
                "services: {chronology: {database: {conections: 3}}}        | conections",
                // A wrong type.
                "services: {referral: {replicas: three}}                    | replicas",
                "alerts: {startInShadow: 'yes'}                             | startInShadow",
                "database: {port: '5432'}                                   | port",
                "services: {alert: {resources: {limits: {memory: [512]}}}}  | memory",
                // Something that cannot be.
                "origin: whole-picture.example                              | origin",
                "origin: https://whole-picture.example/                     | origin",
                "services: {referral: {autoscaling: {mode: lag}}}           | mode",
                "services: {alert: {javaOptions: -Xms64m}}                  | javaOptions",
                "services: {alert: {settings: {password: hidden}}}          | password",
            })
    void faultsInValuesAreRefused(String values, String named) {
        assertThatThrownBy(
                        () ->
                                Chart.render(
                                        Chart.over(
                                                Variant.PARTNERSHIP.given(), Chart.read(values))))
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin",
                "image",
                "oidc",
                "database",
                "kafka",
                "mail",
            })
    void whatHasToBeSaidIsAskedFor(String missing) {
        Map<String, Object> values = Chart.over(Variant.PARTNERSHIP.given(), Map.of());
        values.remove(missing);
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(missing);
    }

    @Test
    void aMisspeltFieldIsFound() {
        assertThat(faults("Deployment", "readinessProbe:", "readynessProbe:")).isNotEmpty();
        assertThat(faults("NetworkPolicy", "podSelector:", "podselector:")).isNotEmpty();
        assertThat(faults("Ingress", "pathType:", "pathtype:")).isNotEmpty();
        assertThat(faults("Job", "backoffLimit:", "backofLimit:")).isNotEmpty();
    }

    @Test
    void aMissingFieldIsFound() {
        assertThat(faults("Deployment", "(?s)  selector:.*?  template:", "  template:"))
                .isNotEmpty();
        assertThat(faults("Deployment", "- name: tmp\n *mountPath: /tmp", "- name: tmp"))
                .isNotEmpty();
        assertThat(faults("Ingress", "pathType: Prefix\n", "\n")).isNotEmpty();
        assertThat(faults("ServiceMonitor", "(?s)  endpoints:.*", "")).isNotEmpty();
    }

    @Test
    void aWrongTypeIsFound() {
        assertThat(faults("Deployment", "revisionHistoryLimit: 5", "revisionHistoryLimit: five"))
                .isNotEmpty();
        assertThat(faults("Deployment", "(?s)ports:.*?env:", "ports: 8080\n          env:"))
                .isNotEmpty();
        assertThat(faults("Job", "backoffLimit: 3", "backoffLimit: [3]")).isNotEmpty();
    }

    @Test
    void anUnknownKindAndAnotherVersionAreFound() {
        assertThat(faults("Deployment", "kind: Deployment", "kind: Deploiment")).isNotEmpty();
        assertThat(faults("Deployment", "apps/v1", "apps/v1beta1")).isNotEmpty();
        assertThat(
                        faults(
                                "ServiceMonitor",
                                "monitoring.coreos.com/v1",
                                "monitoring.coreos.com/v1beta1"))
                .isNotEmpty();
    }

    @Test
    void everyValueIsDescribedAndNothingElseIsTaken() {
        Map<String, Object> schema = Chart.values("values.schema.json");
        List<String> faults = new ArrayList<>();
        described(schema, schema, Chart.values("values.yaml"), "", faults);
        assertThat(faults).isEmpty();
    }

    /** Whether a value and all below it are in the schema, each with words of its own. */
    @SuppressWarnings("unchecked")
    private static void described(
            Map<String, Object> root,
            Map<String, Object> schema,
            Map<String, Object> values,
            String path,
            List<String> faults) {
        Map<String, Object> resolved = resolved(root, schema);
        if (!(resolved.get("properties") instanceof Map<?, ?> properties)) {
            if (!resolved.containsKey("additionalProperties")) {
                faults.add(path + " says nothing of what it holds");
            }
            return;
        }
        if (!Boolean.FALSE.equals(resolved.get("additionalProperties"))) {
            faults.add(path + " takes anything");
        }
        values.forEach(
                (key, value) -> {
                    String here = path + "." + key;
                    if (!(properties.get(key) instanceof Map<?, ?> found)) {
                        faults.add(here + " is not in the schema");
                        return;
                    }
                    Map<String, Object> of = (Map<String, Object>) found;
                    if (String.valueOf(of.get("description")).length() < 5) {
                        faults.add(here + " is not described");
                    }
                    if (value instanceof Map<?, ?> map) {
                        described(root, of, (Map<String, Object>) map, here, faults);
                    }
                });
        properties.forEach(
                (key, _) -> {
                    if (!values.containsKey(key)
                            && !key.equals("global")
                            && optional(resolved, key)) {
                        // Limits of disk and lists of peers stand in some values and not in others.
                        return;
                    }
                    if (!values.containsKey(key) && !key.equals("global")) {
                        faults.add(path + "." + key + " has no value in values.yaml");
                    }
                });
    }

    private static boolean optional(Map<String, Object> schema, Object key) {
        return schema.get("required") instanceof List<?> required && !required.contains(key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> resolved(
            Map<String, Object> root, Map<String, Object> schema) {
        if (schema.get("$ref") instanceof String ref) {
            Object found = Rendered.find(root, (Object[]) ref.substring(2).split("/"));
            return (Map<String, Object>) java.util.Objects.requireNonNull(found, ref);
        }
        return schema;
    }

    private static List<String> faults(String kind, String pattern, String fault) {
        Rendered sound = Variant.PARTNERSHIP.of(kind).findFirst().orElseThrow();
        assertThat(Validity.faults(sound)).isEmpty();
        String broken = sound.yaml().replaceFirst(pattern, fault);
        assertThat(broken).isNotEqualTo(sound.yaml());
        return Validity.faults(new Rendered(broken, Chart.read(broken)));
    }
}
