package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wholepicture.platform.messaging.AfterCommit;
import org.wholepicture.platform.messaging.Traces;
import org.wholepicture.referral.domain.EventStore;
import org.wholepicture.referral.domain.EventStore.Fit;
import org.wholepicture.referral.domain.EventStore.Kept;

/**
 * Keeps events that fit. Whom they are about is worked out afterwards, so the time this takes says
 * nothing about the child.
 */
@ApplicationScoped
public class AcceptEvents {

    private final EventStore events;
    private final AfterCommit afterCommit;
    private final FilingBell bell;
    private final Traces traces;

    AcceptEvents(EventStore events, AfterCommit afterCommit, FilingBell bell, Traces traces) {
        this.events = events;
        this.afterCommit = afterCommit;
        this.bell = bell;
        this.traces = traces;
    }

    /**
     * Keeps all of them, in one transaction that is on the disk when this returns.
     *
     * @return what became of each, in the order given
     */
    @Transactional
    public List<Kept> accept(List<Fit> fits) {
        Map<Integer, Kept> kept = new HashMap<>();
        // In the order of their keys: two batches with the same events cannot wait for each other.
        IntStream.range(0, fits.size())
                .boxed()
                .sorted(Comparator.comparing(i -> fits.get(i).event().key()))
                .forEach(i -> kept.put(i, keep(fits.get(i), fits.size() > 1)));
        afterCommit.run(bell::ring);
        return IntStream.range(0, fits.size()).mapToObj(kept::get).toList();
    }

    /** Each event has one trace: of several that came together each has its own. */
    private Kept keep(Fit fit, boolean oneOfSeveral) {
        return oneOfSeveral
                ? traces.apart("accept", () -> events.keep(fit))
                : traces.within("accept", () -> events.keep(fit));
    }
}
