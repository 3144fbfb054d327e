package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
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
            page.setViewportSize(NARROW, 900);
            Browsing.assertClean(page, name + "-400");
            // Pictures and tables scroll by themselves; nothing else is wider than the window.
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as(view)
                    .isEqualTo(NARROW);
            page.setViewportSize(794, 1123);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            Browsing.picture(page, name + "-print");
            assertThat(page.locator("nav").first().isVisible()).as(view).isFalse();
            page.close();
        }
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
