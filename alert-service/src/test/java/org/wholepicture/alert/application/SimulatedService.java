package org.wholepicture.alert.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wholepicture.alert.domain.AlertEpisode;
import org.wholepicture.alert.domain.PartnershipSettings;
import org.wholepicture.alert.domain.Voice;
import org.wholepicture.platform.messaging.AfterCommit;

/**
 * alert-service as it hears, sweeps, tells and takes answers, on rows in memory and under a virtual
 * clock. A restart makes the whole of it anew; only the rows are kept.
 */
final class SimulatedService {

    private static final AlertConfig CONFIG =
            new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDiscoveredConverters()
                    .withMapping(AlertConfig.class)
                    .build()
                    .getConfigMapping(AlertConfig.class);

    /** The defaults, every rule speaking; thread-safe, and dear to make. */
    private static final SettingsInForce SETTINGS = settings();

    private static final MeterRegistry METRICS = new SimpleMeterRegistry();
    private static final AfterCommit AT_ONCE = new AfterCommit(noTransactions());

    final Hearing hearing;
    final Sweeping sweeping;
    final AcknowledgeAlert acknowledge;
    final SuppressAlert suppress;
    final SimulatedAlerts alerts;
    final SimulatedMails mails;
    final Owners owners;
    private final Facts facts;
    private final SimulatedPeople people;
    private final Telling telling;
    private final MovingUp movingUp;
    private final Copying copying;

    SimulatedService(SimulatedDatabase database, InstantSource clock) {
        var deadlines = new Deadlines(SETTINGS, CONFIG);
        people = new SimulatedPeople(database);
        owners = new Owners(people, people, clock);
        alerts = new SimulatedAlerts(database, owners);
        mails = new SimulatedMails(database, people, owners, clock);
        facts = new SimulatedFacts(database);
        AlertNews news = (_, _, _) -> database.written();
        var trail = new AlertTrail(alerts, news, clock);
        telling =
                new Telling(
                        alerts, mails, alerts, mails, trail, owners, people, clock, AT_ONCE,
                        METRICS);
        var speaking =
                new Speaking(
                        alerts, mails, trail, telling, people, deadlines, SETTINGS, CONFIG, clock);
        var folding =
                new Folding(
                        facts,
                        people,
                        alerts,
                        news,
                        telling,
                        speaking,
                        clock,
                        METRICS,
                        _ -> database.written(),
                        one(ShadowAlerts.class, "put", Optional.empty(), "weekly", List.of()),
                        SETTINGS,
                        one(StepDownStore.class, "put", List.of(), "of", List.of()),
                        new Comparing(facts, alerts, mails, SETTINGS, clock, METRICS));
        hearing = new Hearing(people, facts, people, folding, mails, new Touched());
        sweeping =
                new Sweeping(
                        people, folding, new Heartbeat(SETTINGS, clock, METRICS), clock, METRICS);
        var access = new AlertAccess(people, people, owners, mails, clock);
        var audit = new AlertAudit(_ -> database.written(), clock);
        var held = new HeldAlerts(alerts, people, audit);
        acknowledge = new AcknowledgeAlert(held, alerts, access, trail, telling, clock);
        suppress =
                new SuppressAlert(
                        held, alerts, alerts, access, trail, audit, telling, deadlines, people,
                        CONFIG, clock);
        movingUp = new MovingUp(alerts, alerts, access, people, trail, telling, deadlines, clock);
        copying = new Copying(mails, alerts, mails, people, clock);
    }

    /** How often a nightly sweep found anything that was not as the facts make it. */
    static double differences() {
        return METRICS.find("wp.alerts.differences").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** One turn of the mail rounds; whether there was anything to do. */
    boolean round() {
        return suppress.endNext() || movingUp.next() || telling.next() || copying.next();
    }

    /** The episodes that everything known now makes, folded from scratch. */
    List<AlertEpisode> episodes(UUID person, LocalDate through) {
        return SETTINGS.fold().fold(people.births(person), facts.about(person), through);
    }

    private static SettingsInForce settings() {
        var defaults =
                new SettingsBook.Entry(
                        1,
                        PartnershipSettings.defaults(Voice.SPEAKS),
                        0,
                        null,
                        LocalDate.MIN,
                        "",
                        SettingsBook.NOBODY,
                        Instant.EPOCH,
                        Optional.of(
                                new SettingsBook.Decision(
                                        true, SettingsBook.NOBODY, Instant.EPOCH)));
        var nothing = new SimulatedDatabase();
        var people = new SimulatedPeople(nothing);
        InstantSource clock = () -> Instant.EPOCH;
        return new SettingsInForce(
                one(SettingsBook.class, "latestApproved", 1, "approved", List.of(defaults)),
                new SimulatedAlerts(nothing, new Owners(people, people, clock)),
                CONFIG,
                clock);
    }

    /** Something that answers two questions always the same, and no other. */
    private static <T> T one(
            Class<T> type, String first, Object answer, String second, Object otherAnswer) {
        return type.cast(
                Proxy.newProxyInstance(
                        SimulatedService.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            if (method.getName().equals(first)) {
                                return answer;
                            }
                            if (method.getName().equals(second)) {
                                return otherAnswer;
                            }
                            throw new UnsupportedOperationException(method.getName());
                        }));
    }

    private static TransactionSynchronizationRegistry noTransactions() {
        return (TransactionSynchronizationRegistry)
                Proxy.newProxyInstance(
                        SimulatedService.class.getClassLoader(),
                        new Class<?>[] {TransactionSynchronizationRegistry.class},
                        (_, _, _) -> Status.STATUS_NO_TRANSACTION);
    }
}
