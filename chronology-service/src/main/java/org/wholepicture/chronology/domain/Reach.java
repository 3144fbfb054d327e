package org.wholepicture.chronology.domain;

import org.jspecify.annotations.Nullable;

/**
 * How far what somebody said may be shown [domain.md B-19, B-87].
 *
 * @param agency whose word it is; none for an alert
 */
public record Reach(Sensitivity sensitivity, @Nullable AgencyId agency) {

    /** Of something that is not here: nobody can tell, so it counts as restricted. */
    public static final Reach NOT_HERE = new Reach(Sensitivity.RESTRICTED, null);
}
