package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * The authorisation matrix for timelines, cell by cell: through the API, and in SQL with the list
 * of persons that the decision in code gives.
 */
@QuarkusTest
class MatrixTest {

    private static final int TELLING = 0xd0;
    private static final String KNOWN = "2026-02-01T09:00:00Z";
    private static final UUID NOBODY = UUID.fromString("99999999-0000-4000-8000-000000000000");

    @Inject Service service;

    /** Somebody who asks. */
    private enum Who {
        AS(Tokens.agency("early-help", "contact")),
        PR_NAMED(Tokens.practitioner("mx-named", "school")),
        PR_NAMED_WITHOUT_M(Tokens.aPerson("mx-named", "school").withoutSecondFactor().build()),
        PR_WHOSE_REALM_ROLE_CLAIMS_M(
                Tokens.aPerson("mx-named", "school")
                        .withoutSecondFactor()
                        .inRoles("practitioner", "second-factor")
                        .build()),
        PR_ENDED(Tokens.practitioner("mx-ended", "school")),
        PR_OF_THE_RESTRICTING_AGENCY(Tokens.practitioner("mx-police", "mx-police")),
        PR_WHOM_THE_LABEL_NAMES(Tokens.practitioner("mx-gp", "mx-gp")),
        PR_OF_A_DENIED_AGENCY(Tokens.practitioner("mx-denied", "mx-denied")),
        PR_OUTSIDE(Tokens.practitioner("mx-outside", "school")),
        LP_ON_THE_LIST(Tokens.practitioner("mx-lead", "early-help")),
        LP_WITHOUT_M(Tokens.aPerson("mx-lead", "early-help").withoutSecondFactor().build()),
        LP_OF_ANOTHER_CHILD(Tokens.practitioner("mx-lead-b", "early-help")),
        LP_OF_AN_AGENCY_DENIED_THE_RESTRICTED(Tokens.practitioner("mx-lead-c", "mx-limited")),
        SV(Tokens.practitioner("mx-boss", "early-help", "practitioner", "manager")),
        SV_WITHOUT_M(
                Tokens.aPerson("mx-boss", "early-help")
                        .inRoles("practitioner", "manager")
                        .withoutSecondFactor()
                        .build()),
        SV_WITHOUT_THE_ROLE(Tokens.practitioner("mx-boss", "early-help")),
        SV_OF_ANOTHER_TEAM(
                Tokens.practitioner("mx-boss-b", "early-help", "practitioner", "manager")),
        FD(Tokens.practitioner("mx-door", "council", "practitioner", "front-door")),
        FD_WITHOUT_M(
                Tokens.aPerson("mx-door", "council")
                        .inRoles("front-door")
                        .withoutSecondFactor()
                        .build()),
        AD(Tokens.practitioner("mx-admin", "council", "administrator")),
        AD_WHO_WAS_NAMED(
                Tokens.practitioner("mx-named", "school", "practitioner", "administrator")),
        PO(Tokens.practitioner("mx-officer", "council", "privacy-officer")),
        PO_WITHOUT_M(
                Tokens.aPerson("mx-officer", "council")
                        .inRoles("privacy-officer")
                        .withoutSecondFactor()
                        .build()),
        OP(Tokens.practitioner("mx-ops", "council", "operations")),
        OP_WHO_WAS_NAMED(Tokens.practitioner("mx-named", "school", "practitioner", "operations")),
        SVC(Tokens.inRole("operations"));

        private final String token;

        Who(String token) {
            this.token = token;
        }
    }

    /** What is seen of a timeline: nothing, the normal, the restricted, the shielded. */
    private record Cell(Who who, String child, String sees) {

        @Override
        public String toString() {
            return who + " of " + child + " sees " + sees;
        }
    }

