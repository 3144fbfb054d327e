package org.wholepicture.escalation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Tokens;

/** The pages, as a browser gets them; the sign-in itself is a matter of the whole stack. */
@QuarkusTest
@WithTestResource(EscalationServers.class)
class DissentPagesTest {

    private static final String HEALTH_VISITOR =
            Tokens.practitioner("pr-page-hv", "health-visiting", "practitioner");
    private static final String LEAD =
            Tokens.practitioner("pr-page-lead", "early-help", "practitioner");
    private static final String STRANGER =
            Tokens.practitioner("pr-page-stranger", "school", "practitioner");

    @Test
    void aDisagreementIsRaisedAndResolvedWithoutJavaScript() {
        Story story = aStory(1).delivered();
        String raiseForm = "/people/%s/dissent".formatted(story.person());

        String choose = page(HEALTH_VISITOR, raiseForm).asString();
        String form = page(HEALTH_VISITOR, raiseForm + "?about=" + story.stepDown(1)).asString();
        Response sent = raise(HEALTH_VISITOR, story, "Nobody saw the <b>bedroom</b>.", "A visit.");

        assertThat(choose).contains("Close the case from early help", story.stepDown(1).toString());
        assertThat(form)
                .contains("Close the case from early help", "2 March 2026", "Proposed by")
                .contains("<textarea", "name=\"about\" value=\"" + story.stepDown(1) + "\"");
        assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(303);
        String address = path(sent);

        String open = page(HEALTH_VISITOR, address).asString();
        assertThat(open)
                .contains("Nobody saw the &lt;b&gt;bedroom&lt;/b&gt;.", "A visit.")
                .contains("Resolve this disagreement", "/chronology/people/" + story.person());
        assertThat(page(LEAD, address).asString())
                .contains("Nobody saw")
                .doesNotContain("Resolve this disagreement");

        Response resolved = resolve(HEALTH_VISITOR, address, "We visit together on Friday.");

        assertThat(resolved.statusCode()).isEqualTo(303);
        assertThat(page(LEAD, address).asString())
                .contains("We visit together on Friday.", "Resolved");
        assertThat(page(LEAD, "/").asString()).contains(address);
    }

    @Test
    void everyPageSaysFirstNotToWaitIfAChildIsInDanger() {
        Story story = aStory(2).delivered();
        String address = path(raise(HEALTH_VISITOR, story, "Why.", "What."));

        for (String path :
                List.of(
                        "/",
                        "/dissents",
                        address,
                        "/people/%s/dissent".formatted(story.person()),
                        "/people/%s/dissent?about=%s"
                                .formatted(story.person(), story.stepDown(1)))) {
            String page = page(HEALTH_VISITOR, path).asString();
            assertThat(page.indexOf("Do not wait if a child is in danger"))
                    .as(path)
                    .isPositive()
                    .isLessThan(page.indexOf("<h1"));
            assertThat(page).contains("lang=\"en\"").doesNotContain("<script", "style=\"");
        }
    }

    @Test
    void whatIsMissingIsSaidAndWhatWasWrittenIsKept() {
        Story story = aStory(3).delivered();

        Response answer = raise(HEALTH_VISITOR, story, "Nobody saw the bedroom.", " ");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("<title>Error: ", "There is a problem", "Enter what you ask for")
                .contains("askedFor-error", "Nobody saw the bedroom.")
                .doesNotContain("Enter what you disagree with");
        assertThat(raise(HEALTH_VISITOR, story, "a\u0000", "b").statusCode()).isEqualTo(400);
        assertThat(raise(HEALTH_VISITOR, story, "a".repeat(2001), "b").asString())
                .contains("Use 2,000 characters or fewer");
    }

