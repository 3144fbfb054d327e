package org.wholepicture.chronology.domain.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;

/**
 * The files that were asked for. To whoever asks it answers about their own files of the persons
 * they may read, and the database holds it to that; whoever makes the files sees all of them and no
 * fact.
 */
public interface ExportJobs {

    /** Most bytes of one part of a file. */
    int PART = 256 * 1024;

    /** Keeps what was asked for. */
    void add(Set<PersonId> granted, ExportRequest request);

    /** What somebody asked for of a child, newest first, at most 50. */
    List<ExportJob> of(Set<PersonId> granted, PractitionerId asker, PersonId person);

    /** One file that somebody asked for. */
    Optional<ExportJob> find(
            Set<PersonId> granted, PractitionerId asker, PersonId person, ExportId id);

    /** A part of a file; the first has number 0; empty after the last. */
    Optional<byte[]> part(Set<PersonId> granted, PractitionerId asker, ExportId id, int number);

    /**
     * Takes the file that waits longest and that nobody else is making, until the transaction ends;
     * everything the transaction reads from then on is of one moment. The first call in it.
     */
    Optional<ExportJob> claim();

    /** The same for one file. */
    Optional<ExportJob> claim(ExportId id);

    /** Says that making it is begun, in a transaction of its own. */
    void begun(ExportId id);

    /** Says how far it is, in a transaction of its own. */
    void moved(ExportId id, long done, long total);

    /** Keeps a part of a claimed file. */
    void add(ExportId id, int number, byte[] content);

    /** A claimed file is whole. */
    void ready(ExportId id, ExportJob.Ready ready);

    /** A claimed file cannot be made. */
    void failed(ExportId id, Instant at);

    /** Removes the files whose time is over, at most 100; how many these were. */
    int expire(Instant now);

    /** How many wait or are being made. */
    long waiting();
}
