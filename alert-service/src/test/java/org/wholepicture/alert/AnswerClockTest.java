package org.wholepicture.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wholepicture.alert.application.MovingUp;
import org.wholepicture.platform.testsupport.Mailbox;

/**
 * What nobody answers in time moves up to the manager: HIGH after one working day, MED after three,
 * at midnight in London, once, and never early (B-57; I6).
 */
@QuarkusTest
@WithTestResource(AlertServers.class)
class AnswerClockTest {

    /** The Thursday before Easter 2026: Friday and Monday are bank holidays. */
    private static final int MAUNDY_THURSDAY = 87;

    /** A Friday in summer time. */
    private static final int FRIDAY = 1243;

    @Inject Service service;
    @Inject MovingUp movingUp;

    @BeforeEach
    void knowTheDirectory() {
        service.knowsTheDirectory();
    }

    @Test
    void highMovesUpAfterOneWorkingDay() {
        service.isAt(FRIDAY, "16:00");
        Child child = inDanger(860, FRIDAY);

        service.isAt(FRIDAY + 3, "23:59");
        assertThat(movedUp(child)).isEmpty();
        service.isAt(FRIDAY + 4, "00:01");
        assertThat(movedUp(child)).containsExactly("pr-manager");
        assertThat(toManager(child, "not answered in time")).hasSize(1);

        service.isAt(FRIDAY + 11, "12:00");
        assertThat(movedUp(child)).containsExactly("pr-manager");
        assertThat(toManager(child, "not answered in time")).hasSize(1);
        // The lead keeps it, and has no second mail.
        assertThat(service.mailsAbout(child.person()))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-lead@early-help.example");
        assertThat(As.LEAD.page("/"))
                .contains(service.alertOf(child.person(), "SAFE-INFANT"), "Moved up");
    }

    @Test
    void bankHolidaysAreNoWorkingDays() {
        service.isAt(MAUNDY_THURSDAY, "10:00");
        Child high = inDanger(861, MAUNDY_THURSDAY);
        Child med = contradicted(862, MAUNDY_THURSDAY);

        service.isAt(MAUNDY_THURSDAY + 5, "23:59");
        assertThat(movedUp(high)).isEmpty();
        service.isAt(MAUNDY_THURSDAY + 6, "00:01");
        assertThat(movedUp(high)).containsExactly("pr-manager");

        service.isAt(MAUNDY_THURSDAY + 7, "23:59");
        assertThat(movedUp(med)).isEmpty();
        service.isAt(MAUNDY_THURSDAY + 8, "00:01");
        assertThat(movedUp(med)).containsExactly("pr-manager");
        assertThat(toManager(med, "not answered in time")).isEmpty();
        service.isAt(MAUNDY_THURSDAY + 8, "11:00");
        assertThat(toManager(med, "not answered in time")).hasSize(1);
    }

    @Test
    void whatIsAnsweredDoesNotMoveUpAndAMailThatWaitsIsNotSent() {
        service.isAt(FRIDAY, "10:00");
        Child inTime = contradicted(863, FRIDAY);
        Child late = contradicted(864, FRIDAY);
        answer(inTime);

        service.isAt(FRIDAY + 6, "09:00");
        assertThat(movedUp(inTime)).isEmpty();
        assertThat(movedUp(late)).containsExactly("pr-manager");
        answer(late);
        service.isAt(FRIDAY + 6, "11:00");

        assertThat(toManager(late, "not answered in time")).isEmpty();
    }

    @Test
    void whoeverAMailNeverToldIsNotToldOfTheWithdrawal() {
        service.isAt(FRIDAY, "10:00");
        Child child =
                Child.number(871)
                        .contradicted("pr-lead", FRIDAY)
                        .claimed(3, FRIDAY, "school", "HOME_CONDITIONS", "WORSE", "OBSERVED")
                        .claimed(4, FRIDAY, "early-help", "HOME_CONDITIONS", "BETTER", "OBSERVED");
        service.hears(child);
        service.isAt(FRIDAY + 6, "09:00");
        assertThat(movedUp(child)).containsExactly("pr-manager", "pr-manager");
        As.LEAD.acknowledges(
                service.texts(
                                "SELECT id FROM alert WHERE subject LIKE '%ENGAGEMENT%' AND person = '"
                                        + child.person()
                                        + "'")
                        .getFirst(),
                "Will ask.",
                false);
        service.isAt(FRIDAY + 6, "11:00");
        assertThat(toManager(child, "not answered in time")).hasSize(1);

        service.hears(child.retracted(5, FRIDAY + 6, "drug-alcohol", 1));

        assertThat(service.mailsAbout(child.person()))
                .filteredOn(mail -> mail.raw().contains("has been withdrawn"))
                .extracting(Mailbox.Mail::to)
                .containsExactly("pr-lead@early-help.example");
        assertThat(toManager(child, "has been withdrawn")).isEmpty();
    }

