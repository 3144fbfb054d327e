package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.chronology.application.EraseAuditWords;
import org.wholepicture.platform.audit.AuditChain;
import org.wholepicture.platform.audit.Verification;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.platform.testsupport.Waits;

/**
 * What an order erases is gone, stays gone whatever comes afterwards, and is not missed
 * [docs/adr/0023].
 */
@QuarkusTest
class ErasingTest {

    private static final List<String> TOPICS =
            List.of("directory", "child-events", "alerts", "escalations");

    private static final List<String> FACTS =
            List.of(
                    "record_opening",
                    "confirmation",
                    "entry",
                    "entry_mark",
                    "erased_entry",
                    "erased_record");

    private static final List<String> ALL_OF_A1 =
            List.of(
                    "e05", "e06", "e07", "e08", "e09", "e10", "e11", "e12", "e13", "e14", "e15",
                    "e16", "e17");

    /** Words that stand in what is erased, and nowhere else. */
    private static final List<String> WORDS =
            List.of(
                    "The home was cold.",
                    "I sleep in my coat.",
                    "Seen outside late.",
                    "All is going well.",
                    "It was another child.",
                    "OPEN_CONTRADICTION");

    /** What the order leaves when everything comes in its order; told once. */
    private static @Nullable Map<String, List<String>> inOrder;

    @Inject Service service;
    @Inject Rounds rounds;
    @Inject EraseAuditWords auditWords;
    @Inject AuditChain chain;

    @BeforeEach
    void theOrderComesLast() {
        if (inOrder == null) {
            Story story = closed(0xE00);
            story.sent().forEach(service::apply);
            inOrder = left(story);
        }
    }

    /** The shared copy of a child who is closed goes; the plan history stays. */
    private Story closed(int telling) {
        return Story.whole(telling, service.privateMember())
                .erasure(
                        "a1",
                        "b1",
                        "2026-03-09T09:00:00Z",
                        "BUT_PLAN_HISTORY",
                        ALL_OF_A1,
                        List.of("e04", "e18"))
                .erasure(
                        "a4",
                        "b1",
                        "2026-03-09T09:00:00Z",
                        "BUT_PLAN_HISTORY",
                        List.of("e40", "e08"),
                        List.of());
    }

