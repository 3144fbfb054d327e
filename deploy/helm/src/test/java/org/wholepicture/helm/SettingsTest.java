package org.wholepicture.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.helm.Rendered.find;
import static org.wholepicture.helm.Rendered.maps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the chart tells the services is what they know, and what it grants is what they do. */
class SettingsTest {

    /** Quarkus' own, tried by ImageTest: nothing in the sources names them. */
    private static final Set<String> TRIED =
            Set.of(
                    "quarkus.init-and-exit",
                    "quarkus.flyway.connect-retries",
                    "quarkus.flyway.connect-retries-interval",
                    "quarkus.oidc.pages.authentication.cookie-force-secure",
                    "quarkus.http.port",
                    "quarkus.management.port");

    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MEMBER =
            Pattern.compile(
                    "^\\s*(?:public )?(?:interface (\\w+) \\{|[\\w<>.]+ (\\w+)\\(\\);|(\\}))\\s*$");

    @ParameterizedTest
    @EnumSource(Variant.class)
    void everySettingIsOneOfItsService(Variant variant) {
        for (String service : Chart.SERVICES) {
            Set<String> known = known(service);
            String name = Chart.RELEASE + "-" + service + "-service";
            Set<String> given =
                    variant.one("ConfigMap", name)
                            .text("data", "application.properties")
                            .lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.split("=", 2)[0])
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(given).as(service).isNotEmpty();
            assertThat(known).as(service).containsAll(given);
            Set<String> variables =
                    known.stream().map(SettingsTest::variable).collect(Collectors.toSet());
            Stream.concat(
                            Stream.of(variant.one("Deployment", name)),
                            variant.of("Job").filter(job -> job.name().equals(name + "-migration")))
                    .flatMap(object -> PolicyTest.containers(object).stream())
                    .flatMap(container -> maps(container, "env").stream())
                    .map(each -> String.valueOf(each.get("name")))
                    .filter(each -> !each.equals("JAVA_TOOL_OPTIONS"))
                    .forEach(each -> assertThat(variables).as(service).contains(each));
        }
    }

    @Test
    void aMisspeltSettingWouldBeFound() {
        assertThat(known("alert"))
                .contains("wp.alerts.start-in-shadow", "wp.alerts.life.cool-down-days")
                .doesNotContain("wp.alerts.start-in-shadows", "wp.alerts.cool-down-days");
        assertThat(known("referral"))
                .contains("wp.referral.directory.email-domains")
                .doesNotContain("wp.alerts.start-in-shadow");
    }

    @Test
    void whatMailsSayLeadsToTheOrigin() {
        for (String service : List.of("chronology", "alert", "escalation")) {
            Rendered deployment =
                    Variant.PARTNERSHIP.one("Deployment", "wp-" + service + "-service");
            assertThat(PolicyTest.setting(Variant.PARTNERSHIP, deployment, "wp.pages.base-url"))
                    .isEqualTo("https://whole-picture.partnership.example");
        }
    }

    @Test
    void rulesBeginInShadowUnlessSaidOtherwise() {
        assertThat(
                        PolicyTest.setting(
                                Variant.PARTNERSHIP,
                                Variant.PARTNERSHIP.one("Deployment", "wp-alert-service"),
                                "wp.alerts.start-in-shadow"))
                .isEqualTo("true");
        assertThat(
                        PolicyTest.setting(
                                Variant.MOST,
                                Variant.MOST.one("Deployment", "wp-alert-service"),
                                "wp.alerts.start-in-shadow"))
                .isEqualTo("false");
    }

    @Test
    void theIngressLeadsWhereTheLocalGatewayLeads() {
        List<String> paths =
                maps(
                                Variant.LAPTOP.one("Ingress", Chart.RELEASE).content(),
                                "spec",
                                "rules",
                                0,
                                "http",
                                "paths")
                        .stream()
                        .map(each -> String.valueOf(each.get("path")))
                        .toList();
        assertThat(paths)
                .containsExactly("/referral", "/chronology", "/alert", "/escalation", "/auth");
        for (String service : Chart.SERVICES) {
            assertThat(properties(service)).contains("quarkus.http.root-path=/" + service + "\n");
        }
    }

    @Test
    void theChronologysRolesAreMadeByItsOwnWords() {
        assertThat(Chart.text(Chart.FOLDER.resolve("files/chronology-bootstrap.sql")))
                .isEqualTo(
                        Chart.text(
                                Chart.REPOSITORY.resolve(
                                        "chronology-service/src/main/resources/db/bootstrap.sql")));
        Object roles =
                Variant.LAPTOP
                        .one("Cluster", "wp-database")
                        .list("spec", "managed", "roles")
                        .stream()
                        .filter(role -> "chronology".equals(role.get("name")))
                        .findFirst()
                        .orElseThrow();
        String bootstrap = Chart.text(Chart.FOLDER.resolve("files/chronology-bootstrap.sql"));
        List<Object> granted =
                Pattern.compile("GRANT (\\w+) TO chronology WITH INHERIT FALSE")
                        .matcher(bootstrap)
                        .results()
                        .<Object>map(found -> found.group(1))
                        .toList();
        assertThat(granted).isNotEmpty();
        assertThat((List<?>) find(roles, "inRoles"))
                .containsExactlyInAnyOrderElementsOf(typed(granted));
        assertThat(find(roles, "inherit")).isEqualTo(false);
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> typed(List<Object> list) {
        return (List<T>) list;
    }

    @Test
    void topicsAreThoseOfTheLocalStack() {
        Map<String, String> local = new TreeMap<>();
        Matcher topic =
                Pattern.compile("topic\\(\"([a-z-]+)\", Map\\.of\\(\"([a-z.]+)\"")
                        .matcher(
                                Chart.text(
                                        Chart.REPOSITORY.resolve(
                                                "deploy/local/src/main/java/org/wholepicture/local/Kafka.java")));
        while (topic.find()) {
            local.put(topic.group(1), topic.group(2).equals("retention.ms") ? "delete" : "compact");
        }
        Map<String, String> charts = new TreeMap<>();
        Variant.KAFKA_BY_OPERATOR
                .of("KafkaTopic")
                .forEach(
                        each ->
                                charts.put(
                                        each.text("spec", "topicName"),
                                        each.text("spec", "config", "cleanup.policy")));
        assertThat(charts).hasSize(8).isEqualTo(local);
        Variant.KAFKA_BY_OPERATOR
                .of("KafkaTopic")
                .filter(each -> each.text("spec", "config", "cleanup.policy").equals("delete"))
                .forEach(
                        each ->
                                assertThat(each.text("spec", "config", "retention.ms"))
                                        .isEqualTo(String.valueOf(14L * 24 * 60 * 60 * 1000)));
    }

    @Test
    void eachServiceMayReadAndWriteWhatItsCodeReadsAndWritesAndNothingElse() {
        for (String service : Chart.SERVICES) {
            Rendered user =
                    Variant.KAFKA_BY_OPERATOR.one("KafkaUser", Chart.RELEASE + "-" + service);
            assertThat(granted(user, "topic", "Read"))
                    .as("read by " + service)
                    .isEqualTo(read(service));
            assertThat(granted(user, "topic", "Write"))
                    .as("written by " + service)
                    .isEqualTo(written(service));
            assertThat(granted(user, "group", "Read")).containsExactly(service + "-service");
            assertThat(user.list("spec", "authorization", "acls"))
                    .allMatch(acl -> "literal".equals(find(acl, "resource", "patternType")));
        }
    }

    private static Set<String> granted(Rendered user, String type, String operation) {
        return user.list("spec", "authorization", "acls").stream()
                .filter(acl -> type.equals(find(acl, "resource", "type")))
                .filter(
                        acl ->
                                String.valueOf(acl.get("operations"))
                                        .matches(".*\\b" + operation + "\\b.*"))
                .map(acl -> String.valueOf(find(acl, "resource", "name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What handlers of the service and of messaging say they read. */
    private static Set<String> read(String service) {
        Pattern topics =
                Pattern.compile(
                        "public Set<String> topics\\(\\) \\{\\s*return Set\\.of\\(([^)]*)\\)");
        Set<String> read = new TreeSet<>();
        sources(service, "platform/messaging")
                .forEach(
                        source -> {
                            Matcher found = topics.matcher(source);
                            while (found.find()) {
                                for (String each : found.group(1).split(",")) {
                                    read.add(literal(source, each.strip()));
                                }
                            }
                            // Tallies are read where there is something to compare them with.
                            if (source.matches(
                                    "(?s).*class \\w+ implements [^{]*\\bApplied\\b.*")) {
                                read.add("tallies");
                            }
                        });
        return read;
    }

    /** What the service, and messaging in its name, append to the outbox. */
    private static Set<String> written(String service) {
        Pattern append = Pattern.compile("outbox\\.append\\(\\s*([\\w.\"-]+),");
        Set<String> written = new TreeSet<>();
        sources(service, "platform/messaging")
                .forEach(
                        source -> {
                            Matcher found = append.matcher(source);
                            while (found.find()) {
                                written.add(literal(source, found.group(1)));
                            }
                        });
        return written;
    }

    private static String literal(String source, String expression) {
        if (expression.startsWith("\"")) {
            return expression.replace("\"", "");
        }
        if (expression.equals("RepublishHandler.TOPIC")) {
            return "republish-requests";
        }
        Matcher constant =
                Pattern.compile("String " + expression + " = \"([^\"]+)\"").matcher(source);
        assertThat(constant.find()).as(expression).isTrue();
        return constant.group(1);
    }

    private static List<String> sources(String service, String shared) {
        return Stream.of(service + "-service", shared)
                .map(module -> Chart.REPOSITORY.resolve(module).resolve("src/main/java"))
                .flatMap(SettingsTest::javaFiles)
                .map(Chart::text)
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Names that a service takes: those in its application.properties (also those that stand there
     * as a comment because they have no default), members of the mappings of its own and of the
     * platform, what the local stack sets, and what Kafka's clients take.
     */
    private static Set<String> known(String service) {
        Set<String> known = new TreeSet<>(TRIED);
        Matcher property =
                Pattern.compile("(?m)^(?:# |%[\\w,]+\\.)?([a-z][\\w.\"-]+)=")
                        .matcher(properties(service));
        while (property.find()) {
            known.add(property.group(1));
        }
        Stream.of(service + "-service", "platform/messaging", "platform/mail", "platform/audit")
                .filter(module -> !(module.equals("platform/mail") && service.equals("referral")))
                .map(module -> Chart.REPOSITORY.resolve(module).resolve("src/main/java"))
                .flatMap(SettingsTest::javaFiles)
                .map(Chart::text)
                .forEach(source -> members(source, known));
        Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .forEach(name -> known.add("kafka." + name));
        Matcher local =
                Pattern.compile("\"(QUARKUS_[A-Z_]+|WP_[A-Z_]+|KAFKA_[A-Z_]+)\"")
                        .matcher(
                                Chart.text(
                                        Chart.REPOSITORY.resolve(
                                                "deploy/local/src/main/java/org/wholepicture/local/MicroServices.java")));
        Set<String> ofTheLocalStack = new TreeSet<>();
        while (local.find()) {
            ofTheLocalStack.add(local.group(1));
        }
        // Only a variable is known of these; the chart writes them as variables too.
        ofTheLocalStack.forEach(each -> known.add(each.toLowerCase(Locale.ROOT)));
        return known;
    }

    private static void members(String source, Set<String> known) {
        Matcher mapping = MAPPING.matcher(source);
        if (!mapping.find()) {
            Matcher single =
                    Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"").matcher(source);
            while (single.find()) {
                known.add(single.group(1));
            }
            return;
        }
        Deque<String> path = new ArrayDeque<>();
        source.substring(mapping.end())
                .lines()
                .forEach(
                        line -> {
                            Matcher member = MEMBER.matcher(line);
                            if (!member.matches()) {
                                return;
                            }
                            if (member.group(1) != null) {
                                // The mapping itself, then groups named like the member that holds
                                // them.
                                path.addLast(
                                        path.isEmpty() ? mapping.group(1) : kebab(member.group(1)));
                            } else if (member.group(2) != null) {
                                known.add(String.join(".", path) + "." + kebab(member.group(2)));
                            } else if (!path.isEmpty()) {
                                path.removeLast();
                            }
                        });
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String properties(String service) {
        return Chart.text(
                Chart.REPOSITORY.resolve(
                        service + "-service/src/main/resources/application.properties"));
    }
}
