package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wholepicture.platform.testsupport.Waits.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.escalation.application.FireTimers;
import org.wholepicture.escalation.application.PlanTimers;
import org.wholepicture.escalation.domain.Settings;
import org.wholepicture.escalation.domain.SettingsBook;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Mailbox;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;

/**
 * Stage by stage on the clock: who is told, what fires when, and what does not. Timers fire by hand
 * here; the worker that fires them rests.
 */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class StagesTest {

    private static final String MONDAY = "2026-11-02T10:00:00Z";
    private static int tests = 0;

    @Inject FireTimers fire;
    @Inject PlanTimers plan;
    @Inject SettingsBook book;
    @Inject TestCrashPoints crashPoints;

    private People people;
    private Story story;

    @BeforeEach
    void aChildWithAStepDown() {
        TestClock.CLOCK.setTo(MONDAY);
        firedAll();
        int number = ++tests;
        people = new People("s" + number).deliver();
        story =
                Story.ofChild(6000 + number)
                        .led(people.decider())
                        .named(people.raiser())
                        .decidedBy(people.decidingAgency())
                        .steppedDown(1, "PROPOSED")
                        .steppedDown(2, "PROPOSED")
                        .steppedDown(3, "PROPOSED")
                        .steppedDown(4, "PROPOSED")
                        .steppedDown(5, "PROPOSED")
                        .steppedDown(6, "PROPOSED")
                        .steppedDown(7, "PROPOSED")
                        .delivered();
    }

    @AfterEach
    void theClockIsAsBefore() {
        TestClock.CLOCK.setTo(MONDAY);
    }

    @Test
    void theWholeWayFromRaisingToTheEnd() {
        String id = raised(1);
        assertThat(mailsAbout(id)).containsExactly(People.address(people.decider()));

        Response answered =
                send(token(people.decider()), id, "view", Map.of("view", "We have seen it."));
        assertThat(answered.jsonPath().getString("state")).isEqualTo("ANSWERED");
        at("2026-11-03T11:00:00Z");
        Response up = send(raiser(), id, "stages", Map.of("reason", "Not agreed."));
        assertThat(up.statusCode()).as(up.asString()).isEqualTo(200);
        assertThat(up.jsonPath().getString("stages[1].limit")).isEqualTo("2026-11-04");

        String manager = people.manager(people.decider());
        assertThat(mailsAbout(id))
                .contains(
                        People.address(people.raiser()),
                        People.address(manager),
                        People.address(people.manager(people.raiser())));
        JsonPath seen = get(manager(people.decider()), id);
        assertThat(seen.getList("yourSides")).containsExactly("OTHER");
        assertThat(seen.getString("stages[0].views[0].view")).isEqualTo("We have seen it.");
        Response met =
                send(
                        manager(people.decider()),
                        id,
                        "meeting",
                        Map.of("on", "2026-11-03", "outcome", "A visit on Friday."));
        assertThat(met.jsonPath().getString("state")).isEqualTo("MET");
        Response resolved = send(raiser(), id, "resolution", Map.of("outcome", "Visited."));
        assertThat(resolved.jsonPath().getString("state")).isEqualTo("RESOLVED");

        List<String> told =
                await().until(() -> published(id), messages -> messages.size() == 4).stream()
                        .map(message -> message.replaceAll("(?s).*dissent-([a-z-]+)\\.v1.*", "$1"))
                        .toList();
        assertThat(told).containsExactly("raised", "answered", "moved-up", "resolved");
        published(id).forEach(m -> Contracts.assertValidMessage("escalations", m));
        assertThat(fireAt("2026-11-20T10:00:00Z", id)).isEmpty();
    }

    @Test
    void theClockRemindsAtNineOfTheLastDayAndMarksOverdueTheDayAfter() {
        String id = raised(1);

        assertThat(fireAt("2026-11-03T08:59:59Z", id)).isEmpty();
        assertThat(fireAt("2026-11-03T09:00:01Z", id)).containsExactly("REMINDER");
        assertThat(fireAt("2026-11-03T23:59:59Z", id)).isEmpty();
        assertThat(fireAt("2026-11-04T00:00:01Z", id)).containsExactly("OVERDUE");
        assertThat(fireAt("2026-12-24T10:00:00Z", id)).isEmpty();

        assertThat(get(raiser(), id).getString("stages[0].overdue")).isEqualTo("2026-11-04");
        assertThat(get(raiser(), id).getString("state")).isEqualTo("RAISED");
        await().untilAsserted(
                        () ->
                                assertThat(mailsAbout(id))
                                        .containsExactlyInAnyOrder(
                                                People.address(people.decider()),
                                                People.address(people.raiser()),
                                                People.address(people.decider()),
                                                People.address(people.manager(people.raiser())),
                                                People.address(people.manager(people.decider())),
                                                "partnership@a-partnership.example"));
        List<String> told = await().until(() -> published(id), list -> list.size() == 2);
        Contracts.assertValidMessage("escalations", told.getLast());
        assertThat(told.getLast()).contains("dissent-overdue").doesNotContain("\"practitioner\"");
    }

    @Test
    void whatIsSettledInTimeIsNeverOverdueAndAnUnsentReminderIsNotSent() throws SQLException {
        String id = raised(1);
        assertThat(fireAt("2026-11-03T09:00:01Z", id)).containsExactly("REMINDER");

        send(raiser(), id, "withdrawal", Map.of("reason", "They visited yesterday."));

        assertThat(fireAt("2026-11-10T10:00:00Z", id)).isEmpty();
        assertThat(rows("SELECT state FROM timer WHERE dissent = ? ORDER BY kind", id))
                .containsExactly("CANCELLED", "FIRED");
    }

    @Test
    void inPlaceOfWhoHasLeftTheirDeputyIsToldAndMayAnswer() {
        people.leaves(people.decider(), people.decidingAgency());
        String id = raised(1);

        assertThat(mailsAbout(id)).containsExactly(People.address(people.deputy(people.decider())));
        String deputy =
                Tokens.practitioner(
                        people.deputy(people.decider()), people.decidingAgency(), "practitioner");
        assertThat(
                        send(deputy, id, "view", Map.of("view", "I stand in."))
                                .jsonPath()
                                .getString("state"))
                .isEqualTo("ANSWERED");
    }

    @Test
    void whoDoesNotStandAtAStageYetSeesNothing() {
        String id = raised(1);
        String head =
                Tokens.practitioner(
                        people.head(people.decider()), people.decidingAgency(), "practitioner");

        assertThat(answer(manager(people.decider()), id)).isEqualTo(404);
        assertThat(answer(head, id)).isEqualTo(404);
        send(
                raiser(),
                id,
                "immediate-danger",
                Map.of("reason", "Hit again.", "emergency", "Police called at ten."));
        assertThat(answer(head, id)).as("skipped stages are not come to").isEqualTo(404);
        String safeguarding =
                Tokens.practitioner("pr-any", people.decidingAgency(), "practitioner", "manager");
        assertThat(answer(safeguarding, id)).as("a manager where an inbox stands").isEqualTo(200);
        assertThat(mailsAbout(id))
                .contains(
                        "safeguarding@" + people.decidingAgency() + ".example",
                        "safeguarding@" + people.raisingAgency() + ".example");
    }

    @Test
    void aHolidayAnnouncedLateMovesWhatHasNotFired() {
        String id = raised(1);
        Settings before = book.present();
        int version = propose("2026-11-03", "2026-11-05");
        assertThat(approve("pr-admin-a", version)).as("by who proposed it").isEqualTo(403);
        assertThat(approve("pr-admin-b", version)).isEqualTo(200);
        try {
            assertThat(fireAt("2026-11-03T09:00:01Z", id)).as("planned anew first").isEmpty();
            replanned();

            assertThat(get(raiser(), id).getString("stages[0].limit")).isEqualTo("2026-11-04");
            assertThat(fireAt("2026-11-03T12:00:00Z", id)).isEmpty();
            assertThat(fireAt("2026-11-04T09:00:01Z", id)).containsExactly("REMINDER");
            assertThat(fireAt("2026-11-05T00:00:01Z", id)).containsExactly("OVERDUE");
            assertThat(approve("pr-admin-b", version)).as("again").isEqualTo(409);
        } finally {
            int back = propose();
            approve("pr-admin-b", back);
            replanned();
        }
        assertThat(book.present().stages()).isEqualTo(before.stages());
    }

    @Test
    void theProductComesWithTheDefaults() {
        assertThat(book.all().getLast().settings()).isEqualTo(Settings.DEFAULTS);
    }

    /** One is held while it holds a claim, as a stopped process is; the others go on without it. */
    @Test
    void whoStandsStillWithAClaimLosesItAndNothingFiresTwice() throws Exception {
        at("2026-11-03T09:00:01Z");
        firedAll();
        at(MONDAY);
        List<String> ids = new ArrayList<>();
        for (int n = 1; n <= 7; n++) {
            ids.add(raised(n));
        }
        at("2026-11-03T09:00:01Z");
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        crashPoints.onceWithinTimers(
                () -> {
                    claimed.countDown();
                    try {
                        assertThat(goesOn.await(60, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Integer> held = other.submit(fire::next);
            assertThat(claimed.await(30, TimeUnit.SECONDS)).isTrue();

            firedAll();
            assertThat(reminded(ids)).as("those that it does not hold").isEqualTo(2);
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                firedAll();
                                return reminded(ids);
                            },
                            all -> all == 7);
            goesOn.countDown();

            assertThatThrownBy(() -> held.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
        }
        assertThat(reminded(ids)).isEqualTo(7);
        for (String id : ids) {
            assertThat(
                            rows(
                                    "SELECT count(*) FROM mail_message WHERE purpose = 'reminder'"
                                            + " AND addressee LIKE '%' || ? || '%'",
                                    id))
                    .containsExactly("2");
        }
    }

    @Test
    void whatFailsAfterTheClaimFiresAgainAndOnce() throws SQLException {
        String id = raised(1);
        at("2026-11-03T09:00:01Z");
        crashPoints.onceWithinTimers(
                () -> {
                    throw new IllegalStateException("as a crash would");
                });

        assertThatThrownBy(fire::next).isInstanceOf(IllegalStateException.class);

        assertThat(rows("SELECT state FROM timer WHERE dissent = ? AND kind = 'REMINDER'", id))
                .containsExactly("WAITING");
        assertThat(fireAt("2026-11-03T09:00:02Z", id)).containsExactly("REMINDER");
    }

    @Test
    void theDatabaseItselfRefusesATimerThatFiresEarly() {
        String id = raised(1);

        assertThatThrownBy(
                        () ->
                                rows(
                                        "UPDATE timer SET state = 'FIRED', ended_at = due_at -"
                                                + " interval '1 ms' WHERE dissent = ? RETURNING 1",
                                        id))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("timer_check");
    }

    @Test
    void everyMailSaysFirstNotToWaitAndNothingAboutAnybody() {
        String id = raised(1);
        fireAt("2026-11-03T09:00:01Z", id);
        fireAt("2026-11-04T00:00:01Z", id);
        mailsAbout(id);

        List<Mailbox.Mail> mails =
                Mailbox.mails().stream().filter(mail -> mail.raw().contains(id)).toList();
        assertThat(mails).hasSizeGreaterThan(4);
        for (Mailbox.Mail mail : mails) {
            String text = mail.raw().substring(mail.raw().indexOf("\r\n\r\n")).strip();
            assertThat(text).startsWith("Do not wait if a child is in danger.");
            assertThat(mail.subject()).isEqualTo("Whole Picture: please sign in");
            assertThat(text)
                    .contains("/escalation/dissents/" + id)
                    .doesNotContain(
                            people.decidingAgency(),
                            people.raisingAgency(),
                            people.raiser(),
                            story.person().toString(),
                            story.record().toString(),
                            "step-down",
                            "bedroom");
        }
    }

    @Test
    void nothingIsDoneIsADisagreementWithWhoLeads() {
        Response raised =
                given().auth()
                        .oauth2(raiser())
                        .contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "person",
                                        story.person(),
                                        "about",
                                        Map.of("kind", "LACK_OF_PROGRESS"),
                                        "since",
                                        "2026-09-01",
                                        "disagreement",
                                        "Nobody has come.",
                                        "askedFor",
                                        "A plan."))
                        .post("/v1/dissents");

        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(201);
        assertThat(raised.jsonPath().getString("otherAgency")).isEqualTo(people.decidingAgency());
        assertThat(raised.jsonPath().getString("since")).isEqualTo("2026-09-01");
        assertThat(raised.jsonPath().getString("about.event")).isNull();
    }

    @Test
    void theReturnCountsAndWithholdsWhatIsSmall() {
        raised(1);
        String admin = Tokens.practitioner("pr-admin-a", "social-care", "administrator");

        JsonPath found =
                given().auth()
                        .oauth2(admin)
                        .get("/v1/monitoring-return?from=2026-11-01&to=2026-11-30")
                        .jsonPath();
        String csv =
                given().auth()
                        .oauth2(admin)
                        .get("/monitoring-return/csv?from=2026-11-01&to=2026-11-30")
                        .asString();
        String page =
                given().auth()
                        .oauth2(admin)
                        .accept("text/html")
                        .get("/monitoring-return?from=2026-11-01&to=2026-11-30")
                        .asString();

        assertThat(found.getList("tables.by", String.class)).contains("ISSUE", "STAGE_REACHED");
        String mine =
                found.getString(
                        "tables.find { it.by == 'RAISED_BY' }.rows.find { it.code == '%s' }.count"
                                .formatted(people.raisingAgency()));
        assertThat(mine).isEqualTo("c");
        assertThat(csv)
                .startsWith("counted by,of,disagreements raised\r\n")
                .contains(
                        "\"Agency that raised it\",\"Agency "
                                + people.raisingAgency()
                                + "\",\"c\"");
        assertThat(page).contains("Agency " + people.raisingAgency(), "Download as CSV");
        assertThat(page.split("aria-current", -1)).as("one place in the navigation").hasSize(2);
        assertThat(given().auth().oauth2(raiser()).get("/v1/monitoring-return").statusCode())
                .isEqualTo(403);
    }

    // ---- By hand

    private String raised(int stepDown) {
        Response raised =
                given().auth()
                        .oauth2(raiser())
                        .contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "person",
                                        story.person(),
                                        "about",
                                        Map.of(
                                                "kind",
                                                "STEP_DOWN",
                                                "event",
                                                story.stepDown(stepDown)),
                                        "disagreement",
                                        "Nobody saw the bedroom.",
                                        "askedFor",
                                        "A visit."))
                        .post("/v1/dissents");
        assertThat(raised.statusCode()).as(raised.asString()).isEqualTo(201);
        return raised.jsonPath().getString("id");
    }

    private String raiser() {
        return Tokens.practitioner(people.raiser(), people.raisingAgency(), "practitioner");
    }

    private String token(String who) {
        return Tokens.practitioner(who, people.decidingAgency(), "practitioner");
    }

    private String manager(String of) {
        return Tokens.practitioner(people.manager(of), people.decidingAgency(), "practitioner");
    }

    private static Response send(String token, String id, String what, Map<String, ?> body) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/dissents/%s/%s".formatted(id, what));
    }

    private static JsonPath get(String token, String id) {
        return given().auth().oauth2(token).get("/v1/dissents/" + id).jsonPath();
    }

    private static int answer(String token, String id) {
        return given().auth().oauth2(token).get("/v1/dissents/" + id).statusCode();
    }

    private static int propose(String... closed) {
        Response proposed =
                given().auth()
                        .oauth2(Tokens.practitioner("pr-admin-a", "social-care", "administrator"))
                        .contentType(ContentType.JSON)
                        .body(
                                Map.of(
                                        "stages",
                                        Settings.DEFAULTS.stages().stream()
                                                .map(StagesTest::body)
                                                .toList(),
                                        "closedDays",
                                        List.of(closed),
                                        "monitor",
                                        "PARTNERSHIP",
                                        "reason",
                                        "A holiday was announced."))
                        .post("/v1/settings");
        assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(201);
        return proposed.jsonPath().getInt("version");
    }

    private static Map<String, Object> body(Settings.StageSetting stage) {
        return switch (stage.who()) {
            case Settings.Who.Above(int steps) ->
                    Map.of(
                            "name",
                            stage.name(),
                            "above",
                            steps,
                            "limit",
                            stage.limit(),
                            "notified",
                            stage.notified());
            case Settings.Who.Inbox(String role) ->
                    Map.of(
                            "name",
                            stage.name(),
                            "inbox",
                            role,
                            "limit",
                            stage.limit(),
                            "notified",
                            stage.notified());
        };
    }

    private static int approve(String admin, int version) {
        return given().auth()
                .oauth2(Tokens.practitioner(admin, "social-care", "administrator"))
                .contentType(ContentType.JSON)
                .post("/v1/settings/%d/approval".formatted(version))
                .statusCode();
    }

    private static void at(String instant) {
        TestClock.CLOCK.setTo(instant);
    }

    /** What has fired of it by then and had not before. */
    private List<String> fireAt(String instant, String id) {
        at(instant);
        List<String> before = fired(id);
        firedAll();
        List<String> after = new ArrayList<>(fired(id));
        before.forEach(after::remove);
        return after;
    }

    private void firedAll() {
        while (fire.next() > 0) {
            // Until nothing is due that nobody holds.
        }
    }

    private void replanned() {
        while (plan.next() > 0) {
            // Until everything is planned by the present settings.
        }
    }

    private static List<String> fired(String id) {
        try {
            return rows(
                    "SELECT kind FROM timer WHERE dissent = ? AND state = 'FIRED' ORDER BY due_at",
                    id);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int reminded(List<String> ids) {
        return (int) ids.stream().filter(id -> fired(id).contains("REMINDER")).count();
    }

    /** Who has had a mail about it, once all that is due is sent. */
    private static List<String> mailsAbout(String id) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                rows(
                                        "SELECT count(*) FROM mail_message WHERE state = 'WAITING'"
                                                + " AND addressee LIKE '%' || ? || '%'",
                                        id),
                        List.of("0")::equals);
        return await().until(
                        () ->
                                Mailbox.mails().stream()
                                        .filter(mail -> mail.raw().contains("/dissents/" + id))
                                        .map(Mailbox.Mail::to)
                                        .toList(),
                        mails -> !mails.isEmpty());
    }

    private static List<String> published(String id) {
        return Deliveries.standingOn("escalations").stream()
                .map(message -> String.valueOf(message.value()))
                .filter(value -> value.contains(id))
                .toList();
    }

    private static List<String> rows(String sql, String id) throws SQLException {
        try (Connection connection = PlatformServers.superuser("escalation");
                PreparedStatement query = connection.prepareStatement(sql)) {
            if (sql.contains("LIKE")) {
                query.setString(1, id);
            } else {
                query.setObject(1, UUID.fromString(id));
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }
}
