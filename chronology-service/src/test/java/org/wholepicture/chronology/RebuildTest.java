package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.Envelope;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.platform.testsupport.Waits;

/**
 * Promise 1: everything downstream can be rebuilt from the system of record, byte for byte, while
 * everything goes on [assurance.md F19, F27].
 */
@QuarkusTest
class RebuildTest {

    private static final List<String> TOPICS =
            List.of("directory", "child-events", "alerts", "escalations");

    /** Every table of facts, and what of its rows is compared: all but a number given at random. */
    private static final Map<String, String> FACTS =
            Map.of(
                    "record_membership", "t::text",
                    "record_now", "t::text",
                    "record_opening", "t::text",
                    "confirmation", "t::text",
                    "entry", "t::text",
                    "entry_message", "(to_jsonb(t) - 'number')::text",
                    "entry_mark", "t::text",
                    "erased_entry", "t::text",
                    "erased_record", "t::text");

    @Inject Service service;

    @Test
    void whatIsRightIsNotTouched() {
        Story story = told(0xA0);
        try (SourcesStub _ = new SourcesStub(story.sent())) {
            Map<String, List<String>> before = dump(story);
            List<String> versions = versions(story);

            JsonPath done = rebuild();

            assertThat(dump(story)).isEqualTo(before);
            assertThat(versions(story)).as("not one row is written anew").isEqualTo(versions);
            assertThat(done.getLong("records")).isEqualTo(3);
            assertThat(done.getLong("written")).isZero();
            assertThat(done.getLong("removed")).isZero();
        }
    }

