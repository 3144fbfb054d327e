package org.wholepicture.platform.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.CrashPoints;
import org.wholepicture.platform.messaging.Failures;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;

/**
 * Sends what is due: takes messages in one transaction, talks to the mail server outside any, and
 * writes the outcome down in another. Several attempts run at once, so that a hanging server holds
 * up its own recipient only.
 */
@ApplicationScoped
class Dispatcher {

    private static final Logger log = Logger.getLogger(Dispatcher.class);

    private final Claims claims;
    private final SmtpSender sender;
    private final MailConfig config;
    private final Workers workers;
    private final MeterRegistry metrics;
    private final CrashPoints crashPoints;
    private final Semaphore free;
    private @Nullable Worker worker;

    Dispatcher(
            Claims claims,
            SmtpSender sender,
            MailConfig config,
            Workers workers,
            MeterRegistry metrics,
            CrashPoints crashPoints) {
        this.claims = claims;
        this.sender = sender;
        this.config = config;
        this.workers = workers;
        this.metrics = metrics;
        this.crashPoints = crashPoints;
        this.free = new Semaphore(config.atOnce());
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            worker = workers.start("mail", config.poll(), this::turn);
        }
    }

    /** Makes the dispatcher look now. */
    void wake() {
        Worker present = worker;
        if (present != null) {
            present.wake();
        }
    }

    /** Takes as many messages as can be sent now; says whether to look for others at once. */
    boolean turn() {
        int room = free.drainPermits();
        if (room == 0) {
            // Each attempt wakes the worker when it ends.
            return false;
        }
        int handedOver = 0;
        try {
            Claims.Claimed claimed = claims.next(room);
            for (OutgoingMail mail : claimed.ready()) {
                Thread.ofVirtual().name("mail-send").start(() -> send(mail));
                handedOver++;
            }
            return claimed.any();
        } finally {
            free.release(room - handedOver);
        }
    }

    private void send(OutgoingMail mail) {
        try {
            crashPoints.reached(CrashPoints.Point.AFTER_CLAIM_BEFORE_SENT);
            Timer.Sample sample = Timer.start(metrics);
            Outcome outcome = sender.send(mail);
            crashPoints.reached(CrashPoints.Point.AFTER_SENT_BEFORE_RECORDED);
            sample.stop(
                    Timer.builder("wp.mail.attempts")
                            .description("Attempts to hand a message over, by how they ended")
                            .tag("outcome", outcome.name())
                            .register(metrics));
            log.infof(
                    "mail attempt message=%s attempt=%d outcome=%s code=%s",
                    mail.message(), mail.number(), outcome.name(), outcome.replyCode());
            claims.resolve(mail, outcome);
        } catch (RuntimeException e) {
            // The lease runs out and the next claim calls the attempt indeterminate.
            log.errorf(
                    Failures.withoutMessages(e),
                    "mail attempt not written down message=%s",
                    mail.message());
        } finally {
            free.release();
            wake();
        }
    }

    /**
     * Lets attempts under way end, so that a restart leaves none of unknown outcome. After the
     * workers have stopped, so that none begins, and before beans are destroyed: among them is the
     * pool over which an outcome is written down.
     */
    void finish(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        Duration patience = config.deadline().plusSeconds(1);
        try {
            if (!free.tryAcquire(config.atOnce(), patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("mail attempts still under way at the end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
