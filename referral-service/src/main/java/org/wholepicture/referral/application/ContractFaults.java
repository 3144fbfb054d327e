package org.wholepicture.referral.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wholepicture.referral.domain.Fault;

/**
 * Says in our own words where a contract is not met. The library's sentences quote what was sent;
 * these name members and codes of the contract only.
 */
final class ContractFaults {

    private ContractFaults() {}

    static Fault describe(Error error, JsonNode root, String prefix) {
        String place = String.valueOf(error.getInstanceLocation());
        Fault fault = describe(error, root, prefix, place);
        if (!String.valueOf(error.getEvaluationPath()).contains("/additionalProperties/")) {
            return fault;
        }
        // The value of a member that the sender has named: the contract gives no names there.
        int last = place.lastIndexOf('/');
        String parent = place.substring(0, last);
        String name = place.substring(last + 1).replace("~1", "/").replace("~0", "~");
        return new Fault(
                prefix + parent,
                "In member number %d: %s".formatted(number(root.at(parent), name), fault.detail()));
    }

    private static Fault describe(Error error, JsonNode root, String prefix, String place) {
        String pointer = prefix + place;
        JsonNode rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" ->
                    new Fault(pointer, "The member \"" + error.getProperty() + "\" is missing.");
            case "unevaluatedProperties", "additionalProperties" ->
                    new Fault(pointer, unknownMember(error, root));
            case "type" -> new Fault(pointer, "This is not " + kinds(rule) + ".");
            case "enum" -> new Fault(pointer, "This is not one of the codes " + codes(rule) + ".");
            case "const" -> new Fault(pointer, "This is not " + codes(rule) + ".");
            case "format" -> new Fault(pointer, "This is not " + format(rule) + ".");
            case "pattern" ->
                    new Fault(pointer, "This does not have the form that the contract gives.");
            case "minLength" -> new Fault(pointer, "This is shorter than " + rule + " characters.");
            case "maxLength" -> new Fault(pointer, "This is longer than " + rule + " characters.");
            case "minItems" -> new Fault(pointer, "This has fewer than " + rule + " entries.");
            case "maxItems" -> new Fault(pointer, "This has more than " + rule + " entries.");
            case "uniqueItems" -> new Fault(pointer, "This has the same entry twice.");
            case "minProperties", "maxProperties" ->
                    new Fault(pointer, "This does not have the right number of members.");
            case "minimum" -> new Fault(pointer, "This is less than " + rule + ".");
            case "maximum" -> new Fault(pointer, "This is more than " + rule + ".");
            case "propertyNames" ->
                    new Fault(pointer, "A member's name does not have the form of the contract.");
            default -> new Fault(pointer, "This does not meet the contract.");
        };
    }

    /** By its place, not by its name: a name that we do not know may be anybody's. */
    private static String unknownMember(Error error, JsonNode root) {
        JsonNode parent = root.at(String.valueOf(error.getInstanceLocation()));
        int number = number(parent, error.getProperty());
        return number > 0
                ? "Member number " + number + " of this is not part of the contract."
                : "This has a member that is not part of the contract.";
    }

    /** Which member of an object has this name, counted from one; 0 if none has. */
    private static int number(JsonNode object, @Nullable String name) {
        int place = 0;
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            place++;
            if (names.next().equals(name)) {
                return place;
            }
        }
        return 0;
    }

    private static String kinds(JsonNode rule) {
        return switch (rule == null ? "" : rule.asText()) {
            case "string" -> "a string";
            case "object" -> "an object";
            case "array" -> "an array";
            case "boolean" -> "true or false";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            default -> "of the kind that the contract gives";
        };
    }

    private static String format(JsonNode rule) {
        return switch (rule == null ? "" : rule.asText()) {
            case "date" -> "a day of the calendar (YYYY-MM-DD)";
            case "date-time" -> "a moment with its offset (RFC 3339)";
            case "uri" -> "an absolute URI";
            case "email" -> "an e-mail address";
            default -> "of the format that the contract gives";
        };
    }

    private static String codes(JsonNode rule) {
        if (rule == null || !rule.isArray()) {
            return String.valueOf(rule);
        }
        List<String> codes = new ArrayList<>();
        rule.forEach(code -> codes.add(code.asText()));
        return String.join(", ", codes);
    }
}
