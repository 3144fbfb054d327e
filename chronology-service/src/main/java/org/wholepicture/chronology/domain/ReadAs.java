package org.wholepicture.chronology.domain;

/** On what ground somebody reads a timeline; the strongest they have [assurance.md section 4]. */
public enum ReadAs {
    /** The confirmed lead practitioner. */
    LEAD,
    /** Confirmed to work with the child. */
    NAMED,
    /** The directory's manager of the lead. */
    TEAM,
    /** At the front door, while nobody leads; has given a reason. */
    FRONT_DOOR,
    /** Outside of the team around the child, under the sharing policy; has given a reason. */
    SHARED,
    /** In an emergency, for hours; has given a reason, and the lead was told. */
    EMERGENCY;

    /** What somebody who was confirmed reads as. */
    static ReadAs of(Confirmation.HeldAs heldAs) {
        return switch (heldAs) {
            case LEAD -> LEAD;
            case NAMED -> NAMED;
        };
    }

    /** Whether a reason is asked for even where the copies are fresh. */
    public boolean needsReason() {
        return switch (this) {
            case LEAD, NAMED, TEAM -> false;
            case FRONT_DOOR, SHARED, EMERGENCY -> true;
        };
    }
}
