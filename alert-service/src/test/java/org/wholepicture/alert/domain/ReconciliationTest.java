package org.wholepicture.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wholepicture.alert.domain.Given.aMissedAppointment;
import static org.wholepicture.alert.domain.Given.aRetraction;
import static org.wholepicture.alert.domain.Given.anAttendedAppointment;
import static org.wholepicture.alert.domain.Story.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How stored alerts follow the fold: each change once, and none when nothing has changed. */
class ReconciliationTest {

    private static final PersonId PERSON =
            new PersonId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    private static final Acknowledgement ACKNOWLEDGEMENT =
            new Acknowledgement(
                    "pr-lead", "will ask", true, false, Instant.parse("2026-01-20T10:00:00Z"));

    private final Fact first = aMissedAppointment().on(0).build();
    private final Fact second = aMissedAppointment().on(10).build();

    private static List<AlertChange> changes(List<Alert> stored, Story story, int today) {
        return Reconciliation.reconcile(stored, story.episodes(today), day(today));
    }

    /** What the service does with the changes, in memory. */
    private static List<Alert> apply(List<Alert> stored, List<AlertChange> changes) {
        List<Alert> alerts = new ArrayList<>(stored);
        for (AlertChange change : changes) {
            switch (change) {
                case AlertChange.Raised(AlertEpisode episode) -> alerts.add(stored(episode));
                case AlertChange.AddedTo(Alert.Standing alert, AlertEpisode episode) ->
                        alerts.replaceAll(
                                each -> each.equals(alert) ? alert.showing(episode) : each);
                case AlertChange.Resolved(Alert.Standing alert, var on) ->
                        alerts.replaceAll(each -> each.equals(alert) ? alert.resolve(on) : each);
                case AlertChange.Withdrawn(Alert.Standing alert, var on) ->
                        alerts.replaceAll(each -> each.equals(alert) ? alert.withdraw(on) : each);
            }
        }
        return alerts;
    }

    private static Alert stored(AlertEpisode episode) {
        Alert.Core core =
                new Alert.Core(
                        new AlertId(new UUID(0, episode.raisedOn().toEpochDay())),
                        PERSON,
                        episode.rule().name(),
                        episode.rule().version(),
                        episode.settings(),
                        episode.subject(),
                        episode.rule().severity(),
                        episode.raisedOn(),
                        episode.events(),
                        episode.reasons());
        return switch (episode.ending()) {
            case AlertEpisode.Ending.Standing() -> new Alert.Open(core);
            case AlertEpisode.Ending.Resolved(var on) -> new Alert.Resolved(core, on);
            case AlertEpisode.Ending.Withdrawn(var on) -> new Alert.Withdrawn(core, on);
        };
    }

    private static List<String> told(List<AlertChange> changes) {
        return changes.stream().map(change -> change.getClass().getSimpleName()).toList();
    }

    @Test
    void aNewEpisodeIsRaised() {
        assertThat(told(changes(List.of(), Story.of(first, second), 10))).containsExactly("Raised");
    }

