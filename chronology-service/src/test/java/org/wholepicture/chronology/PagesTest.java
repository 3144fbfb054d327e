package org.wholepicture.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Tokens;

/** What the pages say. */
@QuarkusTest
class PagesTest {

    @Inject Service service;

    private Story story;

    @BeforeEach
    void told() {
        story = service.tell(0x70);
    }

    private String page(String query) {
        return Service.asLead()
                .accept("text/html")
                .get("/people/" + story.id("b1") + query)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
    }

    @Test
    void theFirstPageListsMyChildren() {
        String html =
                Service.asLead()
                        .accept("text/html")
                        .get("/")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(html)
                .contains("Children I work with", "Alexandra Sample", "Born 20 September 2025")
                .contains("href=\"/chronology/people/" + story.id("b1") + "\"")
                .contains("telephone first");
    }

    @Test
    void whatIsNotKnownStandsAboveTheEntries() {
        String html = page("");

        assertThat(html.indexOf("What this timeline does not know"))
                .isPositive()
                .isLessThan(html.indexOf("wp-timeline__item"));
        assertThat(html)
                .contains("Drug and Alcohol Service: silent for 50 days", "Early Help: 8 days ago")
                .contains("no longer shown");
    }

    @Test
    void entriesAreGroupedByMonthNewestFirst() {
        String html = page("");

        assertThat(
                        List.of(
                                html.indexOf(">March 2026<"),
                                html.indexOf(">February 2026<"),
                                html.indexOf(">January 2026<"),
                                html.indexOf(">December 2025<")))
                .isSorted()
                .allMatch(place -> place > 0);
    }

    @Test
    void saysWhoSaidItOnWhatBasisAndWhenItReachedUs() {
        assertThat(page(""))
                .contains("said by the family about themselves")
                .doesNotContain("not confirmed by another agency")
                .contains("from the service&#39;s record")
                .contains("Attending Drug and Alcohol Service")
                .contains("19 January 2026, 09:30: Did not attend an appointment (an adult&#39;s)")
                .contains("Reached us on 9 February 2026")
                .contains("about 1 December 2025 to 20 December 2025");
    }

    @Test
    void theChildsOwnWordsStandAboveTheAdults() {
        String html = page("");

        assertThat(html.indexOf("I sleep in my coat."))
                .isPositive()
                .isLessThan(html.indexOf("The home was cold."));
    }

    @Test
    void whatWasWithdrawnIsStruckThroughWithTheReason() {
        assertThat(page(""))
                .contains("<s>Seen outside late.</s>")
                .contains("Withdrawn by the agency on 12 February 2026: It was another child.");
    }

    @Test
    void namesAlertsAndDisagreementsAndTakesToThem() {
        assertThat(page(""))
                .contains("Alert: accounts that do not agree")
                .contains("/alert/alerts/" + story.id("d1"))
                .contains("A practitioner disagrees")
                .contains(
                        "/escalation/people/%s/dissent?about=%s"
                                .formatted(story.id("b1"), story.id("e18")))
                .contains("A disagreement about this was raised by Sam Example on 3 March 2026");
    }

    @Test
    void namesTheAgenciesThatAlertsSpeakOfAlsoWhereNothingElseIsShown() {
        assertThat(page("?type=alert")).contains("Nothing heard lately: Drug and Alcohol Service");
    }

    @Test
    void saysOfWhatIsMissingNoMoreThanIsTrueOfAllOfIt() {
        Servers.asSuperuser(
                "INSERT INTO inbox_gap (topic, key, sequence, noticed_at) VALUES ('child-events', '%s', 98, now())"
                        .formatted(story.id("a1")));
        try {
            assertThat(page(""))
                    .contains("1 record is missing: it is known to exist")
                    // What is in quarantine was never asked for.
                    .doesNotContain("asked for");
        } finally {
            Servers.asSuperuser("DELETE FROM inbox_gap WHERE sequence = 98");
        }
    }

    @Test
    void asKnownOnADaySaysSo() {
        assertThat(page("?knownOn=2026-02-11"))
                .contains("As it was known at the end of 11 February 2026")
                .doesNotContain("<s>Seen outside late.</s>")
                .contains("Seen outside late.");
    }

    @Test
    void pagesAreLinked() {
        String first = page("?limit=5");
        String older = link(first, "Earlier entries");
        String second = followed(older);

        assertThat(second)
                .doesNotContain("A practitioner disagrees")
                .contains("Back to the newest");
        assertThat(first).contains("A practitioner disagrees");
        assertThat(followed(link(second, "Back to the newest entries")))
                .contains("A practitioner disagrees");
    }

    @Test
    void everyLinkWithinThisServiceLeadsSomewhere() {
        List<String> links =
                Pattern.compile("href=\"(/chronology/[^\"#?]*[^\"]*)\"")
                        .matcher(page("?knownOn=2026-03-01"))
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !link.endsWith("/sign-out"))
                        .distinct()
                        .toList();

