package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.platform.testsupport.Waits.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.escalation.application.Addressees;
import org.wholepicture.escalation.application.DissentMails.Addressee;
import org.wholepicture.escalation.application.FireTimers;
import org.wholepicture.escalation.domain.DissentId;
import org.wholepicture.escalation.domain.Side;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** Who is asked while a practitioner is away, and that they are the one again afterwards. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class AbsencesTest {

    private static final String MONDAY = "2026-11-02T10:00:00Z";
    private static int tests = 0;

    @Inject FireTimers fire;
    @Inject Addressees addressees;

    private People people;
    private Story story;

    @BeforeEach
    void aChildWithAStepDown() {
        TestClock.CLOCK.setTo(MONDAY);
        fired();
        int number = ++tests;
        people = new People("a" + number).deliver();
        story =
                Story.ofChild(6500 + number)
                        .led(people.decider())
                        .named(people.raiser())
                        .decidedBy(people.decidingAgency())
                        .steppedDown(1, "PROPOSED")
                        .delivered();
    }

    @AfterEach
    void theClockIsAsBefore() {
        TestClock.CLOCK.setTo(MONDAY);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "the day before, 2026-10-20T22:59:59Z, decider",
        // Midnight in England, where it is summer.
        "the first day, 2026-10-20T23:00:00Z, deputy",
        "the last day, 2026-10-26T23:59:59Z, deputy",
        "the day after, 2026-10-27T00:00:00Z, decider",
        "another absence, 2026-11-30T12:00:00Z, deputy"
    })
    void isAskedOnThatDay(String day, String instant, String who) {
        String id = raised();
        people.isAway(
                people.decider(),
                people.decidingAgency(),
                "2026-10-21",
                "2026-10-26",
                "2026-11-30",
                "2026-11-30");

        TestClock.CLOCK.setTo(instant);

        assertThat(asked(id))
                .isEqualTo(
                        who.equals("deputy") ? people.deputy(people.decider()) : people.decider());
    }

    @Test
    void whereTheDeputyIsAwayAsWellItIsTheManagerWhoMayThenAnswer() {
        String deputy = people.deputy(people.decider());
        people.isAway(people.decider(), people.decidingAgency(), "2026-11-02", "2026-11-06");
        people.isAway(deputy, people.decidingAgency(), "2026-11-02", "2026-11-02");

        String id = raised();

        String manager = people.manager(people.decider());
        assertThat(mailsAbout(id)).containsExactly(People.address(manager));
        Response answered = answer(manager, id);
        assertThat(answered.jsonPath().getString("state")).isEqualTo("ANSWERED");
        TestClock.CLOCK.setTo("2026-11-03T10:00:00Z");
        assertThat(asked(id)).as("when the deputy is back").isEqualTo(deputy);
    }

    @Test
    void anAbsenceFiledWhileAStageWaitsSendsTheReminderToTheDeputyAlone() {
        String id = raised();
        assertThat(mailsAbout(id)).containsExactly(People.address(people.decider()));

        people.isAway(people.decider(), people.decidingAgency(), "2026-11-03", "2026-11-13");
        TestClock.CLOCK.setTo("2026-11-03T09:00:01Z");
        fired();

        await().untilAsserted(
                        () ->
                                assertThat(mailsAbout(id))
                                        .containsExactlyInAnyOrder(
                                                People.address(people.decider()),
                                                People.address(people.raiser()),
                                                People.address(people.deputy(people.decider()))));
        assertThat(answer(people.decider(), id).jsonPath().getString("state"))
                .as("who is away may act")
                .isEqualTo("ANSWERED");
    }

    @Test
    void whereEverybodyIsAwayTheInboxIsAskedAndAnyManagerOfTheAgencyMayActAtALaterStage() {
        String id = raised();
        for (String who :
                List.of(
                        people.manager(people.decider()),
                        people.head(people.decider()),
                        people.decider(),
                        people.deputy(people.decider()))) {
            people.isAway(who, people.decidingAgency(), "2026-11-02", "2026-11-02");
        }

        given().auth()
                .oauth2(
                        Tokens.practitioner(
                                people.raiser(), people.raisingAgency(), "practitioner"))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "Not agreed."))
                .post("/v1/dissents/%s/stages".formatted(id))
                .then()
                .statusCode(200);

        assertThat(addressees.find(at(id, 2), Set.of()))
                .map(Addressees.Reached::address)
                .hasValue("safeguarding@" + people.decidingAgency() + ".example");
        String anyManager =
                Tokens.practitioner("pr-any", people.decidingAgency(), "practitioner", "manager");
        assertThat(read(anyManager, id)).isEqualTo(200);
        TestClock.CLOCK.setTo("2026-11-03T10:00:00Z");
        assertThat(read(anyManager, id)).isEqualTo(404);
    }

    static Stream<Arguments> waysOfDelivery() {
        return Stream.of(
                way("twice at once", Deliveries::twiceAtOnce),
                way("reversed", Deliveries::reversed));
    }

    private static Arguments way(String name, BiConsumer<String, List<Message>> way) {
        return Arguments.of(name, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfDelivery")
    void theLatestEntryHolds(String name, BiConsumer<String, List<Message>> way) {
        String id = raised();
        Message away =
                people.away(people.decider(), people.decidingAgency(), "2026-11-02", "2026-11-02");
        Message back = people.away(people.decider(), people.decidingAgency());
        Message later =
                people.away(people.decider(), people.decidingAgency(), "2026-11-09", "2026-11-13");

        way.accept("directory", List.of(away, back, later));
        People.awaitTakenIn(List.of(away, back, later));

        assertThat(asked(id)).isEqualTo(people.decider());
        TestClock.CLOCK.setTo("2026-11-09T10:00:00Z");
        assertThat(asked(id)).isEqualTo(people.deputy(people.decider()));
    }

    private String raised() {
        Response raised =
                given().auth()
                        .oauth2(
                                Tokens.practitioner(
                                        people.raiser(), people.raisingAgency(), "practitioner"))
                        .contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "person",
                                        story.person(),
                                        "about",
                                        Map.of("kind", "STEP_DOWN", "event", story.stepDown(1)),
                                        "disagreement",
                                        "Nobody saw the bedroom.",
                                        "askedFor",
                                        "A visit."))
                        .post("/v1/dissents");
        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(201);
        return raised.jsonPath().getString("id");
    }

    private Response answer(String who, String id) {
        return given().auth()
                .oauth2(Tokens.practitioner(who, people.decidingAgency(), "practitioner"))
                .contentType(ContentType.JSON)
                .body(Map.of("view", "We have seen it."))
                .post("/v1/dissents/%s/view".formatted(id));
    }

    private static int read(String token, String id) {
        return given().auth().oauth2(token).get("/v1/dissents/" + id).statusCode();
    }

    private String asked(String id) {
        return addressees.find(at(id, 1), Set.of()).map(Addressees.Reached::id).orElse("nobody");
    }

    private static Addressee at(String id, int stage) {
        return new Addressee.AtStage(new DissentId(UUID.fromString(id)), Side.OTHER, stage);
    }

    private void fired() {
        while (fire.next() > 0) {
            // Until nothing is due.
        }
    }

    private static List<String> mailsAbout(String id) {
        return await().until(
                        () ->
                                Mailbox.mails().stream()
                                        .filter(mail -> mail.raw().contains("/dissents/" + id))
                                        .map(Mailbox.Mail::to)
                                        .toList(),
                        mails -> !mails.isEmpty());
    }
}
