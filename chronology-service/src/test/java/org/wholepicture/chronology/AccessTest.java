package org.wholepicture.chronology;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * Who may read a timeline, through HTTP: every principal of assurance.md, and every way of not
 * being confirmed.
 */
@QuarkusTest
class AccessTest {

    private static final UUID UNKNOWN = UUID.fromString("99999999-0000-4000-8000-000000000000");

    /** The day on which the story took two children for one. */
    private static final String KNOWN_AS_ONE = "?limit=200&knownOn=2026-02-20";

    @Inject Service service;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x50);
        service.tell(0x51, this::access);
    }

    private Story access() {
        String known = "2026-02-01T09:00:00Z";
        Story access = new Story(0x51, service.privateMember());
        return access.opened("a1", "b1", known, "Alex", "2025-09-20")
                .confirmed("c1", "a1", "b1", known, "pr-former-lead", "LEAD", "{}")
                .confirmed("c2", "a1", "b1", "2026-02-02T09:00:00Z", "pr-lead", "LEAD", "{}")
                .confirmed("c3", "a1", "b1", known, "pr-named", "NAMED", "{}")
                .confirmed("c4", "a1", "b1", known, "pr-ended", "NAMED", "{}")
                .confirmed(
                        "c5",
                        "a1",
                        "b1",
                        "2026-02-03T09:00:00Z",
                        "pr-ended",
                        "NAMED",
                        "{\"ended\":true}")
                .confirmed(
                        "c6",
                        "a1",
                        "b1",
                        known,
                        "pr-until",
                        "NAMED",
                        "{\"until\":\"2026-03-10T12:00:00Z\"}")
                .confirmed(
                        "c7",
                        "a1",
                        "b1",
                        known,
                        "pr-still",
                        "NAMED",
                        "{\"until\":\"2026-03-10T12:00:01Z\"}")
                .confirmed(
                        "c8",
                        "a1",
                        "b1",
                        known,
                        "pr-not-yet",
                        "NAMED",
                        "{\"from\":\"2026-03-10T12:00:01Z\"}")
                .confirmed("c9", "a1", "b1", known, "pr-closed", "NAMED", "{}")
                .filed(
                        "e1",
                        "a1",
                        "b1",
                        known,
                        "involvement",
                        "school",
                        "{\"from\":\"2026-02-01\",\"precision\":\"DAY\"}",
                        "{\"practitioner\":\"pr-claims\"}",
                        "{\"summary\":\"CANARY\"}",
                        "{}");
    }

    static Stream<Arguments> mayRead() {
        return Stream.of(
                Arguments.of("the confirmed lead", Tokens.practitioner("pr-lead", "early-help")),
                Arguments.of(
                        "a confirmed named practitioner",
                        Tokens.practitioner("pr-named", "school")),
                Arguments.of(
                        "a named practitioner a second before the end",
                        Tokens.practitioner("pr-still", "school")));
    }

    static Stream<Arguments> mayNotRead() {
        return Stream.of(
                Arguments.of(
                        "the former lead", Tokens.practitioner("pr-former-lead", "early-help")),
                Arguments.of(
                        "one whose confirmation was ended",
                        Tokens.practitioner("pr-ended", "school")),
                Arguments.of("one whose time is over", Tokens.practitioner("pr-until", "school")),
                Arguments.of(
                        "one whose time has not begun",
                        Tokens.practitioner("pr-not-yet", "school")),
                Arguments.of(
                        "one whose account is closed", Tokens.practitioner("pr-closed", "dental")),
                Arguments.of(
                        "one whose agency claims that they work with the child",
                        Tokens.practitioner("pr-claims", "school")),
                Arguments.of("any practitioner", Tokens.practitioner("pr-other", "school")),
                Arguments.of(
                        "a manager",
                        Tokens.practitioner("pr-m", "early-help", "practitioner", "manager")),
                Arguments.of(
                        "the front door", Tokens.practitioner("pr-f", "council", "front-door")),
                Arguments.of(
                        "an administrator",
                        Tokens.practitioner("pr-a", "council", "administrator")),
                Arguments.of(
                        "the privacy officer",
                        Tokens.practitioner("pr-p", "council", "privacy-officer")),
                Arguments.of("operations", Tokens.inRole("operations")),
                Arguments.of("an agency's system", Tokens.agency("early-help", "concern")),
                Arguments.of(
                        "a system that says it is a confirmed practitioner",
                        Tokens.aPerson("pr-lead", "early-help").inRoles("agency").build()));
    }

    static Stream<Arguments> mayNotAsk() {
        return Stream.of(
                Arguments.of("expired", Tokens.aPerson("pr-lead", "early-help").expired().build()),
                Arguments.of(
                        "for another audience",
                        Tokens.aPerson("pr-lead", "early-help").forAudience("other").build()),
                Arguments.of(
                        "signed by a stranger",
                        Tokens.aPerson("pr-lead", "early-help").signedByAStranger().build()),
                Arguments.of("no token at all", "nonsense"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayRead")
    void reads(String who, String token) {
        long before = audited("ALLOWED");

        Map<String, Response> answers = ask(token, person());

        answers.forEach((path, answer) -> assertThat(answer.statusCode()).as(path).isEqualTo(200));
        assertThat(audited("ALLOWED") - before).isEqualTo(answers.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayNotRead")
    void isRefusedLikeSomebodyWhoAsksForAnUnknownChild(String who, String token) {
        long before = audited("REFUSED");

        Map<String, Response> known = ask(token, person());
        Map<String, Response> unknown = ask(token, UNKNOWN);

        known.forEach(
                (path, answer) -> {
                    assertThat(answer.statusCode()).as(path).isEqualTo(404);
                    Response other = Objects.requireNonNull(unknown.get(path));
                    assertThat(answer.asByteArray()).isEqualTo(other.asByteArray());
                    assertThat(headers(answer)).isEqualTo(headers(other));
                });
        assertThat(audited("REFUSED") - before).isEqualTo(2L * known.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mayNotAsk")
    void isNotHeardWithABadToken(String which, String token) {
        ask(token, person())
                .forEach((path, answer) -> assertThat(answer.statusCode()).as(path).isEqualTo(401));
    }

    @Test
    void isNotHeardWithoutAToken() {
        assertThat(given().redirects().follow(false).get("/v1/people").statusCode()).isEqualTo(401);
    }

    @Test
    void aRefusalSaysWhoAskedAlsoWhereTheTokenNamesNoAgency() {
        String refused =
                "SELECT count(*) FROM audit_entry WHERE caller = 'sub-operations' AND agency = ''"
                        + " AND roles = ARRAY['operations'] AND outcome = 'REFUSED'";
        long before = Servers.count(refused);

        Map<String, Response> answers = ask(Tokens.inRole("operations"), person());

        assertThat(Servers.count(refused) - before).isEqualTo(answers.size());
    }

    @Test
    void anAgencysSystemListsNobody() {
        assertThat(Service.as(Tokens.agency("early-help")).get("/v1/people").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theRefusalOfAMalformedIdIsTheSame() {
        Response malformed = Service.asLead().get("/v1/people/nobody/timeline");
        Response unknown = Service.asLead().get("/v1/people/" + UNKNOWN + "/timeline");

        assertThat(malformed.statusCode()).isEqualTo(404);
        assertThat(malformed.asByteArray()).isEqualTo(unknown.asByteArray());
    }

    @Test
    void anEndThatWasFiledCountsAtTheNextRequest() {
        String token = Tokens.practitioner("pr-named", "school");
        Story end = new Story(0x52, service.privateMember());
        end.opened("a1", "b1", "2026-02-01T09:00:00Z", "Alex", "")
                .confirmed("c1", "a1", "b1", "2026-02-01T09:00:00Z", "pr-named", "NAMED", "{}")
                .confirmed(
                        "c2",
                        "a1",
                        "b1",
                        "2026-03-10T11:59:59Z",
                        "pr-named",
                        "NAMED",
                        "{\"ended\":true}");
        List<Story.Sent> sent = end.sent();
        service.apply(sent.subList(0, 2));
        String path = "/v1/people/" + end.id("b1") + "/timeline";
        assertThat(Service.as(token).get(path).statusCode()).isEqualTo(200);

        service.apply(sent.get(2));

        assertThat(Service.as(token).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void withoutRowLevelSecurityTheCodeStillRefuses() {
        List<String> tables =
                List.of(
                        "entry",
                        "entry_mark",
                        "record_now",
                        "record_membership",
                        "record_opening",
                        "confirmation");
        tables.forEach(
                table ->
                        Servers.asSuperuser(
                                "ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY"));
        try {
            ask(Tokens.practitioner("pr-other", "school"), person())
                    .forEach(
                            (path, answer) ->
                                    assertThat(answer.statusCode()).as(path).isEqualTo(404));
            // And who may read one child does not see another one's rows.
            assertThat(Service.timeline(Service.asLead(), story.id("b1"), KNOWN_AS_ONE).asString())
                    .doesNotContain("CANARY", "Other");
        } finally {
            tables.forEach(
                    table ->
                            Servers.asSuperuser(
                                    "ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY"));
        }
    }

    @Test
    void whoMayReadBothChildrenDoesNotSeeTheOneInTheOther() {
        Story both =
                Story.whole(0x53, service.privateMember())
                        .confirmed(
                                "c90", "a2", "b3", "2026-02-26T09:00:00Z", "pr-lead", "LEAD", "{}");
        both.sent().forEach(service::apply);

        Response one = Service.timeline(Service.asLead(), both.id("b1"), KNOWN_AS_ONE);
        Response other = Service.timeline(Service.asLead(), both.id("b3"), "");

        assertThat(other.asString()).contains("CANARY");
        assertThat(one.asString()).doesNotContain("CANARY");
        assertThat(one.jsonPath().getString("child.given")).isEqualTo("Alexandra");
        assertThat(one.jsonPath().getInt("moved.records")).isEqualTo(1);
        assertThat(
                        Service.asLead()
                                .get(
                                        "/v1/people/%s/entries?event=%s"
                                                .formatted(both.id("b1"), both.id("e20")))
                                .jsonPath()
                                .getList("entries"))
                .isEmpty();
    }

    @Test
    void aSplitClosesTheOtherChildUntilSomebodyIsConfirmedForThem() {
        Story parted = new Story(0x54, service.privateMember());
        String before = "2026-02-01T09:00:00Z";
        String merged = "2026-02-10T09:00:00Z";
        parted.opened("a1", "b1", before, "Alex", "")
                .opened("a2", "b2", before, "Other", "")
                .confirmed("c1", "a2", "b2", before, "pr-other", "LEAD", "{}")
                .merged("a2", "b1", "2026-02-09T09:00:00Z")
                .confirmed("c2", "a1", "b1", merged, "pr-named", "NAMED", "{}")
                .confirmed("c2", "a2", "b1", merged, "pr-named", "NAMED", "{}")
                .split("a2", "b3", "2026-02-20T09:00:00Z");
        parted.sent().forEach(service::apply);
        RequestSpecification named = Service.as(Tokens.practitioner("pr-named", "school"));
        RequestSpecification other = Service.as(Tokens.practitioner("pr-other", "school"));

        assertThat(Service.timeline(named, parted.id("b1"), "").statusCode()).isEqualTo(200);
        assertThat(Service.timeline(named, parted.id("b3"), "").statusCode()).isEqualTo(404);
        // Who was confirmed for this child before the merge was never wrong about whom they read.
        assertThat(Service.timeline(other, parted.id("b3"), "").statusCode()).isEqualTo(200);

        parted.confirmed("c3", "a2", "b3", "2026-02-21T09:00:00Z", "pr-named", "NAMED", "{}");
        service.apply(parted.sent().getLast());

        assertThat(Service.timeline(named, parted.id("b3"), "").statusCode()).isEqualTo(200);
    }

    @Test
    void aRecordWhoseNameCannotBeOpenedIsStillReadWithoutTheName() {
        Story sealed = new Story(0x55, service.privateMember());
        String known = "2026-02-01T09:00:00Z";
        sealed.opened("a1", "b1", known, "Alex", "2025-09-20")
                .confirmed("c1", "a1", "b1", known, "pr-lead", "LEAD", "{}")
                .filed(
                        "e1",
                        "a1",
                        "b1",
                        known,
                        "contact",
                        "school",
                        "{\"from\":\"2026-02-01\",\"precision\":\"DAY\"}",
                        "{}",
                        "{}",
                        "{}");
        Story.Sent opening = sealed.sent().getFirst();
        opening.envelope()
                .data()
                .put(
                        "private",
                        service.privateMember()
                                .seal(sealed.id("a9"), opening.envelope().data().objectNode()));

        assertThatThrownBy(() -> service.apply(opening))
                .isInstanceOf(IllegalArgumentException.class);
        service.apply(sealed.sent().subList(1, 3));

        Response answer = Service.timeline(Service.asLead(), sealed.id("b1"), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("entries.event"))
                .containsExactly(sealed.id("e1").toString());
        assertThat(answer.jsonPath().getString("child")).isNull();
    }

    @Test
    void whatCannotBeWrittenDownIsNotAnswered() {
        Servers.asSuperuser("REVOKE INSERT ON audit_entry FROM chronology");
        try {
            ask(Tokens.practitioner("pr-lead", "early-help"), person())
                    .forEach(
                            (path, answer) -> {
                                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                                assertThat(answer.asString()).doesNotContain("CANARY", "Alex");
                            });
        } finally {
            Servers.asSuperuser("GRANT INSERT ON audit_entry TO chronology");
        }
    }

    @Test
    void theAuditSaysWhoReadWhatAndAsWhat() {
        Service.timeline(Service.asLead(), person(), "?knownOn=2026-02-02").then().statusCode(200);

        assertThat(
                        Servers.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE about = ARRAY['%s']::uuid[] AND caller = 'pr-lead' AND agency = 'early-help'
                                    AND action = 'read-timeline' AND outcome = 'ALLOWED'
                                    AND purpose = 'LEAD, as known on 2026-02-02'
                                """
                                        .formatted(person())))
                .isPositive();
    }

    private UUID person() {
        return UUID.fromString("00000051-0000-4000-8000-0000000000b1");
    }

    private long audited(String outcome) {
        return Servers.count(
                "SELECT count(*) FROM audit_entry WHERE outcome = '%s' AND about && ARRAY['%s', '%s']::uuid[]"
                        .formatted(outcome, person(), UNKNOWN));
    }

    private static Map<String, Response> ask(String token, UUID person) {
        Map<String, Response> answers = new TreeMap<>();
        RequestSpecification page = Service.as(token).accept("text/html");
        answers.put("timeline", Service.as(token).get("/v1/people/" + person + "/timeline"));
        answers.put(
                "filtered",
                Service.as(token).get("/v1/people/" + person + "/timeline?agency=school"));
        answers.put(
                "entries",
                Service.as(token)
                        .get(
                                "/v1/people/"
                                        + person
                                        + "/entries?event=00000051-0000-4000-8000-0000000000e1"));
        answers.put("page", page.get("/people/" + person));
        for (String view :
                List.of("picture", "care-profile", "household", "claims", "gaps", "cycles")) {
            answers.put(view, Service.as(token).get("/v1/people/" + person + "/" + view));
            answers.put(
                    view + " page",
                    Service.as(token).accept("text/html").get("/people/" + person + "/" + view));
        }
        answers.put(
                "history pack", Service.as(token).get("/v1/people/" + person + "/history-pack"));
        answers.put(
                "history page",
                Service.as(token).accept("text/html").get("/people/" + person + "/history"));
        answers.put(
                "changes",
                Service.as(token).get("/v1/people/" + person + "/changes?since=2026-02-01"));
        answers.put(
                "changes page",
                Service.as(token)
                        .accept("text/html")
                        .get("/people/" + person + "/changes?since=2026-02-01"));
        answers.put(
                "changes form",
                Service.as(token).accept("text/html").get("/people/" + person + "/changes"));
        return answers;
    }

    /** All but those that every answer has its own of. */
    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !header.hasSameNameAs(new Header("X-Request-Id", "")))
                .filter(header -> !header.hasSameNameAs(new Header("Date", "")))
                .map(Header::toString)
                .toList();
    }
}
