package org.wholepicture.cases.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wholepicture.cases.services.Inbox.Mail;
import org.wholepicture.cases.services.MailCheck.Due;

/** One mail for each alert, in time, saying nothing of whom or what. */
class MailCheckTest {

    private static final String LEAD = "lead@early-help.example";
    private static final Due HIGH = new Due("alert-1", "A", "HIGH", 14, null);

    private final MailCheck check =
            new MailCheck(List.of("Brynhild", "9990000018", "drug alcohol", "CLOSE"));

    @Test
    void anAlertToldOnItsDayIsRight() {
        day(14, mail("Please sign in: http://localhost/alert/alerts/x", "alert-1"));

        assertThat(check.problems(List.of(HIGH), 70)).isEmpty();
    }

    @Test
    void anAlertNobodyWasToldOfIsAProblem() {
        assertThat(check.problems(List.of(HIGH), 70))
                .containsExactly("no mail about the HIGH alert of day 14 (A)");
    }

    @Test
    void aMailADayLateIsAProblemUnlessItIsALowOnesDigest() {
        day(15, mail("Please sign in", "alert-1", "alert-2"));

        assertThat(check.problems(List.of(HIGH, new Due("alert-2", "A", "LOW", 14, null)), 70))
                .containsExactly("the mail about the HIGH alert of day 14 came on day 15");
    }

    @Test
    void aSecondMailAboutAnAlertIsAProblemUnlessItWasWithdrawn() {
        day(14, mail("Please sign in", "alert-1"));

        check.day(20, List.of(mail("Withdrawn", "alert-1")), Set.of("alert-1"), Set.of(LEAD));
        assertThat(check.problems(List.of(HIGH), 70)).isEmpty();

        day(21, mail("Please sign in", "alert-1"));
        assertThat(check.problems(List.of(HIGH), 70))
                .containsExactly("day 21: a second mail about an alert told on day 14");
    }

    @Test
    void aNameANumberOrAnAgencyInAMailIsAProblem() {
        day(14, mail("About brynhild", "alert-1"));

        assertThat(check.problems(List.of(HIGH), 70)).hasSize(1);
    }

    @Test
    void aNumberWithinAWordIsAProblemAndAWordWithinAnotherIsNot() {
        day(14, mail("The office is closed.", "alert-1"));
        assertThat(check.problems(List.of(HIGH), 70)).isEmpty();

        day(14, mail("No9990000018x"));
        assertThat(check.problems(List.of(HIGH), 70)).hasSize(1);
    }

    @Test
    void theEndOfTheStoryIsNotWaitedBeyond() {
        assertThat(check.problems(List.of(new Due("alert-3", "A", "LOW", 70, null)), 70)).isEmpty();
    }

    @Test
    void anAlertThatEndsBeforeItsMailIsDueMayGoUntold() {
        assertThat(check.problems(List.of(new Due("alert-4", "A", "LOW", 14, 15)), 70)).isEmpty();
        assertThat(check.problems(List.of(new Due("alert-4", "A", "MED", 14, 15)), 70)).hasSize(1);
    }

    @Test
    void aMailToSomebodyElseIsAProblem() {
        check.day(
                14,
                List.of(new Mail("stranger@school.example", "s", "t", Set.of("alert-1"))),
                Set.of(),
                Set.of(LEAD));

        assertThat(check.problems(List.of(HIGH), 70)).hasSize(1);
    }

    private void day(int day, Mail mail) {
        check.day(day, List.of(mail), Set.of(), Set.of(LEAD));
    }

    @Test
    void managersAndRoleInboxesAreToldBesides() {
        day(14, mail("Please sign in", "alert-1"));
        check.day(
                15,
                List.of(
                        new Mail(
                                "boss@school.example",
                                "s",
                                "You get this because you manage whoever answers.",
                                Set.of("alert-1")),
                        new Mail(
                                "safeguarding@school.example",
                                "s",
                                "You get this because this inbox is your agency's.",
                                Set.of())),
                Set.of(),
                Set.of(LEAD));

        assertThat(check.problems(List.of(HIGH), 70)).isEmpty();
    }

    private static Mail mail(String text, String... alerts) {
        return new Mail(LEAD, "Whole Picture: please sign in", text, Set.of(alerts));
    }
}
