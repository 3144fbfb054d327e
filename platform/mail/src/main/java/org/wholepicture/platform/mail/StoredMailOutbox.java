package org.wholepicture.platform.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.wholepicture.platform.messaging.AfterCommit;

/** The outbox over the mail tables. */
@ApplicationScoped
class StoredMailOutbox implements MailOutbox {

    private static final int MOST_TROUBLES = 500;

    /** Longer than a server takes that greylists, or restarts. */
    private static final Duration DELAYED_AFTER = Duration.ofMinutes(15);

    private final MailRows rows;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private final AfterCommit afterCommit;
    private final TransactionSynchronizationRegistry transactions;

    StoredMailOutbox(
            MailRows rows,
            Dispatcher dispatcher,
            InstantSource clock,
            AfterCommit afterCommit,
            TransactionSynchronizationRegistry transactions) {
        this.rows = rows;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.afterCommit = afterCommit;
        this.transactions = transactions;
    }

    @Override
    public List<UUID> post(List<Mail> mails) {
        requireTransaction();
        List<UUID> ids = rows.insert(mails, clock.instant());
        if (!ids.isEmpty()) {
            afterCommit.run(dispatcher::wake);
        }
        return ids;
    }

    @Override
    public boolean holdUnread(UUID message) {
        requireTransaction();
        return rows.holdUnread(message);
    }

    @Override
    public boolean rewrite(UUID message, String body) {
        Mail.requireBody(body);
        boolean held = holdUnread(message);
        if (held) {
            rows.rewrite(message, body);
        }
        return held;
    }

    @Override
    public boolean cancel(UUID message) {
        boolean held = holdUnread(message);
        if (held) {
            rows.cancel(message, clock.instant());
        }
        return held;
    }

    @Override
    public boolean stop(UUID message) {
        requireTransaction();
        return rows.stop(message, clock.instant());
    }

    @Override
    public Set<UUID> gone(Set<UUID> messages) {
        return rows.gone(messages);
    }

    @Override
    public Set<String> reached(UUID message) {
        return rows.reached(message);
    }

    @Override
    public List<MailTrouble> troubles(int limit) {
        if (limit < 1 || limit > MOST_TROUBLES) {
            throw new IllegalArgumentException("limit out of bounds");
        }
        return rows.troubles(limit, clock.instant().minus(DELAYED_AFTER));
    }

    @Override
    public boolean tryNow(UUID message) {
        requireTransaction();
        return wakeIf(rows.tryNow(message, clock.instant()));
    }

    @Override
    public void addressChanged(String recipient) {
        requireTransaction();
        wakeIf(rows.addressChanged(recipient, clock.instant()));
    }

    @Override
    public void lookAgainForRecipients() {
        wakeIf(rows.lookAgainForRecipients() > 0);
    }

    private boolean wakeIf(boolean anythingToDo) {
        if (anythingToDo) {
            afterCommit.run(dispatcher::wake);
        }
        return anythingToDo;
    }

    private void requireTransaction() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("mail is written in the caller's transaction");
        }
    }
}
