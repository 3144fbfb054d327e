package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.PrivateMember;
import org.wholepicture.platform.testsupport.Contracts;

@QuarkusTest
class FilingChildrensEventsTest extends ServiceTest {

    @Inject PrivateMember privateMember;

    @Test
    void aNewChildGetsARecordWhoseFirstMessageSaysWhoItIs() {
        String number = AnEvent.newNhsNumber();
        String receipt =
                accepted(
                        AnEvent.aConcern()
                                .about(number)
                                .named("Robin", "Example")
                                .born("2024-09-05"));

        JsonNode filed = Published.data(receipt);

        List<JsonNode> record = Published.under(filed.path("record").asText());
        JsonNode opened = record.getFirst();
        assertThat(opened.path("type").asText()).isEqualTo("org.wholepicture.record-opened.v1");
        assertThat(opened.path("sequence").asText()).isEqualTo("1");
        assertThat(opened.at("/data/birthDate").asText()).isEqualTo("2024-09-05");
        ObjectNode secret = open(opened.at("/data/record"), opened);
        Contracts.assertValid("filed/private-record.v1", secret);
        assertThat(secret.at("/name/family").asText()).isEqualTo("Example");
        assertThat(secret.at("/identifiers/0/value").asText()).isEqualTo(number);
        assertThat(record).hasSize(2);
    }

    @Test
    void theFiledEventSaysWhatWasSentAndSealsTheNarrative() {
        ObjectNode example = (ObjectNode) Contracts.example("events/concern.v1.full").json();
        AnEvent event = AnEvent.aConcern();
        ObjectNode data = ((ObjectNode) example.path("data")).deepCopy();
        data.remove("subject");
        // Another test may have filed the example itself: this is another record of the source.
        ((ObjectNode) data.path("sourceRecord")).put("id", "said-and-sealed");
        event.data().setAll(data);
        String number = AnEvent.newNhsNumber();
        event.about(number).named("Robin", "Example").version("R-" + number, 1);

        JsonNode filed = Published.data(accepted(event));

        assertThat(filed.path("agency").asText()).isEqualTo("health-visiting");
        assertThat(filed.at("/details/level")).isEqualTo(data.path("level"));
        assertThat(filed.at("/details/neglectTypes")).isEqualTo(data.path("neglectTypes"));
        assertThat(filed.at("/details/whose").asText()).isEqualTo("CHILD");
        assertThat(filed.path("claims")).isEqualTo(data.path("claims"));
        assertThat(filed.path("basis")).isEqualTo(data.path("basis"));
        assertThat(filed.path("author"))
                .isEqualTo(((ObjectNode) data.path("author")).deepCopy().without("role"));
        assertThat(filed.path("recorded").asText()).isEqualTo("2025-09-01T10:00:00Z");
        assertThat(filed.at("/happened/from")).isEqualTo(data.at("/occurred/from"));
        assertThat(filed.toString())
                .doesNotContain(
                        data.at("/author/role").asText(),
                        data.path("summary").asText(),
                        data.path("childVoice").asText(),
                        "Robin",
                        number);
        ObjectNode secret = open(filed.path("event"), filed);
        Contracts.assertValid("filed/private.v1", secret);
        assertThat(secret.path("summary")).isEqualTo(data.path("summary"));
        assertThat(secret.path("childVoice")).isEqualTo(data.path("childVoice"));
        assertThat(secret.path("authorRole")).isEqualTo(data.at("/author/role"));
        assertThat(secret.at("/sourceRecord/id").asText()).isEqualTo("R-" + number);
    }

