package org.wholepicture.chronology.domain;

import java.util.Collection;

/** Messages that are known to exist and have not arrived [design.md, promise 3]. */
public interface MissingRecords {

    /** How many are missing for these records just now. */
    long count(Collection<RecordId> records);
}
