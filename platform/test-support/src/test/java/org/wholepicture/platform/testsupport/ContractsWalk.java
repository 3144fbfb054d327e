package org.wholepicture.platform.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Goes through a schema and a valid instance together, following references, so that tests can ask
 * of each object of an example which members its schema requires and knows.
 */
final class ContractsWalk {

    private static final String BASE = "https://wholepicture.org/contracts/";

    private ContractsWalk() {}

    /** A schema with the document it stands in, against which its references are resolved. */
    record Place(URI document, JsonNode schema) {

        static Place of(String name) {
            return new Place(
                    URI.create(BASE + name + ".schema.json"),
                    Contracts.resource(name + ".schema.json"));
        }

        Place follow(String reference) {
            URI target = document.resolve(reference);
            String path = target.toString().substring(BASE.length());
            int hash = path.indexOf('#');
            String file = hash < 0 ? path : path.substring(0, hash);
            String pointer = hash < 0 ? "" : path.substring(hash + 1);
            JsonNode found = Contracts.resource(file).at(pointer);
            if (found.isMissingNode()) {
                throw new AssertionError("no " + pointer + " in " + file + ", see " + document);
            }
            return new Place(URI.create(BASE + file), found);
        }

        /** This schema and every one that holds for the same instance whatever it is. */
        List<Place> all() {
            List<Place> all = new ArrayList<>();
            all.add(this);
            if (schema.has("$ref")) {
                all.addAll(follow(schema.get("$ref").asText()).all());
            }
            for (JsonNode part : schema.path("allOf")) {
                all.addAll(new Place(document, part).all());
            }
            return all;
        }
    }

    /** The members that all the schemas of a place together require. */
    static Set<String> required(Place place) {
        Set<String> names = new TreeSet<>();
        for (Place each : place.all()) {
            each.schema().path("required").forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    /** The members that any schema of a place describes. */
    static Set<String> known(Place place) {
        Set<String> names = new TreeSet<>();
        for (Place each : place.all()) {
            each.schema().path("properties").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    /** Shows each object in the instance, by JSON Pointer, with the place that describes it. */
    static void objects(
            String pointer, JsonNode instance, Place place, BiConsumer<String, Place> visitor) {
        if (instance.isArray()) {
            for (Place each : place.all()) {
                JsonNode items = each.schema().path("items");
                for (int i = 0; items.isObject() && i < instance.size(); i++) {
                    Place item = new Place(each.document(), items);
                    objects(pointer + "/" + i, instance.get(i), item, visitor);
                }
            }
        } else if (instance.isObject()) {
            visitor.accept(pointer, place);
            for (Place each : place.all()) {
                for (var member : each.schema().path("properties").properties()) {
                    JsonNode value = instance.path(member.getKey());
                    if (member.getValue().isObject() && value.isContainerNode()) {
                        Place there = new Place(each.document(), member.getValue());
                        objects(pointer + "/" + member.getKey(), value, there, visitor);
                    }
                }
            }
        }
    }

    /** The pointers of every object of an instance, described or not. */
    static List<String> objectPointers(String pointer, JsonNode instance) {
        List<String> pointers = new ArrayList<>();
        if (instance.isObject()) {
            pointers.add(pointer);
            instance.properties()
                    .forEach(
                            member ->
                                    pointers.addAll(
                                            objectPointers(
                                                    pointer + "/" + member.getKey(),
                                                    member.getValue())));
        } else if (instance.isArray()) {
            for (int i = 0; i < instance.size(); i++) {
                pointers.addAll(objectPointers(pointer + "/" + i, instance.get(i)));
            }
        }
        return pointers;
    }

    /** The pointers of every text of an instance. */
    static List<String> textPointers(String pointer, JsonNode instance) {
        List<String> pointers = new ArrayList<>();
        if (instance.isTextual()) {
            pointers.add(pointer);
        } else if (instance.isObject()) {
            instance.properties()
                    .forEach(
                            member ->
                                    pointers.addAll(
                                            textPointers(
                                                    pointer + "/" + member.getKey(),
                                                    member.getValue())));
        } else if (instance.isArray()) {
            for (int i = 0; i < instance.size(); i++) {
                pointers.addAll(textPointers(pointer + "/" + i, instance.get(i)));
            }
        }
        return pointers;
    }

    /** Every {@code $ref} in a document. */
    static List<String> references(JsonNode document) {
        return document.findValues("$ref").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    static ObjectMapper json() {
        return new ObjectMapper();
    }
}
