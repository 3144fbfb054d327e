package org.wholepicture.referral;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.BrokenJson;
import org.wholepicture.platform.testsupport.BrokenJson.Case;
import org.wholepicture.platform.testsupport.BrokenJson.Case.Kind;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.HostileText;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.RawHttp;
import org.wholepicture.platform.testsupport.RawHttp.Answer;
import org.wholepicture.platform.testsupport.StoredRows;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.domain.EventType;

/**
 * The full example of every contract, spoilt at every place: refused with the place and a sentence
 * and without a word of it, or kept and filed; and the same whether it is sent or only checked,
 * alone or in a batch.
 */
@QuarkusTest
class HostileEventsTest extends ServiceTest {

    /** No contract takes these, wherever they stand. */
    private static final Set<Kind> NEVER_TAKEN = EnumSet.of(Kind.NULL, Kind.TYPE, Kind.UNKNOWN);

    private static final String SEND = "/v1/events";
    private static final String VALIDATE = "/v1/events/validate";
    private static final int BATCH_SIZE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Contracts.Example> examples() {
        return Contracts.examples("events").filter(example -> example.name().endsWith(".full"));
    }

    @AfterAll
    static void leaveNoReviews() {
        clearReviews();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRefusedAtItsPlaceAndNotStoredOrKeptAndFiled(Contracts.Example example) {
        String token = tokenOf(example);
        List<Case> cases =
                withIdsOfTheirOwn(
                        example,
                        BrokenJson.of(example.json()).stream()
                                .filter(one -> one.kind() != Kind.UNREADABLE)
                                .toList());
        everythingIsFiled();
        var before = StoredRows.of("referral");
        try (LoggedLines lines = new LoggedLines()) {
            List<JsonNode> checked = batches(token, VALIDATE, cases);

            List<String> wrong = new ArrayList<>();
            List<Case> refused = new ArrayList<>();
            List<JsonNode> refusals = new ArrayList<>();
            List<Case> fit = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                wrong.addAll(complaints(cases.get(i), checked.get(i)));
                if (checked.get(i).path("status").asInt() == 200) {
                    fit.add(cases.get(i));
                } else {
                    refused.add(cases.get(i));
                    refusals.add(checked.get(i));
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(refused).hasSizeGreaterThan(100);
            assertThat(batches(token, SEND, refused)).isEqualTo(refusals);
            assertThat(StoredRows.of("referral")).isEqualTo(before);

            assertThat(batches(token, SEND, fit))
                    .hasSizeGreaterThan(20)
                    .allMatch(kept -> kept.path("status").asInt() == 202);
            everythingIsFiled();
            assertThat(
                            rows(
                                    """
                                    SELECT source_id FROM accepted_event
                                    WHERE source_id LIKE 'spoilt-%' AND ('CANNOT_BE_FILED' = ANY (reasons) OR attempts > 0)
                                    """))
                    .isEmpty();
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
            assertThat(lines.lines()).noneMatch(line -> line.contains("answered 500"));
        }
    }

    @Test
    void isAnsweredAloneAsInABatch() {
        Contracts.Example example = Contracts.example("events/concern.v1.full");
        String token = tokenOf(example);
        List<Case> all = withIdsOfTheirOwn(example, BrokenJson.of(example.json()));
        List<Case> some =
                IntStream.range(0, all.size())
                        .filter(i -> i % 7 == 0)
                        .mapToObj(all::get)
                        .filter(one -> one.kind() != Kind.UNREADABLE)
                        .toList();

        List<Answer> alone = RawHttp.each(some, one -> post(token, VALIDATE, SINGLE, one.body()));
        List<JsonNode> together = batches(token, VALIDATE, some);

        for (int i = 0; i < some.size(); i++) {
            JsonNode item = together.get(i);
            assertThat(alone.get(i).status())
                    .as(some.get(i).toString())
                    .isEqualTo(item.path("status").asInt());
            if (item.has("problem")) {
                assertThat(tree(alone.get(i).body())).isEqualTo(item.path("problem"));
            }
        }
    }

    @Test
    void whatCannotBeReadIsRefusedAndNotStored() {
        Contracts.Example example = Contracts.example("events/concern.v1.full");
        String token = tokenOf(example);
        List<Case> cases = new ArrayList<>();
        BrokenJson.of(example.json()).stream()
                .filter(one -> one.kind() == Kind.UNREADABLE)
                .forEach(cases::add);
        everythingIsFiled();
        var before = StoredRows.of("referral");

        try (LoggedLines lines = new LoggedLines()) {
            assertThat(cases).hasSizeGreaterThan(300);
            for (String path : List.of(SEND, VALIDATE)) {
                for (String type : List.of(SINGLE, BATCH)) {
                    // An empty list is a batch of nothing.
                    cases.removeIf(one -> type.equals(BATCH) && one.body().length == 2);
                    List<Answer> answers =
                            RawHttp.each(cases, one -> post(token, path, type, one.body()));
                    for (int i = 0; i < cases.size(); i++) {
                        assertRefused(cases.get(i), answers.get(i));
                    }
                }
            }
            assertThat(StoredRows.of("referral")).isEqualTo(before);
            assertThat(lines.lines()).noneMatch(line -> line.contains(HostileText.CANARY));
        }
    }

    @Test
    void bytesThatWereTamperedWithAreNeverTheServicesFault() {
        Contracts.Example example = Contracts.example("events/step-down.v1.full");
        String token = tokenOf(example);

        List<Case> cases = BrokenJson.bytes(example.json(), 20_251_122, 600);
        List<Answer> answers =
                RawHttp.each(cases, one -> post(token, VALIDATE, SINGLE, one.body()));

        for (int i = 0; i < cases.size(); i++) {
            assertThat(answers.get(i).status())
                    .as(cases.get(i).toString())
                    .isIn(200, 400, 403, 422);
        }
    }

    private static void assertRefused(Case one, Answer answer) {
        assertThat(answer.status()).as(one.toString()).isIn(400, 413);
        assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
        JsonNode problem = tree(answer.body());
        assertThat(problem.path("detail").asText(problem.path("title").asText())).endsWith(".");
        assertThat(answer.body()).doesNotContain(HostileText.CANARY, "<", "Exception");
    }

    /** What is wrong with the answer to an event that can be read. */
    private static List<String> complaints(Case one, JsonNode item) {
        List<String> wrong = new ArrayList<>();
        int status = item.path("status").asInt();
        JsonNode event = tree(new String(one.body(), UTF_8));
        boolean againstTheContract = !Contracts.eventFaults(event).isEmpty();
        if (NEVER_TAKEN.contains(one.kind()) && !againstTheContract) {
            wrong.add("the contract takes it");
        }
        if (againstTheContract
                ? status != 400 && status != 422
                : !Set.of(200, 403, 422).contains(status)) {
            wrong.add("answered " + status);
        }
        if (status == 200) {
            return described(one, item, wrong);
        }
        JsonNode problem = item.path("problem");
        if (problem.path("status").asInt() != status || problem.path("faults").isEmpty()) {
            wrong.add("no clear problem");
        }
        String parent = one.pointer().substring(0, Math.max(0, one.pointer().lastIndexOf('/')));
        boolean placed = false;
        for (JsonNode fault : problem.path("faults")) {
            String pointer = fault.path("pointer").asText();
            placed |=
                    pointer.equals(one.pointer())
                            || pointer.equals(parent)
                            || (one.kind() == Kind.LIST && pointer.startsWith(one.pointer()));
            if (!fault.path("detail").asText().endsWith(".")) {
                wrong.add("no sentence");
            }
        }
        if (!placed) {
            wrong.add("another place");
        }
        if (problem.toString().contains(HostileText.CANARY) || problem.toString().contains("<")) {
            wrong.add("repeats what was sent");
        }
        return described(one, item, wrong);
    }

    private static List<String> described(Case one, JsonNode item, List<String> wrong) {
        return wrong.stream().map(why -> one + ": " + why + ": " + item).toList();
    }

    /** Each under a key of its own, but for those whose key is what is spoilt. */
    private static List<Case> withIdsOfTheirOwn(Contracts.Example example, List<Case> cases) {
        String id = example.json().path("id").asText();
        List<Case> own = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            String body =
                    new String(one.body(), UTF_8)
                            .replace(
                                    "\"id\":\"" + id + "\"",
                                    "\"id\":\"spoilt-" + id + "-" + i + "\"");
            own.add(new Case(one.what(), one.kind(), one.pointer(), body.getBytes(UTF_8)));
        }
        return own;
    }

    private static List<JsonNode> batches(String token, String path, List<Case> cases) {
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += BATCH_SIZE) {
            List<String> items =
                    cases.subList(from, Math.min(cases.size(), from + BATCH_SIZE)).stream()
                            .map(one -> new String(one.body(), UTF_8))
                            .toList();
            bodies.add(("[" + String.join(",", items) + "]").getBytes(UTF_8));
        }
        List<JsonNode> answers = new ArrayList<>();
        for (Answer answer : RawHttp.each(bodies, body -> post(token, path, BATCH, body))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(207);
            tree(answer.body()).forEach(answers::add);
        }
        assertThat(answers).hasSameSizeAs(cases);
        return answers;
    }

    private static Answer post(String token, String path, String type, byte[] body) {
        return RawHttp.send(
                RestAssured.port,
                "POST /referral%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
                        .formatted(path, token, type, body.length),
                body);
    }

    /** An agency for each type, so that hostile ids of one are not those of another. */
    private static String tokenOf(Contracts.Example example) {
        String source = example.json().path("source").asText();
        String type = example.type().substring("org.wholepicture.".length());
        return Tokens.anAgency("hostile-" + type.substring(0, type.indexOf('.')))
                .allowed(
                        Arrays.stream(EventType.values())
                                .map(EventType::shortName)
                                .toArray(String[]::new))
                .withSources(source.substring(0, source.indexOf(".example/") + 9))
                .build();
    }

    static void everythingIsFiled() {
        Published.soon()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () ->
                                assertThat(
                                                rows(
                                                        """
                                                        SELECT 'waiting ' || source_id || ' ' || attempts FROM accepted_event WHERE state = 'WAITING'
                                                        UNION ALL SELECT 'refiling ' || event_id || ' ' || attempts FROM refiling
                                                        UNION ALL SELECT 'unpublished ' || id FROM outbox WHERE published_at IS NULL
                                                        """))
                                        .isEmpty());
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
