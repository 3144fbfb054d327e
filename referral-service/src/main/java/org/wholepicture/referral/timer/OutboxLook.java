package org.wholepicture.referral.timer;

import jakarta.enterprise.context.ApplicationScoped;
import org.wholepicture.platform.messaging.Look;
import org.wholepicture.platform.messaging.Losses;
import org.wholepicture.referral.application.Reconcile;

/**
 * Looks whether every message about a record is in the outbox; one that is not is written again.
 */
@ApplicationScoped
class OutboxLook implements Look {

    private final Reconcile reconcile;
    private final Losses losses;

    OutboxLook(Reconcile reconcile, Losses losses) {
        this.reconcile = reconcile;
        this.losses = losses;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public long highest() {
        return reconcile.highestNumbered();
    }

    @Override
    public void at(long first, long last) {
        losses.writeAgain(
                reconcile.notInOutbox(first, last).stream()
                        .map(
                                lost ->
                                        new Losses.Lost(
                                                lost.message(),
                                                "child-events",
                                                lost.record().toString(),
                                                lost.sequence()))
                        .toList());
    }
}