    @Test
    void afterADowntimeItMovesUpOnceAndIsDatedThen() {
        service.isAt(FRIDAY, "10:00");
        Child child = inDanger(865, FRIDAY);

        service.isAt(FRIDAY + 40, "14:30");

        assertThat(movedUp(child)).containsExactly("pr-manager");
        assertThat(
                        service.texts(
                                "SELECT on_day - DATE '2026-01-05' FROM alert_history h JOIN alert a"
                                        + " ON a.id = h.alert WHERE what = 'MOVED_UP' AND person = '"
                                        + child.person()
                                        + "'"))
                .containsExactly(String.valueOf(FRIDAY + 40));
    }

    @Test
    void severalReplicasMoveItUpOnce() throws Exception {
        service.isAt(FRIDAY, "10:00");
        Child child = contradicted(866, FRIDAY);
        TestClock.CLOCK.setTo(Child.at(FRIDAY + 6, LocalTime.NOON));

        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Boolean>> rounds =
                    IntStream.range(0, 6).<Callable<Boolean>>mapToObj(_ -> movingUp::next).toList();
            for (Future<Boolean> round : threads.invokeAll(rounds)) {
                round.get();
            }
        }
        service.isIdle();

        assertThat(
                        service.number(
                                "SELECT count(*) FROM alert_history h JOIN alert a ON a.id = h.alert"
                                        + " WHERE what = 'MOVED_UP' AND person = '"
                                        + child.person()
                                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void aHolidayAnnouncedSinceMovesTheClockOn() {
        service.isAt(FRIDAY, "10:00");
        Child child = contradicted(867, FRIDAY);
        // As if the days had been counted before a holiday was announced.
        service.changes(
                "UPDATE alert SET moves_up_at = moves_up_at - INTERVAL '2 days' WHERE person = '"
                        + child.person()
                        + "'");

        service.isAt(FRIDAY + 5, "12:00");
        assertThat(movedUp(child)).isEmpty();
        service.isAt(FRIDAY + 6, "00:01");
        assertThat(movedUp(child)).containsExactly("pr-manager");
    }

    @Test
    void withoutAManagerItIsMarkedAllTheSame() {
        service.isAt(FRIDAY, "10:00");
        Child child = Child.number(868).inDanger("pr-other-lead", FRIDAY);
        service.hears(child);

        service.isAt(FRIDAY + 4, "12:00");

        assertThat(
                        service.texts(
                                "SELECT coalesce(moved_up_to, 'nobody') FROM alert"
                                        + " WHERE moved_up_at IS NOT NULL AND person = '"
                                        + child.person()
                                        + "'"))
                .containsExactly("nobody");
    }

    @Test
    void lowAlertsAskForNoAnswer() {
        service.isAt(FRIDAY, "10:00");
        Child child =
                Child.number(869)
                        .opened(FRIDAY, FRIDAY - 600)
                        .ledBy("pr-lead", FRIDAY)
                        .filed(
                                "service-referral",
                                1,
                                FRIDAY,
                                "early-help",
                                "",
                                "\"to\":\"drug-alcohol\"")
                        .claimed(
                                2,
                                FRIDAY,
                                "early-help",
                                "ENGAGEMENT:drug-alcohol",
                                "BETTER",
                                "SELF_REPORT");
        service.hears(child);
        service.isAt(FRIDAY + 80, "12:00");

        assertThat(service.alertsInShort(child.person()))
                .containsExactly((FRIDAY + 43) + " CONFIRM-MISSING OPEN");
        assertThat(movedUp(child)).isEmpty();
    }

    private Child inDanger(int number, int day) {
        Child child = Child.number(number).inDanger("pr-lead", day);
        service.hears(child);
        return child;
    }

    private Child contradicted(int number, int day) {
        Child child = Child.number(number).contradicted("pr-lead", day);
        service.hears(child);
        return child;
    }

    private void answer(Child child) {
        As.LEAD.acknowledges(service.alertOf(child.person(), "CONTRA-PAIR"), "Will ask.", false);
    }

    private List<String> movedUp(Child child) {
        return service.texts(
                "SELECT moved_up_to FROM alert WHERE moved_up_at IS NOT NULL AND person = '"
                        + child.person()
                        + "'");
    }

    private List<Mailbox.Mail> toManager(Child child, String words) {
        return service.allMailsAbout(child.person()).stream()
                .filter(mail -> mail.to().equals("pr-manager@early-help.example"))
                .filter(mail -> mail.raw().contains(words))
                .toList();
    }
}
