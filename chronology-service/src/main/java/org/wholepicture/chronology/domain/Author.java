package org.wholepicture.chronology.domain;

import org.jspecify.annotations.Nullable;

/** Who wrote something down, by role, and by directory id where that was said [domain.md B-06]. */
public record Author(@Nullable String role, @Nullable PractitionerId practitioner) {}