    @Test
    void planHistoryStaysAsCodesAndNothingElse() {
        Story story = closed(0xE01);
        story.sent().forEach(service::apply);

        assertThat(everything(story)).doesNotContain(WORDS.toArray(String[]::new));
        assertThat(
                        Servers.texts(
                                "SELECT type || ' ' || details FROM entry WHERE record = '%s' ORDER BY 1"
                                        .formatted(story.id("a1"))))
                .hasSize(2)
                .anyMatch(row -> row.startsWith("plan") && row.contains("STARTED"))
                .anyMatch(
                        row ->
                                row.startsWith("step-down")
                                        && row.contains("CLOSED")
                                        && !row.contains("claimsReliedOn"));
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM record_opening WHERE record = '%s' AND given_name IS NOT NULL"
                                        .formatted(story.id("a1"))))
                .as("the family is known when it comes back")
                .isEqualTo(2);
        // Another child's record is not touched.
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM entry WHERE record = '%s' AND summary LIKE 'CANARY%%'"
                                        .formatted(story.id("a2"))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheOrderAsMuchIsLeft(int seed) {
        Story story = closed(0xE10 + seed);
        List<Story.Sent> shuffled = new ArrayList<>(story.sent());
        shuffled.addAll(story.sent());
        // What is published again has no content, and may come beside what has.
        shuffled.addAll(story.asErased());
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);

        for (int i = 0; i < shuffled.size(); ) {
            int end = Math.min(shuffled.size(), i + 1 + random.nextInt(7));
            service.apply(shuffled.subList(i, end));
            i = end;
        }

        assertThat(left(story)).isEqualTo(inOrder);
    }

    @Test
    void anOrderThatComesBeforeWhatItErasesLeavesNothingOfIt() {
        Story story = closed(0xE30);

        story.sent().reversed().forEach(service::apply);

        assertThat(left(story)).isEqualTo(inOrder);
    }

    @Test
    void throughTheBrokerTwiceAtOnceAsMuchIsLeft() {
        deliver(0xE31, Deliveries::twiceAtOnce);
    }

    @Test
    void throughTheBrokerReversedAsMuchIsLeft() {
        deliver(0xE32, Deliveries::reversed);
    }

    private void deliver(int telling, BiConsumer<String, List<Deliveries.Message>> delivery) {
        Story story = closed(telling);
        TOPICS.forEach(topic -> delivery.accept(topic, story.on(topic)));
        AnyOrderTest.awaitApplied(story);
        assertThat(left(story)).isEqualTo(inOrder);
    }

    @Test
    void aCrashBeforeTheCommitErasesNothingAndTellsNobody() {
        Story story = closed(0xE33);
        List<Story.Sent> before =
                story.sent().stream()
                        .filter(sent -> !sent.envelope().type().contains("erasure"))
                        .toList();
        before.forEach(service::apply);
        List<Story.Sent> order =
                story.sent().stream()
                        .filter(sent -> sent.envelope().type().contains("erasure"))
                        .toList();

        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () -> {
                                                    service.applyInside(order);
                                                    throw new IllegalStateException("crash");
                                                }))
                .hasMessage("crash");
        assertThat(everything(story)).contains("The home was cold.");
        assertThat(reports(story)).isEmpty();

        service.apply(order);
        assertThat(left(story)).isEqualTo(inOrder);
        assertThat(reports(story)).hasSize(2);
    }

    @Test
    void theReportSaysWhatWentAndMeetsItsContract() {
        Story story = closed(0xE34);
        story.sent().forEach(service::apply);

        List<String> reports = reports(story);

        assertThat(reports).hasSize(2);
        reports.forEach(report -> Contracts.assertValidMessage("erasure-reports", report));
        JsonPath first = new JsonPath(reports.getFirst());
        assertThat(first.getString("data.part")).isEqualTo(story.part("a1").toString());
        assertThat(first.getInt("data.erased.find { it.what == 'entries' }.count"))
                // Thirteen events, one of plan history that had words, two alerts, a disagreement.
                .isEqualTo(17);
    }

    @Test
    void whatIsErasedIsNotMissed() {
        Story story = closed(0xE35);
        TOPICS.forEach(topic -> Deliveries.inOrder(topic, story.on(topic)));
        AnyOrderTest.awaitApplied(story);

        rounds.turn("entry");

        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM inbox_gap WHERE key IN (%s)"
                                        .formatted(records(story))))
                .isZero();
    }

    @Test
    void aRebuildFromWhatTheProducersHaveThenGivesTheSame() {
        Story story = closed(0xE36);
        TOPICS.forEach(topic -> Deliveries.inOrder(topic, story.on(topic)));
        AnyOrderTest.awaitApplied(story);
        Map<String, List<String>> before = left(story);
        try (SourcesStub _ = new SourcesStub(story.asErased())) {
            JsonPath done = rebuild();

            assertThat(left(story)).isEqualTo(before);
            assertThat(done.getLong("written")).isZero();
            assertThat(done.getLong("removed")).isZero();

            Servers.asSuperuser("DELETE FROM entry WHERE record IN (%s)".formatted(records(story)));
            rebuild();
            assertThat(left(story)).isEqualTo(before);
        }
    }

    @Test
    void ofAChildOfWhomNothingStaysNobodyReadsAnything() {
        Story story =
                Story.whole(0xE37, service.privateMember())
                        .erasure("a1", "b1", "2026-03-09T09:00:00Z", "EVERYTHING", all(), List.of())
                        .erasure(
                                "a4",
                                "b1",
                                "2026-03-09T09:00:00Z",
                                "EVERYTHING",
                                List.of("e40", "e08"),
                                List.of());

        story.sent().forEach(service::apply);

        Service.timeline(Service.asLead(), story.id("b1"), "").then().statusCode(404);
        for (String table : List.of("entry", "entry_mark", "record_opening", "confirmation")) {
            assertThat(
                            Servers.count(
                                    "SELECT count(*) FROM %s WHERE record IN ('%s', '%s')"
                                            .formatted(table, story.id("a1"), story.id("a4"))))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void filesThatHoldItAreWithdrawnAndWhyTheyWereAskedForIsErased() {
        Story story = Story.whole(0xE38, service.privateMember());
        service.tell(0xE38, () -> story);
        UUID export = ExportTest.made(story, "JSON", "For a hearing about Robin Secret");
        ExportTest.file(story, Service.asLead(), export).then().statusCode(200);

        story.erasure("a1", "b1", "2026-03-10T11:00:00Z", "", List.of("e05"), List.of());
        service.apply(story.sent().getLast());

        assertThat(ExportTest.file(story, Service.asLead(), export).statusCode()).isNotEqualTo(200);
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM export_part WHERE export = '%s'"
                                        .formatted(export)))
                .isZero();

        story.erasure("a1", "b1", "2026-03-11T11:00:00Z", "EVERYTHING", all(), List.of());
        service.apply(story.sent().getLast());
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM export_job WHERE id = '%s'"
                                        .formatted(export)))
                .isZero();
        assertThat(worded()).isPositive();
        chain.sealOnce();
        while (auditWords.next()) {
            chain.sealOnce();
        }
        assertThat(worded()).isZero();
        chain.sealOnce();
        Verification verified = chain.verifyNow();
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.erased()).containsKey(story.id("0dd"));
    }

    private static long worded() {
        return Servers.count(
                "SELECT count(*) FROM audit_entry WHERE purpose LIKE '%Robin Secret%'");
    }

    private static List<String> all() {
        return Stream.concat(ALL_OF_A1.stream(), Stream.of("e04", "e18")).toList();
    }

    private static List<String> reports(Story story) {
        return Servers.texts(
                """
                SELECT convert_from(payload, 'UTF8') FROM outbox
                WHERE topic = 'erasure-reports' AND key = 'chronology-service/%s' ORDER BY sequence
                """
                        .formatted(story.id("0dd")));
    }

    private static Map<String, List<String>> left(Story story) {
        Map<String, List<String>> left = new TreeMap<>();
        for (String table : FACTS) {
            left.put(
                    table,
                    Servers.texts(
                                    "SELECT t::text FROM %s t WHERE record IN (%s) ORDER BY 1"
                                            .formatted(table, records(story)))
                            .stream()
                            .map(story::asTold)
                            .toList());
        }
        return left;
    }

    private static String everything(Story story) {
        return left(story).toString();
    }

    private static String records(Story story) {
        return Stream.of("a1", "a2", "a4")
                .map(record -> "'" + story.id(record) + "'")
                .collect(Collectors.joining(","));
    }

    private static JsonPath rebuild() {
        Service.as(Tokens.inRole("operations")).post("/v1/rebuild").then().statusCode(202);
        Waits.await().until(() -> last().getString("state").equals("DONE"));
        return last();
    }

    private static JsonPath last() {
        return Service.as(Tokens.inRole("operations")).get("/v1/rebuild").jsonPath();
    }
}
