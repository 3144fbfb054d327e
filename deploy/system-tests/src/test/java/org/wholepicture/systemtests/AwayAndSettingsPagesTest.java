package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The pages on which people say that they are away, and two administrators change the protocol. */
class AwayAndSettingsPagesTest {

    /** By keyboard; far ahead, so that nobody of the other tests is away. */
    @Test
    void aPractitionerSaysWhenTheyAreAwayAndTheirManagerTakesItBack() {
        BrowserContext lead = Browsing.signedIn(Child.LEAD, true);
        Page page = Browsing.open(lead, "/referral/absences", "absences");
        page.locator("#from").fill("2027-08-02");
        page.locator("#to").fill("2027-08-01");
        Browsing.press(page.locator("main form button").last());
        Browsing.assertClean(page, "absences-faulty");
        assertThat(page.title()).startsWith("Error: ");

        page.locator("#to").fill("2027-08-13");
        Browsing.press(page.locator("main form button").last());

        Browsing.assertClean(page, "absences-filed");
        assertThat(page.locator("main").innerText())
                .contains("From 2 August 2027 up to and with 13 August 2027");
        BrowserContext manager = Browsing.signedIn("early-help-manager", true);
        Page team = Browsing.open(manager, "/referral/absences", "absences-of-a-manager");
        Locator one = team.locator("main a[href*='of=pr-" + Child.LEAD + "']");
        assertThat(team.locator("main").innerText()).contains("From 2 August 2027");
        Browsing.press(one);
        Browsing.assertClean(team, "absences-of-somebody");
        Browsing.press(team.locator("main button[type=submit]").first());
        Browsing.assertClean(team, "absences-taken-back");
        assertThat(team.locator("main").innerText()).contains("None are given.");
        manager.close();
        lead.close();
    }

    @Test
    void oneAdministratorProposesSettingsAndAnotherApprovesThem() {
        BrowserContext first = Browsing.signedIn("administrator", true);
        Page page = Browsing.open(first, "/escalation/settings", "settings");
        Browsing.press(page.locator("main a[href$='/settings/proposal']"));
        Browsing.assertClean(page, "settings-proposal");
        Browsing.press(page.locator("main form button"));
        Browsing.assertClean(page, "settings-proposal-faulty");
        assertThat(page.title()).startsWith("Error: ");
        page.locator("#closed").fill("2031-12-24");
        page.locator("#reason").fill("All agencies are closed on that day.");

        Browsing.press(page.locator("main form button"));

        Browsing.assertClean(page, "settings-proposed");
        assertThat(page.locator("main").innerText())
                .contains("24 December 2031 is a day off.", "another administrator has to approve");
        BrowserContext second = Browsing.signedIn("second-administrator", true);
        Page other = Browsing.open(second, "/escalation/settings", "settings-to-approve");
        Browsing.press(other.locator("main form button").first());
        Browsing.assertClean(other, "settings-approved");
        assertThat(other.locator("main").innerText())
                .contains("Days off", "24 December 2031")
                .doesNotContain("Waiting for approval");
        second.close();
        first.close();
    }
}