    @Test
    void reconcilingAgainChangesNothing() {
        // given
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 10));

        // then
        assertThat(changes(stored, story, 10)).isEmpty();
        assertThat(changes(stored, story, 400)).isEmpty();
    }

    @Test
    void moreFactsAreAddedToTheStandingAlert() {
        // given
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 10));
        Fact third = aMissedAppointment().on(20).build();

        // when
        List<AlertChange> changes = changes(stored, story.with(third), 20);

        // then
        assertThat(told(changes)).containsExactly("AddedTo");
        List<Alert> after = apply(stored, changes);
        assertThat(after).hasSize(1);
        assertThat(after.getFirst().core().events()).contains(third.event());
        assertThat(changes(after, story, 20)).isEmpty();
    }

    @Test
    void anAcknowledgedAlertIsAddedToAndEndsLikeAnOpenOne() {
        // given
        Story story = Story.of(first, second);
        Alert.Open open = (Alert.Open) apply(List.of(), changes(List.of(), story, 10)).getFirst();
        List<Alert> stored = List.of(open.acknowledge(ACKNOWLEDGEMENT));

        // when
        List<AlertChange> nothing = changes(stored, story, 15);
        List<AlertChange> added =
                changes(stored, story.with(aMissedAppointment().on(20).build()), 20);
        List<Alert> after = apply(stored, added);

        // then
        assertThat(nothing).isEmpty();
        assertThat(told(added)).containsExactly("AddedTo");
        assertThat(after.getFirst()).isInstanceOf(Alert.Acknowledged.class);
    }

    @Test
    void lateGoodNewsResolves() {
        // given
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 10));

        // when
        List<AlertChange> changes =
                changes(stored, story.with(anAttendedAppointment().on(12).knownOn(30).build()), 30);

        // then
        assertThat(changes)
                .containsExactly(
                        new AlertChange.Resolved((Alert.Standing) stored.getFirst(), day(30)));
    }

    @Test
    void aRetractionWithdraws() {
        // given
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 10));

        // when
        List<AlertChange> changes =
                changes(
                        stored,
                        story.with(aRetraction().by("dental").of(first).on(28).build()),
                        28);

        // then
        assertThat(changes)
                .containsExactly(
                        new AlertChange.Withdrawn((Alert.Standing) stored.getFirst(), day(28)));
    }

    @Test
    void anEndedAlertAndANewEpisodeAreTwoAlerts() {
        // given
        Story story =
                Story.of(
                        first,
                        second,
                        anAttendedAppointment().on(20).build(),
                        aMissedAppointment().on(60).build(),
                        aMissedAppointment().on(70).build());
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 20));

        // when
        List<AlertChange> changes = changes(stored, story, 70);

        // then
        assertThat(told(changes)).containsExactly("Raised");
        assertThat(changes(apply(stored, changes), story, 80)).isEmpty();
    }

    @Test
    void catchingUpOverAnEndAndANewStartEndsFirst() {
        // given: the service was away from day 15 to day 80
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 15));
        story.with(
                anAttendedAppointment().on(20).build(),
                aMissedAppointment().on(60).build(),
                aMissedAppointment().on(70).build());

        // when
        List<AlertChange> changes = changes(stored, story, 80);

        // then: one standing alert at any time, and the day-by-day service tells the same
        assertThat(told(changes).getLast()).isEqualTo("Raised");
        List<Alert> caughtUp = apply(stored, changes);
        assertThat(caughtUp.stream().filter(Alert.Standing.class::isInstance)).hasSize(1);
        assertThat(changes(caughtUp, story, 80)).isEmpty();
    }

    @Test
    void anEpisodeThatCameAndWentUnseenIsRaisedAsEnded() {
        // given
        Story story = Story.of(first, second, anAttendedAppointment().on(20).build());

        // when
        List<AlertChange> changes = changes(List.of(), story, 30);

        // then
        assertThat(told(changes)).containsExactly("Raised");
        List<Alert> after = apply(List.of(), changes);
        assertThat(after.getFirst()).isInstanceOf(Alert.Resolved.class);
        assertThat(changes(after, story, 30)).isEmpty();
    }

    @Test
    void aFactDeliveredLateThatWasKnownEarlierMovesTheDayOfTheSameAlert() {
        // given: delivered only now, but known on day 3
        Story story = Story.of(first, second);
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 10));
        story.with(aMissedAppointment().on(3).build());

        // when
        List<AlertChange> changes = changes(stored, story, 11);

        // then
        assertThat(told(changes)).containsExactly("AddedTo");
        List<Alert> after = apply(stored, changes);
        assertThat(after.getFirst().core().raisedOn()).isEqualTo(day(3));
        assertThat(changes(after, story, 11)).isEmpty();
    }

    @Test
    void anEndedAlertWhoseDayMovesByLateDeliveryIsNotRaisedAgain() {
        // given: the alert of days 10 to 20 is stored; what was known on day 3 is delivered only
        // now
        Story story = Story.of(first, second, anAttendedAppointment().on(20).build());
        List<Alert> stored = apply(List.of(), changes(List.of(), story, 30));
        story.with(aMissedAppointment().on(3).build());

        // then
        assertThat(changes(stored, story, 30)).isEmpty();
    }

    @Test
    void anAnsweredAlertEndsWithItsOwnEpisodeAndTheNextIsRaisedUnanswered() {
        // given: acknowledged while it was thought to stand; it ended on day 20, delivered only now
        Story story = Story.of(first, second, aMissedAppointment().on(60).build());
        Alert.Open open = (Alert.Open) apply(List.of(), changes(List.of(), story, 70)).getFirst();
        List<Alert> stored = List.of(open.acknowledge(ACKNOWLEDGEMENT));
        story.with(anAttendedAppointment().on(20).build(), aMissedAppointment().on(70).build());

        // when
        List<AlertChange> changes = changes(stored, story, 70);

        // then
        assertThat(told(changes)).containsExactly("Resolved", "Raised");
        List<Alert> after = apply(stored, changes);
        assertThat(after)
                .filteredOn(Alert.Standing.class::isInstance)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert).isInstanceOf(Alert.Open.class);
                            assertThat(alert.core().raisedOn()).isAfter(day(20));
                        });
        assertThat(changes(after, story, 70)).isEmpty();
    }
}
