package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A concern about a home stands, without its words, under each child who lived there. */
@QuarkusTest
class FilingSharedHomesTest extends ServiceTest {

    private static final String TYPE = "org.wholepicture.linked-concern.v1";

    private final String child = AnEvent.newNhsNumber();
    private final String sibling = AnEvent.newNhsNumber();
    private final String mother = AnEvent.newNhsNumber();

    @Test
    void aSiblingsRecordSaysThatThereIsAConcernAndHowGraveAndNothingElse() {
        lives(child, "2025-01-01");
        String record = lives(sibling, "2025-01-01");
        isFiled(accepted(AnEvent.aLeadPractitioner("pr-one").about(child).on("2025-02-01")));
        isFiled(accepted(AnEvent.aLeadPractitioner("pr-late").about(child).on("2025-09-02")));

        String receipt =
                accepted(
                        aConcern().with("summary", "No heating.").with("childVoice", "I am cold."));

        JsonNode linked = linkedUnder(record).getFirst().path("data");
        assertThat(linked.path("event").asText()).isEqualTo(receipt);
        assertThat(linked.path("agency").asText()).isEqualTo("health-visiting");
        assertThat(linked.at("/happened/from").asText()).isEqualTo("2025-09-01");
        assertThat(linked.at("/details/level").asText()).isEqualTo("MODERATE");
        assertThat(linked.at("/details/leads")).hasSize(1);
        assertThat(linked.at("/details/leads/0").asText()).isEqualTo("pr-one");
        assertThat(linked.path("details").size()).isEqualTo(2);
        assertThat(linked.has("private")).isFalse();
        assertThat(linked.has("basis")).isFalse();
        assertThat(linked.path("claims")).isEmpty();
        assertThat(Published.filed(receipt)).hasSize(2);
    }

    @Test
    void whoDidNotLiveThereThenIsNotConcerned() {
        lives(child, "2025-01-01");
        String moved = lives(sibling, "2025-09-02");

        isFiled(accepted(aConcern()));
        isFiled(accepted(AnEvent.aConcern().about(child).on("2025-09-03")));

        assertThat(now(moved)).isEmpty();
    }

    @Test
    void whoTurnsOutToHaveLivedThereIsToldLater() {
        lives(child, "2025-01-01");
        String receipt = accepted(aConcern());
        isFiled(receipt);

        String record = lives(sibling, "2025-01-01");

        assertThat(linkedUnder(record).getFirst().at("/data/event").asText()).isEqualTo(receipt);
    }

    @Test
    void whenTheHouseholdIsCorrectedItIsTakenBackAndItCanComeAgain() {
        lives(child, "2025-01-01");
        AnEvent link = AnEvent.aHouseholdMember(mother).about(sibling).on("2025-01-01");
        String record = Published.data(accepted(link)).path("record").asText();
        String receipt = accepted(aConcern());
        linkedUnder(record);

        accepted(AnEvent.aRetractionOf(link));

        Published.soon().until(() -> withdrawn(record).contains(receipt));
        lives(sibling, "2025-01-01");
        Published.soon().until(() -> now(record).size() == 2);
        String again = now(record).getLast().at("/data/event").asText();
        assertThat(again).isNotEqualTo(receipt);
        assertThat(withdrawn(record)).doesNotContain(again);
    }

    @Test
    void aConcernThatIsWithdrawnIsWithdrawnEverywhere() {
        lives(child, "2025-01-01");
        String record = lives(sibling, "2025-01-01");
        AnEvent concern = aConcern();
        String receipt = accepted(concern);
        linkedUnder(record);

        accepted(AnEvent.aRetractionOf(concern));

        Published.soon().until(() -> withdrawn(record).contains(receipt));
    }

    @Test
    void aNewerVersionThatIsNotAboutTheHomeTakesItBack() {
        lives(child, "2025-01-01");
        String record = lives(sibling, "2025-01-01");
        String number = "home-" + child;
        String receipt = accepted(aConcern().version(number, 1));
        linkedUnder(record);

        accepted(AnEvent.aConcern().about(child).version(number, 2));

        Published.soon().until(() -> withdrawn(record).contains(receipt));
        assertThat(now(record)).hasSize(1);
    }

    private AnEvent aConcern() {
        AnEvent concern = AnEvent.aConcern().with("level", "MODERATE").about(child);
        concern.data().put("sharedHome", true);
        return concern;
    }

    /** The child's record. */
    private String lives(String who, String since) {
        return Published.data(accepted(AnEvent.aHouseholdMember(mother).about(who).on(since)))
                .path("record")
                .asText();
    }

    private static List<JsonNode> linkedUnder(String record) {
        Published.soon().until(() -> !now(record).isEmpty());
        return now(record);
    }

    private static List<JsonNode> now(String record) {
        return Published.under(record).stream()
                .filter(message -> message.path("type").asText().equals(TYPE))
                .toList();
    }

    private static List<String> withdrawn(String record) {
        return Published.under(record).stream()
                .flatMap(message -> message.at("/data/details/targets").valueStream())
                .map(JsonNode::asText)
                .toList();
    }
}
