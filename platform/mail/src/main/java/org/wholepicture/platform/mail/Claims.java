package org.wholepicture.platform.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.Failures;

/**
 * The two short transactions around an attempt: taking due messages and writing the attempts down,
 * and, after the network has spoken, writing down how it ended.
 */
@ApplicationScoped
class Claims {

    private static final Logger log = Logger.getLogger(Claims.class);

    /** The directory tells when somebody appears; this only covers what it did not tell. */
    private static final Duration LOOK_FOR_RECIPIENT_EVERY = Duration.ofMinutes(15);

    /** A message whose recipient cannot be worked out must not hold up the others. */
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(5);

    /** Over the deadline, so that only a dispatcher that is gone loses its lease. */
    private static final Duration LEASE_OVER_DEADLINE = Duration.ofSeconds(30);

    private final MailRows rows;
    private final RecipientResolver resolver;
    private final MailConfig config;
    private final InstantSource clock;
    private final Addresses addresses;
    private final String domain;

    Claims(MailRows rows, RecipientResolver resolver, MailConfig config, InstantSource clock) {
        this.rows = rows;
        this.resolver = resolver;
        this.config = config;
        this.clock = clock;
        this.addresses = new Addresses(config.allowedDomains());
        this.domain = config.from().substring(config.from().indexOf('@') + 1);
    }

    /**
     * What came of a look for due messages.
     *
     * @param ready attempts that are written down and must now be made
     * @param any whether any message was dealt with; there may be more
     */
    record Claimed(List<OutgoingMail> ready, boolean any) {

        /** Copies the list. */
        Claimed {
            ready = List.copyOf(ready);
        }
    }

    /**
     * Takes the next due messages, if there are any, in one transaction: while many are due, so
     * many attempts end meanwhile as one look takes.
     *
     * @param most how many attempts can be made now, 1 or more
     */
    Claimed next(int most) {
        var faulty = new UUID[1];
        try {
            return QuarkusTransaction.requiringNew().call(() -> claim(faulty, most));
        } catch (RuntimeException e) {
            UUID message = faulty[0];
            if (message == null) {
                throw e;
            }
            log.errorf(
                    Failures.withoutMessages(e),
                    "mail put off, its recipient cannot be worked out message=%s",
                    message);
            // The others of that look are as they were, and taken by the next.
            QuarkusTransaction.requiringNew()
                    .run(() -> rows.tryAgainAt(message, clock.instant().plus(AFTER_A_FAULT)));
            return new Claimed(List.of(), true);
        }
    }

    /** Writes down how an attempt ended and what follows from it. */
    void resolve(OutgoingMail mail, Outcome outcome) {
        QuarkusTransaction.requiringNew().run(() -> settle(mail, outcome, clock.instant()));
    }

    private Claimed claim(@Nullable UUID[] faulty, int most) {
        Instant now = clock.instant();
        List<OutgoingMail> ready = new ArrayList<>();
        List<MailRows.Due> found = rows.lockDue(now, most);
        for (MailRows.Due due : found) {
            claim(due, faulty, now).ifPresent(ready::add);
        }
        return new Claimed(ready, !found.isEmpty());
    }

    /** The attempt to make; empty where the message was dealt with without one. */
    private Optional<OutgoingMail> claim(MailRows.Due due, @Nullable UUID[] faulty, Instant now) {
        // What was never tried has neither attempts nor recipients to look at.
        boolean tried = due.attempts() > 0;
        if (tried
                && rows.disownAttempts(due.id(), now)
                && next(due.id(), due.attempts(), now).isEmpty()) {
            giveUp(due.id(), now);
            return Optional.empty();
        }
        Set<String> refused = tried ? rows.refusedRecipients(due.id()) : Set.of();
        faulty[0] = due.id();
        Optional<Recipient> recipient =
                resolver.resolve(due.addressee(), refused).filter(r -> !refused.contains(r.id()));
        faulty[0] = null;
        if (recipient.isEmpty()) {
            if (tried && rows.forgiveBarred(due.id())) {
                tryLater(due.id(), due.attempts(), now);
            } else {
                rows.nobodyUntil(due.id(), now.plus(LOOK_FOR_RECIPIENT_EVERY));
            }
            return Optional.empty();
        }
        return claimFor(recipient.get(), due, now);
    }

    private Optional<OutgoingMail> claimFor(Recipient recipient, MailRows.Due due, Instant now) {
        MailRows.RecipientRow row = rows.recipientRow(due.id(), recipient.id(), domain);
        UUID attempt = rows.insertAttempt(row.id(), recipient.address(), now);
        rows.lease(due.id(), now, config.deadline().plus(LEASE_OVER_DEADLINE));
        var mail =
                new OutgoingMail(
                        due.id(),
                        attempt,
                        row.id(),
                        due.attempts() + 1,
                        row.messageId(),
                        recipient.address(),
                        due.subject(),
                        due.body(),
                        now);
        if (addresses.mayBeWrittenTo(recipient.address())) {
            return Optional.of(mail);
        }
        settle(
                mail,
                Addresses.isPlain(recipient.address())
                        ? new Outcome.Barred(null, "domain not allowed")
                        : new Outcome.Refused(null, "not an address"),
                now);
        return Optional.empty();
    }

    private void settle(OutgoingMail mail, Outcome outcome, Instant now) {
        boolean first = rows.resolveAttempt(mail.attempt(), outcome, now);
        if (outcome instanceof Outcome.Accepted) {
            // Also when another dispatcher has taken over: it was sent, no more copies are needed.
            rows.sent(mail.message(), now);
            return;
        }
        if (!first) {
            return;
        }
        if (outcome instanceof Outcome.Refused || outcome instanceof Outcome.Barred) {
            log.warnf(
                    "mail refused message=%s outcome=%s code=%s",
                    mail.message(), outcome.name(), outcome.replyCode());
            // The message before its recipient, as everywhere: two that wait for each other wait
            // long.
            rows.tryAgainAt(mail.message(), now);
            rows.refuseRecipient(mail.recipientRow());
            return;
        }
        if (outcome instanceof Outcome.Indeterminate) {
            rows.inDoubt(mail.message());
        }
        tryLater(mail.message(), mail.number(), now);
    }

    private void tryLater(UUID message, int attempts, Instant now) {
        next(message, attempts, now)
                .ifPresentOrElse(
                        next -> rows.tryAgainAt(message, next), () -> giveUp(message, now));
    }

    private Optional<Instant> next(UUID message, int attempts, Instant now) {
        return RetrySchedule.next(attempts, rows.triedSince(message, now), now);
    }

    private void giveUp(UUID message, Instant now) {
        log.errorf("mail given up message=%s", message);
        rows.giveUp(message, now);
    }
}
