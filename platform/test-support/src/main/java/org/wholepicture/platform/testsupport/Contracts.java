package org.wholepicture.platform.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The contracts as a test sees them: producers' tests assert that what they publish is valid,
 * consumers' tests read every example. Schemas come from the class path only; {@code format} is
 * asserted, so that the 31st of February is a fault (ADR 0004). Thread-safe.
 *
 * <p>A schema's name is its place under {@code contracts/} without {@code .schema.json}, for
 * example {@code events/concern.v1} or {@code filed/filed-event.v1}.
 */
public final class Contracts {

    private static final String BASE = "https://wholepicture.org/contracts/";
    private static final String CLASS_PATH = "classpath:contracts/";
    private static final String FILED_EVENT = "filed/filed-event.v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode CATALOGUE = resource("catalogue.json");
    private static final SchemaRegistry REGISTRY = registry();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    /** The member of the data that the key of a topic's messages is taken from, by type. */
    private static final Map<String, String> OTHER_KEYS =
            Map.of(
                    "org.wholepicture.agency.v1", "agency",
                    "org.wholepicture.practitioner.v1", "practitioner",
                    "org.wholepicture.sharing-policy.v1", "policy",
                    "org.wholepicture.shield-list.v1", "person",
                    "org.wholepicture.heartbeat.v1", "from",
                    "org.wholepicture.tally.v1", "day",
                    "org.wholepicture.day-requested.v1", "day",
                    "org.wholepicture.erasure-carried-out.v1", "key",
                    "org.wholepicture.republish-requested.v1", "key");

    private Contracts() {}

    /**
     * One example of a contract.
     *
     * @param name folder and file, for example {@code events/concern.v1.full}; what a parameterised
     *     test shows
     * @param json the whole CloudEvent
     */
    public record Example(String name, JsonNode json) {

        private static final String LATER = "addedLater";
        private static final Set<String> NAMES_ARE_DATA = Set.of("inboxes", "grades");

        /** CloudEvents type. */
        public String type() {
            return json.path("type").asText();
        }

        /**
         * The same as a later release may send it: with members in every part that nobody knows
         * yet. Where names of members are data, none is added.
         */
        public Example ofALaterRelease() {
            JsonNode later = json.deepCopy();
            addMembers(later);
            return new Example(name + " of a later release", later);
        }

        private static void addMembers(JsonNode node) {
            node.forEach(Example::addMembers);
            if (node instanceof ObjectNode part) {
                NAMES_ARE_DATA.forEach(
                        name -> {
                            if (part.get(name) instanceof ObjectNode map) {
                                map.remove(LATER);
                            }
                        });
                part.putObject(LATER).putArray("more").add(1).add("two");
            }
        }

        /** What the type's contract describes. */
        public JsonNode data() {
            return json.path("data");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Asserts that a text is valid against a schema.
     *
     * @throws AssertionError listing every fault, one a line, with its JSON Pointer
     */
    public static void assertValid(String schema, String json) {
        assertValid(schema, parse(json));
    }

    /**
     * Asserts that a tree is valid against a schema.
     *
     * @throws AssertionError listing every fault, one a line, with its JSON Pointer
     */
    public static void assertValid(String schema, JsonNode json) {
        fail(schema, faults(schema, json));
    }

    /**
     * Asserts that a whole CloudEvent is one that an agency may send: the envelope, a type that is
     * accepted, and its data.
     *
     * @throws AssertionError listing every fault
     */
    public static void assertValidEvent(String json) {
        fail("accepted event", eventFaults(parse(json)));
    }

    /**
     * Asserts that a whole CloudEvent may stand on a topic: the envelope, a type published there,
     * its data, a filed event's details by its type, and the key.
     *
     * @throws AssertionError listing every fault
     */
    public static void assertValidMessage(String topic, String json) {
        fail("message on " + topic, messageFaults(topic, parse(json)));
    }

    /**
     * What is wrong with a tree by a schema: JSON Pointer, keyword and sentence; empty if valid.
     */
    public static List<String> faults(String schema, JsonNode json) {
        return schema(schema).validate(json).stream().map(Contracts::sentence).sorted().toList();
    }

    /** The keywords by which a schema refuses a tree; empty if valid. */
    static List<String> refusals(String schema, JsonNode json) {
        return schema(schema).validate(json).stream().map(Error::getKeyword).toList();
    }

    /** What is wrong with a whole CloudEvent as an agency would send it; empty if nothing is. */
    public static List<String> eventFaults(JsonNode event) {
        List<String> faults = new ArrayList<>(faults("cloudevent.v1", event));
        JsonNode accepted = CATALOGUE.path("accepted").path(event.path("type").asText());
        if (accepted.isMissingNode()) {
            faults.add("/type: not an accepted type");
        } else {
            faults.addAll(under("/data", faults(accepted.asText(), event.path("data"))));
        }
        return faults;
    }

    static List<String> messageFaults(String topic, JsonNode message) {
        List<String> faults = new ArrayList<>(faults("message.v1", message));
        String type = message.path("type").asText();
        JsonNode data = message.path("data");
        JsonNode published = CATALOGUE.path("published").path(topic).path(type);
        if (published.isMissingNode()) {
            faults.add("/type: not a type of this topic");
            return faults;
        }
        faults.addAll(under("/data", faults(published.asText(), data)));
        if (published.asText().equals(FILED_EVENT)) {
            String details = FILED_EVENT + ".schema.json#/$defs/" + shortName(type);
            faults.addAll(under("/data/details", faults(details, data.path("details"))));
        }
        String key = OTHER_KEYS.getOrDefault(type, "record");
        if (!data.path(key).equals(message.path("subject"))) {
            faults.add("/subject: the key is the data's member " + key);
        }
        return faults;
    }

    /**
     * Every example of a folder of contracts, in the order of their names: a source of parameters.
     *
     * @param folder events, filed, directory, access, alerts, escalations, tallies, erasure-reports
     *     or republish-requests
     * @throws IllegalArgumentException when there is no such folder
     */
    public static Stream<Example> examples(String folder) {
        List<Example> examples =
                exampleNames(folder).stream()
                        .flatMap(name -> Stream.of(name + ".minimal", name + ".full"))
                        .map(Contracts::example)
                        .toList();
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no contracts in folder " + folder);
        }
        return examples.stream();
    }

