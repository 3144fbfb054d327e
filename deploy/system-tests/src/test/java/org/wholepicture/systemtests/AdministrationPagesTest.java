package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of administrators and of the privacy officer. */
class AdministrationPagesTest {

    private static final List<String> OF_AN_ADMINISTRATOR =
            List.of(
                    "/referral/sharing",
                    "/referral/erasure",
                    "/alert/settings",
                    "/alert/settings/proposal",
                    "/alert/settings/volume");

    private static final List<String> OF_THE_PRIVACY_OFFICER =
            List.of("/referral/sharing", "/referral/erasure", "/chronology/audit");

    @Test
    void areCleanAndFitAtFourHundredPercent() {
        BrowserContext administrator = Browsing.signedIn("administrator", true);
        look(administrator, "administrator", OF_AN_ADMINISTRATOR);
        administrator.close();
        BrowserContext officer = Browsing.signedIn("privacy-officer", true);
        look(officer, "privacy-officer", OF_THE_PRIVACY_OFFICER);
        officer.close();
    }

    private static void look(BrowserContext who, String name, List<String> paths) {
        for (String path : paths) {
            String picture = name + path.replace('/', '-');
            Page page = Browsing.open(who, path, picture);
            Browsing.assertFitsNarrow(page, picture);
            page.close();
        }
    }

    /** By keyboard. */
    @Test
    void oneAdministratorDeniesSharingAtOnceAndAnotherLiftsIt() {
        BrowserContext first = Browsing.signedIn("administrator", true);
        Page page = Browsing.open(first, "/referral/sharing", "sharing");
        page.locator("main summary").focus();
        page.keyboard().press("Enter");
        page.locator("#agency").fill("probation");
        page.locator("#effect").selectOption("DENY");
        page.locator("#reason").fill("The agreement with them has ended.");
        Browsing.press(page.locator("form[action$='/policies'] button"));
        Browsing.assertClean(page, "sharing-denied");
        assertThat(page.locator("main").innerText())
                .contains("You denied it: another administrator lifts it.");

        BrowserContext second = Browsing.signedIn("second-administrator", true);
        Page other = Browsing.open(second, "/referral/sharing", "sharing-to-lift");
        Browsing.press(other.locator("main button[aria-label^='Lift']"));

        Browsing.assertClean(other, "sharing-lifted");
        assertThat(other.locator("main").innerText())
                .contains("Nothing is shared beyond the people around each child.");
        second.close();
        first.close();
    }
}
