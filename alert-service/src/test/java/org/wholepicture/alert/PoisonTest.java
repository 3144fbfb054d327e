package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.PoisonRecords;
import org.wholepicture.platform.testsupport.PoisonRecords.Kind;
import org.wholepicture.platform.testsupport.PoisonRecords.Poison;
import org.wholepicture.platform.testsupport.Poisoning;

/** Poison goes to quarantine one by one, and the alerts of everybody else are worked out. */
@QuarkusTest
@WithTestResource(AlertServers.class)
class PoisonTest {

    private static final Map<String, Kind> CONCERN =
            Map.of(
                    "/event", Kind.ID,
                    "/record", Kind.ID,
                    "/person", Kind.ID,
                    "/agency", Kind.TEXT,
                    "/happened", Kind.OBJECT,
                    "/happened/from", Kind.DAY,
                    "/known", Kind.MOMENT,
                    "/details", Kind.OBJECT,
                    "/details/level", Kind.CODE,
                    "/details/category", Kind.TEXT);

    @Inject Service service;

    @BeforeEach
    void dayAfterTheStories() {
        service.knowsTheDirectory();
        service.isAt(57, "09:00");
    }

    @Test
    void eachPoisonousRecordIsSetAsideAndEverybodyElsesAlertsAreRaised() {
        Child poisoned =
                Child.number(290)
                        .filed(
                                "concern",
                                1,
                                50,
                                "health-visiting",
                                Child.claim("SAFE_SLEEP", "WORSE", "OBSERVED"),
                                "\"level\":\"LOW\",\"category\":\"NEG\"");
        Message good = poisoned.messages().getFirst();
        List<Poison> poison = new ArrayList<>(PoisonRecords.madeFrom(good, CONCERN));
        for (String code : List.of("value", "basis")) {
            poison.add(
                    PoisonRecords.madeFrom(
                            good,
                            "a claim of another " + code,
                            event ->
                                    event.withObject("/data/claims/0")
                                            .put(code, PoisonRecords.CANARY)));
        }
        poison.add(
                PoisonRecords.madeFrom(
                        good,
                        "a retraction without targets",
                        event -> event.put("type", "org.wholepicture.retraction.v1")));
        poison.add(
                PoisonRecords.madeFrom(
                        good,
                        "a type of another topic",
                        event -> event.put("type", "org.wholepicture.agency.v1")));
        assertThat(poison).hasSizeGreaterThan(150);
        Child among = Child.number(291).coventry();
        Child beside = Child.number(292).coventry();

        new Poisoning("alert", "child-events")
                .with(
                        poison,
                        among.messages(),
                        beside.messages(),
                        poisoned.record(),
                        poisoned.person(),
                        poisoned.event(1));

        service.isIdle();
        for (Child child : List.of(among, beside)) {
            assertThat(service.alertsInShort(child.person()))
                    .containsExactly(
                            "14 CONTRA-PAIR OPEN",
                            "49 CONTRA-PAIR OPEN",
                            "49 SAFE-INFANT OPEN",
                            "56 STEPDOWN-CHECK OPEN");
        }
    }

    @Test
    void aRecordThatMakesARuleThrowIsSetAsideAndLeavesNoFact() {
        Child thrown = Child.number(293).opened(0, -122);
        thrown.claimed(1, 10, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED");
        service.hears(thrown);
        Child next = Child.number(293).opened(0, -122);
        next.claimed(1, 10, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED");
        next.claimed(2, 20, "drug-alcohol", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        Message throwing = next.messages().getLast();
        Child among = Child.number(294).coventry();
        Child beside = Child.number(295).coventry();
        String before = service.texts(contentOfFirstFact(thrown)).getFirst();
        // As an earlier version may have left it: no day at all.
        storeAsFirstFact(
                thrown, before.replaceAll("\"happened\": \"[^\"]+\"", "\"happened\": null"));
        try {
            new Poisoning("alert", "child-events")
                    .with(
                            List.of(PoisonRecords.madeFrom(throwing, "a rule throws", _ -> {})),
                            among.messages(),
                            beside.messages(),
                            thrown.event(2));
        } finally {
            storeAsFirstFact(thrown, before);
        }

        service.isIdle();
        assertThat(service.alertsInShort(thrown.person())).isEmpty();
        assertThat(service.alertsInShort(among.person())).hasSize(4);
        assertThat(service.alertsInShort(beside.person())).hasSize(4);
    }

    private static String contentOfFirstFact(Child child) {
        return "SELECT content::text FROM fact WHERE event = '%s'".formatted(child.event(1));
    }

    private void storeAsFirstFact(Child child, String content) {
        service.changes(
                "UPDATE fact SET content = '%s' WHERE event = '%s'"
                        .formatted(content, child.event(1)));
    }
}