    @Test
    void everyExampleOfAChildsEventIsFiledByItsContract() {
        Contracts.examples("events")
                .filter(example -> example.data().has("subject"))
                .filter(example -> !example.data().path("subject").has("adult"))
                .forEach(
                        example -> {
                            String source = example.json().path("source").asText();
                            String agency =
                                    source.substring(
                                            "https://".length(), source.indexOf(".example"));
                            ObjectNode event = (ObjectNode) example.json().deepCopy();
                            event.put("id", "filed-" + example.json().path("id").asText());
                            ObjectNode data = (ObjectNode) event.path("data");
                            data.remove("sourceRecord");
                            // Children of its own, known by one number each: who an example is
                            // about is not what is tried here.
                            int children = identifyAnew(data.withObjectProperty("subject"));
                            String receipt =
                                    as(systemOf(agency))
                                            .contentType(SINGLE)
                                            .body(event.toString())
                                            .post("/v1/events")
                                            .then()
                                            .statusCode(202)
                                            .extract()
                                            .path("receipt");
                            // Reading it asserts that it meets its contract.
                            List<JsonNode> filed = Published.filed(receipt, children);
                            assertThat(filed).hasSize(children);
                            if (example.name().endsWith(".full")) {
                                assertThat(members(filed.getFirst().at("/data/details")))
                                        .isEqualTo(members(detailsOfTheFiled(example)));
                            }
                        });
    }

    private static JsonNode detailsOfTheFiled(Contracts.Example example) {
        return Contracts.example(example.name().replace("events/", "filed/"))
                .data()
                .path("details");
    }

