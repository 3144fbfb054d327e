package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.application.MakeExports;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJob;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.platform.testsupport.PlatformServers;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.platform.testsupport.Waits;

/** Files of a timeline: who gets which, once, for how long. */
@QuarkusTest
class ExportTest {

    private static final AtomicInteger TELLINGS = new AtomicInteger(0x6e0);

    private static final String KNOWN = "2026-01-05T09:00:00Z";

    @Inject Service service;
    @Inject MakeExports make;
    @Inject ExportJobs jobs;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x6d);
    }

    private Response ask(RequestSpecification caller, UUID person, String format) {
        return ask(caller, person, format, "For the hearing on 24 March");
    }

    private static Response ask(
            RequestSpecification caller, UUID person, String format, String reason) {
        return caller.header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("format", format)
                .formParam("purpose", "COURT")
                .formParam("reason", reason)
                .formParam("knownOn", "")
                .post("/people/" + person + "/exports");
    }

    private UUID made(String format) {
        return made(story, format, "For the hearing on 24 March");
    }

    static UUID made(Story story, String format, String reason) {
        String location = Service.sentTo(ask(Service.asLead(), story.id("b1"), format, reason));
        assertThat(location).startsWith("/people/" + story.id("b1") + "/exports/");
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private Response file(RequestSpecification caller, UUID export) {
        return file(story, caller, export);
    }

    static Response file(Story story, RequestSpecification caller, UUID export) {
        return caller.get("/people/" + story.id("b1") + "/exports/" + export + "/file");
    }

    @Test
    void aShortOneIsThereAtOnceAndHoldsWhatItsMakerMaySee() {
        UUID export = made("JSON");

        Response json = file(Service.asLead(), export);
        json.then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(json.header("Content-Disposition"))
                .startsWith("attachment; filename=\"chronology-")
                .doesNotContain("Sample");
        List<String> there = json.jsonPath().getList("entries.event");
        List<String> onThePage =
                Service.timeline(Service.asLead(), story.id("b1"), "?limit=200")
                        .jsonPath()
                        .getList("entries.event");
        assertThat(there).containsExactlyElementsOf(onThePage.reversed());
        assertThat(json.jsonPath().getString("about.reason"))
                .isEqualTo("For the hearing on 24 March");
        assertThat(json.jsonPath().getList("about.coverage")).isNotEmpty();
        assertThat(json.asString()).doesNotContain("CANARY");
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema())
                                .validate(json.asString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theApiGivesTheSameFileToTheSamePeople() {
        String exports = "/v1/people/" + story.id("b1") + "/exports";
        String wanted =
                """
                {"format":"JSON","purpose":"COURT","reason":"For the hearing on 24 March","filters":{"type":["plan"]}}
                """;
        String location =
                Service.asLead()
                        .contentType("application/json")
                        .body(wanted)
                        .post(exports)
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");
        String one = location.substring(location.indexOf("/v1/"));

        assertThat(Service.asLead().get(one).jsonPath().getString("state")).isEqualTo("READY");
        assertThat(Service.asLead().get(exports).jsonPath().getList("exports.export"))
                .contains(one.substring(one.lastIndexOf('/') + 1));
        Response file = Service.asLead().get(one + "/file");
        file.then().statusCode(200).header("Cache-Control", "no-store");
        assertThat(file.jsonPath().getList("entries.type")).containsOnly("plan");

        RequestSpecification named =
                Service.as(Tokens.practitioner("pr-health-visitor", "health-visiting"));
        named.get(one + "/file").then().statusCode(403);
        Service.as(Tokens.practitioner("pr-stranger", "school")).get(one).then().statusCode(404);
        for (String wrong :
                List.of(
                        "{}",
                        wanted.replace("JSON", "XML"),
                        wanted.replace("COURT", "FUN"),
                        wanted.replace("For the hearing on 24 March", "x"),
                        wanted.replace("plan", "no-such-type"),
                        wanted.replace("\"type\"", "\"colour\""))) {
            Service.asLead()
                    .contentType("application/json")
                    .body(wrong)
                    .post(exports)
                    .then()
                    .statusCode(400);
        }
    }

    private static String schema() {
        try {
            return Files.readString(Path.of("../docs/chronology-export.v1.schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pdfAndCsvAreFetchedWhole() {
        byte[] pdf = file(Service.asLead(), made("PDF")).asByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(file(Service.asLead(), made("CSV")).asString())
                .contains("I sleep in my coat.", "Court");
    }

    @Test
    void thePagesSayHowFarItIs() {
        UUID export = made("CSV");
        String path = "/people/" + story.id("b1") + "/exports";

        assertThat(Service.asLead().accept("text/html").get(path).asString())
                .contains("CSV for Court", "Files of the timeline of Alexandra Sample");
        assertThat(Service.asLead().accept("text/html").get(path + "/" + export).asString())
                .contains("Ready", "17 March 2026", "Fetch the file");
    }

    @Test
    void onlyTheLeadMayAndOnlyWhoAskedMayFetch() {
        UUID export = made("CSV");
        RequestSpecification named =
                Service.as(Tokens.practitioner("pr-health-visitor", "health-visiting"));
        RequestSpecification stranger = Service.as(Tokens.practitioner("pr-stranger", "school"));

        ask(named, story.id("b1"), "PDF").then().statusCode(403);
        ask(stranger, story.id("b1"), "PDF").then().statusCode(404);
        ask(Service.asLead(), story.id("b3"), "PDF").then().statusCode(404);
        file(Service.as(Tokens.practitioner("pr-stranger", "school")), export)
                .then()
                .statusCode(404);
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM audit_entry WHERE action = 'fetch-export'"
                                        + " AND caller = 'pr-stranger' AND outcome = 'REFUSED'"))
                .isPositive();
    }

    @Test
    void eachFetchingIsWrittenDown() {
        UUID export = made("CSV");
        long before = fetchings();
        file(Service.asLead(), export).then().statusCode(200);
        file(Service.asLead(), export).then().statusCode(200);
        assertThat(fetchings()).isEqualTo(before + 2);
    }

    private static long fetchings() {
        return Servers.count(
                "SELECT count(*) FROM audit_entry WHERE action = 'fetch-export' AND outcome = 'ALLOWED'");
    }

    @Test
    void whoMayNoLongerReadTheChildDoesNotGetTheFile() {
        Story other = new Story(TELLINGS.incrementAndGet(), service.privateMember());
        other.opened("a1", "b1", "2026-01-05T09:00:00Z", "Alex", "")
                .confirmed("c1", "a1", "b1", "2026-01-05T09:00:00Z", "pr-lead", "LEAD", "{}");
        other.sent().forEach(service::apply);
        String location =
                ask(Service.asLead(), other.id("b1"), "CSV")
                        .then()
                        .statusCode(303)
                        .extract()
                        .header("Location");
        String path = location.substring(location.indexOf("/people/")) + "/file";
        Service.asLead().get(path).then().statusCode(200);

        service.apply(
                other.confirmed(
                                "c2",
                                "a1",
                                "b1",
                                "2026-03-01T09:00:00Z",
                                "pr-lead",
                                "LEAD",
                                "{\"ended\":true}")
                        .sent()
                        .getLast());

        Service.asLead().get(path).then().statusCode(404);
    }

    /** A lead of the child a1, whose record is b1's; told past the broker. */
    private Story led(String lead) {
        Story other = new Story(TELLINGS.incrementAndGet(), service.privateMember());
        return other.opened("a1", "b1", KNOWN, "Alex", "")
                .confirmed("c1", "a1", "b1", KNOWN, lead, "LEAD", "{}");
    }

    private String fileOf(RequestSpecification caller, Story other) {
        String location =
                ask(caller, other.id("b1"), "JSON")
                        .then()
                        .statusCode(303)
                        .extract()
                        .header("Location");
        return location.substring(location.indexOf("/people/")) + "/file";
    }

    private static Story said(Story story, String sensitivity) {
        return story.filed(
                "e1",
                "a1",
                "b1",
                KNOWN,
                "contact",
                "maternity",
                "{\"from\":\"2026-01-20\",\"precision\":\"DAY\"}",
                "{}",
                "{\"summary\":\"Told in confidence\"}",
                "{\"sensitivity\":\"%s\"}".formatted(sensitivity));
    }

    @Test
    void aListOfAChildWhoIsMergedAwayBindsOn() {
        Story other = said(led("pr-lead"), "SHIELDED").shielded("b1", "pr-lead");
        other.opened("a2", "b2", KNOWN, "Alex", "").shielded("b2", "pr-lead", "pr-boss");
        other.sent().forEach(service::apply);
        assertThat(timeline(other, "b1")).contains("Told in confidence");

        // The record of a child on whose list the lead does not stand comes to this one.
        other.opened("a3", "b3", KNOWN, "Alex", "").shielded("b3", "pr-boss");
        other.merged("a2", "b1", "2026-02-01T09:00:00Z");
        other.sent().forEach(service::apply);
        assertThat(timeline(other, "b1")).as("on both lists").contains("Told in confidence");

        service.apply(other.merged("a3", "b1", "2026-02-02T09:00:00Z").sent().getLast());

        assertThat(timeline(other, "b1")).doesNotContain("Told in confidence");
    }

    private static String timeline(Story story, String person) {
        return Service.timeline(Service.asLead(), story.id(person), "")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void aFileThatHoldsWhatIsForFewerPeopleNowIsWithdrawnAndItsPageSaysSo() {
        Story other = said(led("pr-lead"), "NORMAL");
        other.sent().forEach(service::apply);
        String path = fileOf(Service.asLead(), other);
        String page = path.substring(0, path.length() - "/file".length());
        assertThat(Service.asLead().accept("text/html").get(page).asString()).contains("Ready");

        other.filed(
                "e2",
                "a1",
                "b1",
                "2026-02-01T09:00:00Z",
                "contact",
                "maternity",
                "{\"from\":\"2026-01-20\",\"precision\":\"DAY\"}",
                "{}",
                "{\"summary\":\"Told in confidence\"}",
                "{\"sensitivity\":\"RESTRICTED\",\"supersedes\":\"%s\"}".formatted(other.id("e1")));
        service.apply(other.sent().getLast());

        assertThat(Service.asLead().get(path).statusCode()).isNotEqualTo(200);
        assertThat(Service.asLead().accept("text/html").get(page).asString())
                .doesNotContain("Ready")
                .contains("Removed");
    }

    @Test
    void whoNoLongerSeesWhatIsShieldedDoesNotGetTheFileThatHoldsIt() {
        Story other = said(led("pr-lead"), "SHIELDED").shielded("b1", "pr-lead");
        other.sent().forEach(service::apply);
        String path = fileOf(Service.asLead(), other);
        assertThat(Service.asLead().get(path).then().statusCode(200).extract().asString())
                .contains("Told in confidence");

        service.apply(other.shielded("b1").sent().getLast());

        Service.asLead().get(path).then().statusCode(404);
        // One that is made now holds less, and is theirs.
        assertThat(
                        Service.asLead()
                                .get(fileOf(Service.asLead(), other))
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString())
                .doesNotContain("Told in confidence");
    }

    @Test
    void whoseAgencyNoLongerSeesWhatIsRestrictedDoesNotGetTheFileThatHoldsIt() {
        String lead = Tokens.practitioner("pr-export-lead", "export-agency");
        Story other = said(led("pr-export-lead"), "RESTRICTED");
        other.sent().forEach(service::apply);
        String path = fileOf(Service.as(lead), other);
        assertThat(Service.as(lead).get(path).then().statusCode(200).extract().asString())
                .contains("Told in confidence");
        // Whoever sees what another agency said is not who saw what the first one did.
        Service.as(Tokens.practitioner("pr-export-lead", "another-agency"))
                .get(path)
                .then()
                .statusCode(404);

        service.apply(
                other.policy("d1", "export-agency", "RESTRICTED", "DENY", "{}").sent().getLast());

        Service.as(lead).get(path).then().statusCode(404);
    }

    @Test
    void whatWasReadFromARecordThatIsAnotherChildsNowIsNotFetched() {
        Story other = led("pr-lead");
        other.opened("a2", "b2", KNOWN, "Sascha", "")
                .merged("a2", "b1", "2026-01-06T09:00:00Z")
                .sent()
                .forEach(service::apply);
        String path = fileOf(Service.asLead(), other);
        Service.asLead().get(path).then().statusCode(200);
        long refused = refusals();

        service.apply(other.split("a2", "b2", "2026-03-01T09:00:00Z").sent().getLast());

        Service.asLead().get(path).then().statusCode(404);
        assertThat(refusals()).isEqualTo(refused + 1);
        // The child itself is still theirs.
        Service.asLead().get(fileOf(Service.asLead(), other)).then().statusCode(200);
    }

    private static long refusals() {
        return Servers.count(
                "SELECT count(*) FROM audit_entry WHERE action = 'fetch-export' AND outcome = 'REFUSED'");
    }

    /** As if nobody had begun to make it; what an earlier making left stands. */
    private UUID waiting() {
        UUID export = made("CSV");
        Servers.asSuperuser("UPDATE export_job SET state = 'WAITING' WHERE id = '" + export + "'");
        return export;
    }

    private <T> T inTransaction(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    @Test
    void whatACrashInterruptedIsMadeOnceAndNobodyElseMakesItMeanwhile() {
        UUID export = waiting();
        ExportId id = new ExportId(export);
        ExportJob begun = inTransaction(() -> jobs.claim(id)).orElseThrow();
        ExportJobs.Attempt crashed = new ExportJobs.Attempt(id, begun.attempts());
        assertThat(inTransaction(() -> jobs.add(crashed, 0, new byte[] {1}))).isTrue();

        // A second worker finds nothing to do.
        assertThat(make.make(id)).isFalse();

        Servers.asSuperuser(
                "UPDATE export_progress SET lease_until = clock_timestamp() - interval '1 second'"
                        + " WHERE export = '"
                        + export
                        + "'");
        assertThat(make.make(id)).isTrue();
        assertThat(make.make(id)).isFalse();

        // Whoever was only slow writes nothing any more.
        assertThat(inTransaction(() -> jobs.add(crashed, 1, new byte[] {2}))).isFalse();
        assertThat(inTransaction(() -> jobs.moved(crashed, 1, 2))).isFalse();
        assertThat(inTransaction(() -> jobs.failed(crashed, Instant.parse(Servers.NOW)))).isFalse();
        assertThat(Servers.texts("SELECT attempt FROM export_part WHERE export = '" + export + "'"))
                .containsExactly(String.valueOf(begun.attempts() + 1));
        assertThat(file(Service.asLead(), export).then().statusCode(200).extract().asString())
                .contains("I sleep in my coat.");
    }

    @Test
    void eachStepProlongsTheLeaseAndWhatFailedIsFreeAtOnce() {
        UUID export = waiting();
        ExportId id = new ExportId(export);
        ExportJob begun = inTransaction(() -> jobs.claim(id)).orElseThrow();
        ExportJobs.Attempt attempt = new ExportJobs.Attempt(id, begun.attempts());
        for (Callable<Boolean> step :
                List.<Callable<Boolean>>of(
                        () -> jobs.renew(attempt),
                        () -> jobs.moved(attempt, 1, 2),
                        () -> jobs.add(attempt, 0, new byte[] {1}))) {
            Servers.asSuperuser(
                    "UPDATE export_progress SET lease_until = clock_timestamp() WHERE export = '"
                            + export
                            + "'");
            assertThat(inTransaction(step)).isTrue();
            assertThat(
                            Servers.count(
                                    "SELECT count(*) FROM export_progress WHERE export = '"
                                            + export
                                            + "' AND lease_until > clock_timestamp() + interval '1 minute'"))
                    .isEqualTo(1);
        }

        assertThat(inTransaction(() -> jobs.release(attempt))).isTrue();
        assertThat(make.make(id)).isTrue();
        file(Service.asLead(), export).then().statusCode(200);
    }

    @Test
    void twoAtOnceMakeItOnce() throws Exception {
        UUID export = waiting();
        ExportId id = new ExportId(export);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Boolean> made = new ArrayList<>();
            for (Future<Boolean> one :
                    two.invokeAll(
                            List.<Callable<Boolean>>of(() -> make.make(id), () -> make.make(id)))) {
                made.add(one.get());
            }
            assertThat(made).containsExactlyInAnyOrder(true, false);
        }
        assertThat(
                        Servers.count(
                                "SELECT attempts FROM export_progress WHERE export = '"
                                        + export
                                        + "'"))
                .isEqualTo(2);
    }

    /** Two are being made and wait to be written down in the audit. */
    @Test
    void whoMakesFilesHoldsUpNeitherTheAuditNorEverybodyElsesConnections() throws Exception {
        List<UUID> exports = List.of(waiting(), waiting(), waiting());
        Servers.asSuperuser(
                "DELETE FROM export_part WHERE export IN ('%s', '%s', '%s')"
                        .formatted(exports.toArray()));
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> making = new ArrayList<>();
            try (Connection held = PlatformServers.superuser("chronology")) {
                held.setAutoCommit(false);
                try (Statement lock = held.createStatement()) {
                    lock.execute("LOCK TABLE audit_entry IN SHARE MODE");
                }
                for (UUID export : exports.subList(0, 2)) {
                    making.add(two.submit(() -> make.make(new ExportId(export))));
                }
                Waits.await()
                        .until(
                                () ->
                                        Servers.count(
                                                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                                                                + " AND relation = 'audit_entry'::regclass")
                                                == 2);

                // A third is left to the background.
                assertThat(make.make(new ExportId(exports.get(2)))).isFalse();
                // No transaction of a making has written: the audit can be sealed up to now.
                Waits.await()
                        .until(
                                () ->
                                        Servers.count(
                                                        "SELECT count(*) FROM pg_stat_activity"
                                                                + " WHERE usename = 'chronology'"
                                                                + " AND backend_xid IS NOT NULL")
                                                == 0);
                assertThat(
                                Servers.count(
                                        "SELECT count(*) FROM export_part WHERE export IN ('%s', '%s')"
                                                .formatted(exports.get(0), exports.get(1))))
                        .isZero();
            }
            for (Future<Boolean> one : making) {
                assertThat(one.get()).isTrue();
            }
        }
        for (UUID export : exports.subList(0, 2)) {
            file(Service.asLead(), export).then().statusCode(200);
        }
        assertThat(make.make(new ExportId(exports.get(2)))).isTrue();
    }

    @Test
    void whatReadsForAFileSeesOneMomentAndWritesNothing() {
        UUID export = waiting();
        assertThatThrownBy(
                        () ->
                                inTransaction(
                                        () -> {
                                            jobs.oneMoment();
                                            long before = jobs.waiting();
                                            Servers.asSuperuser(
                                                    "UPDATE export_job SET state = 'FAILED', ended_at = clock_timestamp()"
                                                            + " WHERE id = '"
                                                            + export
                                                            + "'");
                                            assertThat(jobs.waiting()).isEqualTo(before);
                                            return jobs.claim();
                                        }))
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void whatFailsTimeAndAgainIsGivenUp() {
        UUID export = made("CSV");
        Servers.asSuperuser("UPDATE export_job SET state = 'WAITING' WHERE id = '" + export + "'");
        Servers.asSuperuser(
                "UPDATE export_progress SET attempts = 3 WHERE export = '" + export + "'");

        assertThat(make.make(new ExportId(export))).isTrue();

        file(Service.asLead(), export).then().statusCode(404);
        assertThat(
                        Service.asLead()
                                .accept("text/html")
                                .get("/people/" + story.id("b1") + "/exports/" + export)
                                .asString())
                .contains("Could not be made");
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM export_part WHERE export = '" + export + "'"))
                .isZero();
    }

    @Test
    void whatIsOverIsGone() {
        UUID export = made("CSV");
        Servers.asSuperuser(
                "UPDATE export_job SET expires_at = '2026-03-10T11:59:59Z' WHERE id = '"
                        + export
                        + "'");
        file(Service.asLead(), export).then().statusCode(404);

        assertThat(make.expire()).isPositive();

        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM export_part WHERE export = '" + export + "'"))
                .isZero();
        file(Service.asLead(), export).then().statusCode(404);
    }

    @Test
    void aFaultyFormSaysWhatIsMissing() {
        String html =
                Service.asLead()
                        .header("Sec-Fetch-Site", "same-origin")
                        .accept("text/html")
                        .contentType("application/x-www-form-urlencoded")
                        .formParam("reason", "short")
                        .post("/people/" + story.id("b1") + "/exports")
                        .then()
                        .statusCode(400)
                        .extract()
                        .asString();
        assertThat(html)
                .contains(
                        "Choose what kind of file you need",
                        "Choose what the file is for",
                        "Enter the reason in 10 to 500 characters");
    }
}
