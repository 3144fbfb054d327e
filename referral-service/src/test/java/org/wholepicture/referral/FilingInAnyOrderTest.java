package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.wholepicture.referral.application.FileEvents;

/**
 * What is true of a child does not hang on the order in which events arrive (design.md promise 2):
 * each story is told in every order, with other people every time, and what stands on the
 * children's timelines in the end has to be the same: published there, and neither withdrawn nor
 * replaced.
 */
@QuarkusTest
@TestProfile(FilingInAnyOrderTest.FiledByHand.class)
class FilingInAnyOrderTest extends ServiceTest {

    /** Filing runs by hand; every order of every story may be sent. */
    public static final class FiledByHand implements QuarkusTestProfile {

        /** For the test framework. */
        public FiledByHand() {}

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "wp.referral.filing.workers", "0",
                    "wp.messaging.enabled", "false",
                    "wp.referral.intake.events-per-second", "100000",
                    "wp.referral.intake.burst", "100000");
        }
    }

    private static final String TYPING_ERROR = "9990000019";

    @Inject FileEvents files;

    private final String child = AnEvent.newNhsNumber();
    private final String sibling = AnEvent.newNhsNumber();
    private final String mother = AnEvent.newNhsNumber();
    private final String stranger = AnEvent.newNhsNumber();

    private final AnEvent link = AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01");
    private final AnEvent fact = AnEvent.aMissedAppointment().aboutTheAdult(mother);

    @Test
    void anAdultsFactFollowsTheLink() {
        tellInEveryOrder(
                Set.of("link@child", "fact@child", "early@child"),
                Map.of(
                        "link", link,
                        "fact", fact,
                        "early",
                                AnEvent.aMissedAppointment()
                                        .aboutTheAdult(mother)
                                        .on("2025-08-02")));
    }

    @Test
    void aWithdrawnFactStandsNowhere() {
        tellInEveryOrder(
                Set.of("link@child", "siblings@sibling"),
                Map.of(
                        "link",
                        link,
                        "siblings",
                        AnEvent.aHouseholdMember(mother).about(sibling).on("2025-08-01"),
                        "fact",
                        fact,
                        "retraction",
                        AnEvent.aRetractionOf(fact)));
    }

    @Test
    void aLinkThatIsWithdrawnAndSentAgainLeavesTheFacts() {
        tellInEveryOrder(
                Set.of("again@child", "fact@child"),
                Map.of(
                        "link",
                        link,
                        "retraction",
                        AnEvent.aRetractionOf(link),
                        "again",
                        AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01"),
                        "fact",
                        fact));
    }

    @Test
    void aLinkThatIsWithdrawnTakesTheFactsAway() {
        tellInEveryOrder(
                Set.of("siblings@sibling", "fact@sibling"),
                Map.of(
                        "link",
                        link,
                        "retraction",
                        AnEvent.aRetractionOf(link),
                        "siblings",
                        AnEvent.aHouseholdMember(mother).about(sibling).on("2025-08-01"),
                        "fact",
                        fact));
    }

    @Test
    void aLinkCorrectedToAnotherAdultBringsTheRightFactsAndTakesTheWrongOnesAway() {
        tellInEveryOrder(
                Set.of("right@child", "fact@child"),
                Map.of(
                        "wrong",
                                AnEvent.aHouseholdMember(stranger)
                                        .about(child)
                                        .on("2025-08-01")
                                        .version("H-" + child, 1),
                        "right",
                                AnEvent.aHouseholdMember(mother)
                                        .about(child)
                                        .on("2025-08-01")
                                        .version("H-" + child, 2),
                        "fact", fact,
                        "strangers", AnEvent.aMissedAppointment().aboutTheAdult(stranger)));
    }

    @Test
    void aLinkCorrectedToAnotherChildTakesTheFactsAlong() {
        tellInEveryOrder(
                Set.of("right@sibling", "fact@sibling", "early@sibling"),
                Map.of(
                        "wrong", link.version("H-" + child, 1),
                        "right",
                                AnEvent.aHouseholdMember(mother)
                                        .about(sibling)
                                        .on("2025-08-01")
                                        .version("H-" + child, 2),
                        "fact", fact,
                        "early",
                                AnEvent.aMissedAppointment()
                                        .aboutTheAdult(mother)
                                        .on("2025-08-02")));
    }

    @Test
    void aLinkThatEndsKeepsTheFactsOfItsDays() {
        tellInEveryOrder(
                Set.of("link@child", "end@child", "early@child"),
                Map.of(
                        "link",
                        link,
                        "end",
                        AnEvent.aHouseholdMember(mother)
                                .about(child)
                                .on("2025-08-01")
                                .with("to", "2025-08-20"),
                        "fact",
                        fact,
                        "early",
                        AnEvent.aMissedAppointment().aboutTheAdult(mother).on("2025-08-02")));
    }

    @Test
    void theHighestVersionStands() {
        tellInEveryOrder(
                Set.of("third@child"),
                Map.of(
                        "first", AnEvent.aConcern().about(child).version("R-" + child, 1),
                        "second", AnEvent.aConcern().about(child).version("R-" + child, 2),
                        "third", AnEvent.aConcern().about(child).version("R-" + child, 3)));
    }

    @Test
    void aNewerVersionAboutAnotherChildLeavesNothingWithTheFirst() {
        tellInEveryOrder(
                Set.of("second@sibling"),
                Map.of(
                        "first", AnEvent.aConcern().about(child).version("R-" + child, 1),
                        "second", AnEvent.aConcern().about(sibling).version("R-" + child, 2)));
    }

    @Test
    void aNewerVersionWithATypingErrorTakesNothingAway() {
        tellInEveryOrder(
                Set.of("second@child", "first@sibling"),
                Map.of(
                        "first",
                                AnEvent.aConcern()
                                        .aboutAll(child, sibling)
                                        .version("R-" + child, 1),
                        "second",
                                AnEvent.aConcern()
                                        .aboutAll(child, TYPING_ERROR)
                                        .version("R-" + child, 2)));
    }

    @Test
    void theVersionAfterOneWithATypingErrorReplacesWhatWasLeft() {
        tellInEveryOrder(
                Set.of("third@child", "third@sibling"),
                Map.of(
                        "first",
                                AnEvent.aConcern()
                                        .aboutAll(child, sibling)
                                        .version("R-" + child, 1),
                        "second",
                                AnEvent.aConcern()
                                        .aboutAll(child, TYPING_ERROR)
                                        .version("R-" + child, 2),
                        "third",
                                AnEvent.aConcern()
                                        .aboutAll(child, sibling)
                                        .version("R-" + child, 3)));
    }

    @Test
    void aVersionSentAgainWithoutItsTypingErrorStandsOnceTheFirstIsWithdrawn() {
        AnEvent first = AnEvent.aConcern().aboutAll(child, TYPING_ERROR).version("R-" + child, 1);
        tellInEveryOrder(
                Set.of("again@child", "again@sibling"),
                Map.of(
                        "first", first,
                        "retraction", AnEvent.aRetractionOf(first).version("R-" + child, 1),
                        "again",
                                AnEvent.aConcern()
                                        .aboutAll(child, sibling)
                                        .version("R-" + child, 1)));
    }

    @Test
    void aVersionAfterOneThatWasWithdrawnAndSentAgainReplacesIt() {
        AnEvent first = AnEvent.aConcern().about(child).version("R-" + child, 1);
        tellInEveryOrder(
                Set.of("second@child"),
                Map.of(
                        "first", first,
                        "retraction", AnEvent.aRetractionOf(first),
                        "again", AnEvent.aConcern().about(child).version("R-" + child, 1),
                        "second", AnEvent.aConcern().about(child).version("R-" + child, 2)));
    }

    @Test
    void aConcernAboutTheHomeStandsUnderEveryChildWhoLivesThere() {
        tellInEveryOrder(
                Set.of("link@child", "siblings@sibling", "concern@child", "concern@sibling"),
                Map.of(
                        "link", link,
                        "siblings", siblings(),
                        "concern", aboutTheHome()));
    }

    @Test
    void aWithdrawnConcernAboutTheHomeStandsNowhere() {
        AnEvent concern = aboutTheHome();
        tellInEveryOrder(
                Set.of("link@child", "siblings@sibling"),
                Map.of(
                        "link",
                        link,
                        "siblings",
                        siblings(),
                        "concern",
                        concern,
                        "retraction",
                        AnEvent.aRetractionOf(concern)));
    }

    @Test
    void aConcernAboutTheHomeLeavesWhoTurnsOutNotToLiveThere() {
        AnEvent siblings = siblings();
        tellInEveryOrder(
                Set.of("link@child", "concern@child"),
                Map.of(
                        "link",
                        link,
                        "siblings",
                        siblings,
                        "concern",
                        aboutTheHome(),
                        "retraction",
                        AnEvent.aRetractionOf(siblings)));
    }

    @Test
    void aConcernThatWasNotAboutTheHomeAfterAllLeavesTheSibling() {
        tellInEveryOrder(
                Set.of("link@child", "siblings@sibling", "second@child"),
                Map.of(
                        "link", link,
                        "siblings", siblings(),
                        "first", aboutTheHome().version("R-" + child, 1),
                        "second", AnEvent.aConcern().about(child).version("R-" + child, 2)));
    }

    @Test
    void aConcernThatIsAboutTheHomeAfterAllReachesTheSibling() {
        tellInEveryOrder(
                Set.of("link@child", "siblings@sibling", "second@child", "second@sibling"),
                Map.of(
                        "link", link,
                        "siblings", siblings(),
                        "first", AnEvent.aConcern().about(child).version("R-" + child, 1),
                        "second", aboutTheHome().version("R-" + child, 2)));
    }

    private AnEvent siblings() {
        return AnEvent.aHouseholdMember(mother).about(sibling).on("2025-08-01");
    }

    private AnEvent aboutTheHome() {
        AnEvent concern = AnEvent.aConcern().about(child);
        concern.data().put("sharedHome", true);
        return concern;
    }

    /**
     * Tells the story in every order, each order of other people, the first event of all of them
     * first.
     *
     * @param expected what stands in the end, {@code event@child}
     */
    private void tellInEveryOrder(Set<String> expected, Map<String, AnEvent> story) {
        List<Telling> tellings =
                ordersOf(new TreeSet<>(story.keySet())).stream()
                        .map(order -> new Telling(order, story))
                        .toList();
        for (int turn = 0; turn < story.size(); turn++) {
            send(tellings, turn);
            while (files.fileNext() != FileEvents.Turn.NOTHING) {
                // Each on its own, so that the order is the one of sending.
            }
        }
        for (Telling telling : tellings) {
            assertThat(telling.standing()).as("%s", telling.order).isEqualTo(expected);
        }
    }

    /** The next event of each telling, in one batch of each agency. */
    private static void send(List<Telling> tellings, int turn) {
        Map<String, List<Telling>> byAgency = new TreeMap<>();
        for (Telling telling : tellings) {
            byAgency.computeIfAbsent(telling.agency(turn), _ -> new ArrayList<>()).add(telling);
        }
        byAgency.forEach(
                (agency, theirs) -> {
                    String batch =
                            theirs.stream()
                                    .map(telling -> telling.json(turn))
                                    .collect(Collectors.joining(",", "[", "]"));
                    List<String> receipts =
                            as(systemOf(agency))
                                    .contentType(BATCH)
                                    .body(batch)
                                    .post("/v1/events")
                                    .then()
                                    .statusCode(207)
                                    .extract()
                                    .path("receipt");
                    assertThat(receipts).hasSameSizeAs(theirs).doesNotContainNull();
                    for (int i = 0; i < theirs.size(); i++) {
                        theirs.get(i).sent(turn, receipts.get(i));
                    }
                });
    }

    private static List<List<String>> ordersOf(Set<String> names) {
        if (names.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : names) {
            Set<String> rest = new TreeSet<>(names);
            rest.remove(first);
            for (List<String> others : ordersOf(rest)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(others);
                orders.add(order);
            }
        }
        return orders;
    }

    /** The story told in one order, of people of its own. */
    private final class Telling {

        private final List<String> order;
        private final Map<String, AnEvent> story;
        private final Map<String, String> others = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();

        Telling(List<String> order, Map<String, AnEvent> story) {
            this.order = order;
            this.story = story;
            for (String number : List.of(child, sibling, mother, stranger)) {
                others.put(number, AnEvent.newNhsNumber());
            }
            for (AnEvent event : story.values()) {
                String quoted = "\"" + event.id() + "\"";
                others.put(quoted, quoted.replaceFirst("\"$", "-" + others.get(child) + "\""));
            }
        }

        private AnEvent event(int turn) {
            return Objects.requireNonNull(story.get(order.get(turn)));
        }

        String agency(int turn) {
            return event(turn).agency();
        }

        String json(int turn) {
            String json = event(turn).json();
            for (Map.Entry<String, String> other : others.entrySet()) {
                json = json.replace(other.getKey(), other.getValue());
            }
            return json;
        }

        void sent(int turn, String receipt) {
            names.put(receipt, order.get(turn));
        }

        /** What stands now, {@code event@child}. */
        Set<String> standing() {
            Set<String> standing = new HashSet<>();
            standing.addAll(
                    FilingInAnyOrderTest.standing(
                            "child", Objects.requireNonNull(others.get(child)), names));
            standing.addAll(
                    FilingInAnyOrderTest.standing(
                            "sibling", Objects.requireNonNull(others.get(sibling)), names));
            return standing;
        }
    }

    /** The facts under the child's record that no message there withdraws or replaces. */
    private static Set<String> standing(String whose, String nhsNumber, Map<String, String> names) {
        Set<String> facts = new HashSet<>();
        Set<String> gone = new HashSet<>();
        for (String payload :
                rows(
                        """
                        SELECT convert_from(o.payload, 'UTF8') FROM outbox o
                        WHERE o.key IN (
                            SELECT record_id::text FROM record_identifier WHERE value = '%s')
                        """
                                .formatted(nhsNumber))) {
            JsonNode message = Published.parse(payload);
            JsonNode data = message.path("data");
            String type = message.path("type").asText();
            String event = data.path("event").asText();
            if (type.contains("retraction")) {
                data.at("/details/targets").forEach(target -> gone.add(target.asText()));
            } else if (!type.contains("record-opened")) {
                facts.add(event);
            }
            if (data.has("supersedes")) {
                gone.add(data.path("supersedes").asText());
            }
            if (data.has("supersededBy")) {
                gone.add(event);
            }
        }
        facts.removeAll(gone);
        Set<String> standing = new HashSet<>();
        for (String published : facts) {
            String receipt =
                    rows("SELECT DISTINCT event_id FROM filing WHERE published = '%s'"
                                    .formatted(published))
                            .getFirst();
            standing.add(names.get(receipt) + "@" + whose);
        }
        return standing;
    }
}
