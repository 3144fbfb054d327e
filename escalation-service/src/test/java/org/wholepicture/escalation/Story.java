package org.wholepicture.escalation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Waits;

/**
 * What other services publish about one child, numbered as they would. Every test has a child of
 * its own, because all of them share one database.
 */
final class Story {

    static final String HAPPENED = "2026-03-02";

    private static final String LONG_AGO = "2026-01-05T10:00:00Z";

    private final int child;
    private final List<Message> messages = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final UUID record;
    private UUID person;
    private String agency = "early-help";

    private Story(int child) {
        this.child = child;
        this.record = new UUID(child, 0xa1);
        this.person = new UUID(child, 0xb1);
        add("record-opened", "");
    }

    /** A child whose record has been opened. */
    static Story ofChild(int number) {
        return new Story(number);
    }

    UUID record() {
        return record;
    }

    UUID person() {
        return person;
    }

    /** The step-down of this number. */
    UUID stepDown(int number) {
        return new UUID(child, 0x100 + number);
    }

    Story named(String practitioner) {
        return confirmed(practitioner, "NAMED", LONG_AGO, "");
    }

    Story namedFrom(String practitioner, String from) {
        return confirmed(practitioner, "NAMED", from, "");
    }

    Story namedUntil(String practitioner, String until) {
        return confirmed(practitioner, "NAMED", LONG_AGO, ",\"until\":\"" + until + "\"");
    }

    Story noLongerNamed(String practitioner) {
        return confirmed(practitioner, "NAMED", LONG_AGO, ",\"ended\":true");
    }

    Story led(String practitioner) {
        return confirmed(practitioner, "LEAD", LONG_AGO, "");
    }

    Story noLongerLed(String practitioner) {
        return confirmed(practitioner, "LEAD", LONG_AGO, ",\"ended\":true");
    }

    /** Whose decisions follow. */
    Story decidedBy(String decider) {
        agency = decider;
        return this;
    }

    Story steppedDown(int number, String state) {
        return filed(
                "step-down",
                stepDown(number),
                "{\"state\":\"%s\",\"from\":\"EH\",\"to\":\"CLOSED\"}".formatted(state));
    }

    /** A newer version of one step-down that is known already. */
    Story steppedDownInsteadOf(int number, int earlier) {
        return filed(
                "step-down",
                stepDown(number),
                "{\"state\":\"PROPOSED\",\"from\":\"EH\",\"to\":\"UNIVERSAL\"}",
                ",\"supersedes\":\"%s\"".formatted(stepDown(earlier)));
    }

    /** An older version of one that became known first. */
    Story steppedDownReplacedBy(int number, int newer) {
        return filed(
                "step-down",
                stepDown(number),
                "{\"state\":\"PROPOSED\",\"from\":\"EH\",\"to\":\"CLOSED\"}",
                ",\"supersededBy\":\"%s\"".formatted(stepDown(newer)));
    }

    Story tookBack(int number) {
        return filed(
                "retraction",
                new UUID(child, 0x200 + number),
                "{\"targets\":[\"%s\"]}".formatted(stepDown(number)));
    }

    /** An order erases a step-down. */
    Story erased(int number) {
        UUID event = stepDown(number);
        String message =
                messages.stream()
                        .map(one -> String.valueOf(one.value()))
                        .filter(value -> value.contains("\"event\":\"" + event + "\""))
                        .map(value -> value.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                        .findFirst()
                        .orElseThrow();
        return add(
                "erasure",
                ",\"order\":\"%s\",\"part\":\"%s\",\"erased\":[{\"event\":\"%s\",\"message\":\"%s\"}],\"kept\":[]"
                        .formatted(order(), new UUID(child, 0x701), event, message));
    }

    /** The order of {@link #erased}. */
    UUID order() {
        return new UUID(child, 0x700);
    }

    /** A second record is found to be the same child's; what is confirmed is filed there too. */
    Story alsoUnder(UUID second, String practitioner) {
        UUID event = new UUID(child, 0x500);
        led(practitioner, event);
        String known = "2026-03-02T10:%02d:00Z".formatted(messages.size() + 1);
        UUID id = new UUID(child, 0x2000);
        ids.add(id);
        messages.add(
                Deliveries.message(
                        id,
                        "org.wholepicture.confirmation.v1",
                        second.toString(),
                        1,
                        known,
                        ("{\"record\":\"%s\",\"person\":\"%s\",\"known\":\"%s\",\"event\":\"%s\","
                                        + "\"practitioner\":\"%s\",\"as\":\"LEAD\",\"from\":\"%s\","
                                        + "\"confirmedBy\":\"pr-officer\"}")
                                .formatted(second, person, known, event, practitioner, LONG_AGO)));
        return this;
    }

    /** The record turns out to belong to another child. */
    Story splitTo(UUID other) {
        person = other;
        return add("split", "");
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** In order, and waits until the service has taken all of it in. */
    Story delivered() {
        return delivered((topic, list) -> Deliveries.inOrder(topic, list));
    }

    /** In some order, and waits until the service has taken all of it in. */
    Story delivered(BiConsumer<String, List<Message>> way) {
        way.accept("child-events", messages());
        awaitTakenIn(ids);
        return this;
    }

    static void awaitTakenIn(List<UUID> ids) {
        Waits.await()
                .until(
                        () ->
                                count("SELECT count(*) FROM inbox WHERE message_id = ANY (?)", ids)
                                        == ids.size());
    }

    static long count(String sql, List<UUID> ids) throws SQLException {
        try (Connection connection = PlatformServers.superuser("escalation");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Story led(String practitioner, UUID event) {
        return confirmed(event, practitioner, "LEAD", LONG_AGO, "");
    }

    private Story confirmed(String practitioner, String as, String from, String more) {
        return confirmed(new UUID(child, 0x300 + messages.size()), practitioner, as, from, more);
    }

    private Story confirmed(UUID event, String practitioner, String as, String from, String more) {
        return add(
                "confirmation",
                ",\"event\":\"%s\",\"practitioner\":\"%s\",\"as\":\"%s\",\"from\":\"%s\",\"confirmedBy\":\"pr-officer\"%s"
                        .formatted(event, practitioner, as, from, more));
    }

    private Story filed(String type, UUID event, String details) {
        return filed(type, event, details, "");
    }

    private Story filed(String type, UUID event, String details, String more) {
        return add(
                type,
                """
                ,"event":"%s","agency":"%s","happened":{"from":"%s","precision":"DAY"},\
                "recorded":"2026-03-02T10:20:00Z","received":"2026-03-02T10:20:01Z",\
                "sensitivity":"NORMAL","lawfulBasis":"PUBLIC_TASK","claims":[],"details":%s%s\
                """
                        .formatted(event, agency, HAPPENED, details, more));
    }

    private Story add(String type, String members) {
        int sequence = messages.size() + 1;
        String known = "2026-03-02T10:%02d:00Z".formatted(sequence);
        UUID id = new UUID(child, 0x1000 + sequence);
        ids.add(id);
        messages.add(
                Deliveries.message(
                        id,
                        "org.wholepicture." + type + ".v1",
                        record.toString(),
                        sequence,
                        known,
                        "{\"record\":\"%s\",\"person\":\"%s\",\"known\":\"%s\"%s}"
                                .formatted(record, person, known, members)));
        return this;
    }
}
