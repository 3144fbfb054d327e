package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wholepicture.cases.services.Connection;

/** Dashboards and alarms speak of what the running services say, and alarms of pages that exist. */
class MetricsTest {

    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path FILES = HOME.resolve("deploy/helm/whole-picture/files");

    /** Prometheus makes it of each scrape. */
    private static final Set<String> NOT_OURS = Set.of("up");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    @Test
    void everyMetricOfARuleOrADashboardIsExported() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String expression : expressions()) {
            named.addAll(metrics(expression));
        }
        named.removeAll(NOT_OURS);
        named.removeAll(values(rules(), "record"));
        Stack stack = TestStack.running();

        // What a reconciler counts is there after its first rounds.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(exported(stack)).containsAll(named));

        assertThat(named).hasSizeGreaterThan(40);
    }

    @Test
    void everyAlarmHasItsRunbook() throws IOException {
        List<String> alarms = values(rules(), "alert");
        List<String> runbooks = values(rules(), "runbook_url");

        assertThat(runbooks).hasSameSizeAs(alarms).isNotEmpty();
        assertThat(runbooks)
                .allSatisfy(
                        page -> {
                            assertThat(page).startsWith("docs/runbooks/");
                            assertThat(HOME.resolve(page)).isRegularFile();
                        });
        assertThat(new HashSet<>(alarms)).hasSameSizeAs(alarms);
    }

    @Test
    void everyPageOfTheRunbooksIsListed() throws IOException {
        String list = Files.readString(HOME.resolve("docs/runbooks/README.md"));
        try (Stream<Path> pages = Files.list(HOME.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .filteredOn(page -> !page.equals("README.md"))
                    .allSatisfy(page -> assertThat(list).contains("(" + page + ")"));
        }
    }

    @Test
    void namesAreReadOutOfExpressions() {
        assertThat(
                        metrics(
                                "sum by (job) (rate(a_total{x=\"b_c\",y=~\".*\"}[5m]))"
                                        + " / c_d offset 1h > 14.4 * 0.01 and r:s < bool 6"))
                .containsExactlyInAnyOrder("a_total", "c_d", "r:s");
    }

    /** Names of metrics in an expression of PromQL; functions are followed by a bracket. */
    private static Set<String> metrics(String expression) {
        String bare =
                expression
                        .replaceAll("\"[^\"]*\"", "")
                        .replaceAll("\\{[^}]*}", "")
                        .replaceAll("\\[[^]]*]", "")
                        .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", "")
                        .replaceAll("\\boffset\\s+\\w+", "");
        Set<String> names = new HashSet<>();
        Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()")
                .matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name))
                .forEach(names::add);
        return names;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>(values(rules(), "expr"));
        // Whoever writes one over several lines would hide it from this test.
        assertThat(expressions)
                .hasSize(values(rules(), "alert").size() + values(rules(), "record").size())
                .allMatch(expression -> expression.length() > 3);
        for (Path dashboard : files("dashboards", ".json")) {
            Web.JSON
                    .readTree(Files.readString(dashboard))
                    .findValues("expr")
                    .forEach(found -> expressions.add(text(found)));
        }
        return expressions;
    }

    private static String text(JsonNode found) {
        return found.asText();
    }

    private static List<String> values(String yaml, String key) {
        return Pattern.compile("(?m)^\\s*(?:- )?" + key + ": (.*)$")
                .matcher(yaml)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String rules() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files("rules", ".yaml")) {
            all.append(Files.readString(file)).append('\n');
        }
        return all.toString();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Set<String> exported(Stack stack) throws Exception {
        Set<String> names = new HashSet<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String service : Connection.SERVICES) {
                // The management port, to which the gateway does not lead.
                int port = stack.direct(service, "").getPort() + 10;
                client.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:%d/q/metrics"
                                                                .formatted(port)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofLines())
                        .body()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
            }
        }
        return names;
    }
}
