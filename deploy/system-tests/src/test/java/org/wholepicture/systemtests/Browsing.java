package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one browser of the test run, started by the first test that needs it: people signed in
 * through Keycloak, what axe finds, and a picture of each page in {@code target/screenshots}. For
 * one thread.
 */
final class Browsing {

    private static final int NARROW = 320;

    private static @Nullable Browsing open;

    private final Playwright playwright;
    private final Browser browser;

    private Browsing() {
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
    }

    private static Browsing session() {
        Browsing present = open;
        if (present == null) {
            present = new Browsing();
            open = present;
        }
        return present;
    }

    static void close() {
        if (open != null) {
            open.playwright.close();
        }
        open = null;
    }

    /** A browser of its own for a person, who has signed in. */
    static BrowserContext signedIn(String username, boolean javaScript) {
        BrowserContext context =
                session()
                        .browser
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setJavaScriptEnabled(javaScript)
                                        .setViewportSize(1200, 900));
        Page page = context.newPage();
        page.navigate(TestStack.running().at("/chronology/").toString());
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill("local-only");
        going(page, () -> page.locator("[type=submit]").first().click());
        assertThat(page.url()).contains("/chronology/");
        page.close();
        return context;
    }

    /**
     * Does what leads to another page, and returns once that is there: a page that has been loaded
     * counts as loaded until the next one comes, so nothing else tells them apart.
     */
    static void going(Page page, Runnable step) {
        page.waitForNavigation(step);
    }

    /** By keyboard: goes where a link or a button leads. */
    static void press(Locator control) {
        control.focus();
        going(control.page(), () -> control.page().keyboard().press("Enter"));
    }

    /**
     * At 400 % of a window of 1,280 points and with everything unfolded: axe finds nothing, and
     * nothing but pictures and tables, which scroll by themselves, is wider.
     */
    static void assertFitsNarrow(Page page, String picture) {
        page.setViewportSize(NARROW, 900);
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
        assertClean(page, picture + "-400");
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(picture)
                .isEqualTo(NARROW);
    }

    /** Opens a page that is there and has nothing that axe finds. */
    static Page open(BrowserContext context, String path, String picture) {
        Page page = context.newPage();
        Response answer = page.navigate(TestStack.running().at(path).toString());
        picture(page, picture);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertNoViolations(page, picture);
        return page;
    }

    static void assertClean(Page page, String picture) {
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

    static void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
