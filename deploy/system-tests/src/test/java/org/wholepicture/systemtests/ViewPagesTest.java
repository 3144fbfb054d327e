package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The views of a child's history in a real browser: clean for axe, at 400 % zoom, without
 * JavaScript, by keyboard alone, in print. Their pictures lie in {@code target/screenshots}.
 */
class ViewPagesTest {

    private static final List<String> VIEWS =
            List.of(
                    "/picture",
                    "/claims",
                    "/gaps",
                    "/care-profile",
                    "/household",
                    "/cycles",
                    "/history",
                    "/changes",
                    "/exports",
                    "/redactions");

    /** A window of 1,280 at 400 %. */
    private static final int NARROW = 320;

    private static Stack stack;
    private static BrowserContext lead;
    private static String person;
    private static LocalDate dayZero;

    @BeforeAll
    static void theLeadSignsInWithoutJavaScript() {
        stack = TestStack.running();
        person = stack.child().person();
        dayZero =
                stack.child().entries("concern").stream()
                        .map(entry -> entry.path("happened").path("from").asText())
                        .map(from -> LocalDate.parse(from.substring(0, 10)))
                        .min(LocalDate::compareTo)
                        .orElseThrow();
        lead = Browsing.signedIn(Child.LEAD, true);
    }

    @AfterAll
    static void leaves() {
        lead.close();
    }

    private static String at(String view) {
        return "/chronology/people/" + person + view;
    }

    @Test
    void everyViewIsCleanAndFitsAtFourHundredPercentAndInPrint() {
        for (String view : VIEWS) {
            String name = "coventry" + view.replace('/', '-');
            Page page = Browsing.open(lead, at(view), name);
            Browsing.assertFitsNarrow(page, name);
            page.setViewportSize(794, 1123);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            Browsing.picture(page, name + "-print");
            assertThat(page.locator("nav").first().isVisible()).as(view).isFalse();
            page.close();
        }
    }

    @Test
    void aFileOfTheTimelineIsAskedForAndFetched() {
        Page page = Browsing.open(lead, at("/exports"), "exports");
        page.locator("#format-CSV").check();
        page.locator("#purpose-SUPERVISION").check();
        page.locator("#reason").fill("For the talk of this month.");
        Browsing.press(page.locator("#export button"));
        Locator further = page.locator("main a[href*='/exports/']").last();
        for (int i = 0; i < 100 && !further.getAttribute("href").endsWith("/file"); i++) {
            Browsing.press(further);
        }
        Browsing.assertClean(page, "export-ready");
        Browsing.assertFitsNarrow(page, "export-ready");

        Download file = page.waitForDownload(further::click);

        assertThat(file.suggestedFilename()).startsWith("chronology-").endsWith(".csv");
        page.close();
    }

    /** By keyboard; from the day after the last of the story. */
    @Test
    void aCopyForASubjectAccessRequestIsPreparedByOneAndAgreedByAnother() {
        Page page = Browsing.open(lead, at("/redactions"), "redactions");
        Browsing.press(page.locator("#begin button"));
        Browsing.assertClean(page, "redactions-faulty");
        assertThat(page.locator("main").innerText()).contains("There is a problem");
        page.locator("#received").fill(dayZero.plusDays(57).toString());
        page.locator("#reason").fill("Request 14 of this year.");
        Browsing.press(page.locator("#begin button"));
        Browsing.assertClean(page, "redaction");
        String redaction = page.url();
        Browsing.press(page.locator("main a[href*='/entries/']").first());
        Browsing.assertClean(page, "redaction-entry");
        Browsing.assertFitsNarrow(page, "redaction-entry");
        page.navigate(redaction);
        Browsing.press(page.locator("form[action$='/proposal'] button"));
        assertThat(page.locator("form[action$='/approval']").count()).isZero();

        BrowserContext manager = Browsing.signedIn("early-help-manager", true);
        Page agreed = manager.newPage();
        agreed.navigate(redaction);
        Browsing.assertClean(agreed, "redaction-to-decide");
        Browsing.press(agreed.locator("form[action$='/approval'] button"));

        Browsing.assertClean(agreed, "redaction-agreed");
        Browsing.assertFitsNarrow(agreed, "redaction-agreed");
        assertThat(agreed.locator("form[action$='/files']").count()).isEqualTo(1);
        manager.close();
        page.close();
    }

    @Test
    void thePictureIsAsKnownOnTheDaysThatMatter() {
        for (int day : List.of(14, 49, 56)) {
            Page page =
                    Browsing.open(
                            lead,
                            at("/picture?knownOn=" + dayZero.plusDays(day)),
                            "coventry-picture-day-" + day);
            String text = page.locator("main").innerText();
            assertThat(text).contains("As it was known at the end of");
            assertThat(text.contains("Closing proposed")).isEqualTo(day == 56);
            page.close();
        }
    }

    @Test
    void thePictureIsReachedAndScrolledByKeyboardAlone() {
        Page page = Browsing.open(lead, at("/picture"), "coventry-picture-keyboard");
        page.setViewportSize(NARROW, 900);
        for (int i = 0; i < 60 && page.locator(".wp-picture:focus").count() == 0; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.locator(".wp-picture:focus").count()).isEqualTo(1);

        page.keyboard().press("ArrowRight");

        await().atMost(Duration.ofSeconds(5))
                .until(
                        () ->
                                ((Number)
                                                        page.evaluate(
                                                                "document.querySelector('.wp-picture').scrollLeft"))
                                                .intValue()
                                        > 0);
        page.close();
    }

    @Test
    void theHistoryIsReadAndAcknowledgedWithoutJavaScript() {
        BrowserContext plain = Browsing.signedIn(Child.LEAD, false);
        Page page = plain.newPage();
        page.navigate(stack.at(at("")).toString());
        page.locator(".govuk-notification-banner__link").click();
        page.locator("main form[method=post] button").click();

        Browsing.picture(page, "history-acknowledged");
        assertThat(page.locator("main").innerText())
                .contains("It is recorded that you have read this history");
        assertThat(page.locator("main form[method=post]").count()).isZero();
        plain.close();
    }

    @Test
    void theTimelineShowsBothLayers() {
        Page page = Browsing.open(lead, at(""), "coventry-timeline-significant");
        Browsing.going(page, () -> page.locator("text=Show everything").first().click());
        Browsing.assertClean(page, "coventry-timeline-all");
        assertThat(page.locator("main").innerText()).contains("Everything is shown");
        page.close();
    }
}
