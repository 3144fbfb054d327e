package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Promise 8 of the design: while Kafka is away for a minute under load, intake answers as ever and
 * every page that only shows something opens as ever; all that was taken arrives after its return.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaAwayTest {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static Stack stack;
    private static BrowserContext lead;
    private static String person;
    private static Child child;
    private static ScheduledExecutorService sender;

    /** When Kafka had stopped, by {@link System#nanoTime}. */
    private static long away;

    private static final Set<String> accepted = Collections.synchronizedSet(new TreeSet<>());
    private static final List<Integer> refused = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void kafkaStopsUnderLoad() {
        stack = TestStack.running();
        person = stack.child().person();
        child = Child.ledByEarlyHelp(stack, stack.nhsNumber(20));
        lead = Browsing.signedIn(Child.LEAD, true);
        stack.wp("stop", "kafka");
        away = System.nanoTime();
        AtomicInteger number = new AtomicInteger();
        sender = Executors.newScheduledThreadPool(2);
        var _ =
                sender.scheduleAtFixedRate(
                        () -> {
                            String id =
                                    Events.id(
                                            child.nhsNumber()
                                                    + "kafka-"
                                                    + number.incrementAndGet());
                            ObjectNode event =
                                    Events.concern(child.nhsNumber(), id, Child.SOME_DAY);
                            Web.Answer answer = Web.publish(stack, "school", event);
                            if (answer.status() == 202) {
                                accepted.add(answer.json().path("receipt").asText());
                            } else {
                                refused.add(answer.status());
                            }
                        },
                        0,
                        50,
                        TimeUnit.MILLISECONDS);
    }

    @Test
    @Order(1)
    void theStartPageSaysWhereToLook() {
        Page page = Browsing.open(lead, "/", "start");

        assertThat(page.content()).contains("/chronology/", "/inbox", Child.LEAD);
    }

    @Test
    @Order(1)
    void theLeadFindsTheChild() {
        Page page = Browsing.open(lead, "/chronology/", "children");

        assertThat(page.locator("main a[href*='" + person + "']").count()).isPositive();
        assertNotAnEmergencyRoute(page);
    }

    @Test
    @Order(1)
    void theTimelineOpensWithItsCoverageAndShowsEveryAgency() {
        Page page = Browsing.open(lead, "/chronology/people/" + person, "timeline");
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
    @Order(1)
    void theTimelineIsReadAsItWasKnownOnADay() {
        Page now = Browsing.open(lead, "/chronology/people/" + person, "timeline-now");
        String first =
                stack.child().entries("concern").get(0).path("happened").path("from").asText();
        Page then =
                Browsing.open(
                        lead,
                        "/chronology/people/" + person + "?knownOn=" + first.substring(0, 10),
                        "timeline-known-on-day-0");

        assertThat(now.locator("main").innerText()).contains("Drug and Alcohol Service");
        assertThat(then.locator("main").innerText()).doesNotContain("did not attend");
    }

    @Test
    @Order(1)
    void theAlertPageShowsTheFactsBehindItWithoutASecondSignIn() {
        Browsing.open(lead, "/alert/", "alerts");
        for (JsonNode alert : stack.child().alerts()) {
            Page page =
                    Browsing.open(
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
        JsonNode entries = stack.child().timeline(Child.LEAD).json().path("entries");
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
    @Order(1)
    void theInboxShowsTheMails() {
        Page list = Browsing.open(lead, "/inbox", "inbox");
        Locator toTheLead =
                list.locator("main tr", new Page.LocatorOptions().setHasText("early-help-lead@"));
        Browsing.going(list, () -> toTheLead.locator("a").first().click());
        Browsing.assertClean(list, "mail");
        assertThat(list.locator("main").innerText()).contains("/alert/alerts/");
    }

    @Test
    @Order(1)
    void whoRunsTheServicesSeesWhatIsInQuarantineOfEach() {
        BrowserContext operations = Browsing.signedIn("operations", true);
        for (String service : List.of("referral", "chronology", "alert", "escalation")) {
            Page page =
                    Browsing.open(
                            operations, "/" + service + "/quarantine", "quarantine-" + service);

            assertThat(page.locator("h1").innerText())
                    .isEqualTo("Quarantine of " + service + "-service");
            assertThat(page.locator("nav a[aria-current=page]").innerText())
                    .isEqualTo(service + "-service");
        }
        operations.close();
    }

    @Test
    @Order(1)
    void somebodyElseFindsNoSuchPage() {
        BrowserContext school = Browsing.signedIn("school-practitioner", true);
        Page page = school.newPage();
        Response answer = page.navigate(stack.at("/chronology/people/" + person).toString());

        assertThat(answer.status()).isEqualTo(404);
        Browsing.assertClean(page, "not-found");
        assertThat(page.content()).doesNotContain("Drug and Alcohol");
        school.close();
    }

    @Test
    @Order(1)
    void everythingWorksWithoutJavaScript() {
        BrowserContext plain = Browsing.signedIn(Child.LEAD, false);
        Page page = plain.newPage();
        Response answer = page.navigate(stack.at("/chronology/people/" + person).toString());

        assertThat(answer.status()).isEqualTo(200);
        Browsing.picture(page, "timeline-without-javascript");
        plain.close();
    }

    @Test
    @Order(2)
    void allThatWasTakenMeanwhileArrives() throws InterruptedException {
        long left = A_MINUTE.toNanos() - (System.nanoTime() - away);
        assertThat(sender.awaitTermination(left, TimeUnit.NANOSECONDS)).isFalse();
        sender.shutdown();
        assertThat(sender.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        List<JsonNode> meanwhile = child.entries("concern");

        stack.wp("start", "kafka");

        assertThat(meanwhile).as("Kafka was away").isEmpty();
        assertThat(refused).isEmpty();
        assertThat(accepted).hasSizeGreaterThan(100);
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> child.entries("concern").size() >= accepted.size());
        Set<String> shown = new TreeSet<>();
        child.entries("concern").forEach(entry -> shown.add(entry.path("event").asText()));
        assertThat(shown).isEqualTo(accepted);
        assertThat(child.entries("concern")).hasSameSizeAs(accepted);
    }

    private static void assertNotAnEmergencyRoute(Page page) {
        assertThat(page.locator("body").innerText()).containsIgnoringCase("emergency");
    }
}
