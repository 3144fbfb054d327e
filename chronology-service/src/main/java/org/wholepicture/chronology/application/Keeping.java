package org.wholepicture.chronology.application;

import org.wholepicture.chronology.domain.RebuiltFacts;

/**
 * The use cases that keep what messages say.
 *
 * @param entries what was said about a child
 * @param records which person a record belongs to
 * @param confirmations who may read
 * @param erasures what orders took away
 */
public record Keeping(
        KeepEntry entries,
        KeepRecord records,
        KeepConfirmation confirmations,
        KeepErasure erasures) {

    /** Keeps it in memory, so that the very same reading of a message serves a rebuild. */
    public static Keeping in(RebuiltFacts facts) {
        return new Keeping(
                new KeepEntry(facts, facts, (_, _) -> {}),
                new KeepRecord(facts),
                new KeepConfirmation(facts),
                new KeepErasure(facts, facts));
    }
}
