package org.wholepicture.platform.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Contracts.Example;
import org.wholepicture.platform.testsupport.ContractsWalk.Place;

/** Everything that one contract says of another is there, and nothing is there unlisted. */
class ContractsReferencesTest {

    private static final JsonNode ASYNC_API = asyncApi();

    static Stream<String> schemas() {
        return Contracts.schemaNames().stream();
    }

    static Stream<Map.Entry<String, Example>> messages() {
        return ContractsExamplesTest.onTopics();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyReferenceOfASchemaResolves(String name) {
        Place schema = Place.of(name);

        for (String reference : ContractsWalk.references(schema.schema())) {
            assertThat(schema.follow(reference).schema().isMissingNode()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void idOfASchemaIsItsPlace(String name) {
        JsonNode schema = Place.of(name).schema();

        assertThat(schema.path("$id").asText())
                .isEqualTo("https://wholepicture.org/contracts/" + name + ".schema.json");
        assertThat(schema.path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("title").asText()).isNotBlank();
        assertThat(schema.path("description").asText()).isNotBlank();
    }

    /** The JDK's regular expressions recurse for each turn of a group: 60 KB overflow the stack. */
    @ParameterizedTest
    @MethodSource("schemas")
    void patternsDoNotRepeatGroups(String name) {
        List<String> patterns =
                Place.of(name).schema().findValues("pattern").stream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList();

        assertThat(patterns).noneMatch(pattern -> pattern.matches(".*\\)[*+{].*"));
    }

    @Test
    void eventsNameEveryMemberTheyInherit() {
        List<String> missing = new ArrayList<>();
        for (String name : Contracts.acceptedTypes().values()) {
            Place place = Place.of(name);
            Set<String> own = new TreeSet<>();
            place.schema().path("properties").fieldNames().forEachRemaining(own::add);
            if (!own.equals(ContractsWalk.known(place))) {
                missing.add(name);
            }
        }

        assertThat(missing).as("a fault in one member is reported as all (ADR 0004)").isEmpty();
    }

    @Test
    void catalogueListsExactlyTheFiles() throws IOException, URISyntaxException {
        Set<String> listed =
                schemas()
                        .map(n -> n + ".schema.json")
                        .collect(Collectors.toCollection(TreeSet::new));
        Stream.concat(
                        Contracts.examples("events"),
                        Contracts.topics().stream()
                                .map(t -> t.equals("child-events") ? "filed" : t)
                                .flatMap(Contracts::examples))
                .map(e -> e.name().replace("/", "/examples/") + ".json")
                .forEach(listed::add);
        listed.add("filed/examples/private.v1.full.json");
        listed.add("filed/examples/private-record.v1.full.json");
        listed.add("catalogue.json");
        listed.add("asyncapi.yaml");

        assertThat(filesOnTheClassPath()).isEqualTo(listed);
    }

    @Test
    void asyncApiHasTheTopicsAndTheirTypes() {
        assertThat(ASYNC_API.path("asyncapi").asText()).isEqualTo("3.0.0");
        for (String topic : Contracts.topics()) {
            JsonNode channel =
                    ASYNC_API
                            .path("channels")
                            .valueStream()
                            .filter(c -> c.path("address").asText().equals(topic))
                            .findFirst()
                            .orElseThrow();
            Set<String> types =
                    channel.path("messages")
                            .valueStream()
                            .map(m -> local(m.path("$ref").asText()).path("name").asText())
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(types).isEqualTo(Contracts.publishedTypes(topic).keySet());
        }
    }

    @Test
    void everyReferenceOfAsyncApiResolves() {
        Place document =
                new Place(
                        URI.create("https://wholepicture.org/contracts/asyncapi.yaml"), ASYNC_API);
        List<String> references = ContractsWalk.references(ASYNC_API);

        assertThat(references).isNotEmpty();
        for (String reference : references) {
            if (reference.startsWith("#")) {
                assertThat(local(reference).isMissingNode()).as(reference).isFalse();
            } else {
                assertThat(document.follow(reference).schema().isMissingNode()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void examplesAreValidByAsyncApi(Map.Entry<String, Example> message) {
        // given
        JsonNode example = message.getValue().json();
        JsonNode payload = payload(message.getValue().type());
        ObjectNode otherType = example.deepCopy();
        otherType.put("type", "org.wholepicture.other.v1");
        ObjectNode noData = example.deepCopy();
        noData.putObject("data");

        // when
        var schema = Contracts.schemaOf("asyncapi/" + message.getValue().type(), payload);

        // then
        assertThat(schema.validate(example)).isEmpty();
        assertThat(schema.validate(otherType)).isNotEmpty();
        assertThat(schema.validate(noData)).isNotEmpty();
    }

    @Test
    void schemaElsewhereIsNotFetched() throws IOException {
        // given
        AtomicInteger requests = new AtomicInteger();
        HttpServer elsewhere =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        elsewhere.start();
        try {
            ObjectNode schema = ContractsWalk.json().createObjectNode();
            schema.put(
                    "$ref",
                    "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/x.schema.json");

            // when
            var loaded = Contracts.schemaOf("fetching.schema.json", schema);

            // then
            assertThatThrownBy(() -> loaded.validate(schema)).isInstanceOf(SchemaException.class);
            assertThat(requests).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }

    /**
     * Why the setting is needed; it fails should a later version of the library change its mind.
     */
    @Test
    void libraryLetsWrongDatesPassUnlessTold() {
        // given
        SchemaRegistry untold =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        b ->
                                b.schemaIdResolvers(
                                        r ->
                                                r.mapPrefix(
                                                        "https://wholepicture.org/contracts/",
                                                        "classpath:contracts/")));
        ObjectNode data = Contracts.example("events/concern.v1.full").data().deepCopy();
        ((ObjectNode) data.at("/occurred")).put("from", "2026-02-30");

        // when
        var faults =
                untold.getSchema(
                                SchemaLocation.of(
                                        "https://wholepicture.org/contracts/events/concern.v1.schema.json"))
                        .validate(data);

        // then
        assertThat(faults).isEmpty();
        assertThat(Contracts.refusals("events/concern.v1", data)).containsExactly("format");
    }

    /** The payload schema of a type, its references made to start from contracts/. */
    private static JsonNode payload(String type) {
        JsonNode schema =
                ASYNC_API
                        .path("components")
                        .path("messages")
                        .valueStream()
                        .filter(m -> m.path("name").asText().equals(type))
                        .findFirst()
                        .orElseThrow()
                        .path("payload")
                        .path("schema")
                        .deepCopy();
        schema.findParents("$ref")
                .forEach(
                        parent ->
                                ((ObjectNode) parent)
                                        .put(
                                                "$ref",
                                                "https://wholepicture.org/contracts/"
                                                        + parent.path("$ref").asText()));
        return schema;
    }

    private static JsonNode local(String reference) {
        return ASYNC_API.at(reference.substring(1));
    }

    private static JsonNode asyncApi() {
        try (InputStream in =
                Objects.requireNonNull(
                        Contracts.class.getResourceAsStream("/contracts/asyncapi.yaml"))) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> filesOnTheClassPath() throws IOException, URISyntaxException {
        URL catalogue =
                Objects.requireNonNull(Contracts.class.getResource("/contracts/catalogue.json"));
        if (!catalogue.getProtocol().equals("jar")) {
            return filesUnder(Path.of(catalogue.toURI()).resolveSibling(""));
        }
        try (FileSystem jar = FileSystems.newFileSystem(catalogue.toURI(), Map.of())) {
            return filesUnder(jar.getPath("contracts"));
        }
    }

    private static Set<String> filesUnder(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
