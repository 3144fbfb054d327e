package org.wholepicture.alert.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wholepicture.alert.domain.AppointmentOutcome;
import org.wholepicture.alert.domain.Basis;
import org.wholepicture.alert.domain.Change;
import org.wholepicture.alert.domain.EventId;
import org.wholepicture.alert.domain.Fact;
import org.wholepicture.alert.domain.Level;
import org.wholepicture.alert.domain.PlanKind;
import org.wholepicture.alert.domain.Provenance;
import org.wholepicture.alert.domain.Topic;
import org.wholepicture.platform.messaging.MessageData;

/** A filed event is read as the facts that it states, and as nothing else. */
class FactReaderTest {

    private static final UUID EVENT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Provenance FROM =
            new Provenance(
                    new EventId(EVENT),
                    "dental",
                    LocalDate.of(2026, 3, 2),
                    Instant.parse("2026-03-02T10:00:00Z"));

    @Test
    void aConcern() {
        assertThat(
                        facts(
                                "concern",
                                "\"basis\":\"OBSERVED\"",
                                "\"level\":\"MODERATE\",\"category\":\"NEG\",\"sharedHome\":true"))
                .containsExactly(
                        new Fact.Concern(FROM, Level.MODERATE, "NEG", Basis.OBSERVED, false, true));
    }

    @Test
    void aConcernWithoutABasisConfirmsNothing() {
        assertThat(facts("concern", "", "\"level\":\"LOW\",\"category\":\"NEG\""))
                .containsExactly(
                        new Fact.Concern(FROM, Level.LOW, "NEG", Basis.OPINION, false, false));
    }

