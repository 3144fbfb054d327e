package org.wholepicture.platform.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.wholepicture.platform.messaging.Workers;

/**
 * Seals every second, writes the head down outside the database, and verifies the whole each night.
 * Gauges: {@code wp.audit.unsealed} (seconds since everything was sealed), {@code wp.audit.faults}
 * (findings of the last verification) and {@code wp.audit.unverified} (seconds since it ended).
 */
@Singleton
public class AuditChain {

    private static final Logger log = Logger.getLogger(AuditChain.class);

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration LOOK_AT_THE_CLOCK = Duration.ofSeconds(30);
    private static final int LOGGED = 20;

    private final AuditTables tables;
    private final AuditConfig config;
    private final InstantSource clock;
    private final @Nullable Anchors anchors;
    private final AtomicBoolean verifying = new AtomicBoolean();

    private volatile long sealedAt = System.nanoTime();
    private volatile long verifiedAt = System.nanoTime();
    private volatile boolean late;
    private volatile @Nullable Verification last;
    private @Nullable LocalDate nightDone;
    private long anchored = -1;

    AuditChain(
            AuditTables tables,
            AuditConfig config,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.tables = tables;
        this.config = config;
        this.clock = clock;
        this.anchors =
                config.anchorFolder()
                        .map(folder -> new Anchors(folder.resolve(service)))
                        .orElse(null);
    }

    void start(@Observes StartupEvent event, Workers workers, MeterRegistry meters) {
        Gauge.builder("wp.audit.unsealed", this, chain -> since(chain.sealedAt))
                .baseUnit("seconds")
                .description("Time since every audit row was in the chain and its head anchored")
                .register(meters);
        Gauge.builder("wp.audit.unverified", this, chain -> since(chain.verifiedAt))
                .baseUnit("seconds")
                .description("Time since the audit chain was last verified")
                .register(meters);
        Gauge.builder("wp.audit.faults", this, AuditChain::faults)
                .description("What the last verification of the audit chain found")
                .register(meters);
        if (!config.enabled()) {
            return;
        }
        if (anchors == null) {
            log.warnf("audit chain is not anchored setting=%s", "wp.audit.anchor-folder");
        }
        workers.start("audit-seal", config.interval(), this::sealOnce);
        workers.start("audit-verify", LOOK_AT_THE_CLOCK, this::verifyAtNight);
    }

    /** The last verification of this process; empty before the first. */
    public Optional<Verification> last() {
        return Optional.ofNullable(last);
    }

    /** Whether a verification is under way in this process. */
    public boolean isVerifying() {
        return verifying.get();
    }

    /** Begins to verify, unless that is under way; its outcome is {@link #last()} once it ended. */
    public void beginVerifying() {
        if (verifying.compareAndSet(false, true)) {
            Thread.ofVirtual().name("audit-verification").start(this::verify);
        }
    }

    /**
     * Verifies now, and logs what is found.
     *
     * @throws AuditFailedException when the rows cannot be read
     */
    public Verification verifyNow() {
        Verification verification;
        try {
            verification = AuditVerifier.verify(tables, anchors, clock.instant());
        } catch (java.sql.SQLException e) {
            throw new AuditFailedException(e);
        }
        last = verification;
        verifiedAt = System.nanoTime();
        if (!verification.whole()) {
            verification.findings().stream().limit(LOGGED).forEach(AuditChain::report);
            log.errorf(
                    "audit chain is broken runbook=%s faults=%d rows=%d",
                    "audit-chain", verification.faults(), verification.rows());
        } else {
            log.infof(
                    "audit chain verified rows=%d anchors=%d",
                    verification.rows(), verification.anchors());
        }
        return verification;
    }

    /**
     * Seals what is new and anchors the head; also one that an earlier crash left unanchored. A
     * worker does so each second.
     *
     * @return false: nothing more is waiting
     */
    public boolean sealOnce() {
        boolean isNew = tables.run(AuditSealer::isAnythingNew);
        if (isNew) {
            Instant now = clock.instant();
            long _ = tables.run(connection -> AuditSealer.seal(connection, now));
        }
        if (isNew || anchored < 0) {
            anchor();
        }
        if (!isNew || !tables.run(AuditSealer::isAnythingNew)) {
            sealedAt = System.nanoTime();
            late = false;
        } else if (since(sealedAt) > LATE.toSeconds() && !late) {
            // A transaction somewhere in the cluster has been open for as long.
            late = true;
            log.errorf("audit sealing is behind runbook=%s", "audit-chain");
        }
        return false;
    }

    private void anchor() {
        if (anchors == null) {
            anchored = 0;
            return;
        }
        if (anchored < 0) {
            anchored = anchors.highest();
        }
        Optional<AuditSealer.Head> head = tables.run(AuditSealer::head);
        if (head.isPresent() && head.get().position() > anchored) {
            anchors.append(head.get().position(), head.get().link(), clock.instant());
            anchored = head.get().position();
        }
    }

    private boolean verifyAtNight() {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        LocalDate night =
                now.toLocalTime().isBefore(config.verifyAt())
                        ? now.toLocalDate().minusDays(1)
                        : now.toLocalDate();
        if (nightDone == null) {
            // A start is no night: a service that is started anew each hour verifies once a day.
            nightDone = night;
        } else if (night.isAfter(nightDone)) {
            nightDone = night;
            beginVerifying();
        }
        return false;
    }

    private void verify() {
        try {
            Verification _ = verifyNow();
        } catch (RuntimeException e) {
            log.errorf("audit chain could not be verified reason=%s", e.getClass().getName());
        } finally {
            verifying.set(false);
        }
    }

    private static void report(Finding finding) {
        log.errorf(
                "audit chain finding=%s position=%s number=%s entry=%s",
                finding.kind(), finding.position(), finding.number(), finding.entry());
    }

    private double faults() {
        Verification found = last;
        return found == null ? 0 : found.faults();
    }

    private static double since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis() / 1000.0;
    }
}