    /**
     * One example.
     *
     * @param name folder, contract and kind, for example {@code events/concern.v1.full}
     * @throws IllegalArgumentException when there is no such example
     */
    public static Example example(String name) {
        int slash = name.indexOf('/');
        String file = name.substring(0, slash) + "/examples/" + name.substring(slash + 1) + ".json";
        return new Example(name, resource(file));
    }

    /** The types that agencies may send, with the name of each one's schema. */
    public static Map<String, String> acceptedTypes() {
        return names(CATALOGUE.path("accepted"));
    }

    /** The types that may stand on a topic, with the name of each one's schema; none if unknown. */
    public static Map<String, String> publishedTypes(String topic) {
        return names(CATALOGUE.path("published").path(topic));
    }

    /** The name of the schema of an example's data. */
    static String dataSchema(Example example) {
        Stream<JsonNode> types =
                example.name().startsWith("events/")
                        ? Stream.of(CATALOGUE.path("accepted"))
                        : CATALOGUE.path("published").valueStream();
        return types.map(t -> t.path(example.type()).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The topics between the services. */
    static List<String> topics() {
        List<String> topics = new ArrayList<>();
        CATALOGUE.path("published").fieldNames().forEachRemaining(topics::add);
        return topics;
    }

    /** The names of all schemas, shared parts too. */
    static List<String> schemaNames() {
        Stream<String> published =
                topics().stream().flatMap(t -> publishedTypes(t).values().stream());
        Stream<String> shared = CATALOGUE.path("shared").valueStream().map(JsonNode::asText);
        return Stream.of(acceptedTypes().values().stream(), published, shared)
                .flatMap(names -> names)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** {@code concern} of {@code org.wholepicture.concern.v1}. */
    static String shortName(String type) {
        return type.substring("org.wholepicture.".length(), type.lastIndexOf('.'));
    }

    static JsonNode resource(String path) {
        try (InputStream in = Contracts.class.getResourceAsStream("/contracts/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no such contract: " + path);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema made of a tree, whose references are looked up from {@code contracts/}. */
    static Schema schemaOf(String name, JsonNode schema) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + name), schema);
    }

    private static Schema schema(String name) {
        String path = name.contains("#") ? name : name + ".schema.json";
        return SCHEMAS.computeIfAbsent(path, p -> REGISTRY.getSchema(SchemaLocation.of(BASE + p)));
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder ->
                        builder.schemaIdResolvers(r -> r.mapPrefix(BASE, CLASS_PATH))
                                .schemaLoader(
                                        loader ->
                                                loader.allow(
                                                        iri ->
                                                                iri.toString().startsWith(BASE)
                                                                        || iri.toString()
                                                                                .startsWith(
                                                                                        CLASS_PATH)))
                                .schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .locale(Locale.ROOT)
                                                .build()));
    }

    private static List<String> exampleNames(String folder) {
        Stream<String> types =
                switch (folder) {
                    case "events" -> acceptedTypes().keySet().stream();
                    case "filed" -> publishedTypes("child-events").keySet().stream();
                    default -> publishedTypes(folder).keySet().stream();
                };
        return types.map(t -> folder + "/" + t.substring("org.wholepicture.".length()))
                .sorted()
                .toList();
    }

    private static Map<String, String> names(JsonNode types) {
        Map<String, String> names = new TreeMap<>();
        types.properties().forEach(type -> names.put(type.getKey(), type.getValue().asText()));
        return names;
    }

    private static String sentence(Error error) {
        return error.getInstanceLocation() + ": " + error.getKeyword() + ": " + error.getMessage();
    }

    private static List<String> under(String pointer, List<String> faults) {
        return faults.stream().map(pointer::concat).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void fail(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "not valid as " + what + ":\n  " + String.join("\n  ", faults));
        }
    }
}