    @Test
    void whatWasTamperedWithOrLostIsByteForByteAsBeforeWhilePeopleReadAndMoreArrives()
            throws Exception {
        Story story = told(0xA1);
        Map<String, List<String>> before = dump(story);
        String record = "'" + story.id("a1") + "'";
        Stream.of(
                        "UPDATE entry SET summary = 'All was well.' WHERE record = %s AND event = '"
                                + story.id("e05")
                                + "'",
                        "UPDATE entry SET details = '{}' WHERE record = %s AND kind = 'ALERT'",
                        "DELETE FROM entry WHERE record = %s AND event = '" + story.id("e13") + "'",
                        "DELETE FROM entry_mark WHERE record = %s AND kind = 'RETRACTED'",
                        "INSERT INTO entry_mark SELECT record, event, 'SUPERSEDED', event, known_at"
                                + " FROM entry WHERE record = %s AND type = 'plan'",
                        "DELETE FROM confirmation WHERE record = %s AND practitioner = 'pr-closed'",
                        "UPDATE record_opening SET family_name = 'Other' WHERE record = %s",
                        "DELETE FROM entry_message WHERE record = %s AND event = '"
                                + story.id("e08")
                                + "'")
                .map(sql -> sql.formatted(record))
                .forEach(Servers::asSuperuser);
        assertThat(dump(story)).isNotEqualTo(before);
        List<Integer> answers = new CopyOnWriteArrayList<>();
        AtomicBoolean reading = new AtomicBoolean(true);
        Thread reader =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    while (reading.get()) {
                                        answers.add(
                                                Service.timeline(
                                                                Service.asLead(),
                                                                story.id("b1"),
                                                                "?limit=200")
                                                        .statusCode());
                                    }
                                });
        Story.Sent late = later(story);
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicBoolean known = new AtomicBoolean();
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            // Filed after the messages were read and applied before they are set right.
            sources.beforeAnswer(
                    until -> {
                        if (until.startsWith("1") && first.compareAndSet(true, false)) {
                            Deliveries.inOrder("child-events", List.of(late.asItTravels()));
                            awaitTaken(late);
                            known.set(true);
                        } else if (known.getAndSet(false)) {
                            sources.add(late);
                        }
                    });

            rebuild();
        } finally {
            reading.set(false);
            reader.join();
        }

        Map<String, List<String>> after = dump(story);
        assertThat(after.get("entry")).anyMatch(row -> row.contains(story.id("e77").toString()));
        assertThat(without(after, story.id("e77").toString())).isEqualTo(before);
        assertThat(answers).isNotEmpty().containsOnly(200);
    }

    @Test
    void aDatabaseThatLostAllOfItIsFilledAgainAndKnowsWhatItTook() {
        Story story = told(0xA2);
        Map<String, List<String>> before = dump(story);
        lose(story);
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            sources.answerAtOnce(10);

            JsonPath done = rebuild();

            assertThat(dump(story)).isEqualTo(before);
            assertThat(done.getLong("written"))
                    .isEqualTo(before.values().stream().mapToLong(List::size).sum());
            assertThat(
                            Servers.count(
                                    "SELECT count(*) FROM inbox WHERE key IN (%s)"
                                            .formatted(records(story))))
                    .as("all are taken, so that copies are known for copies")
                    .isEqualTo(keyed(story).size());
            assertThat(
                            Servers.count(
                                    "SELECT count(*) FROM inbox_gap WHERE key IN (%s)"
                                            .formatted(records(story))))
                    .isZero();

            Deliveries.inOrder("child-events", story.on("child-events"));
            rebuild();
            assertThat(dump(story)).isEqualTo(before);
        }
    }

    @Test
    void aSourceThatIsAwayIsWaitedForAndWhatWasDoneIsNotDoneAgain() {
        Story story = told(0xA3);
        Map<String, List<String>> before = dump(story);
        Servers.asSuperuser("DELETE FROM entry WHERE record IN (%s)".formatted(records(story)));
        AtomicInteger asked = new AtomicInteger();
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            sources.beforeAnswer(
                    _ -> {
                        // The second page of the first stretch, and whatever is asked meanwhile.
                        int time = asked.incrementAndGet();
                        if (time > 1 && time < 6) {
                            throw new IllegalStateException("away");
                        }
                    });

            JsonPath done = rebuild();

            assertThat(dump(story)).isEqualTo(before);
            assertThat(done.getLong("records")).isEqualTo(3);
            assertThat(done.getString("trouble")).isNull();
        }
    }

    @Test
    void aReplicaThatDiedInTheMiddleIsFollowedByAnother() {
        Story story = told(0xA4);
        Map<String, List<String>> before = dump(story);
        Servers.asSuperuser("DELETE FROM entry WHERE record IN (%s)".formatted(records(story)));
        AtomicBoolean dead = new AtomicBoolean(true);
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            sources.beforeAnswer(
                    _ -> {
                        if (dead.compareAndSet(true, false)) {
                            // As if frozen between reading and setting right, and given up:
                            // the stretch is in other hands, which have died in turn.
                            Servers.asSuperuser(
                                    """
                                    UPDATE rebuild_stretch
                                    SET claim = gen_random_uuid(), claimed_at = clock_timestamp() - interval '44 s'
                                    WHERE claim IS NOT NULL AND NOT done
                                    """);
                        }
                    });

            JsonPath done = rebuild();

            assertThat(dump(story)).isEqualTo(before);
            assertThat(done.getLong("records")).as("each once").isEqualTo(3);
        }
    }

    @Test
    void whereTheSourceHasLessThanWasAppliedNothingIsTakenAway() {
        Story story = told(0xA5);
        Map<String, List<String>> before = dump(story);
        List<Story.Sent> restored = new ArrayList<>(story.sent());
        restored.removeIf(
                sent ->
                        sent.topic().equals("child-events")
                                && sent.envelope().key().equals(story.id("a1").toString())
                                && sent.envelope().sequence() > 5);
        try (SourcesStub _ = new SourcesStub(restored)) {
            JsonPath done = rebuild();

            assertThat(done.getLong("leftAsTheyAre")).isPositive();
            assertThat(dump(story)).isEqualTo(before);
        }
    }

    @Test
    void whereTheSourceHasAHoleNothingIsTakenAwayAndTheOthersAreSetRight() {
        Story story = told(0xA8);
        Map<String, List<String>> before = dump(story);
        tamperWithAnother(story);
        List<Story.Sent> holed = new ArrayList<>(story.sent());
        holed.remove(secondAlert(story));
        try (SourcesStub sources = new SourcesStub(holed)) {
            sources.answerAtOnce(100);

            JsonPath done = rebuild();

            assertThat(done.getLong("leftAsTheyAre")).isPositive();
            assertThat(done.getLong("records")).as("all but that one").isEqualTo(2);
            assertThat(dump(story)).isEqualTo(before);
        }
    }

    @Test
    void aHoleWhereNothingStandsIsAskedForAndTheRestOfTheRecordIsMade() {
        Story story = told(0xA9);
        Map<String, List<String>> before = dump(story);
        lose(story);
        List<Story.Sent> holed = new ArrayList<>(story.sent());
        Story.Sent lost = secondAlert(story);
        holed.remove(lost);
        try (SourcesStub _ = new SourcesStub(holed)) {
            JsonPath done = rebuild();

            assertThat(done.getLong("records")).isEqualTo(3);
            // The mark says that it was resolved, and came in a message of its own.
            Map<String, List<String>> rest = without(before, story.id("d2").toString());
            rest.put("entry_mark", before.getOrDefault("entry_mark", List.of()));
            assertThat(dump(story)).isEqualTo(rest);
            assertThat(
                            Servers.texts(
                                    "SELECT topic || sequence FROM inbox_gap WHERE key IN (%s)"
                                            .formatted(records(story))))
                    .containsExactly("alerts" + lost.envelope().sequence());
        }
    }

    @Test
    void whatWasAppliedBeforeAndIsRefusedNowIsLeftAsItIsAndTheOthersAreSetRight() {
        Story story = told(0xAA);
        Map<String, List<String>> before = dump(story);
        tamperWithAnother(story);
        List<Story.Sent> refused = new ArrayList<>(story.sent());
        refused.replaceAll(
                sent ->
                        sent.equals(secondAlert(story))
                                ? new Story.Sent(sent.topic(), ofUnknownType(sent.envelope()))
                                : sent);
        try (SourcesStub sources = new SourcesStub(refused)) {
            sources.answerAtOnce(100);

            JsonPath done = rebuild();

            assertThat(done.getLong("leftAsTheyAre")).isPositive();
            assertThat(done.getLong("records")).as("all but that one").isEqualTo(2);
            assertThat(dump(story)).isEqualTo(before);
        }
    }

    @Test
    void aMessageThatCannotBeAppliedIsAskedForSoThatPeopleSeeItAndTheOthersMove() {
        Story story = told(0xA6);
        Map<String, List<String>> before = dump(story);
        Story.Sent later = later(story);
        Story.Sent unknown = new Story.Sent("child-events", ofUnknownType(later.envelope()));
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            sources.add(unknown);

            JsonPath done = rebuild();

            assertThat(done.getLong("refused")).isEqualTo(1);
            assertThat(dump(story)).isEqualTo(before);
            assertThat(
                            Service.timeline(Service.asLead(), story.id("b1"), "")
                                    .jsonPath()
                                    .getInt("gaps.missing"))
                    .isEqualTo(1);

            // It comes, is put where people see it, and is taken without being applied.
            Deliveries.inOrder("child-events", List.of(unknown.asItTravels()));
            awaitTaken(unknown);
            Servers.asSuperuser(
                    "UPDATE entry SET summary = 'Nothing.' WHERE record = '%s'"
                            .formatted(story.id("a1")));

            assertThat(rebuild().getLong("refused")).isEqualTo(1);
            assertThat(dump(story)).isEqualTo(before);
        }
    }

    @Test
    void onlyWhoRunsTheServiceMayOrderItAndOneRunsAtATime() {
        Story story = told(0xA7);
        Service.asLead().post("/v1/rebuild").then().statusCode(403);
        Service.as(Tokens.inRole("rebuild")).get("/v1/rebuild").then().statusCode(403);
        long audited = audited();
        AtomicInteger asked = new AtomicInteger();
        try (SourcesStub sources = new SourcesStub(story.sent())) {
            sources.beforeAnswer(
                    _ -> {
                        if (asked.incrementAndGet() < 3) {
                            throw new IllegalStateException("away");
                        }
                    });
            String id = order();

            assertThat(order()).isEqualTo(id);
            assertThat(awaitDone().getString("id")).isEqualTo(id);
            assertThat(audited()).isEqualTo(audited + 2);
        }
    }

    private static long audited() {
        return Servers.count(
                "SELECT count(*) FROM audit_entry WHERE action = 'rebuild-chronology'");
    }

    private Story told(int telling) {
        Story story = Story.whole(telling, service.privateMember());
        for (String topic : TOPICS) {
            Deliveries.inOrder(topic, story.on(topic));
        }
        AnyOrderTest.awaitApplied(story);
        return story;
    }

    /** As a database that was lost: nothing stands, and nothing is known to have arrived. */
    private static void lose(Story story) {
        FACTS.keySet()
                .forEach(
                        table ->
                                Servers.asSuperuser(
                                        "DELETE FROM %s WHERE record IN (%s)"
                                                .formatted(table, records(story))));
        Servers.asSuperuser("DELETE FROM inbox WHERE key IN (%s)".formatted(records(story)));
        Servers.asSuperuser("DELETE FROM inbox_number WHERE key IN (%s)".formatted(records(story)));
    }

    /** A record beside the one that the alerts are about, in the same page. */
    private static void tamperWithAnother(Story story) {
        Servers.asSuperuser(
                "UPDATE record_opening SET family_name = 'Other' WHERE record = '%s'"
                        .formatted(story.id("a2")));
    }

    /** Neither the first nor the last of its number, and what raises an alert. */
    private static Story.Sent secondAlert(Story story) {
        return story.sent().stream()
                .filter(sent -> sent.envelope().type().contains("alert-raised"))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static Envelope ofUnknownType(Envelope message) {
        return new Envelope(
                message.id(),
                "org.wholepicture.not-known.v1",
                message.source(),
                message.key(),
                message.sequence(),
                message.time(),
                message.data());
    }

    private static Story.Sent later(Story story) {
        Story.Sent model =
                story.sent().stream()
                        .filter(sent -> sent.envelope().type().contains("plan"))
                        .findFirst()
                        .orElseThrow();
        long last =
                story.sent().stream()
                        .filter(sent -> sent.topic().equals("child-events"))
                        .filter(sent -> sent.envelope().key().equals(model.envelope().key()))
                        .count();
        var data = model.envelope().data().deepCopy();
        data.remove("private");
        data.put("event", story.id("e77").toString());
        return new Story.Sent(
                "child-events",
                new Envelope(
                        story.id("f777"),
                        model.envelope().type(),
                        "/test",
                        model.envelope().key(),
                        last + 1,
                        model.envelope().time(),
                        data));
    }

    private static void awaitTaken(Story.Sent sent) {
        Waits.await()
                .until(
                        () ->
                                Servers.count(
                                                "SELECT count(*) FROM inbox WHERE message_id = '%s'"
                                                        .formatted(sent.envelope().id()))
                                        == 1);
    }

    private static JsonPath rebuild() {
        String _ = order();
        return awaitDone();
    }

    private static String order() {
        return Service.as(Tokens.inRole("operations"))
                .post("/v1/rebuild")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static JsonPath awaitDone() {
        Waits.await().until(() -> last().getString("state").equals("DONE"));
        return last();
    }

    private static JsonPath last() {
        return Service.as(Tokens.inRole("operations"))
                .get("/v1/rebuild")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Story.Sent> keyed(Story story) {
        return story.sent().stream().filter(sent -> !sent.topic().equals("directory")).toList();
    }

    private static String records(Story story) {
        return Stream.of("a1", "a2", "a4")
                .map(record -> "'" + story.id(record) + "'")
                .collect(Collectors.joining(","));
    }

    private static Map<String, List<String>> dump(Story story) {
        Map<String, List<String>> dump = new TreeMap<>();
        FACTS.forEach(
                (table, row) ->
                        dump.put(
                                table,
                                Servers.texts(
                                        "SELECT %s FROM %s t WHERE record IN (%s) ORDER BY 1"
                                                .formatted(row, table, records(story)))));
        return dump;
    }

    private static Map<String, List<String>> without(Map<String, List<String>> dump, String id) {
        Map<String, List<String>> others = new TreeMap<>();
        dump.forEach(
                (table, rows) ->
                        others.put(table, rows.stream().filter(row -> !row.contains(id)).toList()));
        return others;
    }

    /** Where each row stands and which transaction wrote it. */
    private static List<String> versions(Story story) {
        return FACTS.keySet().stream()
                .sorted()
                .flatMap(
                        table ->
                                Servers.texts(
                                        "SELECT '%s' || ctid || xmin FROM %s WHERE record IN (%s) ORDER BY 1"
                                                .formatted(table, table, records(story)))
                                        .stream())
                .toList();
    }
}