    private static Set<String> members(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** How many children it is about. */
    private static int identifyAnew(ObjectNode subject) {
        List<JsonNode> children = subject.findParents("identifiers");
        for (JsonNode child : children) {
            ((ObjectNode) child)
                    .removeAll()
                    .putArray("identifiers")
                    .addObject()
                    .put("system", "nhs-number")
                    .put("value", AnEvent.newNhsNumber());
        }
        return children.size();
    }

    @Test
    void aKnownChildsEventsStandUnderOneRecordInOneRowOfNumbers() {
        String number = AnEvent.newNhsNumber();
        String first =
                Published.data(accepted(AnEvent.aConcern().about(number))).path("record").asText();
        JsonNode second = Published.data(accepted(AnEvent.aContact().about(number)));
        JsonNode third = Published.data(accepted(AnEvent.aConcern().about(number)));

        assertThat(List.of(second.path("record").asText(), third.path("record").asText()))
                .containsOnly(first);
        assertThat(Published.under(first).stream().map(m -> m.path("sequence").asText()))
                .containsExactly("1", "2", "3", "4");
        assertThat(Published.under(first).stream().map(m -> m.at("/data/known").asText()))
                .isSorted();
    }

    @Test
    void aNumberLearntFromOneEventFindsTheChildForAnother() {
        String number = AnEvent.newNhsNumber();
        String record =
                Published.data(accepted(AnEvent.aConcern().about(number))).path("record").asText();
        Published.data(
                accepted(AnEvent.aConcern().about(number).child("la-child-id", "LA-" + number)));

        JsonNode filed =
                Published.data(accepted(AnEvent.aContact().child("la-child-id", "LA-" + number)));

        assertThat(filed.path("record").asText()).isEqualTo(record);
    }

    @Test
    void changedDemographicsArePublishedAndTheLatestRecordedHolds() {
        String number = AnEvent.newNhsNumber();
        String record =
                Published.data(
                                accepted(
                                        AnEvent.aConcern()
                                                .about(number)
                                                .born("2024-09-05")
                                                .version("D-" + number, 1)
                                                .recorded("2025-09-02T10:00:00Z")))
                        .path("record")
                        .asText();

        Published.data(
                accepted(
                        AnEvent.aConcern()
                                .about(number)
                                .born("2024-09-06")
                                .version("D-" + number, 2)
                                .recorded("2025-09-03T10:00:00Z")));
        // Recorded before both, received last.
        Published.data(
                accepted(
                        AnEvent.aConcern()
                                .about(number)
                                .born("2020-01-01")
                                .version("D-" + number, 3)
                                .recorded("2025-09-01T10:00:00Z")));

        assertThat(
                        Published.under(record).stream()
                                .filter(m -> m.path("type").asText().contains("record-opened"))
                                .map(m -> m.at("/data/birthDate").asText()))
                .containsExactly("2024-09-05", "2024-09-06");
    }

    @Test
    void anotherBirthDateIsDoubted() {
        String number = AnEvent.newNhsNumber();
        String record =
                Published.data(accepted(AnEvent.aConcern().about(number).born("2024-09-05")))
                        .path("record")
                        .asText();

        waitsFor(accepted(AnEvent.aContact().about(number).born("2019-09-05")), "POTENTIAL");

        assertThat(Published.under(record)).hasSize(2);
    }

    @Test
    void aNumberThatAWithdrawnEventMixedUpIsForgotten() {
        String one = AnEvent.newNhsNumber();
        String another = "LA-" + AnEvent.newNhsNumber();
        String record =
                Published.data(accepted(AnEvent.aConcern().about(one).named("Robin", "Example")))
                        .path("record")
                        .asText();
        AnEvent mixed = AnEvent.aConcern().about(one).child("la-child-id", another);
        Published.data(accepted(mixed));

        Published.data(accepted(AnEvent.aRetractionOf(mixed)));

        JsonNode filed = Published.data(accepted(AnEvent.aContact().child("la-child-id", another)));
        assertThat(filed.path("record").asText()).isNotEqualTo(record);
        JsonNode opened =
                Published.under(record).stream()
                        .filter(m -> m.path("type").asText().contains("record-opened"))
                        .toList()
                        .getLast();
        ObjectNode secret = open(opened.at("/data/record"), opened);
        assertThat(secret.at("/name/family").asText()).isEqualTo("Example");
        assertThat(secret.path("identifiers").findValuesAsText("value")).containsExactly(one);
        JsonNode stays = Published.data(accepted(AnEvent.aContact().about(one)));
        assertThat(stays.path("record").asText()).isEqualTo(record);
    }

    @Test
    void aMixedUpNumberIsForgottenAsSoonAsAnythingElseIsKnownOfTheChild() {
        String one = AnEvent.newNhsNumber();
        String another = "LA-" + AnEvent.newNhsNumber();
        AnEvent mixed = AnEvent.aConcern().about(one).child("la-child-id", another);
        String record = Published.data(accepted(mixed)).path("record").asText();
        Published.data(accepted(AnEvent.aRetractionOf(mixed)));

        JsonNode first = Published.data(accepted(AnEvent.aContact().about(one)));
        JsonNode second =
                Published.data(accepted(AnEvent.aContact().child("la-child-id", another)));

        assertThat(first.path("record").asText()).isEqualTo(record);
        assertThat(second.path("record").asText()).isNotEqualTo(record);
    }

    @Test
    void anEventAboutSeveralChildrenIsFiledToEach() {
        String one = AnEvent.newNhsNumber();
        String two = AnEvent.newNhsNumber();

        List<JsonNode> filed = Published.filed(accepted(AnEvent.aConcern().aboutAll(one, two)), 2);

        assertThat(filed.stream().map(m -> m.path("subject").asText()).distinct()).hasSize(2);
        assertThat(filed.stream().map(m -> m.at("/data/person").asText()).distinct()).hasSize(2);
    }

    @Test
    void aChildNamedTwiceInAnEventGetsItOnce() {
        String number = AnEvent.newNhsNumber();

        assertThat(Published.filed(accepted(AnEvent.aConcern().aboutAll(number, number)), 1))
                .hasSize(1);
    }

    @Test
    void anUnbornChildIsKnownByTheMothersNumberAndTheDay() {
        String mother = AnEvent.newNhsNumber();
        JsonNode first =
                Published.data(accepted(AnEvent.aConcern().about(mother).expected("2026-06-20")));

        JsonNode second =
                Published.data(accepted(AnEvent.aContact().about(mother).expected("2026-06-20")));
        JsonNode theMotherAsAChild = Published.data(accepted(AnEvent.aContact().about(mother)));

        assertThat(second.path("record")).isEqualTo(first.path("record"));
        assertThat(theMotherAsAChild.path("record")).isNotEqualTo(first.path("record"));
        JsonNode opened = Published.under(first.path("record").asText()).getFirst().path("data");
        assertThat(opened.path("expectedBirthDate").asText()).isEqualTo("2026-06-20");
        assertThat(opened.has("private")).isFalse();
    }

    private ObjectNode open(JsonNode id, JsonNode holder) {
        String sealed =
                holder.has("private")
                        ? holder.path("private").asText()
                        : holder.at("/data/private").asText();
        return privateMember.open(UUID.fromString(id.asText()), sealed);
    }
}
