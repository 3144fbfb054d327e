package org.wholepicture.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Coventry case history, as {@code ./wp up} plays it through the public API. */
class CoventryStoryTest {

    private static Stack stack;
    private static Child child;

    @BeforeAll
    static void theStoryHasBeenPlayed() {
        stack = TestStack.running();
        child = stack.child();
    }

    @Test
    void raisesExactlyTheExpectedAlertsOnTheirDays() {
        LocalDate monday = dayZero();

        List<String> alerts =
                child.alerts().stream()
                        .map(
                                alert ->
                                        ChronoUnit.DAYS.between(
                                                        monday,
                                                        LocalDate.parse(
                                                                alert.path("raised").asText()))
                                                + " "
                                                + alert.path("rule").asText())
                        .sorted()
                        .toList();

        assertThat(alerts)
                .containsExactly(
                        "14 CONTRA-PAIR", "49 CONTRA-PAIR", "49 SAFE-INFANT", "56 STEPDOWN-CHECK");
    }

    @Test
    void listsTheThreeReasonsOfTheStepDownCheck() {
        TreeSet<String> reasons = new TreeSet<>();
        child.alerts().stream()
                .filter(alert -> alert.path("rule").asText().equals("STEPDOWN-CHECK"))
                .forEach(alert -> alert.path("reasons").forEach(r -> reasons.add(r.asText())));

        assertThat(reasons)
                .containsExactly(
                        "OPEN_CONTRADICTION:ENGAGEMENT:drug-alcohol",
                        "OPEN_CONTRADICTION:SAFE_SLEEP",
                        "UNCONFIRMED:SUBSTANCE_USE_AT_HOME");
    }

    @Test
    void sendsTheLeadOneMailForEachOfTheThreeDaysAndTheirManagerADigestAndNothingThatIdentifies() {
        Set<String> alerts = new TreeSet<>();
        child.alerts().forEach(alert -> alerts.add(alert.path("alert").asText()));
        List<JsonNode> mails =
                stack.mails().stream()
                        .filter(mail -> alerts.stream().anyMatch(id -> isAbout(mail, id)))
                        .toList();
        Set<String> names = new TreeSet<>();
        JsonNode timeline = child.timeline(Child.LEAD).json();
        for (String member : List.of("given", "family", "birthDate")) {
            names.add(timeline.path("child").path(member).asText());
        }
        timeline.path("entries")
                .forEach(
                        entry -> {
                            if (entry.path("kind").asText().equals("FACT")) {
                                names.add(entry.path("agencyName").asText());
                                names.add(entry.path("type").asText());
                            }
                        });

        assertThat(mails.stream().map(mail -> mail.path("recipient").asText()))
                .containsExactlyInAnyOrder(
                        "early-help-lead@early-help.example",
                        "early-help-lead@early-help.example",
                        "early-help-lead@early-help.example",
                        "early-help-manager@early-help.example");
        assertThat(mails.stream().map(mail -> mail.path("subject").asText()).distinct())
                .as("a constant subject")
                .hasSize(1);
        assertThat(names)
                .contains("contact", "Health Visiting Service")
                .hasSizeGreaterThan(8)
                .doesNotContain("");
        for (JsonNode mail : mails) {
            String all = mail.path("subject").asText() + "\n" + mail.path("text").asText();
            assertThat(all).doesNotContainPattern("999 ?[0-9]{3}");
            assertThat(names).noneMatch(name -> all.contains(name));
        }
    }

    @Test
    void showsTheDrugServicesTwoFactsAboutTheMotherOnTheChildsTimeline() {
        List<JsonNode> missed = child.entries("missed-appointment");

        assertThat(missed).hasSize(2);
        assertThat(missed)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.path("agency").asText()).isEqualTo("drug-alcohol");
                            assertThat(entry.path("details").path("whose").asText())
                                    .isEqualTo("ADULT");
                            assertThat(entry.path("claims").get(0).path("topic").asText())
                                    .isEqualTo("ENGAGEMENT:drug-alcohol");
                        });
    }

    @Test
    void answersEverybodyElseAsIfTheChildDidNotExist() {
        Web.Answer outsider = child.timeline("school-practitioner");
        Web.Answer nobody =
                Web.get(
                        stack.at(
                                "/chronology/v1/people/00000000-0000-4000-8000-000000000000/timeline?limit=100"),
                        stack.token(Child.LEAD));

        assertThat(outsider.status()).isEqualTo(404);
        assertThat(outsider.body()).isEqualTo(nobody.body());
        assertThat(child.timeline("health-visiting").status()).isIn(403, 404);
    }

    private static boolean isAbout(JsonNode mail, String alert) {
        return mail.path("text").asText().contains("/alert/alerts/" + alert);
    }

    /** Day 0 is the day of the first concern. */
    private static LocalDate dayZero() {
        return child.entries("concern").stream()
                .map(
                        entry ->
                                LocalDate.parse(
                                        entry.path("happened")
                                                .path("from")
                                                .asText()
                                                .substring(0, 10)))
                .min(LocalDate::compareTo)
                .orElseThrow();
    }
}
