package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/** Who answers for a child, and is mailed, while the lead is away. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class AbsencesTest {

    private static final String STANDING_IN =
            ",\"manager\":\"pr-manager\",\"deputy\":\"pr-deputy\"";

    @Inject Service service;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @ParameterizedTest(name = "day {0}: {2}")
    @CsvSource({
        "119, 301, pr-absent",
        "120, 302, pr-deputy",
        "121, 303, pr-deputy",
        "122, 304, pr-absent"
    })
    void fromTheFirstToTheLastDayTheDeputyIsMailed(int day, int number, String mailed) {
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(
                                20, 1, "pr-absent", STANDING_IN + away(120, 121), true)));
        service.isAt(day, "11:30");
        Child child = aContradiction(number, day, "pr-absent");

        service.isAt(day, "15:30");

        assertThat(mails(child)).containsExactly(mailed + "@early-help.example");
    }

    @Test
    void whereTheDeputyIsAwayAsWellTheManagerIsMailed() {
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(
                                21,
                                1,
                                "pr-absent-two",
                                ",\"manager\":\"pr-manager\",\"deputy\":\"pr-absent-deputy\""
                                        + away(124, 125),
                                true),
                        Service.practitioner(22, 1, "pr-absent-deputy", away(124, 124), true)));
        service.isAt(124, "11:30");
        Child child = aContradiction(305, 124, "pr-absent-two");

        service.isAt(124, "15:30");

        assertThat(mails(child)).containsExactly("pr-manager@early-help.example");
    }

    @Test
    void anAbsenceFiledWhileAMailWaitsSendsItToTheDeputyAndTheLeadReadsAllTheSame() {
        service.isAt(126, "11:30");
        Child child = aContradiction(306, 126, "pr-absent-later");
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(23, 1, "pr-absent-later", STANDING_IN, true),
                        Service.practitioner(
                                23, 2, "pr-absent-later", STANDING_IN + away(126, 127), true)));

        service.isAt(126, "15:30");

        assertThat(mails(child)).containsExactly("pr-deputy@early-help.example");
        RestAssured.given()
                .auth()
                .oauth2(Tokens.practitioner("pr-absent-later", "early-help"))
                .contentType("application/json")
                .body("{\"reason\":\"Seen from afar.\"}")
                .post(
                        "/v1/alerts/{id}/acknowledgement",
                        service.alertOf(child.person(), "CONTRA-PAIR"))
                .then()
                .statusCode(200);
    }

    @Test
    void whatNobodyAnsweredIsToldToTheDeputyWhenTheAbsenceBegins() {
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(
                                24, 1, "pr-absent-soon", STANDING_IN + away(131, 132), true)));
        service.isAt(130, "11:30");
        Child child = aContradiction(307, 130, "pr-absent-soon");
        service.isAt(130, "15:30");
        assertThat(mails(child)).containsExactly("pr-absent-soon@early-help.example");

        service.isAt(131, "11:00");
        service.isAt(133, "11:00");

        assertThat(mails(child))
                .as("and not once more to the lead who is back")
                .containsExactly(
                        "pr-absent-soon@early-help.example", "pr-deputy@early-help.example");
    }

    @Test
    void whereEverybodyIsAwayTheFrontDoorSeesItUntilOneIsBack() {
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(
                                25,
                                1,
                                "pr-absent-alone",
                                ",\"manager\":\"pr-absent-manager\"" + away(135, 136),
                                true),
                        Service.practitioner(26, 1, "pr-absent-manager", away(135, 135), true)));
        service.isAt(135, "11:30");
        Child child = aContradiction(308, 135, "pr-absent-alone");
        service.isAt(135, "15:30");
        assertThat(mails(child)).isEmpty();
        assertThat(queueOfNobodys(child.person()))
                .contains(service.alertOf(child.person(), "CONTRA-PAIR"));

        service.isAt(136, "11:00");

        assertThat(mails(child)).containsExactly("pr-absent-manager@early-help.example");
        assertThat(queueOfNobodys(child.person()))
                .doesNotContain(service.alertOf(child.person(), "CONTRA-PAIR"));
    }

    static Stream<Arguments> waysOfDelivery() {
        return Stream.of(
                way("twice at once", 27, Deliveries::twiceAtOnce),
                way("reversed", 28, Deliveries::reversed));
    }

    private static Arguments way(String name, int n, BiConsumer<String, List<Message>> way) {
        return Arguments.of(name, n, way);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysOfDelivery")
    void theLatestEntryHolds(String name, int n, BiConsumer<String, List<Message>> way) {
        String lead = "pr-absent-" + n;
        List<Message> entries =
                List.of(
                        Service.practitioner(n, 1, lead, STANDING_IN + away(138, 139), true),
                        Service.practitioner(n, 2, lead, STANDING_IN, true),
                        Service.practitioner(n, 3, lead, STANDING_IN + away(140, 141), true));

        way.accept("directory", entries);
        service.hasApplied(entries);

        assertThat(
                        service.texts(
                                "SELECT absences FROM practitioner WHERE practitioner = '"
                                        + lead
                                        + "'"))
                .containsExactly("{[2026-05-25,2026-05-27)}");
    }

    /** Days of the stories, of which day 0 is 5 January 2026. */
    private static String away(int from, int to) {
        return ",\"absences\":[{\"from\":\"%s\",\"to\":\"%s\"}]"
                .formatted(Child.day(from), Child.day(to));
    }

    private List<String> mails(Child child) {
        return service.mailsAbout(child.person()).stream().map(Mailbox.Mail::to).toList();
    }

    private static String queueOfNobodys(UUID person) {
        return RestAssured.given()
                .auth()
                .oauth2(
                        Tokens.practitioner(
                                "pr-front-door", "early-help", "practitioner", "front-door"))
                .get("/v1/alerts?owner=none&person={p}", person)
                .asString();
    }

    private Child aContradiction(int number, int day, String lead) {
        Child child =
                Child.number(number)
                        .opened(day, day - 100)
                        .ledBy(lead, day)
                        .claimed(
                                1,
                                day,
                                "drug-alcohol",
                                "ENGAGEMENT:drug-alcohol",
                                "WORSE",
                                "SERVICE_RECORD")
                        .claimed(
                                2,
                                day,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        return child;
    }
}
