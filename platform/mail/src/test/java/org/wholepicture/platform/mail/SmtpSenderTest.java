package org.wholepicture.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wholepicture.platform.mail.ScriptedSmtpServer.Behaviour;
import org.wholepicture.platform.mail.ScriptedSmtpServer.Step;

/** One attempt ends as accepted, refused, deferred or indeterminate, and never takes longer. */
class SmtpSenderTest {

    /** Longer than any attempt takes that nothing holds up, also on a busy machine. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(2);

    private ScriptedSmtpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedSmtpServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aServerThatTakesTheMessageIsAccepted() {
        Outcome outcome = sender().send(aMail());

        assertThat(outcome).isEqualTo(new Outcome.Accepted(250));
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void theMessageCarriesOurIdAndSaysThatAMachineSentIt() {
        sender().send(aMail());

        ScriptedSmtpServer.Taken taken = server.taken().getFirst();
        assertThat(taken.header("Message-ID")).isEqualTo("<id-1@sender.example>");
        assertThat(taken.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(taken.header("Content-Type")).startsWith("text/plain");
        assertThat(taken.header("Subject")).isEqualTo("Constant");
        assertThat(taken.header("From")).isEqualTo("no-reply@sender.example");
        assertThat(taken.header("To")).isEqualTo("reader@team.example");
        assertThat(taken.lines()).contains("First line", "Second line");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalsAndDeferralsAreToldApart(
            Step step, String reply, Class<? extends Outcome> expected) {
        server.next(step, new Behaviour.Reply(reply));

        Outcome outcome = sender().send(aMail());

        assertThat(outcome).isInstanceOf(expected);
        assertThat(server.taken()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Step.GREETING, "421 later", Outcome.Deferred.class),
                Arguments.of(Step.GREETING, "451 later", Outcome.Deferred.class),
                Arguments.of(Step.GREETING, "550 not you", Outcome.Deferred.class),
                Arguments.of(Step.GREETING, "554 not you", Outcome.Deferred.class),
                Arguments.of(Step.MAIL, "421 closing", Outcome.Deferred.class),
                Arguments.of(Step.MAIL, "451 later", Outcome.Deferred.class),
                Arguments.of(Step.MAIL, "550 sender unknown", Outcome.Deferred.class),
                Arguments.of(Step.RCPT, "421 closing", Outcome.Deferred.class),
                Arguments.of(Step.RCPT, "450 mailbox busy", Outcome.Deferred.class),
                Arguments.of(Step.RCPT, "451 greylisted", Outcome.Deferred.class),
                Arguments.of(Step.RCPT, "550 no such mailbox", Outcome.Refused.class),
                Arguments.of(Step.RCPT, "550 5.1.1 no such mailbox", Outcome.Refused.class),
                Arguments.of(Step.RCPT, "554 5.2.1 mailbox disabled", Outcome.Refused.class),
                Arguments.of(Step.RCPT, "554 5.7.1 Relay access denied", Outcome.Barred.class),
                Arguments.of(Step.RCPT, "554 relay access denied", Outcome.Barred.class),
                Arguments.of(Step.RCPT, "550 Relaying denied", Outcome.Barred.class),
                Arguments.of(Step.RCPT, "550 5.7.1 not from here", Outcome.Barred.class),
                Arguments.of(Step.DATA, "421 closing", Outcome.Deferred.class),
                Arguments.of(Step.DATA, "451 later", Outcome.Deferred.class),
                Arguments.of(Step.DATA, "550 no", Outcome.Barred.class),
                Arguments.of(Step.DATA, "554 no", Outcome.Barred.class),
                Arguments.of(Step.DOT, "421 closing", Outcome.Deferred.class),
                Arguments.of(Step.DOT, "451 later", Outcome.Deferred.class),
                Arguments.of(Step.DOT, "452 no room", Outcome.Deferred.class),
                Arguments.of(Step.DOT, "550 content refused", Outcome.Barred.class),
                Arguments.of(Step.DOT, "550 5.2.2 mailbox full", Outcome.Refused.class),
                Arguments.of(Step.DOT, "554 content refused", Outcome.Barred.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 closing", "451 later", "550 not you"})
    void aServerThatRefusesEveryHelloDefersAndOneThatKnowsOnlyTheOldOneIsAccepted(String reply) {
        server.next(Step.EHLO, new Behaviour.Reply(reply));
        server.next(Step.EHLO, new Behaviour.Reply(reply));

        assertThat(sender().send(aMail())).isInstanceOf(Outcome.Deferred.class);
        assertThat(server.taken()).isEmpty();
        // EHLO refused, HELO not.
        server.next(Step.EHLO, new Behaviour.Reply(reply));
        assertThat(sender().send(aMail())).isInstanceOf(Outcome.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aDroppedLineIsOnlyIndeterminateAfterTheFinalDot(Step step) {
        server.next(step, new Behaviour.Drop());

        Outcome outcome = sender().send(aMail());

        assertThat(outcome)
                .isInstanceOf(
                        step == Step.DOT ? Outcome.Indeterminate.class : Outcome.Deferred.class);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aHangingServerIsCutOffAtTheDeadline(Step step) {
        // Once before: what loads classes for the first time is slow.
        sender().send(aMail());
        server.next(step, new Behaviour.Hang());

        long started = System.nanoTime();
        Outcome outcome = sender(SOON).send(aMail());
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(outcome)
                .isInstanceOf(
                        step == Step.DOT ? Outcome.Indeterminate.class : Outcome.Deferred.class);
        assertThat(took).isBetween(SOON, DEADLINE);
    }

    @Test
    void aServerThatIsNotThereDefers() throws IOException {
        server.close();

        Outcome outcome = sender().send(aMail());

        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void aServerWithoutEncryptionIsNotToldAnythingWhenItIsRequired() {
        var sender =
                new SmtpSender(new Config(server.port(), MailConfig.StartTls.REQUIRED, DEADLINE));

        Outcome outcome = sender.send(aMail());

        assertThat(outcome).isInstanceOf(Outcome.Deferred.class);
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void linesThatStartWithADotArriveWhole() {
        sender().send(aMail("one\n.\n.two\n"));

        assertThat(server.taken().getFirst().lines()).contains("..", "..two");
    }

    private SmtpSender sender() {
        return sender(DEADLINE);
    }

    private SmtpSender sender(Duration deadline) {
        return new SmtpSender(new Config(server.port(), MailConfig.StartTls.AUTO, deadline));
    }

    private static OutgoingMail aMail() {
        return aMail("First line\nSecond line\n");
    }

    private static OutgoingMail aMail(String body) {
        return new OutgoingMail(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                1,
                "<id-1@sender.example>",
                "reader@team.example",
                "Constant",
                body,
                Instant.parse("2026-01-19T11:00:00Z"));
    }

    private record Config(int port, MailConfig.StartTls startTls, Duration deadline)
            implements MailConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public String from() {
            return "no-reply@sender.example";
        }

        @Override
        public List<String> allowedDomains() {
            return List.of("team.example");
        }

        @Override
        public int atOnce() {
            return 1;
        }

        @Override
        public Duration poll() {
            return Duration.ofSeconds(1);
        }
    }
}
