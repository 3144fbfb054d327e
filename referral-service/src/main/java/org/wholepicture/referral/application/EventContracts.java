package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wholepicture.referral.domain.EventType;
import org.wholepicture.referral.domain.Fault;

/** The contracts of what is sent to the front door: checks by them, and hands them out. */
@Startup
@ApplicationScoped
public class EventContracts {

    private static final String BASE = "https://wholepicture.org/contracts/";
    private static final String FOLDER = "contracts/";
    private static final String SUFFIX = ".schema.json";
    private static final String ENVELOPE = "cloudevent.v1";

    /** Faults of one text after which no more are looked for; above what any answer lists. */
    static final int ENOUGH = 100;

    private final Map<String, Schema> schemas = new HashMap<>();

    EventContracts() {
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaIdResolvers(
                                                ids -> ids.mapPrefix(BASE, "classpath:" + FOLDER))
                                        // Nothing that is not in the jar is a contract.
                                        .schemaLoader(
                                                loader ->
                                                        loader.allow(
                                                                iri ->
                                                                        iri.toString()
                                                                                        .startsWith(
                                                                                                BASE)
                                                                                || iri.toString()
                                                                                        .startsWith(
                                                                                                "classpath:"
                                                                                                        + FOLDER)))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .preloadSchema(true)
                                                        .locale(Locale.ROOT)
                                                        .build()));
        // All now, so that no request waits for it and a broken contract stops the start.
        Stream.concat(
                        Stream.of(ENVELOPE, "directory/agency.v1", "directory/practitioner.v1"),
                        Arrays.stream(EventType.values()).map(EventContracts::nameOf))
                .forEach(
                        name ->
                                schemas.put(
                                        name,
                                        registry.getSchema(
                                                SchemaLocation.of(BASE + name + SUFFIX))));
    }

    /** What is wrong with an event's envelope; pointers begin at the event. */
    public List<Fault> envelopeFaults(JsonNode event) {
        return faults(ENVELOPE, event, "");
    }

    /** What is wrong with an event's data; pointers begin at the event. */
    public List<Fault> dataFaults(EventType type, JsonNode data) {
        return faults(nameOf(type), data, "/data");
    }

    /** What is wrong with an agency's entry in the directory. */
    public List<Fault> agencyFaults(JsonNode entry, String pointer) {
        return faults("directory/agency.v1", entry, pointer);
    }

    /** What is wrong with a practitioner's entry in the directory. */
    public List<Fault> practitionerFaults(JsonNode entry, String pointer) {
        return faults("directory/practitioner.v1", entry, pointer);
    }

    /** Names of the schemas that are handed out. */
    public List<String> names() {
        return Stream.concat(
                        Stream.of("common.v1", ENVELOPE),
                        Arrays.stream(EventType.values()).map(type -> type.shortName() + ".v1"))
                .toList();
    }

    /** A schema by the name it is handed out under. */
    public Optional<String> find(String name) {
        return names().contains(name) ? Optional.of(read(pathOf(name) + SUFFIX)) : Optional.empty();
    }

    /**
     * An example event.
     *
     * @param name of the schema
     * @param size {@code minimal} or {@code full}
     */
    public Optional<String> findExample(String name, String size) {
        boolean known =
                EventType.findByShortName(name.replaceFirst("\\.v1$", "")).isPresent()
                        && names().contains(name)
                        && List.of("minimal", "full").contains(size);
        return known
                ? Optional.of(read("events/examples/" + name + "." + size + ".json"))
                : Optional.empty();
    }

    private static String nameOf(EventType type) {
        return "events/" + type.shortName() + ".v1";
    }

    private static String pathOf(String name) {
        return name.equals("common.v1") || name.equals(ENVELOPE) ? name : "events/" + name;
    }

    private Schema schema(String name) {
        Schema schema = schemas.get(name);
        if (schema == null) {
            throw new IllegalArgumentException("no such contract: " + name);
        }
        return schema;
    }

    private static String read(String path) {
        try (InputStream in =
                EventContracts.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("not among the contracts: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Fault> faults(String name, JsonNode value, String prefix) {
        Map<String, Fault> byPointer = new TreeMap<>();
        for (Error error : schema(name).validate(value)) {
            Fault fault = ContractFaults.describe(error, value, prefix);
            // A place may break several rules at once, a day its form and its calendar: one is
            // enough.
            byPointer.putIfAbsent(fault.pointer(), fault);
            if (byPointer.size() == ENOUGH) {
                break;
            }
        }
        return List.copyOf(byPointer.values());
    }
}
