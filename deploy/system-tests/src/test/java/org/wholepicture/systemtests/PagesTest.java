package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pages on which people do something, in a real browser: what they do comes to stand where
 * others see it. Pages that only show something are those of {@link KafkaAwayTest}.
 */
class PagesTest {

    private static Stack stack;
    private static BrowserContext lead;
    private static String person;

    @BeforeAll
    static void theLeadSignsInOnce() {
        stack = TestStack.running();
        person = stack.child().person();
        lead = Browsing.signedIn(Child.LEAD, true);
    }

    @Test
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
        Page page = Browsing.open(lead, "/alert/alerts/" + alert, "alert-to-acknowledge");

        page.locator("textarea").first().fill("Both agencies were asked; they meet on Thursday.");
        Browsing.going(page, () -> page.locator("main form button").first().click());

        Browsing.picture(page, "alert-acknowledged");
        assertThat(led.alerts().get(0).path("state").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(page.locator("main").innerText()).contains("Both agencies were asked");
    }

    /** With the keyboard alone. */
    @Test
    void anAlertIsPutOffByTwoPeopleAndSettledWithEvidence() {
        Child led = Child.ledByEarlyHelp(stack, stack.nhsNumber(33));
        PagesTest.contradiction(led);
        String alert =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () ->
                                        led.alerts().isEmpty()
                                                ? ""
                                                : led.alerts().get(0).path("alert").asText(),
                                id -> !id.isEmpty());
        String address = "/alert/alerts/" + alert;
        Page page = Browsing.open(lead, address, "alert-to-put-off");
        press(page, "Propose to put it off");
        Browsing.assertClean(page, "alert-without-a-reason");
        type(page, "#put-off-reason", "The team meets tomorrow.");
        press(page, "Propose to put it off");
        Browsing.assertClean(page, "alert-proposed");

        BrowserContext manager = Browsing.signedIn("early-help-manager", true);
        assertThat(Browsing.open(manager, "/alert/team", "team").locator("main").innerText())
                .contains("Proposed to put off");
        Page decided = Browsing.open(manager, address, "alert-to-decide");
        press(decided, "Agree to put it off");
        Browsing.assertClean(decided, "alert-put-off");
        Browsing.open(manager, "/alert/usefulness", "usefulness");
        manager.close();
        assertThat(led.alerts().get(0).path("state").asText()).isEqualTo("SUPPRESSED");

