package org.wholepicture.referral.timer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.wholepicture.platform.messaging.Look;
import org.wholepicture.referral.application.Reconcile;

/**
 * Tells how much was filed, day by day: of the present day each minute while it grows, of earlier
 * ones when the count has changed.
 */
@ApplicationScoped
class FiledLook implements Look {

    private final Reconcile reconcile;

    FiledLook(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @Override
    public String name() {
        return "filed";
    }

    @Override
    public long lowest() {
        return reconcile.firstDay().orElseGet(reconcile::today).toEpochDay();
    }

    @Override
    public long highest() {
        return reconcile.today().toEpochDay();
    }

    @Override
    public long chunk() {
        return 1;
    }

    @Override
    public int older() {
        return 30;
    }

    @Override
    public void at(long first, long last) {
        reconcile.tally(LocalDate.ofEpochDay(first));
    }
}
