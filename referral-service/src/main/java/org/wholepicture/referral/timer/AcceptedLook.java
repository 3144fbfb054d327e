package org.wholepicture.referral.timer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;
import org.wholepicture.platform.messaging.Look;
import org.wholepicture.referral.application.Reconcile;
import org.wholepicture.referral.domain.Accounts;
import org.wholepicture.referral.domain.Accounts.Account;

/**
 * Looks where accepted events stand: accepted = filed + being filed + in review + set aside +
 * erased, by agency. An event that is nowhere is named and filed.
 *
 * <p>A turn reads three stretches of 50,000 events, about 150 MB where events have 1 KB, and looks
 * each up in filing: all of 10 million in three and a half hours, the newest each minute.
 */
@ApplicationScoped
class AcceptedLook implements Look {

    private static final Logger log = Logger.getLogger(AcceptedLook.class);

    private final Reconcile reconcile;
    private final MultiGauge accepted;
    private final MultiGauge filed;
    private final MultiGauge inReview;
    private final MultiGauge setAside;
    private final MultiGauge unaccounted;

    AcceptedLook(Reconcile reconcile, MeterRegistry meters) {
        this.reconcile = reconcile;
        this.accepted = gauge(meters, "wp.reconciler.accepted", "Events accepted from an agency");
        this.filed = gauge(meters, "wp.reconciler.filed", "Events of an agency that were filed");
        this.inReview =
                gauge(
                        meters,
                        "wp.reconciler.in.review",
                        "Events of an agency that wait for a person");
        this.setAside =
                gauge(
                        meters,
                        "wp.reconciler.set.aside",
                        "Events of an agency that a person set aside");
        this.unaccounted =
                gauge(
                        meters,
                        "wp.reconciler.unaccounted",
                        "Events of an agency that are accepted and nowhere");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    @Override
    public String name() {
        return "accepted";
    }

    @Override
    public long highest() {
        return reconcile.highestAccepted();
    }

    @Override
    public void at(long first, long last) {
        for (Accounts.Unaccounted each : reconcile.account(first, last)) {
            log.errorf(
                    "accepted event is nowhere event=%s agency=%s stuck=%b",
                    each.event(), each.agency(), each.waiting());
        }
    }

    @Override
    public void measure() {
        List<Account> accounts = reconcile.accounts();
        register(accepted, accounts, Account::accepted);
        register(filed, accounts, Account::filed);
        register(inReview, accounts, Account::inReview);
        register(setAside, accounts, Account::setAside);
        register(unaccounted, accounts, Account::unaccounted);
    }

    private static void register(
            MultiGauge gauge, List<Account> accounts, ToLongFunction<Account> count) {
        gauge.register(
                accounts.stream()
                        .<MultiGauge.Row<?>>map(
                                account ->
                                        MultiGauge.Row.of(
                                                Tags.of("agency", account.agency()),
                                                count.applyAsLong(account)))
                        .toList(),
                true);
    }
}
