package org.wholepicture.systemtests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Events as agencies' systems send them, about fictional people with NHS numbers of the range that
 * is never issued. Ids come from the words they are made of, so a run can be repeated.
 */
public final class Events {

    private Events() {}

    /** The n-th number of the range kept for these tests, with its check digit. */
    public static String nhsNumber(int n) {
        return nhsNumbers().skip(n).findFirst().orElseThrow();
    }

    /** All numbers of that range, about nine thousand. */
    public static Stream<String> nhsNumbers() {
        // 999 80xx xxx: apart from the numbers the case player invents. Those whose check digit
        // would be 10 are passed over.
        return IntStream.range(0, 10_000)
                .mapToObj("99980%04d"::formatted)
                .flatMap(nine -> withCheckDigit(nine).stream());
    }

    private static Optional<String> withCheckDigit(String nine) {
        int sum = 0;
        for (int place = 0; place < 9; place++) {
            sum += (nine.charAt(place) - '0') * (10 - place);
        }
        int check = 11 - sum % 11;
        return check == 10 ? Optional.empty() : Optional.of(nine + (check == 11 ? 0 : check));
    }

    /** A whole event about the child with that number. */
    public static ObjectNode about(
            String nhsNumber, String agency, String type, String id, LocalDate day) {
        ObjectNode event = envelope(agency, type, id);
        ObjectNode data = event.putObject("data");
        person(data.putObject("subject").putObject("child"), nhsNumber)
                .put("birthDate", "2026-04-01");
        data.putObject("occurred").put("from", day.toString());
        return event;
    }

    /** A whole event about an adult alone. */
    public static ObjectNode aboutAdult(
            String nhsNumber, String agency, String type, String id, LocalDate day) {
        ObjectNode event = envelope(agency, type, id);
        ObjectNode data = event.putObject("data");
        person(data.putObject("subject").putObject("adult"), nhsNumber);
        data.putObject("occurred").put("from", day.toString());
        return event;
    }

    /** A school's low concern about the child's neglect, which somebody saw. */
    public static ObjectNode concern(String nhsNumber, String id, LocalDate day) {
        ObjectNode event = about(nhsNumber, "school", "concern", id, day);
        data(event).put("level", "LOW").put("category", "NEG").put("basis", "OBSERVED");
        return event;
    }

    public static ObjectNode envelope(String agency, String type, String id) {
        ObjectNode event = Web.JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "https://" + agency + ".example/records");
        event.put("type", "org.wholepicture." + type + ".v1");
        event.put("datacontenttype", "application/json");
        return event;
    }

    public static ObjectNode person(ObjectNode person, String nhsNumber) {
        person.putArray("identifiers")
                .addObject()
                .put("system", "nhs-number")
                .put("value", nhsNumber);
        return person;
    }

    /** The data of an event, to add to. */
    public static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    public static ObjectNode claim(ObjectNode event, String topic, String value, String basis) {
        data(event)
                .withArray("claims")
                .addObject()
                .put("topic", topic)
                .put("value", value)
                .put("basis", basis);
        return event;
    }

    /** An id that is the same in every run. */
    public static String id(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
