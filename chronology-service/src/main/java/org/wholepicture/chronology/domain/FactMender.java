package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Port: makes what stands of some records byte for byte what should stand. */
public interface FactMender {

    /**
     * What it took.
     *
     * @param written rows that were missing or other than they should be
     * @param removed rows that were other than they should be, or that nothing explains
     */
    record Mended(long written, long removed) {}

    /**
     * Compares and mends, in the caller's transaction. Rows that are right are not touched.
     *
     * @param facts all that is to stand of the records, and of no other
     * @param records which; the rows of others are left alone
     * @param after all of them are above this one
     * @param until and at most this one
     */
    Mended mend(RebuiltFacts facts, Collection<RecordId> records, RecordId after, RecordId until);

    /**
     * Corrects when agencies were first heard from, once all records have been gone through.
     *
     * @param heard as all messages say
     * @param since agencies first heard from after this may be missing from it
     */
    Mended mendHeard(Map<AgencyId, Instant> heard, Instant since);
}
