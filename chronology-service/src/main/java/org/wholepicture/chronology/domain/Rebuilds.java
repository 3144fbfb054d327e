package org.wholepicture.chronology.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Port: rebuilds, and how far each of their stretches of records has come. */
public interface Rebuilds {

    /**
     * A stretch in the hands of one worker.
     *
     * @param claim whose hands; another's once it has rested too long
     * @param position the records up to this one are done
     * @param until the last of the stretch, included
     */
    record Stretch(UUID rebuild, int number, UUID claim, String position, String until) {}

    /** What came of a part of a stretch. */
    record Part(long records, long messages, long written, long removed, long left, long refused) {}

    /** Starts one, unless one runs already; the one that runs then. */
    Rebuild start(UUID id, Instant now, String by, UUID request);

    /** The last one ordered. */
    Optional<Rebuild> last();

    /**
     * Takes a stretch that is not done and that nobody has had in hand for a while.
     *
     * @param rest how long
     */
    Optional<Stretch> claim(UUID claim, Duration rest);

    /**
     * Moves a stretch on, in the transaction that did the work.
     *
     * @param heard when agencies were first heard from in what was done
     * @return the stretch as it is then; empty when it has come into other hands
     */
    Optional<Stretch> moveOn(
            Stretch stretch, String position, Part part, Map<AgencyId, Instant> heard);

    /** Notes that all of a stretch is done; false when it has come into other hands. */
    boolean done(Stretch stretch);

    /** Notes why a stretch does not move. */
    void trouble(Stretch stretch, String reason);

    /**
     * Ends the rebuild whose stretches are all done, with what they heard.
     *
     * @return when each agency was first heard from, and when the rebuild began; empty if none
     *     ended
     */
    Optional<Ended> finish(Instant now);

    /** A rebuild that has just ended. */
    record Ended(UUID rebuild, Instant ordered, Map<AgencyId, Instant> heard) {}
}
