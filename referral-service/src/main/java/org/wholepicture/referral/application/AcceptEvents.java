package org.wholepicture.referral.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wholepicture.platform.messaging.AfterCommit;
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

    AcceptEvents(EventStore events, AfterCommit afterCommit, FilingBell bell) {
        this.events = events;
        this.afterCommit = afterCommit;
        this.bell = bell;
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
                .forEach(i -> kept.put(i, events.keep(fits.get(i))));
        afterCommit.run(bell::ring);
        return IntStream.range(0, fits.size()).mapToObj(kept::get).toList();
    }
}
