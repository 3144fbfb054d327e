package org.wholepicture.alert;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.wholepicture.platform.testsupport.Deliveries.Message;

/**
 * The messages about one child of a test, numbered as referral-service numbers them. Everything
 * about a child follows from its number, so that two tests never share one.
 */
public final class Child {

    private static final LocalDate DAY_ZERO = LocalDate.of(2026, 1, 5);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final int number;
    private final List<Message> messages = new ArrayList<>();
    private UUID person;
    private long sequence;

    private Child(int number) {
        this.number = number;
        this.person = id(0xb);
    }

    /** A child with a record of its own. */
    public static Child number(int number) {
        return new Child(number);
    }

    /** The record. */
    public UUID record() {
        return id(0xa);
    }

    /** The person the record belongs to. */
    public UUID person() {
        return person;
    }

    /** Id of the n-th event about this child. */
    public UUID event(int n) {
        return new UUID(0x1000_0000_0000_4000L | ((long) number << 16), 0x8000_0000_0000_0000L | n);
    }

    /** What was published so far. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The record is opened, for a child born on a day. */
    public Child opened(int day, int bornOnDay) {
        return add(
                "record-opened",
                day,
                """
                {"record":"%s","person":"%s","known":"%s","birthDate":"%s"}"""
                        .formatted(record(), person, known(day), day(bornOnDay)));
    }

    /** The record is given to another child's person. */
    public Child mergedInto(Child other, int day) {
        person = other.person();
        return add(
                "merge",
                day,
                """
                {"record":"%s","person":"%s","known":"%s"}"""
                        .formatted(record(), person, known(day)));
    }

    /** A lead is confirmed. */
    public Child ledBy(String practitioner, int day) {
        return confirmation(practitioner, day, "");
    }

    /** A lead is ended. */
    public Child noLongerLedBy(String practitioner, int day) {
        return confirmation(practitioner, day, ",\"ended\":true");
    }

    /** An event of any type that happened and became known on a day. */
    public Child filed(String type, int n, int day, String agency, String claims, String details) {
        return filed(type, n, day, day, agency, claims, details, "");
    }

    /** An event that happened on one day and became known on another. */
    public Child filed(
            String type,
            int n,
            int happened,
            int known,
            String agency,
            String claims,
            String details,
            String further) {
        return add(
                type,
                known,
                """
                {"event":"%s","record":"%s","person":"%s","agency":"%s",\
                "happened":{"from":"%s","precision":"DAY"},"recorded":"%s","received":"%s",\
                "known":"%s","basis":"OBSERVED","sensitivity":"NORMAL","claims":[%s],"details":{%s},\
                "private":"U0VDUkVULUNBTkFSWQ=="%s}"""
                        .formatted(
                                event(n),
                                record(),
                                person,
                                agency,
                                day(happened),
                                known(known),
                                known(known),
                                known(known),
                                claims,
                                details,
                                further));
    }

    /** A contact with one claim. */
    public Child claimed(int n, int day, String agency, String topic, String value, String basis) {
        return filed("contact", n, day, agency, claim(topic, value, basis), "");
    }

