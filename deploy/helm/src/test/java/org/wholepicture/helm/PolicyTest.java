package org.wholepicture.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.helm.Rendered.find;
import static org.wholepicture.helm.Rendered.maps;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every object, whatever is chosen: Pod Security "restricted", and more. */
class PolicyTest {

    private static final List<String> PROBES =
            List.of("startupProbe", "readinessProbe", "livenessProbe");

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyPodIsRestricted(Variant variant) {
        List<Rendered> withPods =
                variant.objects().stream().filter(each -> each.pod() != null).toList();
        assertThat(withPods).hasSizeGreaterThanOrEqualTo(4);
        for (Rendered object : withPods) {
            Object spec = find(object.pod(), "spec");
            assertThat(find(spec, "securityContext", "runAsNonRoot"))
                    .as("%s", object)
                    .isEqualTo(true);
            assertThat((Integer) find(spec, "securityContext", "runAsUser"))
                    .as("%s", object)
                    .isGreaterThanOrEqualTo(10_000);
            assertThat(find(spec, "securityContext", "seccompProfile", "type"))
                    .as("%s", object)
                    .isEqualTo("RuntimeDefault");
            assertThat(find(spec, "automountServiceAccountToken"))
                    .as("%s", object)
                    .isEqualTo(false);
            for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
                assertThat(find(spec, host)).as("%s %s", object, host).isNull();
            }
            assertThat(maps(spec, "volumes"))
                    .as("%s", object)
                    .allMatch(
                            volume ->
                                    Stream.of(
                                                    "configMap",
                                                    "secret",
                                                    "emptyDir",
                                                    "persistentVolumeClaim")
                                            .anyMatch(volume::containsKey));
            assertThat(containers(object)).isNotEmpty();
            for (Map<String, Object> container : containers(object)) {
                everyContainerIsRestricted(object, container);
            }
        }
    }

    private static void everyContainerIsRestricted(Rendered object, Map<String, Object> container) {
        Object security = container.get("securityContext");
        assertThat(find(security, "runAsNonRoot")).as("%s", object).isEqualTo(true);
        assertThat(find(security, "runAsUser")).as("%s", object).isNull();
        assertThat(find(security, "readOnlyRootFilesystem")).as("%s", object).isEqualTo(true);
        assertThat(find(security, "allowPrivilegeEscalation")).as("%s", object).isEqualTo(false);
        assertThat(find(security, "privileged")).as("%s", object).isEqualTo(false);
        assertThat(find(security, "capabilities", "drop"))
                .as("%s", object)
                .isEqualTo(List.of("ALL"));
        assertThat(find(security, "capabilities", "add")).as("%s", object).isNull();
        for (String of : List.of("requests", "limits")) {
            assertThat(find(container, "resources", of, "cpu")).as("%s %s", object, of).isNotNull();
            assertThat(find(container, "resources", of, "memory"))
                    .as("%s %s", object, of)
                    .isNotNull();
        }
        assertThat(heapMegabytes(container))
                .as("%s: heap within half of the memory", object)
                .isLessThanOrEqualTo(
                        megabytes(String.valueOf(find(container, "resources", "limits", "memory")))
                                / 2);
        // What may be written to is no part of the image.
        assertThat(maps(container, "volumeMounts"))
                .as("%s", object)
                .allMatch(
                        mount ->
                                Boolean.TRUE.equals(mount.get("readOnly"))
                                        || Set.of("tmp", "audit-anchors")
                                                .contains(mount.get("name")));
    }

    private static long heapMegabytes(Map<String, Object> container) {
        String options =
                maps(container, "env").stream()
                        .filter(each -> "JAVA_TOOL_OPTIONS".equals(each.get("name")))
                        .map(each -> String.valueOf(each.get("value")))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(options.replaceAll(".*-Xmx([0-9]+)m.*", "$1"));
    }

    private static long megabytes(String quantity) {
        return quantity.endsWith("Gi")
                ? 1024 * Long.parseLong(quantity.replace("Gi", ""))
                : Long.parseLong(quantity.replace("Mi", ""));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everyServiceIsProbedAndEndsInOrder(Variant variant) {
        assertThat(variant.of("Deployment")).hasSize(4);
        variant.of("Deployment")
                .forEach(
                        object -> {
                            Object pod = find(object.pod(), "spec");
                            for (Map<String, Object> container : containers(object)) {
                                Set<Object> ports = new HashSet<>();
                                maps(container, "ports")
                                        .forEach(each -> ports.add(each.get("name")));
                                for (String probe : PROBES) {
                                    assertThat(find(container, probe, "httpGet", "path"))
                                            .as("%s %s", object, probe)
                                            .isIn(
                                                    "/q/health/started",
                                                    "/q/health/ready",
                                                    "/q/health/live");
                                    assertThat(find(container, probe, "httpGet", "port"))
                                            .as("%s %s", object, probe)
                                            .isIn(ports);
                                }
                                // its own 60 s.
                                assertThat(
                                                find(
                                                        container,
                                                        "lifecycle",
                                                        "preStop",
                                                        "sleep",
                                                        "seconds"))
                                        .isNotNull();
                            }
                            int grace = number(find(pod, "terminationGracePeriodSeconds"));
                            int requests =
                                    Integer.parseInt(
                                            setting(variant, object, "quarkus.shutdown.timeout")
                                                    .replace("S", ""));
                            int before =
                                    number(
                                            find(
                                                    containers(object).getFirst(),
                                                    "lifecycle",
                                                    "preStop",
                                                    "sleep",
                                                    "seconds"));
                            // Workers have 10 s of their own, mail attempts 31.
                            assertThat(grace).isGreaterThanOrEqualTo(before + requests + 10 + 31);
                        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Variant.class,
            names = {"LEAST"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyPodHasPoliciesOfItsOwn(Variant variant) {
        List<Rendered> policies = variant.of("NetworkPolicy").toList();
        for (Rendered object : variant.objects().stream().filter(o -> o.pod() != null).toList()) {
            List<Rendered> its =
                    policies.stream().filter(policy -> selects(policy, object)).toList();
            assertThat(its)
                    .as("nothing in, nothing out: %s", object)
                    .anyMatch(
                            policy ->
                                    policy.list("spec", "ingress").isEmpty()
                                            && policy.list("spec", "egress").isEmpty()
                                            && List.of("Ingress", "Egress")
                                                    .equals(policy.at("spec", "policyTypes")));
            assertThat(its)
                    .as("what it needs: %s", object)
                    .anyMatch(
                            policy ->
                                    policy.list("spec", "egress").stream()
                                            .flatMap(rule -> maps(rule, "ports").stream())
                                            .anyMatch(
                                                    port ->
                                                            Integer.valueOf(5432)
                                                                    .equals(port.get("port"))));
        }
        for (Rendered policy : policies) {
            // A rule without peers lets everybody through.
            Stream.of("ingress", "egress")
                    .flatMap(way -> policy.list("spec", way).stream())
                    .forEach(
                            rule -> {
                                assertThat(maps(rule, rule.containsKey("to") ? "to" : "from"))
                                        .as("%s", policy)
                                        .isNotEmpty()
                                        .noneMatch(Map::isEmpty);
                                assertThat(maps(rule, "ports")).as("%s", policy).isNotEmpty();
                            });
        }
    }

    @Test
    void onlyThoseWhoMailReachTheMailServer() {
        List<String> mailers =
                Variant.PARTNERSHIP
                        .of("NetworkPolicy")
                        .filter(
                                policy ->
                                        policy.list("spec", "egress").stream()
                                                .flatMap(rule -> maps(rule, "ports").stream())
                                                .anyMatch(
                                                        port ->
                                                                Integer.valueOf(587)
                                                                        .equals(port.get("port"))))
                        .map(Rendered::name)
                        .toList();
        assertThat(mailers)
                .containsExactlyInAnyOrder(
                        "wp-chronology-service", "wp-alert-service", "wp-escalation-service");
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void noSecretStandsInAnObject(Variant variant) {
        assertThat(variant.of("Secret")).isEmpty();
        for (Rendered object : variant.objects().stream().filter(o -> o.pod() != null).toList()) {
            for (Map<String, Object> container : containers(object)) {
                for (Map<String, Object> each : maps(container, "env")) {
                    String name = String.valueOf(each.get("name"));
                    if (name.matches(".*(PASSWORD|SECRET|JAAS|USERNAME|_KEY).*")) {
                        assertThat(find(each, "valueFrom", "secretKeyRef", "name"))
                                .as("%s %s", object, name)
                                .isNotNull();
                        assertThat(each).as("%s %s", object, name).doesNotContainKey("value");
                    }
                }
            }
        }
        variant.of("ConfigMap")
                .filter(object -> object.map("data").containsKey("application.properties"))
                .forEach(
                        object ->
                                assertThat(object.text("data", "application.properties").lines())
                                        .as("%s", object)
                                        .noneMatch(
                                                line ->
                                                        line.matches(
                                                                "(?i)[^#=]*(password|secret|jaas|credentials)[^=]*=.*")));
    }

    @Test
    void aVersionIsExchangedWithoutAGap() {
        Variant.PARTNERSHIP
                .of("Deployment")
                .forEach(
                        object -> {
                            assertThat(
                                            object.at(
                                                    "spec",
                                                    "strategy",
                                                    "rollingUpdate",
                                                    "maxUnavailable"))
                                    .isEqualTo(0);
                            assertThat(
                                            Variant.PARTNERSHIP
                                                    .of("PodDisruptionBudget")
                                                    .map(Rendered::name))
                                    .contains(object.name());
                        });
    }

    @Test
    void nothingOfTheRunningPodsKnowsTheOwnerOfTheTables() {
        Rendered pods = Variant.PARTNERSHIP.one("Deployment", "wp-chronology-service");
        Rendered migration = Variant.PARTNERSHIP.one("Job", "wp-chronology-service-migration");
        assertThat(pods.yaml()).doesNotContain("chronology-database-owner");
        assertThat(migration.yaml()).contains("name: chronology-database-owner");
        assertThat(setting(Variant.PARTNERSHIP, pods, "quarkus.flyway.migrate-at-start"))
                .isEqualTo("false");
    }

    private static int number(@Nullable Object value) {
        assertThat(value).isInstanceOf(Integer.class);
        return Integer.parseInt(String.valueOf(value));
    }

    /** A setting in the file that a deployment's pods read. */
    static String setting(Variant variant, Rendered deployment, String property) {
        return variant.one("ConfigMap", deployment.name())
                .text("data", "application.properties")
                .lines()
                .filter(line -> line.startsWith(property + "="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(deployment + " lacks " + property))
                .substring(property.length() + 1);
    }

    static List<Map<String, Object>> containers(Rendered object) {
        return Stream.of("initContainers", "containers")
                .flatMap(which -> maps(object.pod(), "spec", which).stream())
                .toList();
    }

    private static boolean selects(Rendered policy, Rendered object) {
        Map<String, Object> wanted = policy.map("spec", "podSelector", "matchLabels");
        return find(object.pod(), "metadata", "labels") instanceof Map<?, ?> labels
                && !wanted.isEmpty()
                && labels.entrySet().containsAll(wanted.entrySet());
    }
}
