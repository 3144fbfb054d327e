package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WithdrawingAndReplacingTest extends ServiceTest {

    private final String child = AnEvent.newNhsNumber();

    @Test
    void aRetractionIsFiledWhereItsTargetIs() {
        AnEvent concern = AnEvent.aConcern().about(child);
        String target = accepted(concern);
        String record = Published.data(target).path("record").asText();

        JsonNode retraction = Published.data(accepted(AnEvent.aRetractionOf(concern)));

        assertThat(retraction.path("record").asText()).isEqualTo(record);
        assertThat(targets(retraction)).containsExactly(target);
        assertThat(retraction.toString()).doesNotContain("Entered by mistake");
    }

    @Test
    void aRetractionThatComesFirstWaitsAndFollowsItsTarget() {
        AnEvent concern = AnEvent.aConcern().about(child);
        String retraction = accepted(AnEvent.aRetractionOf(concern));
        waitsFor(retraction, "TARGET_UNKNOWN");

        String target = accepted(concern);

        assertThat(targets(Published.data(retraction))).containsExactly(target);
        isFiled(retraction);
        assertThat(sequence(target)).isLessThan(sequence(retraction));
    }

    @Test
    void aRetractionReachesEveryChildOfItsTarget() {
        AnEvent concern = AnEvent.aConcern().aboutAll(child, AnEvent.newNhsNumber());
        Published.filed(accepted(concern), 2);

        assertThat(Published.filed(accepted(AnEvent.aRetractionOf(concern)), 2)).hasSize(2);
    }

    @Test
    void aWithdrawnFactComesToNoChildWhoIsLinkedLater() {
        String mother = AnEvent.newNhsNumber();
        Published.data(accepted(AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01")));
        AnEvent fact = AnEvent.aMissedAppointment().aboutTheAdult(mother);
        String target = accepted(fact);
        Published.data(target);
        String retraction = accepted(AnEvent.aRetractionOf(fact));
        Published.data(retraction);

        Published.data(
                accepted(
                        AnEvent.aHouseholdMember(mother)
                                .about(AnEvent.newNhsNumber())
                                .on("2025-08-01")));

        String after = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        assertThat(Published.filed(after, 2)).hasSize(2);
        Published.soon().until(() -> rows("SELECT 1 FROM refiling").isEmpty());
        assertThat(Published.filed(target)).hasSize(1);
        assertThat(Published.filed(retraction)).hasSize(1);
    }

    @Test
    void aRetractionThatNamesTheRecordItWithdrawsIsFiled() {
        AnEvent concern = AnEvent.aConcern().about(child).version("R-" + child, 1);
        String target = accepted(concern);
        Published.data(target);

        JsonNode retraction =
                Published.data(accepted(AnEvent.aRetractionOf(concern).version("R-" + child, 1)));

        assertThat(targets(retraction)).containsExactly(target);
    }

    @Test
    void aVersionThatWasWithdrawnCanBeSentAgain() {
        AnEvent concern = AnEvent.aConcern().about(child).version("R-" + child, 1);
        Published.data(accepted(concern));
        Published.data(accepted(AnEvent.aRetractionOf(concern)));

        String again = accepted(AnEvent.aConcern().about(child).version("R-" + child, 1));

        isFiled(again);
    }

    @Test
    void aCorrectionThatWaitsForItsVersionIsFiledWhenTheFirstIsWithdrawn() {
        AnEvent first = AnEvent.aConcern().aboutAll(child, "9990000019");
        Published.data(accepted(first.version("R-" + child, 1)));
        AnEvent right = AnEvent.aConcern().aboutAll(child, AnEvent.newNhsNumber());
        String second = accepted(right.version("R-" + child, 1));
        waitsFor(second, "SAME_VERSION");

        accepted(AnEvent.aRetractionOf(first));

        isFiled(second);
        assertThat(Published.filed(second, 2)).hasSize(2);
    }

    @Test
    void aNewerVersionWithAChildWhoIsNotFoundWithdrawsTheOlderFromNobody() {
        AnEvent older = AnEvent.aConcern().aboutAll(child, AnEvent.newNhsNumber());
        String first = accepted(older.version("R-" + child, 1));
        Published.filed(first, 2);

        AnEvent newer = AnEvent.aConcern().aboutAll(child, "9990000019");
        String second = accepted(newer.version("R-" + child, 2));

        waitsFor(second, "IDENTIFIER_INVALID");
        assertThat(Published.filed(second, 1)).hasSize(1);
        assertThat(Published.data(second).path("supersedes").asText()).isEqualTo(first);
    }

    @Test
    void aNewerVersionComesToAChildFromWhomItHadWithdrawnTheOlder() {
        String mother = AnEvent.newNhsNumber();
        Published.data(accepted(AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01")));
        String sibling = AnEvent.newNhsNumber();
        AnEvent ended = AnEvent.aHouseholdMember(mother).about(sibling).on("2025-08-01");
        String record =
                Published.data(accepted(ended.with("to", "2025-08-20"))).path("record").asText();
        AnEvent older = AnEvent.aMissedAppointment().aboutTheAdult(mother).on("2025-08-10");
        Published.filed(accepted(older.version("A-" + child, 1)), 2);
        AnEvent newer = AnEvent.aMissedAppointment().aboutTheAdult(mother).on("2025-09-10");
        String second = accepted(newer.version("A-" + child, 2));
        Published.filed(second, 2);

        AnEvent again = AnEvent.aHouseholdMember(mother).about(sibling).on("2025-09-01");
        Published.data(accepted(again.with("role", "carer")));

        Published.soon()
                .until(
                        () ->
                                Published.under(record).stream()
                                        .filter(m -> m.path("type").asText().contains("missed"))
                                        .map(m -> m.at("/data/happened/from").asText())
                                        .toList()
                                        .equals(List.of("2025-08-10", "2025-09-10")));
    }

    @Test
    void anotherAgencysEventCannotBeWithdrawn() {
        AnEvent concern = AnEvent.aConcern().about(child);
        String target = accepted(concern);
        Published.data(target);
        AnEvent foreign = AnEvent.aRetractionOf(concern).from("school");
        foreign.data()
                .withArrayProperty("targets")
                .removeAll()
                .addObject()
                .put("source", concern.source())
                .put("id", concern.id());

        String receipt = accepted(foreign);

        waitsFor(receipt, "TARGET_UNKNOWN");
        assertThat(Published.filed(receipt)).isEmpty();
    }

    @Test
    void someTargetsAreWithdrawnNowAndTheOthersWhenTheyCome() {
        AnEvent here = AnEvent.aConcern().about(child);
        AnEvent later = AnEvent.aConcern().about(child);
        String first = accepted(here);
        Published.data(first);
        AnEvent both = AnEvent.aRetractionOf(here);
        both.data().withArrayProperty("targets").addObject().put("id", later.id());

        String retraction = accepted(both);
        assertThat(targets(Published.data(retraction))).containsExactly(first);
        waitsFor(retraction, "TARGET_UNKNOWN");
        String second = accepted(later);

        List<JsonNode> filed = Published.filed(retraction, 2);
        assertThat(targets(filed.getLast().path("data"))).containsExactlyInAnyOrder(first, second);
        isFiled(retraction);
    }

    @Test
    void anEventCannotWithdrawItself() {
        AnEvent concern = AnEvent.aConcern();
        AnEvent retraction = AnEvent.aRetractionOf(concern);
        retraction.event().put("id", concern.id());

        send(retraction).then().statusCode(422).body("faults[0].pointer", equalTo("/data/targets"));
    }

    @Test
    void aHigherVersionReplacesTheLower() {
        String lower = accepted(AnEvent.aConcern().about(child).version("R-" + child, 1));
        Published.data(lower);

        JsonNode higher =
                Published.data(accepted(AnEvent.aConcern().about(child).version("R-" + child, 2)));

        assertThat(higher.path("supersedes").asText()).isEqualTo(lower);
        assertThat(higher.has("supersededBy")).isFalse();
    }

    @Test
    void aLowerVersionThatComesLateSaysByWhichItIsReplaced() {
        String higher = accepted(AnEvent.aConcern().about(child).version("R-" + child, 2));
        Published.data(higher);

        JsonNode lower =
                Published.data(accepted(AnEvent.aConcern().about(child).version("R-" + child, 1)));

        assertThat(lower.path("supersededBy").asText()).isEqualTo(higher);
        assertThat(lower.has("supersedes")).isFalse();
    }

    @Test
    void anAttendedAppointmentReplacesTheMissedOneOfTheSameRecord() {
        AnEvent missed =
                AnEvent.aMissedAppointment()
                        .about(child)
                        .with("outcome", "WAS_NOT_BROUGHT")
                        .version("A-" + child, 1);
        String first = accepted(missed);
        Published.data(first);

        JsonNode attended =
                Published.data(
                        accepted(
                                AnEvent.anAttendedAppointment()
                                        .about(child)
                                        .version("A-" + child, 2)));

        assertThat(attended.path("supersedes").asText()).isEqualTo(first);
    }

    @Test
    void theSameVersionOfAnotherEventWaitsInReview() {
        Published.data(accepted(AnEvent.aConcern().about(child).version("R-" + child, 1)));

        String again = accepted(AnEvent.aConcern().about(child).version("R-" + child, 1));

        waitsFor(again, "SAME_VERSION");
    }

    @Test
    void anotherAgencysRecordOfTheSameNameIsAnotherRecord() {
        Published.data(accepted(AnEvent.aConcern().about(child).version("R-" + child, 1)));

        JsonNode other =
                Published.data(
                        accepted(
                                AnEvent.aConcern()
                                        .about(child)
                                        .version("R-" + child, 2)
                                        .from("school")));

        assertThat(other.has("supersedes")).isFalse();
    }

    @Test
    void aNewerVersionAboutAnotherChildIsWithdrawnFromTheFirst() {
        String wrong = accepted(AnEvent.aConcern().about(child).version("R-" + child, 1));
        String wrongRecord = Published.data(wrong).path("record").asText();
        String other = AnEvent.newNhsNumber();

        String right = accepted(AnEvent.aConcern().about(other).version("R-" + child, 2));

        List<JsonNode> filed = Published.filed(right, 2);
        for (JsonNode message : filed) {
            boolean onTheFirst = message.path("subject").asText().equals(wrongRecord);
            assertThat(message.path("type").asText())
                    .isEqualTo(
                            onTheFirst
                                    ? "org.wholepicture.retraction.v1"
                                    : "org.wholepicture.concern.v1");
            if (onTheFirst) {
                assertThat(targets(message.path("data"))).containsExactly(wrong);
            }
        }
    }

    private static long sequence(String receipt) {
        return Published.filed(receipt).getFirst().path("sequence").asLong();
    }

    private static Set<String> targets(JsonNode retraction) {
        Set<String> targets = new HashSet<>();
        retraction.at("/details/targets").forEach(target -> targets.add(target.asText()));
        return targets;
    }
}
