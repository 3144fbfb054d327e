package org.wholepicture.referral.domain;

import org.jspecify.annotations.Nullable;

/**
 * What filing has to know of an event's data.
 *
 * @param subject whom it is about
 * @param happened when
 * @param version the source's record behind it, if said
 * @param particulars the type's own members that decide
 */
public record Submission(
        Subject subject,
        Happened happened,
        @Nullable SourceVersion version,
        Particulars particulars) {}
