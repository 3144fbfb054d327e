package org.wholepicture.referral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.messaging.Rounds;
import org.wholepicture.platform.testsupport.Contracts;
import org.wholepicture.platform.testsupport.Tokens;
import org.wholepicture.referral.application.FileEvents;

/** What was accepted is accounted for, and what was numbered is in the outbox, or it is named. */
@QuarkusTest
@TestProfile(SurvivingCrashesTest.NothingRunsByItself.class)
class ReconcilingTest extends ServiceTest {

    @Inject FileEvents files;
    @Inject Rounds rounds;
    @Inject MeterRegistry meters;

    private final String child = AnEvent.newNhsNumber();
    private final String mother = AnEvent.newNhsNumber();

    @BeforeEach
    void nothingIsLeftToFile() {
        execute("UPDATE accepted_event SET next_attempt = received");
        execute("UPDATE refiling SET next_attempt = now() - interval '1 day'");
        fileAll();
    }

    @Test
    void whatTheOutboxLostIsWrittenAgainAsItWas() {
        AnEvent first = AnEvent.aConcern().about(child).version("R-" + child, 1);
        List<String> receipts = new ArrayList<>();
        receipts.add(accepted(first));
        receipts.add(accepted(AnEvent.aHouseholdMember(mother).about(child).on("2025-08-01")));
        receipts.add(accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother)));
        receipts.add(accepted(AnEvent.aConcern().about(child).version("R-" + child, 2)));
        AnEvent contact = AnEvent.aContact().about(child);
        receipts.add(accepted(contact));
        receipts.add(accepted(AnEvent.aRetractionOf(contact)));
        receipts.add(accepted(AnEvent.aLeadPractitioner("pr-lead").about(child)));
        fileAll();
        String record =
                rows("SELECT DISTINCT record_id FROM filing WHERE event_id = '%s'"
                                .formatted(receipts.getFirst()))
                        .getFirst();
        confirmLead(record, receipts.getLast());
        Map<String, JsonNode> before = outbox(record);
        assertThat(before).hasSize(9);

        execute("DELETE FROM outbox WHERE key = '%s'".formatted(record));
        double named = lost();
        rounds.turn("outbox");

        assertThat(lost()).isEqualTo(named + 9);
        assertThat(outbox(record)).isEqualTo(before);
        assertThat(
                        rows(
                                "SELECT 1 FROM outbox WHERE key = '%s' AND published_at IS NOT NULL"
                                        .formatted(record)))
                .isEmpty();
        rounds.turn("outbox");
        assertThat(lost()).as("nothing more is lost").isEqualTo(named + 9);
    }

    @Test
    void anEventStuckBetweenAcceptAndFileIsNamedAndFiled() {
        String receipt = accepted(AnEvent.aConcern().about(child).from("stuck-agency"));
        rounds.turn("accepted");
        assertThat(unaccounted("stuck-agency")).as("accepted just now").isZero();

        execute(
                """
                UPDATE accepted_event
                SET received = received - interval '1 hour', next_attempt = 'infinity'
                WHERE id = '%s'
                """
                        .formatted(receipt));
        rounds.turn("accepted");

        assertThat(unaccounted("stuck-agency")).isEqualTo(1);
        fileAll();
        isFiled(receipt);
        rounds.turn("accepted");
        assertThat(unaccounted("stuck-agency")).isZero();
        assertThat(gauge("filed", "stuck-agency")).isEqualTo(1);
    }

    @Test
    void anEventThatIsFiledInNameAloneIsNamedAndFiled() {
        String receipt = accepted(AnEvent.aConcern().about(child).from("named-agency"));
        execute("UPDATE accepted_event SET state = 'FILED' WHERE id = '%s'".formatted(receipt));

        rounds.turn("accepted");

        assertThat(unaccounted("named-agency")).isEqualTo(1);
        fileAll();
        rounds.turn("accepted");
        assertThat(unaccounted("named-agency")).isZero();
        assertThat(rows("SELECT 1 FROM filing WHERE event_id = '%s'".formatted(receipt)))
                .hasSize(1);
    }

    @Test
    void whatWasErasedBeforeItWasOnAnyTimelineIsAccountedFor() {
        String receipt = accepted(AnEvent.aConcern().about("9990000019").from("erased-agency"));
        fileAll();
        waitsFor(receipt, "IDENTIFIER_INVALID");
        execute(
                """
                INSERT INTO erasure_order (id, events, ground, reason, proposed_by, proposed_at, state,
                    decided_by, decided_at, carried_out_at, erased)
                VALUES ('%1$s', ARRAY['%1$s']::uuid[], 'UNLAWFULLY_HELD', 'Sent by mistake.', 'pr-one',
                    now(), 'CARRIED_OUT', 'pr-two', now(), now(), '{}');
                UPDATE accepted_event
                SET state = 'ERASED', reasons = '{}', in_review_since = NULL, data = '{}',
                    erased_under = '%1$s'
                WHERE id = '%1$s'
                """
                        .formatted(receipt));

        rounds.turn("accepted");

        assertThat(gauge("accepted", "erased-agency")).isEqualTo(1);
        assertThat(unaccounted("erased-agency")).isZero();
    }

    @Test
    void anEventThatIsGoneIsMissed() {
        String receipt = accepted(AnEvent.aConcern().about(child).from("gone-agency"));
        rounds.turn("accepted");

        execute("DELETE FROM accepted_event WHERE id = '%s'".formatted(receipt));
        rounds.turn("accepted");

        assertThat(gauge("accepted", "gone-agency")).isEqualTo(1);
        assertThat(unaccounted("gone-agency")).isEqualTo(1);
    }

    @Test
    void whatWaitsForAPersonIsAccountedFor() {
        String review =
                accepted(AnEvent.aMissedAppointment().aboutTheAdult(mother).from("wait-agency"));
        String setAside = accepted(AnEvent.aConcern().about(child).from("wait-agency"));
        execute(
                """
                UPDATE accepted_event
                SET state = 'REVIEW', reasons = '{CANNOT_BE_FILED}', in_review_since = received
                WHERE id = '%s'
                """
                        .formatted(setAside));
        fileAll();
        waitsFor(review, "NO_LINK");

        rounds.turn("accepted");

        assertThat(gauge("accepted", "wait-agency")).isEqualTo(2);
        assertThat(gauge("in.review", "wait-agency")).isEqualTo(1);
        assertThat(gauge("set.aside", "wait-agency")).isEqualTo(1);
        assertThat(unaccounted("wait-agency")).isZero();
    }

    @Test
    void howMuchWasFiledIsToldWhenItHasChanged() {
        accepted(AnEvent.aConcern().aboutAll(child, AnEvent.newNhsNumber()).from("told-agency"));
        fileAll();

        rounds.turn("filed");
        List<String> told = tallies();
        rounds.turn("filed");

        assertThat(tallies()).as("nothing has changed").isEqualTo(told);
        Contracts.assertValidMessage("tallies", told.getLast());
        assertThat(filed(told.getLast(), "told-agency")).as("once for each record").isEqualTo(2);

        accepted(AnEvent.aConcern().about(child).from("told-agency"));
        fileAll();
        rounds.turn("filed");

        assertThat(filed(tallies().getLast(), "told-agency")).isEqualTo(3);
    }

    private void fileAll() {
        while (files.fileNext() != FileEvents.Turn.NOTHING) {
            // Until nothing is due.
        }
    }

    private static void confirmLead(String record, String claim) {
        as(Tokens.inRole("administrator"))
                .contentType("application/json")
                .body(
                        LoadingTheDirectoryTest.directory(
                                "early-help", "pr-lead", "A Lead", "pr-lead@early-help.example"))
                .put("/v1/directory")
                .then()
                .statusCode(200);
        String person =
                rows("SELECT person_id FROM record_membership WHERE record_id = '%s'"
                                .formatted(record))
                        .getFirst();
        as(Tokens.practitioner("pr-front-door-officer", "mash", "practitioner", "front-door"))
                .contentType("application/json")
                .body(
                        "{\"practitioner\":\"pr-lead\",\"as\":\"LEAD\",\"claim\":\"%s\"}"
                                .formatted(claim))
                .post("/v1/people/" + person + "/confirmations")
                .then()
                .statusCode(200);
    }

    /** Messages of a key by number, id and content; what is sealed only by its being there. */
    private static Map<String, JsonNode> outbox(String key) {
        Map<String, JsonNode> messages = new TreeMap<>();
        for (String row :
                rows(
                        """
                        SELECT sequence || ' ' || message_id || '|' || convert_from(payload, 'UTF8')
                        FROM outbox WHERE topic = 'child-events' AND key = '%s'
                        """
                                .formatted(key))) {
            JsonNode message = Published.parse(row.substring(row.indexOf('|') + 1));
            Contracts.assertValidMessage("child-events", message.toString());
            if (message.path("data").has("private")) {
                ((ObjectNode) message.path("data")).put("private", "sealed");
            }
            messages.put(row.substring(0, row.indexOf('|')), message);
        }
        return messages;
    }

    private static List<String> tallies() {
        return rows(
                """
                SELECT convert_from(payload, 'UTF8') FROM outbox
                WHERE topic = 'tallies' ORDER BY id
                """);
    }

    private static long filed(String tally, String agency) {
        for (JsonNode each : Published.parse(tally).at("/data/filed")) {
            if (each.path("agency").asText().equals(agency)) {
                return each.path("count").asLong();
            }
        }
        return 0;
    }

    private double lost() {
        var counter = meters.find("wp.reconciler.lost").tag("what", "outbox").counter();
        return counter == null ? 0 : counter.count();
    }

    private double unaccounted(String agency) {
        return gauge("unaccounted", agency);
    }

    private double gauge(String name, String agency) {
        return meters.find("wp.reconciler." + name).tag("agency", agency).gauges().stream()
                .collect(Collectors.summingDouble(Gauge::value));
    }
}
