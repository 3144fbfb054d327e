package org.wholepicture.chronology.messaging;

import jakarta.inject.Singleton;
import java.util.Collection;
import org.wholepicture.chronology.domain.MissingRecords;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.platform.messaging.Gaps;

/** Counts what is missing or in quarantine: both are keyed by record. */
@Singleton
class MissingMessages implements MissingRecords {

    private final Gaps gaps;

    MissingMessages(Gaps gaps) {
        this.gaps = gaps;
    }

    @Override
    public long count(Collection<RecordId> records) {
        return records.stream().mapToLong(record -> gaps.missing(record.toString())).sum();
    }
}
