package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Which messages told which entries, so that an entry that is gone is missed. */
public interface ToldEntries extends EntryNotes {

    /** A message and the record that it is about. */
    record Told(Origin origin, RecordId record) {}

    /** The highest in the order of telling. */
    long highest();

    /**
     * Messages whose entry is gone, at most 500.
     *
     * @param first in the order of telling
     * @param last included
     */
    List<Told> gone(long first, long last);

    /**
     * How many messages told facts that became known in a period, by agency.
     *
     * @param from included
     * @param until not included
     */
    Map<AgencyId, Long> count(Instant from, Instant until);
}
