package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every page in a real browser, signed in through Keycloak: what it shows, what axe finds, and a
 * picture of it in {@code target/screenshots}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {

    private static final String LEAD = "early-help-lead";
    private static Stack stack;
    private static Playwright playwright;
    private static Browser browser;
    private static BrowserContext lead;
    private static String person;

    @BeforeAll
    static void theLeadSignsInOnce() {
        stack = TestStack.running();
        person = stack.child().person();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(
                                                Path.of(
                                                        System.getenv()
                                                                .getOrDefault(
                                                                        "WP_CHROMIUM",
                                                                        "/usr/bin/chromium")))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-dev-shm-usage",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
        lead = signedIn(LEAD, true);
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    @Test
    @Order(1)
    void theStartPageSaysWhereToLook() {
        Page page = open(lead, "/", "start");

        assertThat(page.content()).contains("/chronology/", "/inbox", LEAD);
    }

    @Test
    @Order(2)
    void theLeadFindsTheChild() {
        Page page = open(lead, "/chronology/", "children");

        assertThat(page.locator("main a[href*='" + person + "']").count()).isPositive();
        assertNotAnEmergencyRoute(page);
    }

    @Test
    @Order(3)
    void theTimelineOpensWithItsCoverageAndShowsEveryAgency() {
        Page page = open(lead, "/chronology/people/" + person, "timeline");
        String text = page.locator("main").innerText();

        assertThat(text)
                .contains("Health Visiting Service", "Drug and Alcohol Service")
                .contains("Early Help Service")
                .doesNotContainIgnoringCase("failed to engage")
                .doesNotContainIgnoringCase("non-compliant");
        assertThat(text.indexOf("not connected") + text.indexOf("othing received"))
                .as("coverage is there")
                .isPositive();
        assertNotAnEmergencyRoute(page);
    }

    @Test
    @Order(4)
    void theTimelineIsReadAsItWasKnownOnADay() {
        Page now = open(lead, "/chronology/people/" + person, "timeline-now");
        String first = child().entries("concern").get(0).path("happened").path("from").asText();
        Page then =
                open(
                        lead,
                        "/chronology/people/" + person + "?knownOn=" + first.substring(0, 10),
                        "timeline-known-on-day-0");

        assertThat(now.locator("main").innerText()).contains("Drug and Alcohol Service");
        assertThat(then.locator("main").innerText()).doesNotContain("did not attend");
    }

    @Test
    @Order(5)
    void theAlertPageShowsTheFactsBehindItWithoutASecondSignIn() {
        open(lead, "/alert/", "alerts");
        for (JsonNode alert : child().alerts()) {
            Page page =
                    open(
                            lead,
                            "/alert/alerts/" + alert.path("alert").asText(),
                            "alert-"
                                    + alert.path("rule").asText()
                                    + "-"
                                    + alert.path("raised").asText());
            String text = page.locator("main").innerText();
            assertThat(text).doesNotContain("cannot be shown");
            for (JsonNode entry : factsBehind(alert)) {
                assertThat(text)
                        .contains(
                                "From " + entry.path("agencyName").asText() + ". Basis: ",
                                day(entry));
            }
        }
    }

    private static List<JsonNode> factsBehind(JsonNode alert) {
        List<String> events = new ArrayList<>();
        alert.path("events").forEach(event -> events.add(event.asText()));
        JsonNode entries = child().timeline(LEAD).json().path("entries");
        List<JsonNode> facts =
                StreamSupport.stream(entries.spliterator(), false)
                        .filter(entry -> events.contains(entry.path("event").asText()))
                        .filter(entry -> !entry.path("claims").isEmpty())
                        .toList();
        assertThat(facts).hasSizeGreaterThan(1);
        return facts;
    }

    private static String day(JsonNode entry) {
        return LocalDate.parse(entry.path("happened").path("from").asText().substring(0, 10))
                .format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));
    }

    @Test
    @Order(6)
    void anAlertIsAcknowledgedOnItsPage() {
        Child led = Child.ledByEarlyHelp(stack, stack.nhsNumber(30));
        PagesTest.contradiction(led);
        String alert =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () ->
                                        led.alerts().isEmpty()
                                                ? ""
                                                : led.alerts().get(0).path("alert").asText(),
                                id -> !id.isEmpty());
        Page page = open(lead, "/alert/alerts/" + alert, "alert-to-acknowledge");

        page.locator("textarea").first().fill("Both agencies were asked; they meet on Thursday.");
        page.locator("main form button").first().click();

        page.waitForLoadState();
        picture(page, "alert-acknowledged");
        assertThat(led.alerts().get(0).path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(page.locator("main").innerText()).contains("Both agencies were asked");
    }

    @Test
    @Order(7)
    void aDisagreementIsRaisedAboutTheProposalAndResolved() {
        String proposal = child().entries("step-down").get(0).path("event").asText();
        Page form =
                open(
                        lead,
                        "/escalation/people/" + person + "/dissent?about=" + proposal,
                        "dissent-form");
        assertThat(form.locator("body").innerText()).containsIgnoringCase("do not wait");
        List<Locator> fields = form.locator("main textarea").all();
        assertThat(fields).hasSizeGreaterThanOrEqualTo(2);
        fields.get(0).fill("The drug service has not confirmed what the family says.");
        fields.get(1).fill("Wait for the answer of the service.");
        form.locator("main form button").first().click();
        form.waitForLoadState();
        assertClean(form, "dissent");
        assertThat(form.locator("main").innerText()).contains("has not confirmed");

        await().atMost(Duration.ofSeconds(30)).until(() -> dissents().size() == 1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(stepDownReasons()).contains("OPEN_DISSENT").hasSize(4));
        form.locator("main textarea").first().fill("The service was asked and has answered.");
        form.locator("main form button").first().click();
        form.waitForLoadState();
        assertClean(form, "dissent-resolved");
        open(lead, "/escalation/dissents", "dissents");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                dissents()
                                        .get(0)
                                        .path("marks")
                                        .findValuesAsText("kind")
                                        .contains("RESOLVED"));
        open(lead, "/chronology/people/" + person, "timeline-with-dissent");
    }

    @Test
    @Order(8)
    void theInboxShowsTheMails() {
        Page list = open(lead, "/inbox", "inbox");
        list.locator("main a").first().click();
        list.waitForLoadState();
        assertClean(list, "mail");
        assertThat(list.locator("main").innerText()).contains("/alert/alerts/");
    }

    @Test
    @Order(9)
    void theFrontDoorConfirmsALeadAndSeesWhatIsInReview() {
        String number = stack.nhsNumber(31);
        ObjectNode lead =
                Events.about(
                        number,
                        "early-help",
                        "lead-practitioner",
                        "page-" + number,
                        Child.SOME_DAY);
        Events.data(lead).put("practitioner", "pr-" + LEAD);
        assertThat(Web.publish(stack, "early-help", lead).status()).isEqualTo(202);
        ObjectNode mistyped =
                Events.about(
                        otherCheckDigit(number),
                        "school",
                        "contact",
                        "mistyped-" + number,
                        Child.SOME_DAY);
        assertThat(Web.publish(stack, "school", mistyped).status()).isEqualTo(202);
        BrowserContext frontDoor = signedIn("front-door", true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> waits(frontDoor, "Confirm:") && waits(frontDoor, "Try again:"));
        Page page = open(frontDoor, "/referral/front-door", "front-door");
        int children = children().size();

        page.locator("button[aria-label^='Confirm:']").first().click();

        page.waitForLoadState();
        assertClean(page, "front-door-confirmed");
        assertThat(page.locator("main [role=alert]").innerText()).contains("onfirmed");
        await().atMost(Duration.ofSeconds(30)).until(() -> children().size() == children + 1);
        open(frontDoor, "/alert/undelivered", "undelivered");
        open(PagesTest.lead, "/referral/confirmations", "confirmations");
        frontDoor.close();
    }

    private static boolean waits(BrowserContext context, String button) {
        Page page = context.newPage();
        page.navigate(stack.at("/referral/front-door").toString());
        boolean there = page.locator("button[aria-label^='" + button + "']").count() > 0;
        page.close();
        return there;
    }

    private static JsonNode children() {
        return Web.get(stack.at("/chronology/v1/people"), stack.token(LEAD)).json().path("people");
    }

    private static String otherCheckDigit(String number) {
        return number.substring(0, 9)
                + (number.charAt(9) == '9' ? '8' : (char) (number.charAt(9) + 1));
    }

    @Test
    @Order(10)
    void whoRunsTheServicesSeesWhatIsInQuarantineOfEach() {
        BrowserContext operations = signedIn("operations", true);
        for (String service : List.of("referral", "chronology", "alert", "escalation")) {
            Page page = open(operations, "/" + service + "/quarantine", "quarantine-" + service);

            assertThat(page.locator("h1").innerText())
                    .isEqualTo("Quarantine of " + service + "-service");
            assertThat(page.locator("nav a[aria-current=page]").innerText())
                    .isEqualTo(service + "-service");
        }
        operations.close();
    }

    @Test
    @Order(11)
    void somebodyElseFindsNoSuchPage() {
        BrowserContext school = signedIn("school-practitioner", true);
        Page page = school.newPage();
        Response answer = page.navigate(stack.at("/chronology/people/" + person).toString());

        assertThat(answer.status()).isEqualTo(404);
        assertClean(page, "not-found");
        assertThat(page.content()).doesNotContain("Drug and Alcohol");
        school.close();
    }

    @Test
    @Order(12)
    void everythingWorksWithoutJavaScript() {
        BrowserContext plain = signedIn(LEAD, false);
        Page page = plain.newPage();
        Response answer = page.navigate(stack.at("/chronology/people/" + person).toString());

        assertThat(answer.status()).isEqualTo(200);
        picture(page, "timeline-without-javascript");
        plain.close();
    }

    private static List<JsonNode> dissents() {
        return child().entries("dissent");
    }

    private static List<String> stepDownReasons() {
        List<String> reasons = new ArrayList<>();
        child().alerts().stream()
                .filter(alert -> alert.path("rule").asText().equals("STEPDOWN-CHECK"))
                .forEach(alert -> alert.path("reasons").forEach(r -> reasons.add(r.asText())));
        return reasons;
    }

    private static void contradiction(Child child) {
        var told =
                Events.about(
                        child.nhsNumber(),
                        "early-help",
                        "contact",
                        Events.id(child.nhsNumber() + "told"),
                        Child.SOME_DAY);
        Events.claim(told, "FOOD", "BETTER", "SELF_REPORT");
        var seen =
                Events.about(
                        child.nhsNumber(),
                        "school",
                        "contact",
                        Events.id(child.nhsNumber() + "seen"),
                        Child.SOME_DAY.plusDays(1));
        Events.claim(seen, "FOOD", "WORSE", "OBSERVED");
        assertThat(Web.publish(stack, "early-help", told).status()).isEqualTo(202);
        assertThat(Web.publish(stack, "school", seen).status()).isEqualTo(202);
    }

    private static Child child() {
        return stack.child();
    }

    private static BrowserContext signedIn(String username, boolean javaScript) {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setJavaScriptEnabled(javaScript)
                                .setViewportSize(1200, 900));
        Page page = context.newPage();
        page.navigate(stack.at("/chronology/").toString());
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill("local-only");
        page.locator("[type=submit]").first().click();
        page.waitForLoadState();
        assertThat(page.url()).contains("/chronology/");
        page.close();
        return context;
    }

    private static Page open(BrowserContext context, String path, String picture) {
        Page page = context.newPage();
        Response answer = page.navigate(stack.at(path).toString());
        picture(page, picture);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertNoViolations(page, picture);
        return page;
    }

    private static void assertClean(Page page, String picture) {
        picture(page, picture);
        assertNoViolations(page, picture);
    }

    private static void assertNoViolations(Page page, String picture) {
        // No frames of other origins here, for which it would open a page of its own each time.
        List<Rule> violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
        assertThat(violations)
                .as(
                        "axe on %s: %s",
                        picture,
                        violations.stream()
                                .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                                .toList())
                .isEmpty();
    }

    private static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private static void assertNotAnEmergencyRoute(Page page) {
        assertThat(page.locator("body").innerText()).containsIgnoringCase("emergency");
    }
}
