package org.wholepicture.referral.domain;

/** What a search for a person found (domain.md D3, match result). */
public sealed interface Match {

    /** One person, beyond doubt. */
    record Found(RecordId record) implements Match {}

    /** Somebody whom we do not know yet, with an identifier to know them by. */
    record None() implements Match {}

    /** Perhaps a person we know: somebody has to look. */
    record Potential() implements Match {}

    /** Too little to tell whom it is about. */
    record LowConfidence() implements Match {}

    /** The identifiers belong to different persons. */
    record Many() implements Match {}
}
