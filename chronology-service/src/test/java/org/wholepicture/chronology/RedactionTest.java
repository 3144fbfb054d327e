package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** Answers to subject access requests: two people, and nothing withheld in what is made. */
@QuarkusTest
class RedactionTest {

    private static final String KNOWN = "2026-02-01T09:00:00Z";
    private static final String LEAD = Tokens.practitioner("rd-lead", "early-help");
    private static final String BOSS =
            Tokens.practitioner("rd-boss", "early-help", "practitioner", "manager");
    private static final String NAMED = Tokens.practitioner("rd-named", "school");
    private static final String OUTSIDE = Tokens.practitioner("rd-outside", "school");

    /** Each of these stands in what is suggested to be withheld, or follows from it. */
    private static final List<String> SECRETS =
            List.of(
                    "CANARYHEARSAY",
                    "Zelda",
                    "CANARYNAMED",
                    "CANARYFACTOR",
                    "PARENTAL_MENTAL_ILL_HEALTH",
                    "CANARYPOLICE",
                    "CANARYSHIELDED",
                    "CANARYWHY",
                    "CANARYOLD",
                    "rd-neighbour-system",
                    "CONTRA-PAIR",
                    "accounts that do not agree",
                    "rd-police");

    @Inject Service service;

    private Story told(int telling) {
        return service.tell(
                telling,
                () -> {
                    Story story = new Story(telling, service.privateMember());
                    story.agency("early-help", "Early Help", true)
                            // No longer active, so that no other timeline counts it among those
                            // that sent nothing.
                            .agency("rd-police", "The police of rd-police", false)
                            .managed("rd-lead", "early-help", "rd-boss")
                            .opened("a1", "b1", KNOWN, "Alex", "2015-09-20")
                            .confirmed("c1", "a1", "b1", KNOWN, "rd-lead", "LEAD", "{}")
                            .confirmed("c2", "a1", "b1", KNOWN, "rd-named", "NAMED", "{}");
                    entry(
                            story,
                            "e1",
                            "concern",
                            "early-help",
                            "{\"level\":\"MODERATE\",\"category\":\"NEG\",\"neglectTypes\":[\"PHYSICAL\"]}",
                            "{\"summary\":\"CANARYHEARSAY told us.\",\"action\":\"Visited the home.\","
                                    + "\"sourceRecord\":{\"system\":\"rd-neighbour-system\",\"id\":\"1\",\"version\":1}}",
                            "{\"basis\":\"HEARSAY\"}");
                    entry(
                            story,
                            "e2",
                            "family-factor",
                            "early-help",
                            "{\"factor\":\"PARENTAL_MENTAL_ILL_HEALTH\"}",
                            "{\"summary\":\"CANARYFACTOR\"}",
                            "{}");
                    entry(
                            story,
                            "e3",
                            "household-member",
                            "early-help",
                            "{\"role\":\"partner\",\"adult\":\"%s\"}".formatted(story.id("ad")),
                            "{\"memberName\":{\"given\":\"Zelda\",\"family\":\"Sample\"}}",
                            "{}");
                    entry(
                            story,
                            "e4",
                            "contact",
                            "early-help",
                            "{\"childSeen\":true}",
                            "{\"summary\":\"zelda: CANARYNAMED\",\"action\":\"The heating was mended.\"}",
                            "{}");
                    entry(
                            story,
                            "e5",
                            "contact",
                            "rd-police",
                            "{}",
                            "{\"summary\":\"CANARYPOLICE\"}",
                            "{\"sensitivity\":\"RESTRICTED\"}");
                    entry(
                            story,
                            "e6",
                            "contact",
                            "early-help",
                            "{}",
                            "{\"summary\":\"CANARYSHIELDED\"}",
                            "{\"sensitivity\":\"SHIELDED\"}");
                    // An older version says more than the newer one, of which a part is withheld.
                    entry(
                            story,
                            "e7",
                            "contact",
                            "early-help",
                            "{}",
                            "{\"summary\":\"CANARYOLD of somebody\",\"action\":\"Old and harmless.\"}",
                            "{\"supersededBy\":\"%s\"}".formatted(story.id("e8")));
                    entry(
                            story,
                            "e8",
                            "contact",
                            "early-help",
                            "{}",
                            "{\"summary\":\"About his mother.\",\"action\":\"New and harmless.\"}",
                            "{\"supersedes\":\"%s\"}".formatted(story.id("e7")));
                    entry(
                            story,
                            "e9",
                            "retraction",
                            "early-help",
                            "{\"targets\":[\"%s\"]}".formatted(story.id("e2")),
                            "{\"reason\":\"CANARYWHY\"}",
                            "{}");
                    entry(
                            story,
                            "e10",
                            "contact",
                            "early-help",
                            "{\"childSeen\":true}",
                            "{\"summary\":\"The home was warm.\",\"childVoice\":\"I like my room.\"}",
                            "{}");
                    return story.alert(
                            "alert-raised",
                            "d1",
                            "a1",
                            "b1",
                            KNOWN,
                            "{\"events\":[\"%s\"]}".formatted(story.id("e2")));
                });
    }

