package org.wholepicture.platform.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was sealed.
 *
 * @param kind what was done
 * @param position place in the chain; null where the row is in none
 * @param number the row's number in its table; null where nothing says it any more
 * @param entry id of the row; null likewise
 * @param detail a sentence of ours; no content of a row
 */
public record Finding(
        Kind kind,
        @Nullable Long position,
        @Nullable Long number,
        @Nullable UUID entry,
        String detail) {

    /** What was done. */
    public enum Kind {
        /** A row says something else than when it was sealed. */
        ROW_CHANGED,
        /** A row is gone, and no order of erasure says so. */
        ROW_DELETED,
        /** A row stands behind the head that was never sealed. */
        ROW_INSERTED,
        /** A place of the chain is gone. */
        SEAL_DELETED,
        /** A place of the chain was changed. */
        SEAL_CHANGED,
        /** The chain ends before the last head that was written down outside the database. */
        TRUNCATED,
        /** The chain was made anew: it follows from itself and not from what was anchored. */
        CHAIN_REPLACED,
        /** The row that holds the head does not fit the chain. */
        HEAD_CHANGED,
        /** A line of the anchor cannot be read. */
        ANCHOR_DAMAGED,
        /** Heads are missing outside the database that should be there. */
        ANCHOR_BEHIND
    }
}