    /** A contradiction about the drug service on a day: CONTRA-PAIR, MED. */
    public Child contradicted(String lead, int day) {
        opened(day, day - 100);
        if (!lead.isEmpty()) {
            ledBy(lead, day);
        }
        return claimed(1, day, "drug-alcohol", "ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD")
                .claimed(2, day, "early-help", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT");
    }

    /** Unsafe sleep and substance use seen on a day: SAFE-INFANT, HIGH. */
    public Child inDanger(String lead, int day) {
        return opened(day, day - 100)
                .ledBy(lead, day)
                .claimed(1, day, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                .claimed(2, day, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
    }

    /** The agency takes earlier events back. */
    public Child retracted(int n, int day, String agency, int... targets) {
        var ids = new StringBuilder();
        for (int target : targets) {
            ids.append(ids.isEmpty() ? "" : ",").append('"').append(event(target)).append('"');
        }
        return filed("retraction", n, day, agency, "", "\"targets\":[" + ids + "]");
    }

    /**
     * An order of erasure.
     *
     * @param extent of the child; empty where it is about these events alone
     */
    public Child erased(int day, String extent, List<Integer> gone, List<Integer> kept) {
        return add(
                "erasure",
                day,
                """
                {"record":"%s","person":"%s","known":"%s","order":"%s","part":"%s"%s,\
                "erased":[%s],"kept":[%s]}"""
                        .formatted(
                                record(),
                                person,
                                known(day),
                                id(0xdd),
                                id(0xde),
                                extent.isEmpty() ? "" : ",\"extent\":\"" + extent + "\"",
                                copies(gone),
                                copies(kept)));
    }

    /** The order of {@link #erased}. */
    public UUID order() {
        return id(0xdd);
    }

    private String copies(List<Integer> events) {
        return events.stream()
                .map(
                        n ->
                                "{\"event\":\"%s\",\"message\":\"%s\"}"
                                        .formatted(event(n), message(event(n))))
                .collect(Collectors.joining(","));
    }

    /** The id of the message that told an event. */
    private String message(UUID event) {
        return messages.stream()
                .map(message -> String.valueOf(message.value()))
                .filter(value -> value.contains("\"event\":\"" + event + "\""))
                .map(value -> value.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    /** A claim as JSON. */
    public static String claim(String topic, String value, String basis) {
        return """
        {"topic":"%s","value":"%s","basis":"%s"}"""
                .formatted(topic, value, basis);
    }

    /**
     * The Coventry case study as referral-service files it: alerts on days 14, 49 and 56. See
     * cases/coventry-case-study.json of the partnership's case histories.
     */
    public Child coventry() {
        return coventryFrom(0);
    }

    /** The same, with its day 0 on another day. */
    public Child coventryFrom(int d) {
        return opened(d, d - 122)
                .ledBy("pr-lead", d)
                .filed("household-member", 1, d + 0, "health-visiting", "", "\"role\":\"mother\"")
                .filed(
                        "concern",
                        2,
                        d + 0,
                        "health-visiting",
                        "",
                        "\"level\":\"LOW\",\"category\":\"NEG\"")
                .claimed(3, d + 0, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                .filed(
                        "lead-practitioner",
                        4,
                        d + 1,
                        "early-help",
                        "",
                        "\"practitioner\":\"pr-lead\",\"newWorker\":true")
                .filed("plan", 5, d + 1, "early-help", "", "\"state\":\"STARTED\",\"plan\":\"EH\"")
                .filed("service-referral", 6, d + 3, "early-help", "", "\"to\":\"drug-alcohol\"")
                .motherMissed(7, d + 10)
                .claimed(
                        8, d + 14, "early-help", "ENGAGEMENT:drug-alcohol", "BETTER", "SELF_REPORT")
                .claimed(9, d + 14, "early-help", "SAFE_SLEEP", "BETTER", "SELF_REPORT")
                .motherMissed(10, d + 24)
                .claimed(
                        11,
                        d + 42,
                        "early-help",
                        "ENGAGEMENT:drug-alcohol",
                        "BETTER",
                        "SELF_REPORT")
                .claimed(
                        12, d + 49, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED")
                .claimed(13, d + 49, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                .filed(
                        "step-down",
                        14,
                        d + 56,
                        "early-help",
                        "",
                        "\"state\":\"PROPOSED\",\"to\":\"CLOSED\","
                                + "\"network\":[\"drug-alcohol\",\"health-visiting\"]");
    }

    private Child motherMissed(int n, int day) {
        return filed(
                "missed-appointment",
                n,
                day,
                "drug-alcohol",
                claim("ENGAGEMENT:drug-alcohol", "WORSE", "SERVICE_RECORD"),
                "\"kind\":\"keyworker\",\"outcome\":\"DID_NOT_ATTEND\",\"whose\":\"ADULT\"");
    }

    private Child confirmation(String practitioner, int day, String further) {
        return add(
                "confirmation",
                day,
                """
                {"event":"%s","record":"%s","person":"%s","known":"%s","practitioner":"%s",\
                "as":"LEAD","from":"%s","confirmedBy":"pr-front-door"%s}"""
                        .formatted(
                                event(1000 + (int) sequence),
                                record(),
                                person,
                                known(day),
                                practitioner,
                                known(day),
                                further));
    }

    private Child add(String kind, int day, String data) {
        sequence++;
        messages.add(
                org.wholepicture.platform.testsupport.Deliveries.message(
                        new UUID(
                                0x2000_0000_0000_4000L | ((long) number << 16),
                                0x8000_0000_0000_0000L | sequence),
                        "org.wholepicture." + kind + ".v1",
                        record().toString(),
                        sequence,
                        known(day),
                        data));
        return this;
    }

    /** Ten in the morning of a day, in London: when everything in these stories becomes known. */
    public static String known(int day) {
        return at(day, LocalTime.of(10, 0));
    }

    /** A time of a day in London as an instant. */
    public static String at(int day, LocalTime time) {
        return DAY_ZERO.plusDays(day).atTime(time).atZone(LONDON).toInstant().toString();
    }

    /** The date of a day of the story. */
    public static LocalDate day(int day) {
        return DAY_ZERO.plusDays(day);
    }

    private UUID id(int kind) {
        return new UUID(
                0x3000_0000_0000_4000L | ((long) number << 16), 0x8000_0000_0000_0000L | kind);
    }
}
