package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.alert.domain.Rules;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * What managers, agencies and the out-of-hours desk are shown and told, and the published rules.
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class ManagersTest {

    /** A Monday. */
    private static final int DAY = 1400;

    /** Another Monday. */
    private static final int QUIET_DAY = 1428;

    private static final As BOSS = new As("pr-boss", "manager");

    @Inject Service service;

    @BeforeEach
    void aTeamOfItsOwn() {
        service.knowsTheDirectory();
        if (!service.texts("SELECT name FROM practitioner WHERE practitioner = 'pr-gone'")
                .isEmpty()) {
            service.isAt(DAY, "10:00");
            return;
        }
        service.hears(
                "directory",
                List.of(
                        Service.practitioner(60, 1, "pr-boss", "", true),
                        Service.practitioner(61, 1, "pr-ann", ",\"manager\":\"pr-boss\"", true),
                        Service.practitioner(62, 1, "pr-zoe", ",\"manager\":\"pr-boss\"", true),
                        Service.practitioner(64, 1, "pr-head", "", true),
                        Service.practitioner(65, 1, "pr-cat", ",\"manager\":\"pr-head\"", true),
                        Service.practitioner(63, 1, "pr-gone", ",\"manager\":\"pr-boss\"", false)));
        service.isAt(DAY, "10:00");
    }

    @Test
    void theTeamIsByNameWithWhatLiesBeforeEach() {
        Child child = Child.number(900).contradicted("pr-ann", DAY);
        service.hears(child);
        String alert = service.alertOf(child.person(), "CONTRA-PAIR");
        copies(child, "pr-ann", 11);

        JsonPath team = BOSS.asks().get("/v1/team").jsonPath();

        assertThat(team.getList("people.practitioner")).containsExactly("pr-ann", "pr-zoe");
        assertThat(team.getInt("people[0].standing")).isEqualTo(12);
        assertThat(team.getInt("people[0].unanswered")).isEqualTo(12);
        assertThat(team.getInt("people[0].overdue")).isZero();
        assertThat(team.getInt("people[0].lately")).isEqualTo(12);
        assertThat(team.getBoolean("people[0].overBudget")).isTrue();
        assertThat(team.getInt("people[1].standing")).isZero();
        assertThat(team.getBoolean("people[1].overBudget")).isFalse();
        assertThat(team.getInt("budget")).isEqualTo(10);
        assertThat(BOSS.page("/team"))
                .contains("Name-Canary pr-ann", "Over budget", "not how well they work");
        assertThat(As.MANAGER.asks().get("/v1/team").asString()).doesNotContain("pr-ann");

        remove(child);
        service.isAt(DAY + 4, "10:00");
        team = BOSS.asks().get("/v1/team").jsonPath();
        assertThat(team.getInt("people[0].overdue")).isEqualTo(1);
        assertThat(team.getList("waiting.alert")).containsExactly(alert);
        assertThat(team.getString("waiting[0].movedUp")).isNotNull();
        service.isAt(DAY + 8, "10:00");
        assertThat(BOSS.asks().get("/v1/team").jsonPath().getInt("people[0].lately")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"practitioner, 403", "front-door, 403", "administrator, 403", "manager, 200"})
    void theTeamIsTheManagersAlone(String role, int status) {
        As who = new As("pr-boss", role);

        assertThat(who.asks().get("/v1/team").statusCode()).isEqualTo(status);
        assertThat(who.asks().accept("text/html").get("/team").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"practitioner, 403", "front-door, 403", "administrator, 200", "manager, 200"})
    void usefulnessIsForThoseWhoTuneRules(String role, int status) {
        As who = new As("pr-boss", role);

        assertThat(who.asks().get("/v1/usefulness").statusCode()).isEqualTo(status);
        assertThat(who.asks().accept("text/html").get("/usefulness").statusCode())
                .isEqualTo(status);
    }

    @Test
    void usefulnessIsCountedByRuleAndSmallCountsAreWithheld() {
        // A day on which nothing else is raised.
        service.isAt(QUIET_DAY, "10:00");
        Child child = Child.number(901).contradicted("pr-cat", QUIET_DAY);
        service.hears(child);
        As zoe = new As("pr-cat", "practitioner");
        String few = of("CONTRA-PAIR", "?from=%s&to=%s");
        assertThat(few).contains("raised:c");

        copies(child, "pr-cat", 19);
        List<String> alerts =
                service.texts(
                        "SELECT id FROM alert WHERE person = '" + child.person() + "' ORDER BY id");
        service.changes(
                "UPDATE alert SET answer_from = answer_from - INTERVAL '2 days' WHERE person = '"
                        + child.person()
                        + "'");
        for (int n = 0; n < 14; n++) {
            String alert = alerts.get(n);
            zoe.does(
                    alert,
                    "acknowledgement",
                    n < 7
                            ? Map.of("reason", "Read.", "useful", true)
                            : n < 14 - 6
                                    ? Map.of("reason", "Read.")
                                    : Map.of("reason", "Read.", "useful", false));
        }

        // One answer did not say: a small count, so that none of the three is shown.
        assertThat(of("CONTRA-PAIR", "?from=%s&to=%s"))
                .isEqualTo("raised:20 acknowledged:14 useful:c notUseful:c notSaid:c median:2.0");
        assertThat(
                        BOSS.page(
                                "/usefulness?from="
                                        + Child.day(QUIET_DAY)
                                        + "&to="
                                        + Child.day(QUIET_DAY)))
                .contains("Accounts that do not agree", ">14<", ">c<");
        remove(child);
    }

    @ParameterizedTest
    @CsvSource({"from=x", "to=2026-02-30", "from=0001-01-01"})
    void aDayThatIsNoneIsRefused(String query) {
        assertThat(BOSS.asks().get("/v1/usefulness?" + query).statusCode()).isEqualTo(400);
        assertThat(BOSS.asks().accept("text/html").get("/usefulness?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void everybodySignedInReadsTheRules() {
        assertThat(RestAssured.get("/v1/rules").statusCode()).isEqualTo(401);
        String page =
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.inRole("privacy-officer"))
                        .accept("text/html")
                        .get("/rules")
                        .asString();
        JsonPath rules =
                RestAssured.given()
                        .auth()
                        .oauth2(Tokens.inRole("operations"))
                        .get("/v1/rules")
                        .jsonPath();

        assertThat(rules.getList("rules")).hasSize(Rules.ALL.size());
        Rules.ALL.forEach(
                rule -> {
                    assertThat(rules.getList("rules.rule")).contains(rule.name());
                    assertThat(page).contains("id=\"" + rule.name() + "\"");
                });
        assertThat(page).contains("within 42 days", "the lead practitioner", "What ends it");
    }

    @Test
    void managersAreToldOnceADayWhatIsNewOfTheRulesThatAreTheirs() {
        Child theirs =
                Child.number(902)
                        .opened(DAY, DAY - 600)
                        .ledBy("pr-cat", DAY)
                        .claimed(1, DAY, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .filed(
                                "step-down",
                                2,
                                DAY,
                                "early-help",
                                "",
                                "\"state\":\"PROPOSED\",\"to\":\"CLOSED\",\"network\":[]");
        Child leads = Child.number(903).contradicted("pr-cat", DAY);
        service.hears(theirs);
        service.hears(leads);
        service.isAt(DAY, "15:30");
        assertThat(toHead(theirs)).isEmpty();

        service.isAt(DAY + 1, "08:30");

        assertThat(toHead(theirs))
                .singleElement()
                .satisfies(mail -> assertThat(mail.raw()).contains("once a day"));
        assertThat(toHead(leads)).isEmpty();
        assertThat(
                        new As("pr-head", "manager")
                                .asks()
                                .get(
                                        "/v1/alerts/{a}",
                                        service.alertOf(theirs.person(), "STEPDOWN-CHECK"))
                                .statusCode())
                .isEqualTo(200);
        service.isAt(DAY + 2, "08:30");
        assertThat(toHead(theirs)).filteredOn(mail -> mail.raw().contains("once a day")).hasSize(1);
    }

    @Test
    void anAgencyIsToldOnceADayThatItsInformationWasUsedAndTheDeskOfWhatIsUrgent() {
        String agency = "canary-midwifery";
        service.hears(
                "directory",
                List.of(agency(1, agency, "\"SAFEGUARDING_LEAD\":\"%s\",\"OUT_OF_HOURS\":\"%s\"")));
        try {
            service.isAt(DAY, "18:00");
            Child one = urgent(904, agency);
            Child two = urgent(905, agency);
            Child untold = urgent(906, agency);
            String alert = service.alertOf(one.person(), "SAFE-INFANT");

            assertThat(to("desk", agency)).hasSize(3);
            assertThat(to("desk", agency).getFirst().raw())
                    .contains("/alert/alerts/" + alert, "the office is closed")
                    .doesNotContain("SAFE-INFANT");
            assertThat(to("safeguarding", agency)).isEmpty();
            As onDuty = new As("pr-desk", "front-door");
            assertThat(
                            RestAssured.given()
                                    .auth()
                                    .oauth2(
                                            Tokens.practitioner(
                                                    "pr-front-door", agency, "front-door"))
                                    .get("/v1/alerts/{a}", alert)
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(onDuty.asks().get("/v1/alerts/{a}", alert).statusCode()).isEqualTo(404);
            untold.retracted(3, DAY, agency, 1, 2);
            service.hears(untold);
            assertThat(to("desk", agency))
                    .last()
                    .satisfies(mail -> assertThat(mail.raw()).contains("has been withdrawn"));

            service.isAt(DAY + 1, "08:30");

            assertThat(to("safeguarding", agency))
                    .singleElement()
                    .satisfies(
                            mail ->
                                    assertThat(mail.raw())
                                            .contains("was used")
                                            .doesNotContain(
                                                    alert,
                                                    service.alertOf(two.person(), "SAFE-INFANT"),
                                                    agency + " ",
                                                    "SAFE-INFANT",
                                                    "Reference"));
            service.isAt(DAY + 2, "08:30");
            assertThat(to("safeguarding", agency)).hasSize(1);
        } finally {
            service.hears("directory", List.of(agency(2, agency, "")));
        }
    }

    private Child urgent(int number, String agency) {
        Child child =
                Child.number(number)
                        .opened(DAY, DAY - 100)
                        .ledBy("pr-cat", DAY)
                        .claimed(1, DAY, agency, "SAFE_SLEEP", "WORSE", "OBSERVED")
                        .claimed(2, DAY, agency, "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        service.hears(child);
        return child;
    }

    private static Message agency(int sequence, String id, String inboxes) {
        return Deliveries.message(
                new UUID(0x5000_0000_0000_4000L, 0x8000_0000_0000_1000L | sequence),
                "org.wholepicture.agency.v1",
                id,
                sequence,
                Child.known(0),
                """
                {"agency":"%s","name":"Canary","kind":"service","inboxes":{%s},"active":true}"""
                        .formatted(
                                id,
                                inboxes.formatted(
                                        "safeguarding@" + id + ".example",
                                        "desk@" + id + ".example")));
    }

    private static List<Mailbox.Mail> to(String inbox, String agency) {
        return Mailbox.mails().stream()
                .filter(mail -> mail.to().equals(inbox + "@" + agency + ".example"))
                .toList();
    }

    private List<Mailbox.Mail> toHead(Child child) {
        return service.allMailsAbout(child.person()).stream()
                .filter(mail -> mail.to().equals("pr-head@early-help.example"))
                .toList();
    }

    /** More alerts of the same child, in the tables. */
    private void copies(Child child, String lead, int n) {
        service.changes(
                "INSERT INTO alert (id, person, record, rule, rule_version, settings, subject, severity,"
                        + " reasons, events, state, raised_on, raised_at, answer_from)"
                        + " SELECT gen_random_uuid(), person, record, rule, rule_version, settings,"
                        + " 'topic:"
                        + lead
                        + "' || n, severity, reasons, events, state, raised_on, raised_at,"
                        + " answer_from FROM alert, generate_series(1, "
                        + n
                        + ") AS n WHERE person = '"
                        + child.person()
                        + "'");
    }

    private void remove(Child child) {
        String copies =
                " IN (SELECT id FROM alert WHERE subject LIKE 'topic:pr-%' AND person = '"
                        + child.person()
                        + "')";
        service.changes("DELETE FROM alert_answer WHERE alert" + copies);
        service.changes("DELETE FROM alert_history WHERE alert" + copies);
        service.changes("DELETE FROM alert WHERE id" + copies);
    }

    private String of(String rule, String query) {
        JsonPath found =
                BOSS.asks()
                        .get(
                                "/v1/usefulness"
                                        + query.formatted(
                                                Child.day(QUIET_DAY), Child.day(QUIET_DAY)))
                        .jsonPath();
        Map<String, String> line =
                found.getMap(
                        "rules.find { it.rule == '" + rule + "' }", String.class, String.class);
        return "raised:%s acknowledged:%s useful:%s notUseful:%s notSaid:%s median:%s"
                .formatted(
                        line.get("raised"),
                        line.get("acknowledged"),
                        line.get("useful"),
                        line.get("notUseful"),
                        line.get("notSaid"),
                        line.get("medianDays"));
    }
}
