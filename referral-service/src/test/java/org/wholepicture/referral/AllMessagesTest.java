package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** What a service is rebuilt from: all that was ever numbered, in whole keys [docs/adr/0018]. */
@QuarkusTest
class AllMessagesTest extends ServiceTest {

    private static final String HIGHEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    @Test
    void everyMessageOfARecordIsAnsweredAsItWasPublishedAlsoWhatTheOutboxLost() {
        String child = AnEvent.newNhsNumber();
        accepted(AnEvent.aConcern().about(child));
        String last = accepted(AnEvent.aContact().about(child));
        String record = Published.data(last).path("record").asText();
        Published.soon().until(() -> Published.under(record).size() >= 3);
        List<JsonNode> published = Published.under(record);

        assertThat(messages(asked(before(record), record, 100))).isEqualTo(published);

        execute("DELETE FROM outbox WHERE key = '%s' AND sequence = 2".formatted(record));
        List<JsonNode> again = messages(asked(before(record), record, 100));
        assertThat(again).hasSameSizeAs(published);
        assertThat(again.get(0)).isEqualTo(published.get(0));
        assertThat(again.get(1).path("id")).isEqualTo(published.get(1).path("id"));
        assertThat(again.get(2)).isEqualTo(published.get(2));
    }

    @Test
    void keysComeWholeAndThoseThatFollowAreAskedForNext() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String receipt = accepted(AnEvent.aConcern().about(AnEvent.newNhsNumber()));
            records.add(Published.data(receipt).path("record").asText());
        }
        List<String> found = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response answer = asked(after, HIGHEST, 2);
            List<JsonNode> page = messages(answer);
            page.forEach(message -> found.add(message.path("subject").asText()));
            if (!page.isEmpty()) {
                assertThat(page.getFirst().path("sequence").asText())
                        .as("a key begins with its first message")
                        .isEqualTo("1");
            }
            after = answer.getHeader("WP-Last-Key");
        }
        assertThat(found).isSorted();
        assertThat(found).containsAll(records);
        assertThat(found.stream().filter(records.getFirst()::equals)).hasSize(2);
    }

    @Test
    void noPersonAndNoAgencyMayAskForThem() {
        for (String token :
                List.of(
                        Tokens.inRole("operations"),
                        Tokens.inRole("administrator"),
                        Tokens.practitioner("pr-lead", "early-help", "front-door"),
                        Tokens.agency("school", "concern"))) {
            as(token)
                    .get("/v1/messages?topic=child-events&after=&until=" + HIGHEST)
                    .then()
                    .statusCode(403);
        }
        as(Tokens.inRole("rebuild")).get("/v1/messages?after=a").then().statusCode(400);
    }

    private static String before(String record) {
        return rows("SELECT coalesce(max(key), '') FROM outbox WHERE topic = 'child-events' AND key < '%s'"
                        .formatted(record))
                .getFirst();
    }

    private static Response asked(String after, String until, int least) {
        return as(Tokens.inRole("rebuild"))
                .queryParam("topic", "child-events")
                .queryParam("after", after)
                .queryParam("until", until)
                .queryParam("least", least)
                .get("/v1/messages");
    }

    private static List<JsonNode> messages(Response answer) {
        return answer.then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(Published::parse)
                .toList();
    }
}