    @Test
    void aMissedAppointmentWithoutAnOutcomeIsNotTakenForAnAttendedOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                facts(
                                        "missed-appointment",
                                        "",
                                        "\"kind\":\"dental\",\"whose\":\"CHILD\""));
    }

    @Test
    void aChildsOwnAppointments() {
        assertThat(
                        facts(
                                "missed-appointment",
                                "",
                                "\"kind\":\"dental\",\"outcome\":\"WAS_NOT_BROUGHT\","
                                        + "\"appointmentRef\":\"r-1\",\"serviceFault\":true,"
                                        + "\"whose\":\"CHILD\""))
                .containsExactly(
                        new Fact.Appointment(
                                FROM, "dental", AppointmentOutcome.WAS_NOT_BROUGHT, "r-1", true));
        assertThat(facts("attended-appointment", "", "\"kind\":\"dental\",\"whose\":\"CHILD\""))
                .containsExactly(
                        new Fact.Appointment(
                                FROM, "dental", AppointmentOutcome.ATTENDED, null, false));
    }

    @Test
    void anAdultsAppointmentIsItsClaimAlone() {
        assertThat(
                        facts(
                                "missed-appointment",
                                "\"claims\":[{\"topic\":\"ENGAGEMENT:dental\",\"value\":\"WORSE\","
                                        + "\"basis\":\"SERVICE_RECORD\"}]",
                                "\"kind\":\"keyworker\",\"outcome\":\"DID_NOT_ATTEND\","
                                        + "\"whose\":\"ADULT\""))
                .containsExactly(
                        new Fact.Claim(
                                FROM,
                                Topic.of("ENGAGEMENT:dental"),
                                Change.WORSE,
                                Basis.SERVICE_RECORD));
    }

    @Test
    void aStepDownProposedAndDone() {
        assertThat(
                        facts(
                                "step-down",
                                "",
                                "\"state\":\"PROPOSED\",\"to\":\"UNIVERSAL\",\"network\":[\"gp\"]"))
                .containsExactly(new Fact.StepDownProposed(FROM, Set.of("gp")));
        assertThat(facts("step-down", "", "\"state\":\"DONE\",\"to\":\"CLOSED\""))
                .containsExactly(new Fact.StepDownDone(FROM, true));
        assertThat(facts("step-down", "", "\"state\":\"DONE\",\"to\":\"EH\""))
                .containsExactly(new Fact.StepDownDone(FROM, false));
    }

    @Test
    void aPlanAndItsCategories() {
        assertThat(
                        facts(
                                "plan",
                                "",
                                "\"state\":\"STARTED\",\"plan\":\"CP\",\"category\":\"MUL\","
                                        + "\"categories\":[\"NEG\",\"EMO\"]"))
                .containsExactly(
                        new Fact.PlanStarted(FROM, PlanKind.CP, Set.of("MUL", "NEG", "EMO")));
        assertThat(facts("plan", "", "\"state\":\"ENDED\",\"plan\":\"CP\""))
                .containsExactly(new Fact.PlanEnded(FROM, PlanKind.CP));
        assertThat(facts("plan", "", "\"state\":\"REVIEWED\",\"plan\":\"CP\""))
                .containsExactly(new Fact.PlanReviewed(FROM, PlanKind.CP));
    }

    @ParameterizedTest
    @CsvSource({"household-member", "minutes-shared"})
    void anEventThatNoRuleReadsStillTellsThatItsAgencyWasHeard(String kind) {
        assertThat(facts(kind, "", "\"role\":\"mother\",\"practitioner\":\"pr-1\""))
                .containsExactly(new Fact.Other(FROM, kind));
    }

    @Test
    void anInvolvementTellsSinceWhenAndUntilWhen() {
        assertThat(facts("involvement", "", "\"practitioner\":\"pr-1\""))
                .containsExactly(new Fact.Involved(FROM, null));
        assertThat(facts("involvement", "", "\"to\":\"2026-03-27\""))
                .containsExactly(new Fact.Involved(FROM, LocalDate.of(2026, 3, 27)));
    }

    @Test
    void whatTheRulesReadOfTheOtherTypes() {
        assertThat(facts("lead-practitioner", "", "\"practitioner\":\"pr-1\",\"newWorker\":true"))
                .containsExactly(new Fact.LeadAssigned(FROM, true, "pr-1"));
        assertThat(facts("visit", "", "\"socialWorker\":true,\"childSeen\":true"))
                .containsExactly(new Fact.Visit(FROM, true, true, null));
        assertThat(
                        facts(
                                "meeting",
                                "",
                                "\"kind\":\"STRATEGY_DISCUSSION\",\"state\":\"HELD\","
                                        + "\"physicalHarm\":true,\"medicalDecision\":\"NOT_NEEDED\""))
                .containsExactly(new Fact.StrategyDiscussion(FROM, false, true, false));
        assertThat(
                        facts(
                                "meeting",
                                "",
                                "\"kind\":\"INITIAL_CONFERENCE\",\"state\":\"DECIDED_AGAINST\""))
                .containsExactly(new Fact.EnquiryEnded(FROM));
        assertThat(facts("assessment", "", "\"kind\":\"EARLY_HELP\",\"state\":\"STARTED\""))
                .containsExactly(new Fact.EarlyHelpAssessed(FROM));
        assertThat(facts("linked-concern", "", "\"level\":\"HIGH\",\"leads\":[\"pr-1\"]"))
                .containsExactly(new Fact.LinkedConcern(FROM, Level.HIGH, Set.of("pr-1")));
    }

    @Test
    void aRetractionTakesItsTargetsBack() {
        assertThat(facts("retraction", "", "\"targets\":[\"" + OTHER + "\"]"))
                .containsExactly(new Fact.Retraction(FROM, Set.of(new EventId(OTHER))));
    }

    @Test
    void aNewerVersionTakesTheEarlierOneBack() {
        assertThat(facts("contact", "\"supersedes\":\"" + OTHER + "\"", ""))
                .containsExactlyInAnyOrder(
                        new Fact.Contact(FROM, false),
                        new Fact.Retraction(FROM, Set.of(new EventId(OTHER))));
    }

    @Test
    void anOlderVersionThatComesLateIsTakenBackByTheNewerOne() {
        var newer = new Provenance(new EventId(OTHER), "dental", FROM.happened(), FROM.known());

        assertThat(facts("contact", "\"supersededBy\":\"" + OTHER + "\"", ""))
                .containsExactlyInAnyOrder(
                        new Fact.Contact(FROM, false),
                        new Fact.Retraction(newer, Set.of(new EventId(EVENT))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01, 2026-07-01",
        "2026-07-01T22:59:59Z, 2026-07-01",
        "2026-07-01T23:00:00Z, 2026-07-02",
        "2026-07-02T00:30:00+02:00, 2026-07-01",
        "2026-01-01T23:30:00Z, 2026-01-01"
    })
    void momentsFallOnTheirDayInLondon(String from, LocalDate day) {
        Fact fact = FactReader.facts("contact", event(from, "", "")).getFirst();

        assertThat(fact.happened()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "concern|\"level\":\"ENORMOUS\",\"category\":\"NEG\"",
                "concern|\"category\":\"NEG\"",
                "step-down|\"state\":\"THOUGHT_OF\",\"to\":\"EH\"",
                "plan|\"state\":\"STARTED\"",
                "retraction|\"state\":\"x\""
            })
    void codesThatTheContractDoesNotHaveAreRefused(String kind, String details) {
        assertThatIllegalArgumentException().isThrownBy(() -> facts(kind, "", details));
    }

    private static List<Fact> facts(String kind, String further, String details) {
        return FactReader.facts(kind, event("2026-03-02", further, details));
    }

    private static Wire.FiledEvent event(String from, String further, String details) {
        String json =
                """
                {"event":"%s","record":"%s","person":"%s","agency":"dental",
                 "happened":{"from":"%s","precision":"DAY"},"known":"2026-03-02T10:00:00Z",
                 "unknownMember":{"of":"a later version"},"private":"c2VhbGVk"%s,
                 "details":{%s}}"""
                        .formatted(
                                EVENT,
                                OTHER,
                                OTHER,
                                from,
                                further.isEmpty() ? "" : "," + further,
                                details);
        try {
            return MessageData.read(
                    (ObjectNode) new ObjectMapper().readTree(json), Wire.FiledEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
