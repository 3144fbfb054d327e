package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;

/** However the same messages arrive, the same alerts come of them (design.md promises 2 and 4). */
@QuarkusTest
@WithTestResource(AlertServers.class)
class DeliveryOrderTest {

    private static final List<String> EXPECTED =
            List.of(
                    "14 CONTRA-PAIR OPEN",
                    "49 CONTRA-PAIR OPEN",
                    "49 SAFE-INFANT OPEN",
                    "56 STEPDOWN-CHECK OPEN");

    @Inject Service service;

    @BeforeEach
    void dayAfterTheStory() {
        service.knowsTheDirectory();
        service.isAt(57, "09:00");
    }

    @Test
    void everyMessageTwiceAtOnce() {
        Child child = Child.number(11).coventry();

        Deliveries.twiceAtOnce("child-events", child.messages());

        service.hasApplied(child.messages());
        assertThat(service.alertsInShort(child.person())).isEqualTo(EXPECTED);
        assertThat(sameAsInOrder(child, 21)).isTrue();
        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void theLastMessageFirst() {
        Child child = Child.number(12).coventry();

        Deliveries.reversed("child-events", child.messages());

        service.hasApplied(child.messages());
        assertThat(service.alertsInShort(child.person())).isEqualTo(EXPECTED);
        assertThat(sameAsInOrder(child, 22)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shuffledAndDoubled(long seed) {
        Child child = Child.number(12 + (int) seed).coventry();

        Deliveries.shuffledAndDoubled("child-events", child.messages(), seed);

        service.hasApplied(child.messages());
        assertThat(standing(child)).isEqualTo(EXPECTED);
        assertThat(sameAsInOrder(child, 22 + (int) seed)).isTrue();
    }

    @Test
    void aReplayOfEverythingChangesNothingAndMailsNobody() {
        Child child = Child.number(31).coventry();
        service.hears(child);
        List<String> before = service.alertsOf(child.person());
        int mails = service.mailsAbout(child.person()).size();

        service.hears(child);
        List<Message> marker = Child.number(32).opened(0, -10).messages();
        service.hears("child-events", marker);

        assertThat(service.alertsOf(child.person())).isEqualTo(before);
        assertThat(service.mailsAbout(child.person())).hasSize(mails);
    }

    @Test
    void twoRecordsOfOnePersonAreFoldedTogetherWhenTheyAreMerged() {
        Child first = Child.number(33).opened(0, -122).ledBy("pr-lead", 0);
        first.claimed(1, 3, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED");
        Child second = Child.number(34).opened(0, -122);
        second.claimed(1, 5, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        service.hears(first);
        service.hears(second);
        assertThat(service.alertsInShort(first.person())).isEmpty();

        second.mergedInto(first, 20);
        service.hears(second);

        assertThat(service.alertsInShort(first.person())).containsExactly("20 SAFE-INFANT OPEN");
    }

    @Test
    void aMergeThatArrivesBeforeTheFactsGivesTheSame() {
        Child first = Child.number(35).opened(0, -122).ledBy("pr-lead", 0);
        first.claimed(1, 3, "health-visiting", "SAFE_SLEEP", "WORSE", "OBSERVED");
        Child second = Child.number(36).opened(0, -122);
        second.claimed(1, 5, "health-visiting", "SUBSTANCE_USE_AT_HOME", "WORSE", "OBSERVED");
        second.mergedInto(first, 20);

        service.hears("child-events", second.messages().reversed());
        service.hears("child-events", first.messages().reversed());

        assertThat(service.alertsInShort(first.person())).containsExactly("20 SAFE-INFANT OPEN");
    }

    /** Compares with another child of the same story, told in order; ids left out. */
    private boolean sameAsInOrder(Child child, int number) {
        Child other = Child.number(number).coventry();
        service.hears(other);
        return standing(child).equals(standing(other));
    }

    private List<String> standing(Child child) {
        return service.alertsInShort(child.person()).stream()
                .filter(line -> line.endsWith("OPEN"))
                .toList();
    }
}
