package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.event;
import static org.wholepicture.alert.domain.Story.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is open before a step-down or closure that nobody has proposed: readings A05, A37, A38. */
class StepDownLookTest {

    private static final int TODAY = 200;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 early-help claim FOOD BETTER SELF_REPORT; 110 school claim FOOD WORSE"
                        + " SELF_REPORT | OPEN_CONTRADICTION:FOOD",
                "-400 school claim SUPERVISION WORSE CHILD_VOICE | UNCONFIRMED:SUPERVISION",
                "116 dental noaccess dental | MISSED_APPOINTMENT",
                "0 social-care plan CP NEG; 16 school gcp 3321 | PROFILE_MISSING",
                "0 social-care plan CIN NEG; 150 school gcp 4321 | PROFILE_HIGH",
                "157 school involved | AGENCY_SILENT:school",
                "-90 school dissent | OPEN_DISSENT"
            })
    void eachReasonAlone(String lines, String reason) {
        assertThat(look(lines).reasons().keySet()).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "99 early-help claim FOOD BETTER SELF_REPORT; 109 school claim FOOD WORSE"
                        + " SELF_REPORT",
                "-400 school claim SUPERVISION WORSE; -380 housing claim SUPERVISION BETTER",
                "115 dental noaccess dental",
                "0 social-care plan CP NEG; 17 school gcp 3321",
                "0 social-care plan EH; 150 school gcp 4321",
                "158 school involved",
                "0 school involved 199",
                "D: -90 school dissent; -80 school agreed D",
                "10 school claim FOOD WORSE; 220 early-help propose"
                        + " ; 100 school claim FOOD BETTER"
            })
    void nothingIsOpenADayTooOldOrAnswered(String lines) {
        assertThat(look(lines).reasons()).isEmpty();
    }

    @Test
    void aReasonHasItsFactsAndASilenceHasNone() {
        StepDownLook.Found found =
                look("W: 10 school claim FOOD WORSE; M: 150 dental missed; 0 police involved");

        assertThat(found.reasons())
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "UNCONFIRMED:FOOD",
                                        List.of(event("W")),
                                        "MISSED_APPOINTMENT",
                                        List.of(event("M")),
                                        "AGENCY_SILENT:police",
                                        List.of())));
    }

    @Test
    void whoAsksNamesTheAgenciesAndIsNotAskedThemselves() {
        List<Fact> facts = Lines.facts("0 school involved; 0 dental missed");

        assertThat(look(facts, Set.of("dental", "early-help")).reasons().keySet())
                .containsExactly("AGENCY_SILENT:dental");
    }

    @Test
    void aWaitingProposalNamesAgenciesToo() {
        StepDownLook.Found found = look("P: 150 early-help propose school; 0 dental involved");

        assertThat(found.network()).containsExactly("dental", "school");
        assertThat(found.proposal()).contains(event("P"));
        assertThat(look("P: 150 early-help propose; 160 early-help close").proposal()).isEmpty();
        assertThat(look("P: 109 early-help propose").proposal()).isEmpty();
    }

    @Test
    void itTellsWhenEachAgencyWasHeardLast() {
        assertThat(
                        look("10 school contact; 90 school contact; 30>95 dental missed;"
                                        + " 99 police answered CANNOT_SAY;"
                                        + " 98 gp answered CONFIRMED; 97 early-help checked WAIT")
                                .heard())
                .isEqualTo(
                        new TreeMap<>(Map.of("school", day(90), "dental", day(30), "gp", day(98))));
    }

    private static StepDownLook.Found look(String lines) {
        return look(Lines.facts(lines), Set.of());
    }

    private static StepDownLook.Found look(List<Fact> facts, Set<String> named) {
        StepDownLook.Found found = inOrder(facts, named);
        List<Fact> twice = new ArrayList<>(facts);
        twice.addAll(facts);
        Collections.reverse(twice);
        assertThat(inOrder(twice, named)).isEqualTo(found);
        return found;
    }

    private static StepDownLook.Found inOrder(List<Fact> facts, Set<String> named) {
        return StepDownLook.look(List.of(), facts, day(TODAY), "early-help", named, Story.SETTINGS);
    }
}