        page = Browsing.open(lead, address, "alert-to-settle");
        page.locator("#basis-SERVICE_RECORD").focus();
        page.keyboard().press("Space");
        type(page, "#words", "The service has him on its list since March.");
        press(page, "Record the evidence");
        Browsing.assertClean(page, "alert-settled");
        assertThat(led.alerts().get(0).path("state").asText()).isEqualTo("RESOLVED");
        Browsing.open(lead, "/alert/", "my-alerts");
        Browsing.open(lead, "/alert/rules", "rules");
    }

    /** With the keyboard alone; no system has said that anybody wants to close. */
    @Test
    void aLeadLooksBeforeClosingAndRecordsTheDecision() {
        Child led = Child.ledByEarlyHelp(stack, stack.nhsNumber(34));
        PagesTest.contradiction(led);
        await().atMost(Duration.ofSeconds(60)).until(() -> !led.alerts().isEmpty());
        String address = "/alert/people/" + led.person() + "/step-down-check";
        Page page = Browsing.open(lead, address, "before-closing");
        assertThat(page.locator("main").innerText()).contains("do not agree");
        page.locator("#decision-GO_AHEAD").focus();
        page.keyboard().press("Space");
        press(page, "Record the decision");
        Browsing.assertClean(page, "before-closing-without-a-reason");
        assertThat(page.locator("main").innerText()).contains("Write down why you go ahead");
        page.locator("#decision-WAIT").focus();
        page.keyboard().press("Space");
        type(page, "#reason", "Both agencies meet on Thursday.");
        press(page, "Record the decision");
        Browsing.assertClean(page, "before-closing-decided");
        assertThat(page.locator("main").innerText()).contains("Both agencies meet on Thursday.");

        BrowserContext manager = Browsing.signedIn("early-help-manager", true);
        Browsing.open(manager, "/alert/oversight/step-downs?mark=all", "oversight-of-step-downs");
        manager.close();
        Browsing.open(lead, "/alert/checks", "questions-to-the-agency");
    }

    /** With the keyboard alone, from the choice to the end. */
    @Test
    void aDisagreementGoesItsWholeWayByKeyboard() {
        String proposal = child().entries("step-down").get(0).path("event").asText();
        Page page =
                Browsing.open(lead, "/escalation/people/" + person + "/dissent", "dissent-choose");
        assertThat(page.locator("body").innerText()).containsIgnoringCase("do not wait");
        page.locator("a[href*='about=" + proposal + "']").focus();
        Browsing.going(page, () -> page.keyboard().press("Enter"));
        Browsing.assertClean(page, "dissent-form");
        type(page, "#disagreement", "The drug service has not confirmed what the family says.");
        type(page, "#askedFor", "Wait for the answer of the service.");
        Locator evidence = page.locator("input[name=evidence]").first();
        evidence.focus();
        page.keyboard().press("Space");
        assertThat(evidence.isChecked()).isTrue();
        press(page, "Raise this disagreement");
        Browsing.assertClean(page, "dissent");
        String main = page.locator("main").innerText();
        assertThat(main).contains("has not confirmed", "Stage 1, Practitioners", "Line managers");
        assertThat(page.locator("svg.wp-path__picture rect").count()).isEqualTo(5);

        await().atMost(Duration.ofSeconds(30)).until(() -> dissents().size() == 1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(stepDownReasons()).contains("OPEN_DISSENT").hasSize(4));
        follow(page, "Move it up to stage 2");
        Browsing.assertClean(page, "dissent-move-up");
        press(page, "Move it up to stage 2");
        Browsing.assertClean(page, "dissent-move-up-faulty");
        assertThat(page.title()).startsWith("Error: ");
        type(page, "#words", "We talked on the telephone and do not agree.");
        press(page, "Move it up to stage 2");
        Browsing.assertClean(page, "dissent-stage-2");

        BrowserContext manager = Browsing.signedIn("early-help-manager", true);
        Browsing.open(manager, "/escalation/dissents", "dissents-of-manager");
        String address = page.url().substring(stack.at("").toString().length());
        Page seen = Browsing.open(manager, address, "dissent-of-manager");
        assertThat(seen.locator("main").innerText()).contains("do not agree", "Stage 2");
        follow(seen, "Write down what came of meeting");
        Browsing.assertClean(seen, "dissent-meeting");
        type(seen, "#words", "We met; the service is asked once more.");
        press(seen, "Write down what came of meeting");
        manager.close();

        follow(page, "Resolve this disagreement");
        type(page, "#words", "The service was asked and has answered.");
        press(page, "Resolve this disagreement");
        Browsing.assertClean(page, "dissent-resolved");
        Browsing.open(lead, address.replace("dissents", "records"), "dissent-record");
        Browsing.open(lead, "/escalation/dissents", "dissents");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                dissents()
                                        .get(0)
                                        .path("marks")
                                        .findValuesAsText("kind")
                                        .contains("RESOLVED"));
        Browsing.open(lead, "/chronology/people/" + person, "timeline-with-dissent");
        BrowserContext administrator = Browsing.signedIn("administrator", true);
        Browsing.open(administrator, "/escalation/monitoring-return", "monitoring-return");
        administrator.close();
    }

    private static void type(Page page, String field, String words) {
        page.locator(field).focus();
        page.keyboard().type(words);
    }

    private static void press(Page page, String button) {
        page.locator("main form button", new Page.LocatorOptions().setHasText(button)).focus();
        Browsing.going(page, () -> page.keyboard().press("Enter"));
    }

    private static void follow(Page page, String link) {
        page.locator("main a", new Page.LocatorOptions().setHasText(link)).first().focus();
        Browsing.going(page, () -> page.keyboard().press("Enter"));
    }

    @Test
    void theFrontDoorConfirmsALeadAndSeesWhatIsInReview() {
        String number = stack.nhsNumber(31);
        ObjectNode lead =
                Events.about(
                        number,
                        "early-help",
                        "lead-practitioner",
                        "page-" + number,
                        Child.SOME_DAY);
        Events.data(lead).put("practitioner", "pr-" + Child.LEAD);
        assertThat(Web.publish(stack, "early-help", lead).status()).isEqualTo(202);
        ObjectNode mistyped =
                Events.about(
                        otherCheckDigit(number),
                        "school",
                        "contact",
                        "mistyped-" + number,
                        Child.SOME_DAY);
        assertThat(Web.publish(stack, "school", mistyped).status()).isEqualTo(202);
        BrowserContext frontDoor = Browsing.signedIn("front-door", true);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> waits(frontDoor, "Confirm:") && waits(frontDoor, "Try again:"));
        Page page = Browsing.open(frontDoor, "/referral/front-door", "front-door");
        int children = children().size();

        Browsing.going(page, () -> page.locator("button[aria-label^='Confirm:']").first().click());

        Browsing.assertClean(page, "front-door-confirmed");
        assertThat(page.locator("main [role=alert]").innerText()).contains("onfirmed");
        await().atMost(Duration.ofSeconds(30)).until(() -> children().size() == children + 1);
        Browsing.open(frontDoor, "/alert/undelivered", "undelivered");
        Browsing.open(frontDoor, "/alert/queue", "queue");
        Browsing.open(PagesTest.lead, "/referral/confirmations", "confirmations");
        frontDoor.close();
    }

    @Test
    void somebodyOutsideReadsInAnEmergencyAndTheLeadAndThePrivacyOfficerSeeIt() {
        String child = Child.ledByEarlyHelp(stack, stack.nhsNumber(32)).person();
        int told = emergencyMails();
        BrowserContext outsider = Browsing.signedIn("housing-practitioner", true);
        Page closed = outsider.newPage();
        assertThat(closed.navigate(stack.at("/chronology/people/" + child).toString()).status())
                .isEqualTo(404);
        Browsing.assertClean(closed, "nothing-here");
        Browsing.going(closed, () -> closed.locator("main a[href='?reason']").click());
        Browsing.assertClean(closed, "reason");

        closed.locator("#emergency-ground").check();
        closed.locator("#reason").fill("The flat is empty and a neighbour heard a child.");
        Browsing.going(closed, () -> closed.locator("main form button").click());

        assertThat(closed.url()).endsWith("/chronology/people/" + child);
        Browsing.assertClean(closed, "timeline-in-an-emergency");
        Page seen = Browsing.open(lead, "/chronology/people/" + child, "timeline-opened");
        assertThat(seen.locator("main").innerText()).contains("Opened in an emergency on");
        Page looks = Browsing.open(lead, "/chronology/people/" + child + "/looks", "who-looked");
        assertThat(looks.locator("main").innerText()).contains("a neighbour heard a child");
        BrowserContext officer = Browsing.signedIn("privacy-officer", true);
        Page all = Browsing.open(officer, "/chronology/emergencies", "emergencies");
        assertThat(all.locator("main").innerText()).contains("a neighbour heard a child");
        all.locator("main summary").first().click();
        all.locator("input[id^='justified-']").first().check();
        all.locator("textarea").first().fill("Nobody of the team could be reached.");
        Browsing.press(all.locator("form[action$='/review'] button").first());
        Browsing.assertClean(all, "emergency-reviewed");
        Browsing.assertFitsNarrow(all, "emergency-reviewed");
        assertThat(all.locator("main").innerText())
                .contains("Nobody of the team could be reached.");
        await().atMost(Duration.ofSeconds(30)).until(() -> emergencyMails() == told + 2);
        outsider.close();
        officer.close();
    }

    private static int emergencyMails() {
        return (int)
                stack.mails().stream()
                        .filter(mail -> mail.path("subject").asText().contains("in an emergency"))
                        .count();
    }

    private static boolean waits(BrowserContext context, String button) {
        Page page = context.newPage();
        page.navigate(stack.at("/referral/front-door").toString());
        boolean there = page.locator("button[aria-label^='" + button + "']").count() > 0;
        page.close();
        return there;
    }

    private static JsonNode children() {
        return Web.get(stack.at("/chronology/v1/people"), stack.token(Child.LEAD))
                .json()
                .path("people");
    }

    private static String otherCheckDigit(String number) {
        return number.substring(0, 9)
                + (number.charAt(9) == '9' ? '8' : (char) (number.charAt(9) + 1));
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
}
