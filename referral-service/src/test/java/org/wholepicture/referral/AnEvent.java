package org.wholepicture.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An event as an agency would send it: valid from the start, each with an id of its own. Days lie
 * in 2025, before any clock that runs this test.
 */
final class AnEvent {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final String agency;
    private final ObjectNode event;

    private AnEvent(String agency, String type) {
        this.agency = agency;
        this.event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", type + "-" + IDS.incrementAndGet());
        event.put("source", "https://" + agency + ".example/records");
        event.put("type", "org.wholepicture." + type + ".v1");
        event.put("time", "2025-09-01T10:00:00Z");
        event.putObject("data").putObject("occurred").put("from", "2025-09-01");
    }

    /** A valid NHS number of the test range that no other call gives. */
    static String newNhsNumber() {
        while (true) {
            String nine = "999%06d".formatted(NUMBERS.incrementAndGet());
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (nine.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check != 10) {
                return nine + check;
            }
        }
    }

    /** Of a type whose members the test gives itself. */
    static AnEvent of(String agency, String type) {
        return new AnEvent(agency, type);
    }

    static AnEvent aConcern() {
        return new AnEvent("health-visiting", "concern")
                .with("level", "LOW")
                .with("category", "NEG")
                .with("basis", "OBSERVED");
    }

    static AnEvent aContact() {
        return new AnEvent("early-help", "contact");
    }

    static AnEvent aMissedAppointment() {
        return new AnEvent("drug-alcohol", "missed-appointment")
                .with("kind", "keywork")
                .with("outcome", "DID_NOT_ATTEND");
    }

    static AnEvent anAttendedAppointment() {
        return new AnEvent("drug-alcohol", "attended-appointment").with("kind", "keywork");
    }

    static AnEvent aHouseholdMember(String adultNhsNumber) {
        AnEvent event = new AnEvent("health-visiting", "household-member").with("role", "mother");
        event.data()
                .putObject("member")
                .putObject("adult")
                .putArray("identifiers")
                .addObject()
                .put("system", "nhs-number")
                .put("value", adultNhsNumber);
        return event;
    }

    static AnEvent aRetractionOf(AnEvent target) {
        AnEvent event =
                new AnEvent(target.agency, "retraction").with("reason", "Entered by mistake.");
        event.data().putArray("targets").addObject().put("id", target.id());
        return event;
    }

    static AnEvent aLeadPractitioner(String practitioner) {
        return new AnEvent("early-help", "lead-practitioner").with("practitioner", practitioner);
    }

    static AnEvent anInvolvementOf(String practitioner) {
        return new AnEvent("health-visiting", "involvement").with("practitioner", practitioner);
    }

    AnEvent from(String other) {
        AnEvent copy = new AnEvent(other, "concern");
        copy.event.setAll(event);
        copy.event.put("source", "https://" + other + ".example/records");
        return copy;
    }

    AnEvent about(String nhsNumber) {
        return child("nhs-number", nhsNumber);
    }

    AnEvent child(String system, String value) {
        identify(subject().withObjectProperty("child"), system, value);
        return this;
    }

    AnEvent named(String given, String family) {
        subject()
                .withObjectProperty("child")
                .putObject("name")
                .put("given", given)
                .put("family", family);
        return this;
    }

    AnEvent born(String day) {
        subject().withObjectProperty("child").put("birthDate", day);
        return this;
    }

    AnEvent expected(String day) {
        subject().withObjectProperty("child").put("expectedBirthDate", day);
        return this;
    }

    AnEvent aboutAll(String... nhsNumbers) {
        for (String number : nhsNumbers) {
            identify(subject().withArrayProperty("children").addObject(), "nhs-number", number);
        }
        return this;
    }

    AnEvent aboutTheAdult(String nhsNumber) {
        identify(subject().withObjectProperty("adult"), "nhs-number", nhsNumber);
        return this;
    }

    AnEvent on(String day) {
        data().putObject("occurred").put("from", day);
        return this;
    }

    AnEvent recorded(String instant) {
        event.put("time", instant);
        return this;
    }

    AnEvent with(String member, String value) {
        data().put(member, value);
        return this;
    }

    AnEvent with(String member, int value) {
        data().put(member, value);
        return this;
    }

    /** Names another event by its receipt. */
    AnEvent belongingTo(String receipt) {
        data().putObject("of").put("receipt", receipt);
        return this;
    }

    /** Names another event of the same agency, by what the agency calls it. */
    AnEvent belongingTo(AnEvent other) {
        data().putObject("of").put("id", other.id());
        return this;
    }

    AnEvent version(String sourceRecord, int version) {
        data().putObject("sourceRecord")
                .put("system", "RecordSystem")
                .put("id", sourceRecord)
                .put("version", version);
        return this;
    }

    /** Another event with the same content. */
    AnEvent again(String id) {
        AnEvent copy = new AnEvent(agency, "concern");
        copy.event.setAll(event.deepCopy());
        copy.event.put("id", id);
        return copy;
    }

    String agency() {
        return agency;
    }

    String id() {
        return event.path("id").asText();
    }

    String source() {
        return event.path("source").asText();
    }

    ObjectNode event() {
        return event;
    }

    ObjectNode data() {
        return (ObjectNode) event.path("data");
    }

    String json() {
        return event.toString();
    }

    private ObjectNode subject() {
        return data().withObjectProperty("subject");
    }

    private static void identify(JsonNode person, String system, String value) {
        ((ObjectNode) person)
                .withArrayProperty("identifiers")
                .addObject()
                .put("system", system)
                .put("value", value);
    }
}
