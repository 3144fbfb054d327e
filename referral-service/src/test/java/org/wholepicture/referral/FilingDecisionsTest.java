package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.PrivateMember;

/** Events that belong to others name them by the id under which those are filed. */
@QuarkusTest
class FilingDecisionsTest extends ServiceTest {

    @Inject PrivateMember privateMember;

    @Test
    void aDecisionNamesAnotherAgencysReferralByItsReceipt() {
        String number = AnEvent.newNhsNumber();
        String referral = accepted(AnEvent.of("school", "referral").about(number));

        JsonNode decision =
                Published.data(accepted(aDecision("ASSESS").about(number).belongingTo(referral)));

        assertThat(decision.at("/details/of").asText())
                .isEqualTo(referral)
                .isEqualTo(Published.data(referral).path("event").asText());
    }

    @Test
    void minutesNameTheirMeetingAlsoWhenTheyComeBeforeIt() {
        String number = AnEvent.newNhsNumber();
        AnEvent meeting =
                AnEvent.of("social-care", "meeting")
                        .with("kind", "INITIAL_CONFERENCE")
                        .with("state", "HELD")
                        .about(number);
        AnEvent early = AnEvent.of("social-care", "minutes-shared").about(number);
        AnEvent late = AnEvent.of("social-care", "minutes-shared").about(number);

        String before = accepted(early.belongingTo(meeting));
        JsonNode early1 = Published.data(before);
        String held = accepted(meeting);
        JsonNode late1 = Published.data(accepted(late.belongingTo(meeting)));

        assertThat(early1.at("/details/of").asText()).isEqualTo(held);
        assertThat(late1.at("/details/of").asText()).isEqualTo(held);
        assertThat(Published.data(held).path("event").asText()).isEqualTo(held);
    }

    @Test
    void theSameNameAtAnotherAgencyOrSourceIsAnotherEvent() {
        String number = AnEvent.newNhsNumber();
        AnEvent referral = AnEvent.of("school", "referral").about(number);
        String receipt = accepted(referral);
        AnEvent elsewhere = aDecision("ASSESS").about(number).belongingTo(referral);
        AnEvent otherSource = AnEvent.of("school", "minutes-shared").about(number);
        otherSource
                .belongingTo(referral)
                .data()
                .withObject("/of")
                .put("source", "https://school.example/other");

        assertThat(Published.data(accepted(elsewhere)).at("/details/of").asText())
                .isNotEqualTo(receipt);
        assertThat(Published.data(accepted(otherSource)).at("/details/of").asText())
                .isNotEqualTo(receipt);
    }

    @Test
    void thatThereIsAReasonIsSaidInTheClearAndTheReasonIsSealed() {
        String number = AnEvent.newNhsNumber();
        JsonNode with =
                Published.data(
                        accepted(
                                aDecision("NO_STRATEGY")
                                        .with("reason", "An accident, seen by the doctor.")
                                        .about(number)));
        JsonNode without = Published.data(accepted(aDecision("NO_STRATEGY").about(number)));

        assertThat(with.at("/details/reasonGiven").asBoolean()).isTrue();
        assertThat(with.toString()).doesNotContain("accident");
        ObjectNode secret =
                privateMember.open(
                        UUID.fromString(with.path("event").asText()),
                        with.path("private").asText());
        assertThat(secret.path("reason").asText()).isEqualTo("An accident, seen by the doctor.");
        assertThat(without.path("details").has("reasonGiven")).isFalse();
    }

    @Test
    void wholeNumbersArePublishedWithoutAFraction() {
        AnEvent attendance =
                AnEvent.of("school", "attendance").with("absent", 6).about(AnEvent.newNhsNumber());
        attendance.data().put("possible", 60.0);

        JsonNode filed = Published.data(accepted(attendance));

        assertThat(filed.at("/details/possible").toString()).isEqualTo("60");
    }

    private static AnEvent aDecision(String outcome) {
        return AnEvent.of("social-care", "referral-decision").with("outcome", outcome);
    }
}
