package org.wholepicture.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.wholepicture.platform.testsupport.Waits.await;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wholepicture.platform.mail.ScriptedSmtpServer.Behaviour;
import org.wholepicture.platform.mail.ScriptedSmtpServer.Step;
import org.wholepicture.platform.mail.ScriptedSmtpServer.Taken;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.testsupport.LoggedLines;
import org.wholepicture.platform.testsupport.PlatformServers;

/** Each due message reaches its recipient, and a second copy only when nobody can know [I5]. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class MailDeliveryTest {

    private static final Recipient LEAD = new Recipient("lead", "lead@team.example");
    private static final Recipient DEPUTY = new Recipient("deputy", "deputy@team.example");
    private static final Recipient OTHER = new Recipient("other", "other@team.example");

    @Inject MailOutbox outbox;
    @Inject Claims claims;
    @Inject FakeResolver resolver;
    @Inject DataSource dataSource;
    @Inject MailWatch watch;
    @Inject Dispatcher dispatcher;
    @Inject BeanManager beans;
    @Inject TestMailConfig config;

    private ScriptedSmtpServer server;

    @BeforeEach
    void start() throws Exception {
        sql("DELETE FROM mail_attempt");
        sql("DELETE FROM mail_recipient");
        sql("DELETE FROM mail_message");
        TestClock.CLOCK.setTo("2026-01-19T09:00:00Z");
        resolver.forgetAll();
        resolver.know("child-1", LEAD, DEPUTY);
        resolver.know("child-2", OTHER);
        startServer();
    }

    /** A server that answers, at a port of its own. */
    private void startServer() throws IOException {
        server = new ScriptedSmtpServer();
        config.useServer(server);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        // Nothing of this test may be under way when the next begins.
        await().until(() -> number("SELECT count(*) FROM mail_attempt WHERE outcome IS NULL") == 0);
        sql("UPDATE mail_message SET state = 'CANCELLED' WHERE state = 'WAITING'");
    }

    /** The order in which a service ends: nothing new, what is under way, only then the beans. */
    @Test
    void attemptsUnderWayEndAfterWorkersHaveStoppedAndBeforeBeansAreGone() {
        List<Class<?>> order =
                beans.resolveObserverMethods(new ShutdownEvent()).stream()
                        .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
                        .<Class<?>>map(ObserverMethod::getBeanClass)
                        .toList();
        assertThat(order).contains(Workers.class, Dispatcher.class);
        assertThat(order.indexOf(Dispatcher.class)).isGreaterThan(order.indexOf(Workers.class));
    }

    @Test
    void aDueMessageIsSentOnce() {
        UUID message = post("child-1");

        awaitState(message, "SENT");
        assertThat(copiesTo(LEAD)).hasSize(1);
        assertThat(attempts(message)).containsExactly("ACCEPTED");
        assertThat(outbox.reached(message)).containsExactly("lead");
        assertThat(watch.remaining()).isZero();
    }

    @Test
    void aMessageIsNotSentBeforeItIsDue() {
        UUID later = postDueIn("child-1", Duration.ofHours(2));
        UUID now = post("child-2");
        awaitState(now, "SENT");
        assertThat(copiesTo(LEAD)).isEmpty();

        TestClock.CLOCK.advance(Duration.ofHours(2));

        awaitState(later, "SENT");
        assertThat(copiesTo(LEAD)).hasSize(1);
    }

    @Test
    void aDeferredMessageIsTriedAgainOnlyWhenTheScheduleSaysSo() {
        server.next(Step.RCPT, new Behaviour.Reply("450 later"));
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("DEFERRED")));
        assertThat(watch.remaining()).isZero();

        TestClock.CLOCK.advance(Duration.ofMinutes(1));

        awaitState(message, "SENT");
        assertThat(attempts(message)).containsExactly("DEFERRED", "ACCEPTED");
        assertThat(copiesTo(LEAD)).hasSize(1);
    }

    @Test
    void aSecondCopyFollowsAnUnknownOutcomeAndHasTheSameMessageId() {
        server.next(Step.DOT, new Behaviour.Drop());
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("INDETERMINATE")));
        assertThat(outbox.reached(message)).containsExactly("lead");

        TestClock.CLOCK.advance(Duration.ofMinutes(1));

        awaitState(message, "SENT");
        assertThat(copiesTo(LEAD)).hasSize(2);
        assertThat(copiesTo(LEAD))
                .extracting(taken -> taken.header("Message-ID"))
                .hasSize(2)
                .containsOnly(copiesTo(LEAD).getFirst().header("Message-ID"));
    }

    @Test
    void aHangingServerHoldsUpItsOwnRecipientOnly() {
        config.cutOffSoon();
        server.always(LEAD.address(), new Behaviour.Hang());
        UUID hanging = post("child-1");
        UUID other = post("child-2");

        awaitState(other, "SENT");

        await().until(() -> attempts(hanging).equals(List.of("DEFERRED")));
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whereverAServerHangsTheOthersGoOnAndTheMessageGoesLater(Step step) {
        config.cutOffSoon();
        server.next(step, new Behaviour.Hang());
        List<UUID> messages = List.of(post("child-1"), post("child-2"), post("child-2"));

        await().until(() -> messages.stream().filter(m -> state(m).equals("SENT")).count() == 2);
        await().until(() -> watch.remaining() == 0);
        TestClock.CLOCK.advance(Duration.ofMinutes(1));

        messages.forEach(message -> awaitState(message, "SENT"));
        String hung = step == Step.DOT ? "INDETERMINATE" : "DEFERRED";
        assertThat(messages.stream().map(this::attempts))
                .containsExactlyInAnyOrder(
                        List.of("ACCEPTED"), List.of("ACCEPTED"), List.of(hung, "ACCEPTED"));
        assertThat(server.taken()).hasSize(step == Step.DOT ? 4 : 3);
        assertThat(server.taken())
                .extracting(taken -> taken.header("Message-ID"))
                .containsOnly(messages.stream().map(this::messageId).toArray(String[]::new));
    }

    @Test
    void whileTheServerHangsNothingIsHeldThatWhoPostsNeeds() throws Exception {
        config.cutOffSoon();
        server.always(LEAD.address(), new Behaviour.Hang());
        UUID hanging = post("child-1");
        await().until(() -> !attempts(hanging).isEmpty());

        // What a consumer does meanwhile: its transaction commits and waits for no lock.
        UUID posted = postDueIn("child-1", Duration.ofHours(1));
        touchEveryMessage();
        assertThat(state(posted)).isEqualTo("WAITING");
        await().until(() -> attempts(hanging).equals(List.of("DEFERRED")));
    }

    @Test
    void aRefusedRecipientIsFollowedByTheNextAndShown() {
        server.always(LEAD.address(), new Behaviour.Reply("550 no such mailbox"));

        UUID message = post("child-1");

        awaitState(message, "SENT");
        assertThat(copiesTo(DEPUTY)).hasSize(1);
        assertThat(outbox.reached(message)).containsExactly("deputy");
        assertThat(outbox.troubles(10))
                .singleElement()
                .satisfies(
                        trouble -> {
                            assertThat(trouble.message()).isEqualTo(message);
                            assertThat(trouble.state()).isEqualTo("REFUSED");
                        });
    }

    @Test
    void aMessageThatEverybodysServerRefusesIsShownAndGoesOnceTheDirectoryHasAnotherAddress() {
        server.always(OTHER.address(), new Behaviour.Reply("550 no such mailbox"));
        UUID message = post("child-2");
        await().until(
                        () ->
                                outbox.troubles(10).stream()
                                        .anyMatch(t -> t.state().equals("NO_RECIPIENT")));
        assertThat(outbox.troubles(10)).hasSize(1);
        assertThat(outbox.troubles(10).getFirst())
                .satisfies(
                        trouble -> {
                            assertThat(trouble.lastReply()).isEqualTo(550);
                            assertThat(trouble.unreached()).containsExactly("other");
                        });
        assertThat(attempts(message)).containsExactly("REFUSED");

        resolver.know("child-2", new Recipient("other", "mended@team.example"));
        QuarkusTransaction.requiringNew().run(() -> outbox.addressChanged("other"));

        awaitState(message, "SENT");
        assertThat(server.taken())
                .extracting(Taken::recipient)
                .containsExactly("mended@team.example");
        assertThat(outbox.troubles(10)).isEmpty();
    }

    @Test
    void aMessageThatWentToTheNextIsNoTroubleOnceTheDirectoryHasAnotherAddress() {
        server.always(LEAD.address(), new Behaviour.Reply("550 no such mailbox"));
        UUID message = post("child-1");
        awaitState(message, "SENT");
        assertThat(outbox.troubles(10).getFirst().unreached()).containsExactly("lead");

        QuarkusTransaction.requiringNew().run(() -> outbox.addressChanged("lead"));

        assertThat(outbox.troubles(10)).isEmpty();
        assertThat(state(message)).isEqualTo("SENT");
    }

    @Test
    void aRelayThatLetsNobodyThroughForAWhileLosesNothing() {
        server.always(LEAD.address(), new Behaviour.Reply("554 5.7.1 Relay access denied"));
        server.always(DEPUTY.address(), new Behaviour.Reply("554 5.7.1 Relay access denied"));
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("BARRED", "BARRED")));
        await().until(() -> watch.remaining() == 0);
        assertThat(state(message)).isEqualTo("WAITING");

        server.reset();
        TestClock.CLOCK.advance(Duration.ofMinutes(5));

        awaitState(message, "SENT");
        assertThat(server.taken()).extracting(Taken::recipient).containsExactly(LEAD.address());
    }

    @Test
    void anAddressOutsideTheAllowedDomainsIsNeverContactedTheNextIs() {
        resolver.know("child-3", new Recipient("gone", "gone@elsewhere.example"), DEPUTY);

        UUID message = post("child-3");

        awaitState(message, "SENT");
        assertThat(server.taken()).extracting(Taken::recipient).containsExactly(DEPUTY.address());
    }

    @Test
    void mailThatIsNotLetOutIsShownWhileItIsTriedAgain() {
        resolver.know("child-3", new Recipient("gone", "gone@elsewhere.example"));
        UUID message = post("child-3");
        await().until(() -> attempts(message).equals(List.of("BARRED")));
        // The next look finds nobody else, and lets the one stand again.
        await().until(() -> watch.remaining() == 0);
        assertThat(outbox.troubles(10)).isEmpty();

        TestClock.CLOCK.advance(Duration.ofMinutes(16));

        assertThat(outbox.troubles(10))
                .singleElement()
                .satisfies(
                        trouble -> {
                            assertThat(trouble.state()).isEqualTo("DELAYED");
                            assertThat(trouble.unreached()).containsExactly("gone");
                        });
        resolver.know("child-3", new Recipient("gone", "back@team.example"));
        QuarkusTransaction.requiringNew().run(() -> outbox.addressChanged("gone"));
        awaitState(message, "SENT");
        assertThat(server.taken())
                .extracting(Taken::recipient)
                .containsExactly("back@team.example");
    }

    @Test
    void whatIsNoAddressIsNeverContactedAndNotTriedAgain() {
        resolver.know("child-3", new Recipient("odd", "a@team.example\r\nBcc: b@team.example"));

        UUID message = post("child-3");

        await().until(() -> outbox.troubles(10).size() == 1);
        assertThat(attempts(message)).containsExactly("REFUSED");
        TestClock.CLOCK.advance(Duration.ofMinutes(16));
        await().until(() -> watch.remaining() == 0);
        assertThat(attempts(message)).containsExactly("REFUSED");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aDeferredMessageThatIsAskedForGoesAtOnce() {
        server.next(Step.RCPT, new Behaviour.Reply("450 later"));
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("DEFERRED")));

        assertThat(tryNow(message)).isTrue();

        awaitState(message, "SENT");
        assertThat(tryNow(message)).isFalse();
    }

    @Test
    void aMessageCancelledBeforeAnyAttemptIsNeverSent() {
        UUID message = postDueIn("child-1", Duration.ofHours(2));

        boolean cancelled = QuarkusTransaction.requiringNew().call(() -> outbox.cancel(message));

        TestClock.CLOCK.advance(Duration.ofHours(3));
        UUID marker = post("child-2");
        awaitState(marker, "SENT");
        assertThat(cancelled).isTrue();
        assertThat(copiesTo(LEAD)).isEmpty();
        assertThat(state(message)).isEqualTo("CANCELLED");
    }

    @Test
    void aMessageThatMayHaveArrivedIsNeitherCancelledNorRewritten() {
        server.next(Step.DOT, new Behaviour.Drop());
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("INDETERMINATE")));

        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.cancel(message))).isFalse();
        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.rewrite(message, "other")))
                .isFalse();
    }

    @Test
    void aStoppedMessageIsNotTriedAgainAndWhoMayHaveItIsKnown() {
        server.next(Step.DOT, new Behaviour.Drop());
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("INDETERMINATE")));

        boolean stopped = QuarkusTransaction.requiringNew().call(() -> outbox.stop(message));

        TestClock.CLOCK.advance(Duration.ofDays(1));
        UUID marker = post("child-2");
        awaitState(marker, "SENT");
        assertThat(stopped).isTrue();
        assertThat(attempts(message)).containsExactly("INDETERMINATE");
        assertThat(outbox.reached(message)).containsExactly("lead");
        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.stop(marker))).isFalse();
    }

    @Test
    void aMessageThatWasOnlyDeferredCanStillBeCancelled() {
        server.next(Step.RCPT, new Behaviour.Reply("450 later"));
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("DEFERRED")));

        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.cancel(message))).isTrue();
    }

    @Test
    void aRewrittenMessageIsSentWithItsNewText() {
        UUID message = postDueIn("child-1", Duration.ofHours(2));

        assertThat(
                        QuarkusTransaction.requiringNew()
                                .call(() -> outbox.rewrite(message, "Second text\n")))
                .isTrue();

        TestClock.CLOCK.advance(Duration.ofHours(2));
        awaitState(message, "SENT");
        assertThat(copiesTo(LEAD).getFirst().lines())
                .contains("Second text")
                .doesNotContain("First text");
    }

    @Test
    void aMessageWithoutARecipientWaitsIsShownAndGoesOnceThereIsOne() {
        UUID message = post("child-4");
        await().until(() -> outbox.troubles(10).size() == 1);
        assertThat(outbox.troubles(10).getFirst().state()).isEqualTo("NO_RECIPIENT");
        assertThat(watch.remaining()).isZero();

        resolver.know("child-4", LEAD);
        QuarkusTransaction.requiringNew().run(outbox::lookAgainForRecipients);

        awaitState(message, "SENT");
        assertThat(outbox.troubles(10)).isEmpty();
    }

    @Test
    void anAttemptWhoseDispatcherDiedIsIndeterminateAndTheMessageGoesOn() throws Exception {
        // A deferral first, so that the dispatcher leaves the message to this test.
        server.next(Step.RCPT, new Behaviour.Reply("450 later"));
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("DEFERRED")));
        sql("UPDATE mail_attempt SET outcome = NULL, resolved_at = NULL");
        sql("UPDATE mail_message SET lease_until = clock_timestamp() + interval '1 hour'");
        TestClock.CLOCK.advance(Duration.ofMinutes(1));
        assertThat(claims.next(1).any()).isFalse();

        sql("UPDATE mail_message SET lease_until = clock_timestamp() - interval '1 second'");

        awaitState(message, "SENT");
        assertThat(attempts(message)).containsExactly("INDETERMINATE", "ACCEPTED");
    }

    @Test
    void aMessageWhoseRecipientCannotBeWorkedOutDoesNotHoldUpOthers() {
        UUID faulty = post("faulty");
        UUID message = post("child-1");

        awaitState(message, "SENT");
        assertThat(state(faulty)).isEqualTo("WAITING");
    }

    @Test
    void aMessageThatWasGivenUpIsShownAndGoesOnceItIsAskedFor() throws Exception {
        UUID message = aMessageGivenUp();
        assertThat(outbox.troubles(10)).extracting(MailTrouble::state).containsExactly("FAILED");

        startServer();
        assertThat(tryNow(message)).isTrue();

        awaitState(message, "SENT");
        assertThat(outbox.troubles(10)).isEmpty();
    }

    @Test
    void aMessageThatWasGivenUpHasTheWholeScheduleAgainOnceItIsAskedFor() throws Exception {
        UUID message = aMessageGivenUp();

        tryNow(message);
        await().until(() -> attempts(message).size() == 3);
        await().until(() -> watch.remaining() == 0);

        assertThat(state(message)).isEqualTo("WAITING");
    }

    @Test
    void aMessageThatWasGivenUpCanStillBeCancelled() throws Exception {
        UUID message = aMessageGivenUp();

        assertThat(QuarkusTransaction.requiringNew().call(() -> outbox.cancel(message))).isTrue();

        assertThat(outbox.troubles(10)).isEmpty();
    }

    @Test
    void mailPostedWhileTheServerWasDownForAWeekendLeavesOnceEachAndSoonAfterItsReturn()
            throws Exception {
        Instant monday = TestClock.CLOCK.instant().plus(Duration.ofHours(63));
        server.close();
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            messages.add(post(i % 2 == 0 ? "child-1" : "child-2"));
        }
        // From attempt to attempt: each finds the server away and says when the next is.
        for (Instant next = TestClock.CLOCK.instant();
                next.isBefore(monday);
                next = instant("next_attempt_at")) {
            TestClock.CLOCK.setTo(next.toString());
            dispatcher.wake();
            await().pollInterval(Duration.ofMillis(2)).until(() -> watch.remaining() == 0);
        }

        assertThat(outbox.troubles(10))
                .as("the front door has been told since Friday")
                .extracting(MailTrouble::state)
                .containsExactly("DELAYED", "DELAYED", "DELAYED", "DELAYED");
        // The registry of this module's tests reads nothing by itself.
        var meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        watch.look();
        assertThat(meters.get("wp.mail.oldest.unsent").gauge().value())
                .isGreaterThan(Duration.ofHours(62).toSeconds());

        startServer();
        TestClock.CLOCK.setTo(monday.plus(Duration.ofMinutes(15)).toString());

        messages.forEach(message -> awaitState(message, "SENT"));
        assertThat(outbox.troubles(10)).isEmpty();
        assertThat(server.taken()).hasSize(4);
        assertThat(server.taken()).extracting(t -> t.header("Message-ID")).doesNotHaveDuplicates();
    }

    @Test
    void aRecipientWhoCannotBeWorkedOutIsLoggedWithoutWhatTheFailureSays() {
        try (LoggedLines log = new LoggedLines()) {
            post("faulty");

            await().until(
                            () ->
                                    log.lines().stream()
                                            .anyMatch(l -> l.contains("IllegalStateException")));
            assertThat(log.lines()).noneMatch(line -> line.contains("Name-Canary"));
        }
    }

    @Test
    void whateverTheServerDoesCopiesAreExplainedByUnknownOutcomes() {
        var random = new Random(20260105);
        var behaviours =
                List.of(
                        new Behaviour.Reply("421 later"),
                        new Behaviour.Reply("451 later"),
                        new Behaviour.Drop());
        List<Step> steps = List.of(Step.values());
        for (int i = 0; i < 60; i++) {
            server.next(
                    steps.get(random.nextInt(steps.size())),
                    behaviours.get(random.nextInt(behaviours.size())));
        }
        var messages = new ArrayList<UUID>();
        for (int i = 0; i < 20; i++) {
            messages.add(post("child-1"));
        }

        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            TestClock.CLOCK.advance(Duration.ofMinutes(30));
                            return messages.stream().allMatch(m -> state(m).equals("SENT"));
                        });

        Map<String, Long> copies =
                server.taken().stream()
                        .collect(
                                Collectors.groupingBy(
                                        t -> t.header("Message-ID"), Collectors.counting()));
        assertThat(copies).hasSize(20);
        for (UUID message : messages) {
            long unknown = attempts(message).stream().filter("INDETERMINATE"::equals).count();
            assertThat(copies.getOrDefault(messageId(message), 0L) - 1)
                    .isLessThanOrEqualTo(unknown);
        }
    }

    @Test
    void mailIsOnlyWrittenInATransaction() {
        assertThatIllegalStateException().isThrownBy(() -> outbox.post(aMail("child-1")));
    }

    @Test
    void aMessageOfATransactionThatRollsBackIsNotSent() {
        QuarkusTransaction.begin();
        outbox.post(aMail("child-1"));
        QuarkusTransaction.rollback();

        UUID marker = post("child-2");
        awaitState(marker, "SENT");
        assertThat(copiesTo(LEAD)).isEmpty();
    }

    private UUID aMessageGivenUp() throws Exception {
        server.close();
        UUID message = post("child-1");
        await().until(() -> attempts(message).equals(List.of("DEFERRED")));
        Instant first = instant("tried_since");
        TestClock.CLOCK.setTo(first.plus(Duration.ofDays(5)).minusSeconds(60).toString());
        awaitState(message, "FAILED");
        assertThat(attempts(message)).containsExactly("DEFERRED", "DEFERRED");
        return message;
    }

    private boolean tryNow(UUID message) {
        return QuarkusTransaction.requiringNew().call(() -> outbox.tryNow(message));
    }

    /** Of the messages that wait, the earliest. */
    private Instant instant(String column) {
        return Instant.ofEpochSecond(
                number(
                        "SELECT extract(epoch FROM min("
                                + column
                                + "))::bigint FROM mail_message WHERE state = 'WAITING'"));
    }

    private UUID post(String addressee) {
        return postDueIn(addressee, Duration.ZERO);
    }

    private UUID postDueIn(String addressee, Duration wait) {
        var mail =
                new Mail(
                        "ABCDE-12345",
                        "alert",
                        addressee,
                        "Constant",
                        "First text\n",
                        TestClock.CLOCK.instant().plus(wait));
        return QuarkusTransaction.requiringNew().call(() -> outbox.post(mail));
    }

    private static Mail aMail(String addressee) {
        return new Mail(
                "ABCDE-12345",
                "alert",
                addressee,
                "Constant",
                "First text\n",
                TestClock.CLOCK.instant());
    }

    private List<Taken> copiesTo(Recipient recipient) {
        return server.taken().stream()
                .filter(taken -> taken.recipient().equals(recipient.address()))
                .toList();
    }

    private void awaitState(UUID message, String expected) {
        await().untilAsserted(() -> assertThat(state(message)).isEqualTo(expected));
    }

    private String state(UUID message) {
        return text("SELECT state FROM mail_message WHERE id = '" + message + "'").getFirst();
    }

    private String messageId(UUID message) {
        return text("SELECT smtp_message_id FROM mail_recipient WHERE message_id = '"
                        + message
                        + "'")
                .getFirst();
    }

    /** Outcomes of the attempts in order; empty text for one under way. */
    private List<String> attempts(UUID message) {
        return text(
                "SELECT coalesce(a.outcome, '') FROM mail_attempt a JOIN mail_recipient r"
                        + " ON r.id = a.recipient_id WHERE r.message_id = '"
                        + message
                        + "' ORDER BY a.started_at, a.number");
    }

    private List<String> text(String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String query) {
        return Long.parseLong(text(query).getFirst());
    }

    private void sql(String statementText) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(statementText);
        }
    }

    /** Touches every message, and fails where another transaction holds one. */
    private void touchEveryMessage() {
        QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            sql("SET LOCAL lock_timeout = '500ms'");
                            sql("UPDATE mail_message SET attempts = attempts");
                            return null;
                        });
    }
}
