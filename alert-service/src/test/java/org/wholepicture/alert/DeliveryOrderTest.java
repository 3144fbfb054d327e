package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.testsupport.Deliveries;
import org.wholepicture.platform.testsupport.Deliveries.Message;
import org.wholepicture.platform.testsupport.Mailbox;

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

    private static final String ALERTS = "SELECT id FROM alert WHERE person = '%s'";
    private static final String HISTORY =
            "SELECT what FROM alert_history WHERE alert = '%s' ORDER BY number";
    private static final String URGENT =
            "SELECT id FROM alert WHERE person = '%s' AND state = 'OPEN' AND severity = 'HIGH'";
    private static final String LAST =
            "SELECT DISTINCT ON (h.alert) h.what FROM alert_history h JOIN alert a ON a.id = h.alert"
                    + " WHERE a.person = '%s' AND ";
    private static final String LAST_OF_STANDING =
            LAST + "a.state = 'OPEN' ORDER BY h.alert, h.number DESC";
    private static final String LAST_OF_ENDED =
            LAST + "a.state <> 'OPEN' ORDER BY h.alert, h.number DESC";

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
        isAsInOrder(child, 21);
        assertThat(service.mailsAbout(child.person())).hasSize(1);
    }

    @Test
    void theLastMessageFirst() {
        Child child = Child.number(12).coventry();

        Deliveries.reversed("child-events", child.messages());

        service.hasApplied(child.messages());
        assertThat(service.alertsInShort(child.person())).isEqualTo(EXPECTED);
        isAsInOrder(child, 22);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shuffledAndDoubled(long seed) {
        Child child = Child.number(12 + (int) seed).coventry();

        Deliveries.shuffledAndDoubled("child-events", child.messages(), seed);

        service.hasApplied(child.messages());
        assertThat(standingInShort(child)).isEqualTo(EXPECTED);
        isAsInOrder(child, 22 + (int) seed);
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

    /**
     * Compares with another child of the same story, told in order. What stands is the same to the
     * last event and reason, has its day in the history, and is in a mail. Alerts that another
     * order of delivery made meanwhile have ended, and the history and the topic say so of each
     * (see docs/adr/0009).
     */
    private void isAsInOrder(Child child, int number) {
        Child other = Child.number(number).coventry();
        service.hears(other);
        assertThat(standing(child)).isEqualTo(standing(other));
        assertThat(service.texts(LAST_OF_STANDING.formatted(child.person())))
                .isNotEmpty()
                .allMatch(what -> List.of("RAISED", "ADDED_TO").contains(what));
        assertThat(service.texts(LAST_OF_ENDED.formatted(child.person())))
                .allMatch(what -> List.of("RESOLVED", "WITHDRAWN").contains(what));
        for (String alert : service.texts(ALERTS.formatted(child.person()))) {
            assertThat(published(alert))
                    .as("messages about one alert")
                    .isEqualTo(service.texts(HISTORY.formatted(alert)));
        }
        List<Mailbox.Mail> mails = service.mailsAbout(child.person());
        assertThat(service.texts(URGENT.formatted(child.person())))
                .allMatch(alert -> mails.stream().anyMatch(mail -> mail.raw().contains(alert)));
    }

    private static List<String> published(String alert) {
        return Deliveries.standingOn("alerts").stream()
                .map(message -> String.valueOf(message.value()))
                .filter(value -> value.contains("\"alert\":\"" + alert + "\""))
                .map(value -> value.replaceAll("(?s).*org.wholepicture.alert-([a-z-]+).v1.*", "$1"))
                .map(what -> what.replace('-', '_').toUpperCase(Locale.ROOT))
                .toList();
    }

    /** With reasons and events; their ids without what is this child's own. */
    private List<String> standing(Child child) {
        return service.alertsOf(child.person()).stream()
                .filter(line -> line.contains(" OPEN"))
                .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-4000-8000-", ""))
                .toList();
    }

    private List<String> standingInShort(Child child) {
        return service.alertsInShort(child.person()).stream()
                .filter(line -> line.endsWith("OPEN"))
                .toList();
    }
}