        assertThat(links).hasSizeGreaterThan(3);
        links.forEach(PagesTest::followed);
    }

    @Test
    void aLeadIsTakenToWhatWaitsForThemAndOthersAreNot() {
        String lead = page("");
        String named =
                Service.as(Tokens.practitioner("pr-health-visitor", "health-visiting"))
                        .accept("text/html")
                        .get("/people/" + story.id("b1"))
                        .asString();

        assertThat(lead).contains("href=\"/referral/confirmations\">your confirmation</a>");
        assertThat(named).doesNotContain("your confirmation");
        assertThat(lead + named).doesNotContain("/referral/front-door");
    }

    @Test
    void theNavigationSaysWhereOneIs() {
        String html = page("");

        assertThat(html)
                .containsOnlyOnce("aria-current=\"true\"")
                .containsPattern("href=\"/chronology/\"[^>]*aria-current")
                .contains("href=\"/referral/confirmations\">My confirmations</a>");
    }

    /** The address behind the words of a link. */
    private static String link(String html, String words) {
        Matcher found = Pattern.compile("href=\"([^\"]*)\">" + words + "<").matcher(html);
        assertThat(found.find()).as(words).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static String followed(String address) {
        return Service.asLead()
                .accept("*/*")
                .urlEncodingEnabled(false)
                .basePath("")
                .get(address.replace("&amp;", "&"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void listsWhoMayRead() {
        assertThat(page(""))
                .contains("Kim Example, Early Help (lead practitioner)")
                .contains("Sam Example, Health Visiting (works with the child)");
    }

    @Test
    void restrictedContentIsNotOnThePageOfOthers() {
        String html =
                Service.as(Tokens.practitioner("pr-health-visitor", "health-visiting"))
                        .accept("text/html")
                        .get("/people/" + story.id("b1"))
                        .asString();

        assertThat(html).contains("This entry is restricted").doesNotContain("Told in confidence");
    }

    @Test
    void aRestrictedProposalIsNeitherProposedNorDone() {
        Story other = new Story(0x72, service.privateMember());
        String known = "2026-03-02T10:00:00Z";
        other.opened("a1", "b1", known, "Alex", "")
                .confirmed("c1", "a1", "b1", known, "pr-health-visitor", "NAMED", "{}")
                .filed(
                        "e1",
                        "a1",
                        "b1",
                        known,
                        "step-down",
                        "early-help",
                        "{\"from\":\"2026-03-02\",\"precision\":\"DAY\"}",
                        "{\"state\":\"PROPOSED\",\"to\":\"CLOSED\"}",
                        "{}",
                        "{\"sensitivity\":\"RESTRICTED\"}");
        other.sent().forEach(service::apply);

        String html =
                Service.as(Tokens.practitioner("pr-health-visitor", "health-visiting"))
                        .accept("text/html")
                        .get("/people/" + other.id("b1"))
                        .asString();

        assertThat(html)
                .contains("2 March 2026: Step-down or closure")
                .doesNotContain("Stepped down", "Closed", "proposed");
    }

    @Test
    void whatPeopleWroteIsInert() {
        Story other = new Story(0x71, service.privateMember());
        other.opened("a1", "b1", "2026-01-05T09:00:00Z", "<b>Alex</b>", "")
                .confirmed("c1", "a1", "b1", "2026-01-05T09:00:00Z", "pr-lead", "LEAD", "{}")
                .filed(
                        "e1",
                        "a1",
                        "b1",
                        "2026-01-05T09:00:00Z",
                        "contact",
                        "school",
                        "{\"from\":\"2026-01-05\",\"precision\":\"DAY\"}",
                        "{}",
                        "{\"summary\":\"<script>alert(1)</script>\",\"childVoice\":\"\\\" onload=x\",\"action\":\"\u202Ex\u200By\",\"authorRole\":\"<img src=x>\"}",
                        "{}");
        other.sent().forEach(service::apply);

        String html =
                Service.asLead().accept("text/html").get("/people/" + other.id("b1")).asString();

        assertThat(html)
                .doesNotContain("<script>", "<b>Alex", "<img src=x>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                // What turns words round or hides in them is not there.
                .contains("What was done: xy<");
    }

    @Test
    void neverUsesTheWordsThatAreKeptFromScreens() {
        String html = page("").toLowerCase(Locale.ROOT);

        assertThat(html)
                .doesNotContain(
                        "non-compliant",
                        "failed to engage",
                        "disguised compliance",
                        "hard to reach",
                        "toxic",
                        "risk score");
    }

    @Test
    void aChildThatIsNotMineIsNotFoundAsAPage() {
        Service.asLead()
                .accept("text/html")
                .get("/people/" + story.id("b3"))
                .then()
                .statusCode(404)
                .contentType("text/html");
    }
}
