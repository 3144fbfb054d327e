package org.wholepicture.chronology.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.RecordId;
import org.wholepicture.chronology.domain.export.ExportJobs;

/** Withdraws files in which a later version is for fewer people than what they hold. */
@ApplicationScoped
class CloseFiles implements KeepEntry.Files {

    private final ExportJobs exports;
    private final InstantSource clock;

    CloseFiles(ExportJobs exports, InstantSource clock) {
        this.exports = exports;
        this.clock = clock;
    }

    @Override
    public void close(RecordId record, PersonId person) {
        long _ = exports.withdraw(record, person, clock.instant());
    }
}