    static Stream<Cell> timelines() {
        return Stream.of(
                new Cell(Who.AS, "b1", "404"),
                new Cell(Who.PR_NAMED, "b1", "N"),
                new Cell(Who.PR_NAMED, "b2", "404"),
                new Cell(Who.PR_NAMED_WITHOUT_M, "b1", "404"),
                new Cell(Who.PR_WHOSE_REALM_ROLE_CLAIMS_M, "b1", "404"),
                new Cell(Who.PR_ENDED, "b1", "404"),
                new Cell(Who.PR_OF_THE_RESTRICTING_AGENCY, "b1", "NR"),
                new Cell(Who.PR_WHOM_THE_LABEL_NAMES, "b1", "NR"),
                new Cell(Who.PR_OF_A_DENIED_AGENCY, "b1", "404"),
                new Cell(Who.PR_OUTSIDE, "b1", "404"),
                new Cell(Who.LP_ON_THE_LIST, "b1", "NRS"),
                new Cell(Who.LP_ON_THE_LIST, "b3", "404"),
                new Cell(Who.LP_WITHOUT_M, "b1", "404"),
                new Cell(Who.LP_OF_ANOTHER_CHILD, "b1", "404"),
                new Cell(Who.LP_OF_ANOTHER_CHILD, "b3", "NR"),
                new Cell(Who.LP_OF_AN_AGENCY_DENIED_THE_RESTRICTED, "b4", "N"),
                new Cell(Who.SV, "b1", "NRS"),
                new Cell(Who.SV, "b2", "404"),
                new Cell(Who.SV_WITHOUT_M, "b1", "404"),
                new Cell(Who.SV_WITHOUT_THE_ROLE, "b1", "404"),
                new Cell(Who.SV_OF_ANOTHER_TEAM, "b1", "404"),
                new Cell(Who.FD, "b1", "404"),
                new Cell(Who.FD, "b2", "404"),
                new Cell(Who.AD, "b1", "404"),
                new Cell(Who.AD_WHO_WAS_NAMED, "b1", "404"),
                new Cell(Who.PO, "b1", "404"),
                new Cell(Who.OP, "b1", "404"),
                new Cell(Who.OP_WHO_WAS_NAMED, "b1", "404"),
                new Cell(Who.SVC, "b1", "404"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timelines")
    void aTimeline(Cell cell) throws SQLException {
        assertThat(sees(cell.who().token, cell.child())).isEqualTo(cell.sees());
        assertThat(inSql(cell.who().token, cell.child())).isEqualTo(!cell.sees().equals("404"));
    }

    /** What alert-service asks for with its reader's token: the policy is weighed here alone. */
    @Test
    void ofTheFactsBehindAnAlertADenialLeavesTheExistence() {
        UUID child = id("b4");
        String asked =
                "/v1/people/%s/entries?event=%s&event=%s".formatted(child, id("ef4"), id("ee4"));

        String denied =
                Service.as(Who.LP_OF_AN_AGENCY_DENIED_THE_RESTRICTED.token)
                        .get(asked)
                        .then()
                        .statusCode(200)
                        .body(
                                "entries.find { it.event == '%s' }.withheld".formatted(id("ef4")),
                                Matchers.is(true))
                        .extract()
                        .asString();

        assertThat(denied).contains("CANARYN", id("ef4").toString()).doesNotContain("CANARYR");
        Service.as(Who.PR_OF_A_DENIED_AGENCY.token)
                .get(asked.replace(child.toString(), id("b1").toString()))
                .then()
                .statusCode(404);
    }

    /** A reason, what is answered to it, and what is seen then. */
    private record Reason(
            String what, String token, String child, String stated, int answer, String sees) {

        @Override
        public String toString() {
            return what;
        }
    }

    private static final String EMERGENCY =
            "{\"ground\":\"EMERGENCY\",\"emergency\":\"CHILD_MISSING\",\"reason\":\"The police ask where they may be.\"}";
    private static final String FRONT_DOOR =
            "{\"ground\":\"FRONT_DOOR\",\"reason\":\"A new referral came in today.\"}";
    private static final String SHARED =
            "{\"ground\":\"SHARED\",\"purpose\":\"SAFEGUARDING\",\"reason\":\"A worry at home was told to us.\"}";

    /** Another than the one who gives no reason. */
    private static final String DOOR =
            Tokens.practitioner("mx-door-r", "council", "practitioner", "front-door");

    private static Reason reason(
            String what, Who who, String child, String stated, int answer, String sees) {
        return new Reason(what, who.token, child, stated, answer, sees);
    }

    private static Reason reason(
            String what, String token, String child, String stated, int answer, String sees) {
        return new Reason(what, token, child, stated, answer, sees);
    }

    private static String person(String id, String agency) {
        return Tokens.practitioner(id, agency);
    }

    static Stream<Reason> reasons() {
        return Stream.of(
                reason("FD, unallocated", DOOR, "b2", FRONT_DOOR, 200, "NR"),
                reason("FD, allocated", DOOR, "b1", FRONT_DOOR, 404, "404"),
                reason("FD without M", Who.FD_WITHOUT_M, "b2", FRONT_DOOR, 403, "404"),
                reason("PR as if at the front door", Who.PR_OUTSIDE, "b2", FRONT_DOOR, 404, "404"),
                reason(
                        "PR under the policy",
                        person("mx-h1", "mx-housing"),
                        "b1",
                        SHARED,
                        200,
                        "N"),
                reason(
                        "PR under the policy, another purpose",
                        person("mx-h2", "mx-housing"),
                        "b1",
                        SHARED.replace("SAFEGUARDING", "EARLY_HELP"),
                        404,
                        "404"),
                reason("PR without a policy", person("mx-h3", "dental"), "b1", SHARED, 404, "404"),
                reason(
                        "PR under an ended policy",
                        person("mx-h4", "mx-former"),
                        "b1",
                        SHARED,
                        404,
                        "404"),
                reason(
                        "PR under a policy and a denial",
                        person("mx-h5", "mx-denied"),
                        "b1",
                        SHARED,
                        404,
                        "404"),
                reason(
                        "PR whose agency may know of the child alone",
                        person("mx-h6", "mx-probation"),
                        "b1",
                        SHARED,
                        200,
                        "404"),
                reason(
                        "PR under the policy without M",
                        Tokens.aPerson("mx-h7", "mx-housing").withoutSecondFactor().build(),
                        "b1",
                        SHARED,
                        403,
                        "404"),
                reason("PR in an emergency", person("mx-e1", "school"), "b1", EMERGENCY, 200, "N"),
                reason(
                        "PR in an emergency, of the agency that shields",
                        person("mx-e2", "mx-maternity"),
                        "b1",
                        EMERGENCY,
                        200,
                        "N"),
                reason(
                        "PR in an emergency without M",
                        Tokens.aPerson("mx-e3", "school").withoutSecondFactor().build(),
                        "b1",
                        EMERGENCY,
                        403,
                        "404"),
                reason(
                        "SV of another team in an emergency",
                        Tokens.practitioner("mx-e7", "school", "practitioner", "manager"),
                        "b1",
                        EMERGENCY,
                        200,
                        "N"),
                reason("FD in an emergency", DOOR, "b1", EMERGENCY, 200, "N"),
                reason(
                        "PO in an emergency",
                        Tokens.practitioner("mx-e8", "council", "privacy-officer"),
                        "b1",
                        EMERGENCY,
                        200,
                        "NR"),
                reason("PO without M", Who.PO_WITHOUT_M, "b3", EMERGENCY, 403, "404"),
                reason("AD in an emergency", Who.AD, "b1", EMERGENCY, 403, "404"),
                reason("OP in an emergency", Who.OP, "b1", EMERGENCY, 403, "404"),
                reason("AS in an emergency", Who.AS, "b1", EMERGENCY, 403, "404"),
                reason(
                        "a reason for nobody",
                        person("mx-e4", "school"),
                        "none",
                        EMERGENCY,
                        404,
                        "404"),
                reason(
                        "a reason without words",
                        person("mx-e5", "school"),
                        "b1",
                        EMERGENCY.replace("The police ask where they may be.", " "),
                        400,
                        "404"),
                reason(
                        "an emergency without what makes it one",
                        person("mx-e6", "school"),
                        "b1",
                        "{\"ground\":\"EMERGENCY\",\"reason\":\"Because I ask for it.\"}",
                        400,
                        "404"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasons")
    void aReason(Reason reason) throws SQLException {
        Response answer = state(reason.token(), reason.child(), reason.stated());

        assertThat(answer.statusCode()).isEqualTo(reason.answer());
        assertThat(sees(reason.token(), reason.child())).isEqualTo(reason.sees());
        assertThat(inSql(reason.token(), reason.child())).isEqualTo(!reason.sees().equals("404"));
    }

    @Test
    void inAnEmergencyTheLeadAndThePrivacyOfficerAreToldAndNoMailSaysOfWhom() {
        String token = person("mx-told", "school");
        long before = mails("true");

        String stated = state(token, "b1", EMERGENCY).then().statusCode(200).extract().asString();

        assertThat(stated).contains("2026-03-10T16:00:00Z");
        assertThat(mails("true") - before).isEqualTo(2);
        assertThat(mails("addressee = 'privacy-officer'")).isPositive();
        assertThat(mails("addressee = 'lead:mx-lead'")).isPositive();
        assertThat(mails("body LIKE '%000000d0%' OR subject LIKE '%mx-%' OR body LIKE '%mx-%'"))
                .isZero();
        // Said again it is the same, and nobody is told twice.
        assertThat(state(token, "b1", EMERGENCY).statusCode()).isEqualTo(200);
        assertThat(mails("true") - before).isEqualTo(2);
        // One child at a time, whether the other exists or not.
        assertThat(state(token, "b3", EMERGENCY).statusCode()).isEqualTo(403);
        assertThat(state(token, "none", EMERGENCY).statusCode()).isEqualTo(403);
        // The lead sees it above the timeline.
        assertThat(
                        Service.as(Who.LP_ON_THE_LIST.token)
                                .accept("text/html")
                                .get("/people/" + id("b1"))
                                .asString())
                .contains("Opened in an emergency on 10 March 2026, 12:00 by")
                .contains("a child is missing");
    }

    @Test
    void anEmergencyEndsAfterFourHours() {
        String token = person("mx-ends", "school");
        assertThat(state(token, "b1", EMERGENCY).statusCode()).isEqualTo(200);
        assertThat(sees(token, "b1")).isEqualTo("N");

        Servers.asSuperuser(
                "UPDATE access_statement SET from_at = from_at - interval '4 hours', until_at = until_at - interval '4 hours' WHERE practitioner = 'mx-ends'");

        assertThat(sees(token, "b1")).isEqualTo("404");
    }

    @Test
    void theFrontDoorReadsNoLongerOnceSomebodyLeads() {
        String token = Tokens.practitioner("mx-door-b", "council", "practitioner", "front-door");
        assertThat(state(token, "b5", FRONT_DOOR).statusCode()).isEqualTo(200);
        assertThat(sees(token, "b5")).isEqualTo("NR");
        Story story = matrix();

        story.confirmed("c51", "a5", "b5", "2026-02-02T09:00:00Z", "mx-new-lead", "LEAD", "{}");
        service.apply(story.sent().getLast());

        assertThat(sees(token, "b5")).isEqualTo("404");
    }

    @Test
    void aPolicyThatEndsClosesAtTheNextRequest() {
        String token = person("mx-quick", "mx-quick");
        Story story = matrix();
        story.policy("d9", "mx-quick", "NORMAL", "CONTENT", "{}");
        service.apply(story.sent().getLast());
        assertThat(state(token, "b1", SHARED).statusCode()).isEqualTo(200);
        assertThat(sees(token, "b1")).isEqualTo("N");

        story.policy("d9", "mx-quick", "NORMAL", "CONTENT", "{\"until\":\"2026-03-10T11:59:59Z\"}");
        service.apply(story.sent().getLast());

        assertThat(sees(token, "b1")).isEqualTo("404");
    }

    @Test
    void onOldCopiesTheTeamReadsOnUnderABannerAndTheManagerGivesAReason() {
        String reason = "{\"ground\":\"TEAM\",\"reason\":\"Supervision of this case today.\"}";
        String boss = Tokens.practitioner("mx-boss-c", "early-help", "practitioner", "manager");
        String fresh =
                Service.as(Who.LP_ON_THE_LIST.token)
                        .accept("text/html")
                        .get("/people/" + id("b1"))
                        .asString();
        assertThat(fresh).doesNotContain("Who may read may have changed");
        assertThat(sees(boss, "b4")).isEqualTo("NR");
        Servers.asSuperuser("UPDATE access_heartbeat SET heard_at = '2026-03-10T11:58:59Z'");
        try {
            assertThat(sees(Who.LP_ON_THE_LIST.token, "b1")).isEqualTo("NRS");
            assertThat(sees(Who.PR_NAMED.token, "b1")).isEqualTo("N");
            assertThat(
                            Service.as(Who.PR_NAMED.token)
                                    .accept("text/html")
                                    .get("/people/" + id("b1"))
                                    .asString())
                    .contains("Who may read may have changed");
            assertThat(sees(boss, "b4")).isEqualTo("404");
            assertThat(state(boss, "b4", reason).statusCode()).isEqualTo(200);
            assertThat(sees(boss, "b4")).isEqualTo("NR");
            // A reason makes nobody a manager.
            assertThat(state(Who.PR_OUTSIDE.token, "b4", reason).statusCode()).isEqualTo(404);
        } finally {
            Servers.asSuperuser(
                    "UPDATE access_heartbeat SET heard_at = '%s'".formatted(Servers.NOW));
        }
    }

    /** Who may know who looked, and how much of it. */
    private record Looks(Who who, String child, String sees) {

        @Override
        public String toString() {
            return who + " of " + child + " sees " + sees;
        }
    }

    static Stream<Looks> looks() {
        return Stream.of(
                new Looks(Who.PR_NAMED, "b1", "agencies"),
                new Looks(Who.PR_OUTSIDE, "b1", "404"),
                new Looks(Who.LP_ON_THE_LIST, "b1", "full"),
                new Looks(Who.LP_WITHOUT_M, "b1", "404"),
                new Looks(Who.LP_OF_ANOTHER_CHILD, "b1", "404"),
                new Looks(Who.SV, "b1", "full"),
                new Looks(Who.SV_OF_ANOTHER_TEAM, "b4", "404"),
                new Looks(Who.AD, "b1", "404"),
                new Looks(Who.PO, "b1", "full"),
                new Looks(Who.PO, "none", "404"),
                new Looks(Who.PO_WITHOUT_M, "b1", "404"),
                new Looks(Who.OP, "b1", "404"),
                new Looks(Who.AS, "b1", "404"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void whoHasLooked(Looks cell) {
        Service.as(Who.PR_NAMED.token).get("/v1/people/" + id("b1") + "/timeline");

        Response answer =
                Service.as(cell.who().token).get("/v1/people/" + id(cell.child()) + "/looks");

        String seen =
                answer.statusCode() != 200
                        ? String.valueOf(answer.statusCode())
                        : answer.jsonPath().getBoolean("full") ? "full" : "agencies";
        assertThat(seen).isEqualTo(cell.sees());
        if (seen.equals("full")) {
            assertThat(answer.jsonPath().getList("looks.practitioner")).contains("mx-named");
        } else if (seen.equals("agencies")) {
            assertThat(answer.jsonPath().getList("looks")).isEmpty();
            assertThat(answer.jsonPath().getList("agencies.agency")).contains("school");
        }
    }

    @Test
    void emergenciesAndTheChainAreForThePrivacyOfficer() {
        for (Who who : Who.values()) {
            int emergencies = Service.as(who.token).get("/v1/emergencies").statusCode();
            assertThat(emergencies).as(who.name()).isEqualTo(who == Who.PO ? 200 : 403);
            assertThat(Service.as(who.token).get("/v1/audit/verification").statusCode())
                    .as(who.name())
                    .isEqualTo(who == Who.PO ? 200 : 403);
        }
    }

    @Test
    void anOfficerWhoseAccountIsClosedOverseesNothing() {
        String token = Tokens.practitioner("mx-officer-gone", "council", "privacy-officer");
        assertThat(Service.as(token).get("/v1/emergencies").statusCode()).isEqualTo(200);

        Story story = new Story(TELLING + 1, service.privateMember());
        story.practitioner("mx-officer-gone", "Jo Example", "council", false);
        service.apply(story.sent().getLast());

        assertThat(Service.as(token).get("/v1/emergencies").statusCode()).isEqualTo(403);
        assertThat(Service.as(token).get("/v1/people/" + id("b1") + "/looks").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLaterVersionForFewerPeopleClosesTheEarlierOnesOnEveryDay() {
        Story story = new Story(TELLING + 2, service.privateMember());
        story.opened("a1", "b1", KNOWN, "Alex", "2025-09-20")
                .confirmed("c1", "a1", "b1", KNOWN, "mx-lead", "LEAD", "{}")
                .confirmed("c2", "a1", "b1", KNOWN, "mx-named", "NAMED", "{}")
                .confirmed("c3", "a1", "b1", KNOWN, "mx-midwife", "NAMED", "{}");
        String day = "{\"from\":\"2026-01-20\",\"precision\":\"DAY\"}";
        String words = "{\"summary\":\"CANARYV\"}";
        story.filed("e1", "a1", "b1", KNOWN, "contact", "mx-maternity", day, "{}", words, "{}")
                .filed(
                        "e2",
                        "a1",
                        "b1",
                        "2026-02-03T09:00:00Z",
                        "contact",
                        "mx-maternity",
                        day,
                        "{}",
                        "{}",
                        "{\"supersedes\":\"%s\"}".formatted(story.id("e1")))
                .filed(
                        "e3",
                        "a1",
                        "b1",
                        "2026-02-04T09:00:00Z",
                        "contact",
                        "mx-maternity",
                        day,
                        "{}",
                        "{}",
                        "{\"sensitivity\":\"SHIELDED\",\"supersedes\":\"%s\"}"
                                .formatted(story.id("e2")));
        story.sent().forEach(service::apply);
        String own = "/v1/people/" + story.id("b1");

        for (String asked :
                List.of(
                        own + "/timeline?struck=shown",
                        own + "/timeline?knownOn=2026-02-02",
                        own + "/entries?event=" + story.id("e1"))) {
            for (String reader : List.of("mx-lead", "mx-named")) {
                Response answer = Service.as(person(reader, "early-help")).get(asked);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.asString())
                        .as("%s %s", reader, asked)
                        .contains(story.id("e1").toString())
                        .doesNotContain("CANARYV");
            }
            assertThat(Service.as(person("mx-midwife", "mx-maternity")).get(asked).asString())
                    .as("its own agency")
                    .contains("CANARYV");
        }
    }

    @Test
    void withoutPoliciesInTheDatabaseTheCodeStillRefusesWhatAReasonDoesNotOpen() {
        List<String> tables =
                List.of("entry", "record_now", "record_membership", "access_statement");
        tables.forEach(
                table ->
                        Servers.asSuperuser(
                                "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY"));
        try {
            String token = person("mx-wall", "school");
            assertThat(state(token, "b1", EMERGENCY).statusCode()).isEqualTo(200);
            assertThat(sees(token, "b1")).isEqualTo("N");
            assertThat(sees(token, "b3")).isEqualTo("404");
        } finally {
            tables.forEach(
                    table ->
                            Servers.asSuperuser(
                                    "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY"));
        }
    }

    @BeforeEach
    void told() {
        matrix();
    }

    private Story matrix() {
        return service.tell(
                TELLING,
                () -> {
                    Story story = new Story(TELLING, service.privateMember());
                    story.managed("mx-lead", "early-help", "mx-boss")
                            .managed("mx-lead-b", "early-help", "mx-boss")
                            .managed("mx-lead-c", "mx-limited", "mx-boss-c")
                            .policy("d1", "mx-gp", "RESTRICTED", "CONTENT", "{}")
                            .policy("d2", "mx-denied", "NORMAL", "DENY", "{}")
                            .policy("d3", "mx-denied", "NORMAL", "CONTENT", "{}")
                            .policy("d4", "mx-limited", "RESTRICTED", "DENY", "{}")
                            .policy(
                                    "d5",
                                    "mx-housing",
                                    "NORMAL",
                                    "CONTENT",
                                    "{\"purpose\":\"SAFEGUARDING\"}")
                            .policy("d6", "mx-probation", "NORMAL", "EXISTENCE", "{}")
                            .policy(
                                    "d7",
                                    "mx-former",
                                    "NORMAL",
                                    "CONTENT",
                                    "{\"until\":\"2026-03-10T12:00:00Z\"}")
                            .shielded("b1", "mx-lead", "mx-boss", "mx-named", "mx-door", "mx-e1");
                    child(story, "1");
                    child(story, "2");
                    child(story, "3");
                    child(story, "4");
                    child(story, "5");
                    return story.confirmed("c11", "a1", "b1", KNOWN, "mx-lead", "LEAD", "{}")
                            .confirmed("c12", "a1", "b1", KNOWN, "mx-named", "NAMED", "{}")
                            .confirmed("c13", "a1", "b1", KNOWN, "mx-police", "NAMED", "{}")
                            .confirmed("c14", "a1", "b1", KNOWN, "mx-gp", "NAMED", "{}")
                            .confirmed("c15", "a1", "b1", KNOWN, "mx-denied", "NAMED", "{}")
                            .confirmed("c16", "a1", "b1", KNOWN, "mx-ended", "NAMED", "{}")
                            .confirmed(
                                    "c17",
                                    "a1",
                                    "b1",
                                    "2026-03-10T11:59:54Z",
                                    "mx-ended",
                                    "NAMED",
                                    "{\"ended\":true}")
                            .confirmed("c31", "a3", "b3", KNOWN, "mx-lead-b", "LEAD", "{}")
                            .confirmed("c41", "a4", "b4", KNOWN, "mx-lead-c", "LEAD", "{}");
                });
    }

    private static void child(Story story, String number) {
        story.opened("a" + number, "b" + number, KNOWN, "Alex", "2025-09-20");
        entry(story, number, "e", "early-help", "NORMAL", "CANARYN");
        entry(story, number, "f", "mx-police", "RESTRICTED", "CANARYR");
        entry(story, number, "0", "mx-maternity", "SHIELDED", "CANARYS");
    }

    private static void entry(
            Story story,
            String child,
            String kind,
            String agency,
            String sensitivity,
            String words) {
        story.filed(
                "e" + kind + child,
                "a" + child,
                "b" + child,
                KNOWN,
                "contact",
                agency,
                "{\"from\":\"2026-01-20\",\"precision\":\"DAY\"}",
                "{}",
                "{\"summary\":\"%s\"}".formatted(words),
                "{\"sensitivity\":\"%s\"}".formatted(sensitivity));
    }

    private static UUID id(String child) {
        return child.equals("none")
                ? NOBODY
                : UUID.fromString(
                        "%08x-0000-4000-8000-%12s".formatted(TELLING, child).replace(' ', '0'));
    }

    private static Response state(String token, String child, String stated) {
        return Service.as(token)
                .contentType(ContentType.JSON)
                .body(stated)
                .post("/v1/people/" + id(child) + "/access");
    }

    private static String sees(String token, String child) {
        Response answer = Service.as(token).get("/v1/people/" + id(child) + "/timeline");
        if (answer.statusCode() != 200) {
            return String.valueOf(answer.statusCode());
        }
        String body = answer.asString();
        return (body.contains("CANARYN") ? "N" : "")
                + (body.contains("CANARYR") ? "R" : "")
                + (body.contains("CANARYS") ? "S" : "");
    }

    /**
     * Whether the database shows the reader anything of the child, with the list the code gives.
     */
    private static boolean inSql(String token, String child) throws SQLException {
        Response list = Service.as(token).get("/v1/people");
        List<String> granted =
                list.statusCode() == 200 ? list.jsonPath().getList("people.person") : List.of();
        try (Connection login =
                        DriverManager.getConnection(
                                PlatformServers.url("chronology"), "chronology", "chronology");
                Statement statement = login.createStatement()) {
            login.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE chronology_reader");
            statement.execute(
                    "SELECT set_config('wp.granted_persons', '{%s}', true)"
                            .formatted(String.join(",", granted)));
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT count(*) FROM entry WHERE record = '%s'"
                                    .formatted(id(child.replace('b', 'a'))))) {
                row.next();
                long seen = row.getLong(1);
                assertThat(seen).isIn(0L, 3L);
                return seen > 0;
            }
        }
    }

    private static long mails(String condition) {
        return Servers.count(
                "SELECT count(*) FROM mail_message WHERE purpose = 'emergency-access' AND ("
                        + condition
                        + ")");
    }
}
