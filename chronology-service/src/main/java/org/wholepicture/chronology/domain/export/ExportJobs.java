package org.wholepicture.chronology.domain.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.RecordId;

/**
 * The files that were asked for. To whoever asks it answers about their own files of the persons
 * they may read, and the database holds it to that; whoever makes the files sees all of them and no
 * fact.
 */
public interface ExportJobs {

    /** Most bytes of one part of a file. */
    int PART = 256 * 1024;

    /** How long whoever makes a file and says nothing of it is taken to be at work. */
    Duration LEASE = Duration.ofMinutes(2);

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
     * One making of a file. The last one begun is the only one that may write: what is asked of
     * another changes nothing and answers false.
     *
     * @param number 1 for the first
     */
    record Attempt(ExportId export, int number) {}

    /**
     * Begins to make the file that waits longest and that nobody makes: that is, nobody has said
     * within the last {@link #LEASE} that they do.
     */
    Optional<ExportJob> claim();

    /** The same for one file. */
    Optional<ExportJob> claim(ExportId id);

    /**
     * Everything the transaction reads from then on is of one moment, and it writes nothing. The
     * first call in it.
     */
    void oneMoment();

    /** Says that it is still being made. */
    boolean renew(Attempt attempt);

    /** Says how far it is, and that it is still being made. */
    boolean moved(Attempt attempt, long done, long total);

    /** Keeps a part, and says that the file is still being made. */
    boolean add(Attempt attempt, int number, byte[] content);

    /** The file is whole; what other makings left behind goes. */
    boolean ready(Attempt attempt, ExportJob.Ready ready);

    /** The file cannot be made; what was kept of it goes. */
    boolean failed(Attempt attempt, Instant at);

    /** This making is over without a file: the next may begin at once. */
    boolean release(Attempt attempt);

    /**
     * Withdraws the files that were made of a record, and has those begun anew that are being made:
     * something in them was erased, or is for fewer people now. In the caller's transaction.
     *
     * @param person to whom the record belongs
     * @return how many files went
     */
    long withdraw(RecordId record, PersonId person, Instant at);

    /** Forgets what was asked for of a child of whom nothing stays, and why; how much that was. */
    long forget(RecordId record, PersonId person);

    /** Removes the files whose time is over, at most 100; how many these were. */
    int expire(Instant now);

    /** How many wait or are being made. */
    long waiting();
}
