package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FilingAdultsFactsTest extends ServiceTest {

    private final String child = AnEvent.newNhsNumber();
    private final String sibling = AnEvent.newNhsNumber();
    private final String mother = AnEvent.newNhsNumber();

    @Test
    void anAdultsMissedAppointmentReachesTheLinkedChildAsNotEngaging() {
        String record = linked(child, "2025-08-01");

        JsonNode filed =
                Published.data(accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother)));

        assertThat(filed.path("record").asText()).isEqualTo(record);
        assertThat(filed.at("/details/whose").asText()).isEqualTo("ADULT");
        assertThat(filed.at("/details/outcome").asText()).isEqualTo("DID_NOT_ATTEND");
        assertThat(filed.at("/claims/0/topic").asText()).isEqualTo("ENGAGEMENT:drug-alcohol");
        assertThat(filed.at("/claims/0/value").asText()).isEqualTo("WORSE");
        assertThat(filed.at("/claims/0/basis").asText()).isEqualTo("SERVICE_RECORD");
        assertThat(filed.toString()).doesNotContain(mother);
    }

    @Test
    void anAppointmentMissedByTheServicesOwnFaultSaysNothingOfTheAdult() {
        linked(child, "2025-08-01");
        AnEvent event = AnEvent.aMissedAppointment().aboutTheAdult(mother);
        event.data().put("serviceFault", true);

        JsonNode filed = Published.data(accepted(event));

        assertThat(filed.path("claims")).isEmpty();
        assertThat(filed.at("/details/serviceFault").asBoolean()).isTrue();
    }

    @Test
    void anAdultsAttendedAppointmentSaysEngaging() {
        linked(child, "2025-08-01");

        JsonNode filed =
                Published.data(accepted(AnEvent.anAttendedAppointment().aboutTheAdult(mother)));

        assertThat(filed.at("/claims/0/value").asText()).isEqualTo("BETTER");
    }

    @Test
    void whatAServiceKnowsOfAnAdultsLifeReachesTheLinkedChild() {
        linked(child, "2025-08-01");

        JsonNode factor =
                Published.data(
                        accepted(
                                AnEvent.of("drug-alcohol", "family-factor")
                                        .with("factor", "SUBSTANCE_MISUSE")
                                        .with("basis", "SERVICE_RECORD")
                                        .aboutTheAdult(mother)));

        assertThat(factor.at("/details/factor").asText()).isEqualTo("SUBSTANCE_MISUSE");
        assertThat(factor.at("/details/whose").asText()).isEqualTo("ADULT");
        assertThat(factor.path("basis").asText()).isEqualTo("SERVICE_RECORD");
    }

    @Test
    void aChildsMissedAppointmentMakesNoClaim() {
        JsonNode filed =
                Published.data(
                        accepted(
                                AnEvent.aMissedAppointment()
                                        .about(child)
                                        .with("outcome", "WAS_NOT_BROUGHT")));

        assertThat(filed.path("claims")).isEmpty();
        assertThat(filed.at("/details/whose").asText()).isEqualTo("CHILD");
    }

    @Test
    void theHouseholdMemberIsPublishedByAnOpaqueIdAlone() {
        String first = accepted(AnEvent.aHouseholdMember(mother).about(child));
        String second = accepted(AnEvent.aHouseholdMember(mother).about(sibling));

        JsonNode one = Published.data(first);
        JsonNode two = Published.data(second);

        assertThat(one.at("/details/adult").asText()).isNotEmpty();
        assertThat(two.at("/details/adult")).isEqualTo(one.at("/details/adult"));
        assertThat(one.toString()).doesNotContain(mother);
    }

    @Test
    void itCanBeSaidThatTheMemberIsNotKnown() {
        AnEvent event = AnEvent.aHouseholdMember(mother).about(child).with("role", "father");
        event.data().putObject("member").put("notKnown", true);

        JsonNode filed = Published.data(accepted(event));

        assertThat(filed.at("/details/notKnown").asBoolean()).isTrue();
        assertThat(filed.path("details").has("adult")).isFalse();
    }

    @Test
    void aFactBeforeAnyLinkWaitsInReviewAndIsFiledWhenTheLinkArrives() {
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        waitsFor(fact, "NO_LINK");
        assertThat(Published.filed(fact)).isEmpty();

        String record = linked(child, "2025-08-01");

        assertThat(Published.data(fact).path("record").asText()).isEqualTo(record);
        isFiled(fact);
    }

    @Test
    void aLinkThatDoesNotCoverTheDayLeavesTheFactInReview() {
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother).on("2025-07-31"));
        waitsFor(fact, "NO_LINK");

        linked(child, "2025-08-01");
        linked(sibling, "2025-07-31");

        isFiled(fact);
        assertThat(Published.filed(fact)).hasSize(1);
    }

    @Test
    void onlyTheChildrenLinkedWhenItHappenedGetTheFact() {
        String early = linked(child, "2025-08-01");
        String late = linked(sibling, "2025-10-01");

        String before = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        String after =
                accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother).on("2025-10-02"));

        assertThat(records(Published.filed(after, 2))).containsExactlyInAnyOrder(early, late);
        isFiled(before);
        assertThat(records(Published.filed(before, 1))).containsExactly(early);
    }

    @Test
    void aChildLinkedLaterForAnEarlierTimeGetsTheFactsOfThatTimeToo() {
        String first = linked(child, "2025-08-01");
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        assertThat(records(Published.filed(fact, 1))).containsExactly(first);

        String second = linked(sibling, "2025-08-15");

        assertThat(records(Published.filed(fact, 2))).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void whenTheLinkIsWithdrawnTheFactsThatCameByItAreWithdrawnToo() {
        AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        String linkReceipt = accepted(link);
        Published.data(linkReceipt);
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        Published.data(fact);

        JsonNode retraction = Published.data(accepted(AnEvent.aRetractionOf(link)));

        assertThat(targets(retraction)).containsExactly(linkReceipt);
        waitsFor(fact, "NO_LINK");
        String record = retraction.path("record").asText();
        Published.soon().until(() -> withdrawnUnder(record).contains(fact));
        String later = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        waitsFor(later, "NO_LINK");
    }

    @Test
    void aLinkThatIsSentAgainAfterItsWithdrawalBringsTheFactsBack() {
        AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        String record = Published.data(accepted(link)).path("record").asText();
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));
        JsonNode first = Published.data(fact);
        Published.data(accepted(AnEvent.aRetractionOf(link)));
        waitsFor(fact, "NO_LINK");

        assertThat(linked(child, "2025-08-01")).isEqualTo(record);

        isFiled(fact);
        Published.soon().until(() -> missedUnder(record).size() == 2);
        JsonNode back = missedUnder(record).getLast();
        assertThat(back.path("event")).isNotEqualTo(first.path("event"));
        assertThat(back.path("details")).isEqualTo(first.path("details"));
        assertThat(withdrawnUnder(record)).doesNotContain(back.path("event").asText());
    }

    @Test
    void aRetractionWithdrawsAFactThatHasComeBack() {
        AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        Published.data(accepted(link));
        AnEvent fact = AnEvent.aMissedAppointment().aboutTheAdult(mother);
        String receipt = accepted(fact);
        Published.data(receipt);
        Published.data(accepted(AnEvent.aRetractionOf(link)));
        waitsFor(receipt, "NO_LINK");
        String record = linked(child, "2025-08-01");
        Published.soon().until(() -> missedUnder(record).size() == 2);

        JsonNode retraction = Published.data(accepted(AnEvent.aRetractionOf(fact)));

        assertThat(targets(retraction))
                .containsExactlyInAnyOrder(
                        receipt, missedUnder(record).getLast().path("event").asText());
    }

    @Test
    void anAdultsFactLeavesTheChildWhenTheHouseholdIsCorrected() {
        String stranger = AnEvent.newNhsNumber();
        AnEvent wrong = AnEvent.aHouseholdMember(stranger).about(child).on("2025-08-01");
        String record =
                Published.data(accepted(wrong.version("H-" + child, 1))).path("record").asText();
        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(stranger));
        Published.data(fact);

        AnEvent right = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        Published.data(accepted(right.version("H-" + child, 2)));

        waitsFor(fact, "NO_LINK");
        Published.soon().until(() -> withdrawnUnder(record).contains(fact));
    }

    @Test
    void aFactThatIsWithdrawnBeforeAnyLinkComesToNoChild() {
        AnEvent fact = AnEvent.aMissedAppointment().aboutTheAdult(mother);
        String receipt = accepted(fact);
        waitsFor(receipt, "NO_LINK");
        waitsFor(accepted(AnEvent.aRetractionOf(fact)), "TARGET_UNKNOWN");

        String record = linked(child, "2025-08-01");
        Published.data(accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother)));

        Published.soon().until(() -> rows("SELECT 1 FROM refiling").isEmpty());
        assertThat(missedUnder(record)).hasSize(1);
        assertThat(Published.filed(receipt)).isEmpty();
    }

    @Test
    void aSecondNumberOfAnAdultIsDoubted() {
        String councils = "LA-" + mother;
        AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        addCouncilsId(link.data().at("/member/adult"), councils);
        Published.data(accepted(link));
        AnEvent other = AnEvent.aHouseholdMember(AnEvent.newNhsNumber()).about(sibling);
        addCouncilsId(other.data().at("/member/adult"), councils);
        AnEvent fact = AnEvent.aMissedAppointment().aboutTheAdult(AnEvent.newNhsNumber());
        addCouncilsId(fact.data().at("/subject/adult"), councils);

        waitsFor(accepted(other), "POTENTIAL");
        waitsFor(accepted(fact), "POTENTIAL");
    }

    private static void addCouncilsId(JsonNode person, String id) {
        ((ObjectNode) person)
                .withArrayProperty("identifiers")
                .addObject()
                .put("system", "la-child-id")
                .put("value", id);
    }

    /** The data of the missed appointments under a record, in their order. */
    private static List<JsonNode> missedUnder(String record) {
        return Published.under(record).stream()
                .filter(m -> m.path("type").asText().contains("missed-appointment"))
                .map(m -> m.path("data"))
                .toList();
    }

    /** What has been withdrawn under a record. */
    private static Set<String> withdrawnUnder(String record) {
        return Published.under(record).stream()
                .filter(m -> m.path("type").asText().contains("retraction"))
                .flatMap(m -> targets(m.path("data")).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void aLinkThatWasWithdrawnBeforeItCameLinksNothing() {
        AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
        String retraction = accepted(AnEvent.aRetractionOf(link));
        waitsFor(retraction, "TARGET_UNKNOWN");
        String linkReceipt = accepted(link);
        assertThat(targets(Published.data(retraction))).containsExactly(linkReceipt);

        String fact = accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother));

        waitsFor(fact, "NO_LINK");
    }

    /** Links the mother to a child from this day; the child's record. */
    private String linked(String number, String from) {
        return Published.data(accepted(AnEvent.aHouseholdMember(mother).about(number).on(from)))
                .path("record")
                .asText();
    }

    private static Set<String> records(List<JsonNode> filed) {
        return filed.stream().map(m -> m.path("subject").asText()).collect(Collectors.toSet());
    }

    private static Set<String> targets(JsonNode retraction) {
        Set<String> targets = new java.util.HashSet<>();
        retraction.at("/details/targets").forEach(target -> targets.add(target.asText()));
        return targets;
    }
}
