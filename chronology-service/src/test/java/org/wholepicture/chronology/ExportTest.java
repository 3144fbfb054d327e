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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.chronology.application.MakeExports;
import org.wholepicture.chronology.domain.export.ExportId;
import org.wholepicture.chronology.domain.export.ExportJobs;
import org.wholepicture.platform.testsupport.Tokens;

/** Files of a timeline: who gets which, once, for how long. */
@QuarkusTest
class ExportTest {

    private static final AtomicInteger TELLINGS = new AtomicInteger(0x6e0);

    @Inject Service service;
    @Inject MakeExports make;
    @Inject ExportJobs jobs;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x6d);
    }

    private Response ask(RequestSpecification caller, UUID person, String format) {
        return caller.header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("format", format)
                .formParam("purpose", "COURT")
                .formParam("reason", "For the hearing on 24 March")
                .formParam("knownOn", "")
                .post("/people/" + person + "/exports");
    }

    private UUID made(String format) {
        String location =
                ask(Service.asLead(), story.id("b1"), format)
                        .then()
                        .statusCode(303)
                        .extract()
                        .header("Location");
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    private Response file(RequestSpecification caller, UUID export) {
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

    @Test
    void whatACrashInterruptedIsMadeOnceAndNobodyElseMakesItMeanwhile() {
        UUID export = made("CSV");
        Servers.asSuperuser("DELETE FROM export_part WHERE export = '" + export + "'");
        Servers.asSuperuser("UPDATE export_job SET state = 'WAITING' WHERE id = '" + export + "'");
        ExportId id = new ExportId(export);

        assertThatThrownBy(
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () -> {
                                                    assertThat(jobs.claim(id)).isPresent();
                                                    jobs.add(id, 0, new byte[] {1});
                                                    // A second worker finds nothing to do.
                                                    assertThat(make.make(id)).isFalse();
                                                    throw new IllegalStateException("crash");
                                                }))
                .hasMessageContaining("crash");

        assertThat(make.make(id)).isTrue();
        assertThat(make.make(id)).isFalse();
        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM export_part WHERE export = '" + export + "'"))
                .isEqualTo(1);
        file(Service.asLead(), export).then().statusCode(200);
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
