package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wholepicture.platform.messaging.AfterCommit;
import org.wholepicture.referral.domain.Accounts;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.NumberedMessages;
import org.wholepicture.referral.domain.Publication;

/** Compares what was accepted with what became of it, and tells the others how much was filed. */
@ApplicationScoped
public class Reconcile {

    /**
     * Filing takes less, unless an event is stuck; with a minute between looks, told within two.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Accounts accounts;
    private final NumberedMessages messages;
    private final EventStore events;
    private final Publication publication;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final FilingBell bell;
    private final ReferralConfig.Tally config;

    Reconcile(
            Accounts accounts,
            NumberedMessages messages,
            EventStore events,
            Publication publication,
            InstantSource clock,
            AfterCommit afterCommit,
            FilingBell bell,
            ReferralConfig config) {
        this.accounts = accounts;
        this.messages = messages;
        this.events = events;
        this.publication = publication;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.config = config.tally();
    }

    /** The highest in the order of acceptance. */
    @Transactional
    public long highestAccepted() {
        return accounts.highest();
    }

    /**
     * Counts a stretch of accepted events, and has those filed that are nowhere; which they were.
     */
    @Transactional
    public List<Accounts.Unaccounted> account(long first, long last) {
        Instant now = clock.instant();
        Instant late = now.minus(PATIENCE);
        accounts.count(first, last, late);
        List<Accounts.Unaccounted> nowhere = accounts.unaccounted(first, last, late);
        if (!nowhere.isEmpty()) {
            accounts.fileNow(
                    nowhere.stream()
                            .filter(Accounts.Unaccounted::waiting)
                            .map(Accounts.Unaccounted::event)
                            .toList(),
                    now);
            events.refile(
                    nowhere.stream()
                            .filter(each -> !each.waiting())
                            .map(Accounts.Unaccounted::event)
                            .toList(),
                    now);
            afterCommit.run(bell::ring);
        }
        return nowhere;
    }

    /** Where everything accepted stands, as last counted. */
    @Transactional
    public List<Accounts.Account> accounts() {
        return accounts.all();
    }

    /** The highest in the order in which messages were numbered. */
    @Transactional
    public long highestNumbered() {
        return messages.highest();
    }

    /** Messages that the outbox has not. */
    @Transactional
    public List<NumberedMessages.Numbered> notInOutbox(long first, long last) {
        return messages.notInOutbox(first, last);
    }

    /** The first day that anything was filed on, if there is one. */
    @Transactional
    public Optional<LocalDate> firstDay() {
        return messages.firstKnown().map(known -> LocalDate.ofInstant(known, ZoneOffset.UTC));
    }

    /** The present day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Tells how much was filed on a day, if that has changed since it was told. */
    @Transactional
    public void tally(LocalDate day) {
        Instant now = clock.instant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant settled = now.minus(config.settle());
        Instant until = settled.isBefore(end) ? settled : end;
        Map<String, Long> filed =
                messages.count(day.atStartOfDay(ZoneOffset.UTC).toInstant(), until);
        if (!filed.equals(accounts.told(day).orElse(Map.of()))) {
            accounts.tell(day, filed);
            publication.tallied(day, until, filed, now);
        }
    }
}
