package org.wholepicture.referral.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.wholepicture.platform.messaging.Worker;
import org.wholepicture.platform.messaging.Workers;
import org.wholepicture.platform.web.Redacted;
import org.wholepicture.referral.application.FileEvents;
import org.wholepicture.referral.application.FilingBell;
import org.wholepicture.referral.application.FilingFailedException;
import org.wholepicture.referral.application.ReferralConfig;

/**
 * Files what was accepted: woken after each commit, and looking by itself. Each commit wakes one
 * worker, and a worker that has found two events in a row wakes the next: all of them looking for
 * every single event would keep the database busy with finding nothing.
 */
@ApplicationScoped
class FilingWorkers implements FilingBell {

    private static final Logger log = Logger.getLogger(FilingWorkers.class);

    private final Workers workers;
    private final FileEvents files;
    private final ReferralConfig.Filing config;
    private final Counter filed;
    private final Counter reviewed;
    private final Counter failed;
    private final List<Worker> running = new CopyOnWriteArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    FilingWorkers(Workers workers, FileEvents files, ReferralConfig config, MeterRegistry meters) {
        this.workers = workers;
        this.files = files;
        this.config = config.filing();
        this.filed = turns(meters, "filed");
        this.reviewed = turns(meters, "review");
        this.failed = turns(meters, "failed");
    }

    private static Counter turns(MeterRegistry meters, String outcome) {
        return Counter.builder("wp.filing.turns")
                .description("Accepted events that filing took up, by how it went")
                .tag("outcome", outcome)
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        IntStream.rangeClosed(1, config.workers())
                .mapToObj(i -> workers.start("filing-" + i, config.poll(), new Filing()))
                .forEach(running::add);
    }

    @Override
    public void ring() {
        int workers = running.size();
        if (workers > 0) {
            running.get(Math.floorMod(next.getAndIncrement(), workers)).wake();
        }
    }

    private void giveBack(FilingFailedException failure) {
        try {
            files.giveBack(failure);
        } catch (RuntimeException e) {
            throw withoutMessage(e);
        }
    }

    /** The worker logs it, and a driver's message may quote the row. */
    private static IllegalStateException withoutMessage(RuntimeException e) {
        return new IllegalStateException("a turn of filing failed", Redacted.of(e));
    }

    /** What one worker does. */
    private final class Filing implements Worker.Turn {

        private boolean busy;

        @Override
        public boolean run() {
            boolean more = turn();
            if (busy && more) {
                ring();
            }
            busy = more;
            return more;
        }
    }

    /** Whether more may be waiting. */
    private boolean turn() {
        try {
            FileEvents.Turn turn = files.fileNext();
            switch (turn) {
                case FILED -> filed.increment();
                case IN_REVIEW -> reviewed.increment();
                case NOTHING -> {}
            }
            return turn != FileEvents.Turn.NOTHING;
        } catch (FilingFailedException e) {
            failed.increment();
            log.warnf(Redacted.of(e), "filing failed event=%s", e.claim().event().id());
            giveBack(e);
            return true;
        } catch (RuntimeException e) {
            throw withoutMessage(e);
        }
    }
}
