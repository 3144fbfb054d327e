package org.wholepicture.chronology.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The chronology made anew from what the other services ever numbered [docs/adr/0018].
 *
 * @param orderedBy who asked for it
 * @param finished when nothing of it was left; none while it runs
 * @param records how many records have been gone through
 * @param messages how many messages they had
 * @param written rows that were missing or other than they should be
 * @param removed rows that were other than they should be, or that nothing explains
 * @param left records that were left as they are: more of them had been applied than their source
 *     has, or than this version can apply
 * @param refused messages that this version cannot apply
 * @param stretches into how many the records are divided, and how many of them are done
 * @param trouble why the last attempt at a stretch failed; none while all goes well
 */
public record Rebuild(
        UUID id,
        Instant ordered,
        String orderedBy,
        @Nullable Instant finished,
        long records,
        long messages,
        long written,
        long removed,
        long left,
        long refused,
        Stretches stretches,
        @Nullable String trouble) {

    /** How many there are, and how many of them are done. */
    public record Stretches(int all, int done) {}
}
