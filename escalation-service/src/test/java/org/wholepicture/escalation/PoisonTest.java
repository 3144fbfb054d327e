package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords;
import org.wholepicture.platform.testsupport.PoisonRecords.Kind;
import org.wholepicture.platform.testsupport.PoisonRecords.Poison;
import org.wholepicture.platform.testsupport.Poisoning;
import org.wholepicture.platform.testsupport.Tokens;

/** Poison goes to quarantine one by one, and whatever else is published is learnt. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class PoisonTest {

    private static final Map<String, Kind> STEP_DOWN =
            Map.of(
                    "/event", Kind.ID,
                    "/record", Kind.ID,
                    "/person", Kind.ID,
                    "/agency", Kind.TEXT,
                    "/happened", Kind.OBJECT,
                    "/happened/from", Kind.DAY,
                    "/known", Kind.MOMENT,
                    "/details", Kind.OBJECT,
                    "/details/state", Kind.CODE,
                    "/details/to", Kind.TEXT);

    private static final Map<String, Kind> PRACTITIONER =
            Map.of(
                    "/practitioner", Kind.CODE,
                    "/name", Kind.TEXT,
                    "/agency", Kind.TEXT,
                    "/email", Kind.TEXT,
                    "/active", Kind.FLAG);

    @Test
    void eachPoisonousEventIsSetAsideAndTheOthersAreLearnt() {
        Story poisoned = Story.ofChild(9001).steppedDown(1, "PROPOSED");
        List<Poison> poison = PoisonRecords.madeFrom(poisoned.messages().getLast(), STEP_DOWN);
        assertThat(poison).hasSizeGreaterThan(150);
        Story among = Story.ofChild(9002).named("pr-hv").steppedDown(1, "PROPOSED");
        Story beside = Story.ofChild(9003).named("pr-hv").steppedDown(1, "PROPOSED");

        new Poisoning("escalation", "child-events")
                .with(
                        poison,
                        among.messages(),
                        beside.messages(),
                        poisoned.record(),
                        poisoned.person(),
                        poisoned.stepDown(1));

        for (Story story : List.of(among, beside)) {
            assertThat(page("pr-hv", story.person())).contains(story.stepDown(1).toString());
        }
    }

    @Test
    void eachPoisonousEntryOfTheDirectoryIsSetAsideAndTheOthersAreLearnt() {
        UUID poisoned = new UUID(9004, 1);
        // A compacted topic takes no record without a key.
        List<Poison> poison =
                PoisonRecords.madeFrom(practitioner(poisoned.toString(), 1), PRACTITIONER).stream()
                        .filter(each -> each.key() != null)
                        .toList();

        new Poisoning("escalation", "directory")
                .with(
                        poison,
                        List.of(practitioner("pr-among", 1), practitioner("pr-among", 2)),
                        List.of(practitioner("pr-beside", 1)),
                        poisoned);
    }

    private static Message practitioner(String id, long sequence) {
        return Deliveries.message(
                UUID.nameUUIDFromBytes(
                        (id + sequence).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "org.wholepicture.practitioner.v1",
                id,
                sequence,
                "2026-03-02T10:00:00Z",
                ("{\"practitioner\":\"%s\",\"name\":\"Sam Example\",\"agency\":\"school\","
                                + "\"role\":\"teacher\",\"email\":\"sam@school.example\","
                                + "\"active\":true}")
                        .formatted(id));
    }

    private static String page(String practitioner, UUID person) {
        return given().auth()
                .oauth2(Tokens.practitioner(practitioner, "school", "practitioner"))
                .get("/people/" + person + "/dissent")
                .asString();
    }
}
