package org.wholepicture.cases;

import org.jspecify.annotations.Nullable;

/**
 * A child of the story.
 *
 * @param birthDay day number; after {@link CaseFile#startDay} for a child not yet born
 * @param household the same token for children of one household, where siblings matter
 * @param lead token of the lead practitioner, where siblings matter
 */
public record CaseChild(
        String id, int birthDay, @Nullable String household, @Nullable String lead) {}