    private static void entry(
            Story story,
            String event,
            String type,
            String agency,
            String details,
            String words,
            String more) {
        story.filed(
                event,
                "a1",
                "b1",
                KNOWN,
                type,
                agency,
                "{\"from\":\"2026-01-20T10:17:00Z\",\"precision\":\"EXACT\"}",
                details,
                words,
                more);
    }

    private static Response json(String token, String body, String path) {
        return Service.as(token).contentType("application/json").body(body).post(path);
    }

    private static String all(Story story) {
        return "/v1/people/" + story.id("b1") + "/redactions";
    }

    private static final String BEGIN =
            "{\"received\":\"2026-03-09\",\"reason\":\"Request SAR-12 of the child\"}";

    private static String begun(Story story) {
        String location =
                json(LEAD, BEGIN, all(story)).then().statusCode(201).extract().header("Location");
        return all(story) + location.substring(location.lastIndexOf('/'));
    }

    private static String agreed(Story story) {
        String one = begun(story);
        Service.as(LEAD).post(one + "/proposal").then().statusCode(204);
        json(BOSS, "{\"outcome\":\"APPROVED\"}", one + "/decision").then().statusCode(204);
        return one;
    }

    private static byte[] file(String token, String one, String format) {
        String location =
                json(token, "{\"format\":\"%s\"}".formatted(format), one + "/files")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");
        return Service.as(token)
                .basePath("")
                .get(location.replaceFirst("^https?://[^/]+", "") + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void suggestsWhatIsAboutSomebodyElseAndNothingMore() {
        Story story = told(65001);
        Response page = Service.as(LEAD).get(begun(story));

        assertThat(parts(page, story, "e1")).containsExactly("SUMMARY", "SAID_BY");
        assertThat(parts(page, story, "e2")).containsExactly("ENTRY");
        assertThat(parts(page, story, "e3")).containsExactly("NAME", "DETAILS");
        assertThat(parts(page, story, "e4")).containsExactly("SUMMARY");
        assertThat(parts(page, story, "e5")).containsExactly("ENTRY");
        assertThat(parts(page, story, "e6")).containsExactly("ENTRY");
        assertThat(parts(page, story, "e7")).containsExactly("SUMMARY");
        assertThat(parts(page, story, "e8")).containsExactly("SUMMARY");
        assertThat(parts(page, story, "e9")).containsExactly("ENTRY");
        assertThat(parts(page, story, "e10")).isEmpty();
        assertThat(parts(page, story, "d1")).containsExactly("ENTRY");
        assertThat(page.jsonPath().getInt("entries")).isEqualTo(11);
        assertThat(page.jsonPath().getInt("withheldWhole")).isEqualTo(5);
        assertThat(page.jsonPath().getInt("withheldInPart")).isEqualTo(5);
    }

    private static List<String> parts(Response page, Story story, String event) {
        List<String> parts =
                page.jsonPath()
                        .getList(
                                "rows.find { it.entry.event == '%s' }.withheld?.parts"
                                        .formatted(story.id(event)));
        return parts == null ? List.of() : parts;
    }

    @Test
    void nothingWithheldIsAnywhereInAFile() throws IOException {
        Story story = told(65001);
        String one = agreed(story);

        byte[] pdf = file(LEAD, one, "PDF");
        String inside = insideOf(pdf);
        String csv = new String(file(LEAD, one, "CSV"), StandardCharsets.UTF_8);
        String json = new String(file(BOSS, one, "JSON"), StandardCharsets.UTF_8);

        for (String text : List.of(inside, csv, json)) {
            assertThat(text)
                    .doesNotContainIgnoringCase(SECRETS.toArray(String[]::new))
                    .contains("The home was warm.", "I like my room.", "The heating was mended.")
                    .contains("New and harmless.", "Visited the home.");
            for (String gone : List.of("e2", "e5", "e6", "e9", "d1")) {
                assertThat(text).doesNotContain(story.id(gone).toString());
            }
        }
        assertThat(inside).contains("Subject access request", "Withheld: all of this entry");
        assertThat(csv).contains("Withheld", "It is about somebody else");
        // When it was, to the minute, would tell of what is withheld as well.
        assertThat(json).contains("{\"happened\":{\"from\":\"2026-01-20\",\"precision\":\"DAY\"}");
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(
                                        Files.readString(
                                                Path.of(
                                                        "../docs/chronology-export.v1.schema.json")))
                                .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    /** Every stream and every string of a PDF, text as it is read out, and what is attached. */
    private static String insideOf(byte[] pdf) throws IOException {
        StringBuilder all = new StringBuilder(new String(pdf, StandardCharsets.ISO_8859_1));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            all.append(new PDFTextStripper().getText(document));
            for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
                COSObject object = document.getDocument().getObjectFromPool(key);
                all.append(object.getObject());
                if (object.getObject() instanceof COSStream stream) {
                    try (var in = stream.createInputStream()) {
                        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return all.toString();
    }

    @Test
    void nobodyAgreesToTheirOwnAndNoFileIsMadeBefore() {
        Story story = told(65001);
        String one = begun(story);

        json(LEAD, "{\"format\":\"PDF\"}", one + "/files").then().statusCode(409);
        json(BOSS, "{\"outcome\":\"APPROVED\"}", one + "/decision").then().statusCode(409);
        Service.as(BOSS).post(one + "/proposal").then().statusCode(409);
        Service.as(LEAD).post(one + "/proposal").then().statusCode(204);
        json(LEAD, "{\"outcome\":\"APPROVED\"}", one + "/decision").then().statusCode(403);
        put(LEAD, one, story, "e10").then().statusCode(409);
        json(LEAD, "{\"format\":\"PDF\"}", one + "/files").then().statusCode(409);
        json(
                        BOSS,
                        "{\"outcome\":\"SENT_BACK\",\"note\":\"The room may be told.\"}",
                        one + "/decision")
                .then()
                .statusCode(204);
        put(LEAD, one, story, "e10").then().statusCode(204);
        put(BOSS, one, story, "e10").then().statusCode(409);
        Service.as(LEAD).post(one + "/proposal").then().statusCode(204);
        json(BOSS, "{\"outcome\":\"APPROVED\"}", one + "/decision").then().statusCode(204);
        put(LEAD, one, story, "e10").then().statusCode(409);

        assertThat(new String(file(LEAD, one, "JSON"), StandardCharsets.UTF_8))
                .doesNotContain("I like my room.")
                .contains("The home was warm.");
    }

    private static Response put(String token, String one, Story story, String event) {
        return Service.as(token)
                .contentType("application/json")
                .body("{\"ground\":\"NOT_IN_CHILDS_INTEREST\",\"parts\":[\"CHILD_VOICE\"]}")
                .put(one + "/entries/" + story.id(event));
    }

    @Test
    void theDatabaseHoldsTheSecondPersonToBeAnother() {
        Story story = told(65001);
        String one = begun(story);
        Service.as(LEAD).post(one + "/proposal").then().statusCode(204);

        assertThatThrownBy(
                        () ->
                                Servers.asSuperuser(
                                        """
                                        UPDATE redaction SET state = 'APPROVED', decided_by = prepared_by
                                        WHERE id = '%s'
                                        """
                                                .formatted(
                                                        one.substring(one.lastIndexOf('/') + 1))))
                .hasMessageContaining("redaction_check");
    }

    @Test
    void whatBecameKnownAfterItWasLookedAtIsNotGivenOut() {
        Story story = told(65002);
        String proposed = begun(story);
        Service.as(LEAD).post(proposed + "/proposal").then().statusCode(204);
        String agreed = agreed(story);
        // Sent long ago, and heard of only now.
        entry(
                story,
                "e11",
                "contact",
                "early-help",
                "{}",
                "{\"summary\":\"Nobody looked at this.\"}",
                "{}");
        service.apply(story.sent().getLast());

        json(BOSS, "{\"outcome\":\"APPROVED\"}", proposed + "/decision").then().statusCode(409);
        String location =
                json(LEAD, "{\"format\":\"JSON\"}", agreed + "/files")
                        .then()
                        .statusCode(201)
                        .extract()
                        .header("Location");

        Service.as(LEAD)
                .basePath("")
                .get(location.replaceFirst("^https?://[^/]+", ""))
                .then()
                .statusCode(200)
                .body("state", org.hamcrest.Matchers.is("FAILED"));
        json(
                        BOSS,
                        "{\"outcome\":\"SENT_BACK\",\"note\":\"Look at what is new.\"}",
                        proposed + "/decision")
                .then()
                .statusCode(204);
        Service.as(LEAD).post(proposed + "/proposal").then().statusCode(204);
        json(BOSS, "{\"outcome\":\"APPROVED\"}", proposed + "/decision").then().statusCode(204);
    }

    @Test
    void whatIsShieldedCannotBeTold() {
        Story story = told(65001);
        String one = begun(story);

        Service.as(LEAD).delete(one + "/entries/" + story.id("e6")).then().statusCode(409);
        Service.as(LEAD).delete(one + "/entries/" + story.id("e5")).then().statusCode(204);

        assertThat(parts(Service.as(LEAD).get(one), story, "e5")).isEmpty();
        assertThat(parts(Service.as(LEAD).get(one), story, "e6")).containsExactly("ENTRY");
    }

    @Test
    void othersThanTheLeadAndTheirManagerHaveNothingToDoWithIt() {
        Story story = told(65001);
        String one = begun(story);

        Service.as(NAMED).get(one).then().statusCode(403);
        Service.as(OUTSIDE).get(one).then().statusCode(404);
        Service.as(NAMED).get(all(story)).then().statusCode(403);
        Service.as(OUTSIDE).get(all(story)).then().statusCode(404);
        json(NAMED, BEGIN, all(story)).then().statusCode(403);
        json(OUTSIDE, BEGIN, all(story)).then().statusCode(404);
        json(NAMED, "{\"outcome\":\"APPROVED\"}", one + "/decision").then().statusCode(403);
        json(OUTSIDE, "{\"format\":\"PDF\"}", one + "/files").then().statusCode(404);
        Service.as(LEAD)
                .get("/v1/people/" + story.id("b3") + one.substring(one.indexOf("/redactions")))
                .then()
                .statusCode(404);
    }

    @Test
    void aFileForThemIsNotAskedForPastTheReview() {
        Story story = told(65001);

        json(
                        LEAD,
                        "{\"format\":\"PDF\",\"purpose\":\"SUBJECT_ACCESS\",\"reason\":\"Request SAR-12\"}",
                        "/v1/people/" + story.id("b1") + "/exports")
                .then()
                .statusCode(400);
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndNotKept() {
        Story story = told(65001);
        String one = begun(story);
        long before = Servers.count("SELECT count(*) FROM redaction");

        json(LEAD, BEGIN.replace("03-09", "03-10"), all(story)).then().statusCode(400);
        json(LEAD, BEGIN.replace("2026-03-09", "soon"), all(story)).then().statusCode(400);
        json(LEAD, "{\"received\":\"2026-03-09\",\"reason\":\"short\"}", all(story))
                .then()
                .statusCode(400);
        Service.as(LEAD)
                .contentType("application/json")
                .body("{\"ground\":\"BECAUSE\",\"parts\":[\"ENTRY\"]}")
                .put(one + "/entries/" + story.id("e10"))
                .then()
                .statusCode(400);
        Service.as(LEAD)
                .contentType("application/json")
                .body("{\"ground\":\"CRIME\",\"parts\":[\"ENTRY\"]}")
                .put(one + "/entries/" + UUID.fromString("99999999-0000-4000-8000-000000000000"))
                .then()
                .statusCode(404);

        assertThat(Servers.count("SELECT count(*) FROM redaction")).isEqualTo(before);
    }

    @Test
    void eachStepIsWrittenDown() {
        Story story = told(65001);
        String one = agreed(story);
        file(LEAD, one, "JSON");
        String id = one.substring(one.lastIndexOf('/') + 1);

        assertThat(
                        Servers.texts(
                                """
                                SELECT DISTINCT action FROM audit_entry
                                WHERE purpose LIKE '%%%s%%' AND outcome = 'ALLOWED' ORDER BY 1
                                """
                                        .formatted(id)))
                .containsExactly("approve-redaction", "begin-redaction", "propose-redaction");
        assertThat(
                        Servers.count(
                                """
                                SELECT count(*) FROM audit_entry
                                WHERE action IN ('make-export', 'fetch-export') AND purpose LIKE '%SUBJECT_ACCESS%'
                                """))
                .isGreaterThan(1);
    }

    @Test
    void goesWithTheChild() {
        Story story = told(65003);
        String one = agreed(story);
        file(LEAD, one, "JSON");
        story.erasure(
                "a1",
                "b1",
                "2026-03-09T11:00:00Z",
                "EVERYTHING",
                List.of("e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10"),
                List.of());
        service.apply(story.sent().getLast());

        assertThat(
                        Servers.count(
                                "SELECT count(*) FROM redaction WHERE person = '%s'"
                                        .formatted(story.id("b1"))))
                .isZero();
    }

    @Test
    void thePagesDoTheSame() throws IOException {
        Story story = told(65004);
        String base = "/people/" + story.id("b1") + "/redactions";
        String one =
                Service.sentTo(
                        form(LEAD)
                                .formParam("received", "2026-03-09")
                                .formParam("reason", "Request SAR-12 of the child")
                                .post(base));
        assertThat(one).startsWith(base + "/");
        form(LEAD)
                .formParam("part", "SUMMARY", "CHILD_VOICE")
                .formParam("ground", "LEGAL_ADVICE")
                .post(one + "/entries/" + story.id("e10"))
                .then()
                .statusCode(303);
        form(LEAD)
                .formParam("part", "SUMMARY")
                .post(one + "/entries/" + story.id("e10"))
                .then()
                .statusCode(400);
        // Everything in it may be told: nothing is chosen.
        form(LEAD).post(one + "/entries/" + story.id("e1")).then().statusCode(303);
        String prepared = html(LEAD, one);
        String entry = html(LEAD, one + "/entries/" + story.id("e10"));
        form(LEAD).post(one + "/proposal").then().statusCode(303);
        form(LEAD).post(one + "/approval").then().statusCode(403);
        String toDecide = html(BOSS, one);
        form(BOSS).formParam("note", "no").post(one + "/return").then().statusCode(400);
        form(BOSS).post(one + "/approval").then().statusCode(303);
        assertThat(Service.sentTo(form(BOSS).formParam("format", "PDF").post(one + "/files")))
                .startsWith("/people/" + story.id("b1") + "/exports/");

        PagesToLookAtTest.keep("redaction", "/prepared", prepared);
        PagesToLookAtTest.keep("redaction", "/entry", entry);
        PagesToLookAtTest.keep("redaction", "/to-decide", toDecide);
        assertThat(prepared)
                .contains("Propose it", "Suggested and not withheld")
                .contains("Withheld: the summary, the child’s own words. It is legal advice.");
        assertThat(entry)
                .contains("value=\"CHILD_VOICE\" checked", "value=\"LEGAL_ADVICE\" checked");
        assertThat(toDecide).contains("Agree: files can be made").doesNotContain("Propose it");
        assertThat(html(LEAD, one)).contains("Agreed by", "Make a file");
        assertThat(html(LEAD, base)).contains("Request of 9 March 2026");
        assertThat(html(LEAD, base.replace("redactions", "exports"))).contains("/redactions\"");
    }

    private static io.restassured.specification.RequestSpecification form(String token) {
        return Service.as(token)
                .header("Sec-Fetch-Site", "same-origin")
                .accept("text/html")
                .redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    }

    private static String html(String token, String path) {
        return Service.as(token)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