    @Test
    void anEmptyOutcomeIsNotTaken() {
        Story story = aStory(4).delivered();
        String address = path(raise(HEALTH_VISITOR, story, "Why.", "What."));

        Response answer = resolve(HEALTH_VISITOR, address, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("Enter what was agreed");
        assertThat(page(HEALTH_VISITOR, address).asString()).contains("Resolve this disagreement");
    }

    @Test
    void aFormSentTwiceLeadsToTheSameDisagreement() {
        Story story = aStory(5).delivered();

        String first = path(raise(HEALTH_VISITOR, story, "Why.", "What."));
        String second = path(raise(HEALTH_VISITOR, story, "Why.", "What."));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theOtherSideCannotResolveIt() {
        Story story = aStory(6).delivered();
        String address = path(raise(HEALTH_VISITOR, story, "Why.", "What."));

        assertThat(resolve(LEAD, address, "We close it.").statusCode()).isEqualTo(403);
        assertThat(page(HEALTH_VISITOR, address).asString()).contains("Resolve this disagreement");
    }

    @Test
    void whoDoesNotWorkWithTheChildSeesTheSamePageAsForAnUnknownChild() {
        Story story = aStory(7).delivered();
        String address = path(raise(HEALTH_VISITOR, story, "Why.", "What."));
        byte[] unknown = page(STRANGER, "/dissents/" + new UUID(9, 9)).asByteArray();

        for (Response answer :
                List.of(
                        page(STRANGER, address),
                        page(STRANGER, "/people/%s/dissent".formatted(story.person())),
                        page(STRANGER, "/people/%s/dissent".formatted(new UUID(9, 9))),
                        page(
                                STRANGER,
                                "/people/%s/dissent?about=%s"
                                        .formatted(story.person(), story.stepDown(1))),
                        page(
                                HEALTH_VISITOR,
                                "/people/%s/dissent?about=%s"
                                        .formatted(story.person(), new UUID(9, 9))),
                        raise(STRANGER, story, "Why.", "What."),
                        resolve(STRANGER, address, "Done."))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.asByteArray()).isEqualTo(unknown);
        }
        assertThat(page(STRANGER, "/").asString()).contains("There are none");
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        Story story = aStory(8).delivered();

        Response answer =
                given().auth()
                        .oauth2(HEALTH_VISITOR)
                        .header("Sec-Fetch-Site", "cross-site")
                        .contentType(ContentType.URLENC)
                        .formParam("about", story.stepDown(1))
                        .formParam("disagreement", "Why.")
                        .formParam("askedFor", "What.")
                        .post("/people/%s/dissent".formatted(story.person()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(page(HEALTH_VISITOR, "/").asString()).doesNotContain(story.person().toString());
    }

    @Test
    void anAgencysSystemSeesNoPage() {
        assertThat(page(Tokens.agency("early-help", "step-down"), "/").statusCode()).isEqualTo(403);
    }

    @Test
    void namesComeFromTheDirectory() {
        Story story = aStory(9).delivered();
        UUID id = new UUID(4009, 0x9000);
        Deliveries.inOrder(
                "directory",
                Deliveries.message(
                        id,
                        "org.wholepicture.agency.v1",
                        "early-help",
                        1,
                        "2026-03-02T10:00:00Z",
                        """
                        {"agency":"early-help","name":"Early Help","kind":"LOCAL_AUTHORITY",\
                        "inboxes":{},"active":true}\
                        """));
        Story.awaitTakenIn(List.of(id));

        assertThat(page(LEAD, "/people/%s/dissent".formatted(story.person())).asString())
                .contains("Proposed by Early Help");
    }

    private static Story aStory(int child) {
        return Story.ofChild(4000 + child)
                .led("pr-page-lead")
                .named("pr-page-hv")
                .steppedDown(1, "PROPOSED");
    }

    private static Response page(String token, String path) {
        return given().auth().oauth2(token).accept("text/html").get(path);
    }

    private static Response raise(String token, Story story, String disagreement, String askedFor) {
        return form(token)
                .formParam("about", story.stepDown(1))
                .formParam("disagreement", disagreement)
                .formParam("askedFor", askedFor)
                .post("/people/%s/dissent".formatted(story.person()));
    }

    private static Response resolve(String token, String address, String outcome) {
        return form(token).formParam("words", outcome).post(address + "/resolution");
    }

    private static io.restassured.specification.RequestSpecification form(String token) {
        return given().auth()
                .oauth2(token)
                .accept("text/html")
                .redirects()
                .follow(false)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.URLENC);
    }

    /** Where a form's answer leads to, below the service's root path. */
    private static String path(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        String location = String.valueOf(answer.header("Location"));
        return location.substring(location.indexOf("/escalation") + "/escalation".length());
    }
}
