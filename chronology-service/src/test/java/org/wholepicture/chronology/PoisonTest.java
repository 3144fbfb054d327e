package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords;
import org.wholepicture.platform.testsupport.PoisonRecords.Kind;
import org.wholepicture.platform.testsupport.PoisonRecords.Poison;
import org.wholepicture.platform.testsupport.Poisoning;

/** Poison goes to quarantine one by one, and the timelines of everybody else are whole. */
@QuarkusTest
class PoisonTest {

    private static final Map<String, Kind> CONCERN =
            Map.ofEntries(
                    Map.entry("/event", Kind.ID),
                    Map.entry("/record", Kind.ID),
                    Map.entry("/person", Kind.ID),
                    Map.entry("/agency", Kind.TEXT),
                    Map.entry("/happened", Kind.OBJECT),
                    Map.entry("/happened/from", Kind.DAY),
                    Map.entry("/happened/precision", Kind.CODE),
                    Map.entry("/recorded", Kind.MOMENT),
                    Map.entry("/received", Kind.MOMENT),
                    Map.entry("/known", Kind.MOMENT),
                    Map.entry("/sensitivity", Kind.CODE),
                    Map.entry("/details", Kind.OBJECT));

    private static final Map<String, Kind> ALERT =
            Map.of(
                    "/alert", Kind.ID,
                    "/record", Kind.ID,
                    "/rule", Kind.TEXT,
                    "/subject", Kind.TEXT,
                    "/severity", Kind.TEXT,
                    "/day", Kind.DAY,
                    "/known", Kind.MOMENT);

    private static final Map<String, Kind> DISSENT =
            Map.of(
                    "/dissent", Kind.ID,
                    "/record", Kind.ID,
                    "/about", Kind.OBJECT,
                    "/about/event", Kind.ID,
                    "/agency", Kind.TEXT,
                    "/practitioner", Kind.TEXT,
                    "/happened", Kind.DAY,
                    "/known", Kind.MOMENT);

    @Inject Service service;

    @Test
    void eachPoisonousEventIsSetAsideAndTheTimelinesOfTheOthersAreWhole() {
        Story poisoned = Story.whole(0x80, service.privateMember());
        Message good = message(poisoned, "child-events", "concern");
        List<Poison> poison = new ArrayList<>(PoisonRecords.madeFrom(good, CONCERN));
        poison.addAll(sealedWrongly(good, poisoned));
        assertThat(poison).hasSizeGreaterThan(150);
        Story among = Story.whole(0x81, service.privateMember());
        Story beside = Story.whole(0x82, service.privateMember());

        new Poisoning("chronology", "child-events")
                .with(
                        poison,
                        of(among, "a1"),
                        beside.on("child-events"),
                        poisoned.id("a1"),
                        poisoned.id("b1"),
                        poisoned.id("e05"));

        assertThat(entries(among)).isEqualTo(entries(beside)).isPositive();
    }

    @Test
    void poisonOnTheTopicsOfAlertsAndDisagreementsIsSetAsideToo() {
        Story poisoned = Story.whole(0x83, service.privateMember());
        Story among = Story.whole(0x84, service.privateMember());
        Story beside = Story.whole(0x85, service.privateMember());

        new Poisoning("chronology", "alerts")
                .with(
                        PoisonRecords.madeFrom(message(poisoned, "alerts", "alert-raised"), ALERT),
                        among.on("alerts"),
                        beside.on("alerts"),
                        poisoned.id("a1"),
                        poisoned.id("d1"));
        // Of another record: the names of its faults make its ids.
        Story disputed = Story.whole(0x86, service.privateMember());
        new Poisoning("chronology", "escalations")
                .with(
                        PoisonRecords.madeFrom(
                                message(disputed, "escalations", "dissent-raised"), DISSENT),
                        among.on("escalations"),
                        beside.on("escalations"),
                        disputed.id("a1"),
                        disputed.id("d9"));
    }

    private List<Poison> sealedWrongly(Message good, Story poisoned) {
        ObjectNode words =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("summary", PoisonRecords.CANARY);
        UUID event = poisoned.id("e05");
        String sealed = service.privateMember().seal(event, words);
        List<Poison> poison = new ArrayList<>();
        Map.of(
                        "sealed for another event",
                        service.privateMember().seal(poisoned.id("e99"), words),
                        "with one bit changed",
                        withBitChanged(sealed, -1),
                        "cut short",
                        sealed.substring(0, 12),
                        "not base64",
                        PoisonRecords.CANARY,
                        "empty",
                        "",
                        "not sealed at all",
                        base64("{\"summary\":\"Zebedee\"}"),
                        "of a key that nobody has",
                        withBitChanged(sealed, 2),
                        "with a number for a text",
                        service.privateMember().seal(event, words.deepCopy().put("summary", 17)),
                        "with a zero in a text",
                        service.privateMember()
                                .seal(event, words.deepCopy().put("summary", "a\u0000b")))
                .forEach(
                        (name, member) ->
                                poison.add(
                                        PoisonRecords.madeFrom(
                                                good,
                                                "private " + name,
                                                json ->
                                                        json.withObject("/data")
                                                                .put("private", member))));
        return poison;
    }

    /** Bytes 1 to 4 are the number of the key. */
    private static String withBitChanged(String sealed, int at) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return Base64.getEncoder()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Message message(Story story, String topic, String type) {
        return story.sent().stream()
                .filter(sent -> sent.topic().equals(topic))
                .filter(sent -> sent.envelope().type().contains("." + type + "."))
                .findFirst()
                .orElseThrow()
                .asItTravels();
    }

    private static List<Message> of(Story story, String record) {
        return story.on("child-events").stream()
                .filter(message -> story.id(record).toString().equals(message.key()))
                .toList();
    }

    private static long entries(Story story) {
        return Servers.count(
                "SELECT count(*) FROM entry WHERE record = '%s'".formatted(story.id("a1")));
    }
}
