package org.wholepicture.chronology.domain;

/** How far an entry may be shown [domain.md B-19, B-87]. */
public enum Sensitivity {
    NORMAL,
    /** The lead and the agency it comes from; others see that it exists. */
    RESTRICTED,
    /** Only the agency it comes from, until named lists exist; others see that it exists. */
    SHIELDED;

    /** Whether somebody may see the content and not only the existence; fails closed. */
    public boolean shows(boolean leads, boolean ownAgency) {
        return switch (this) {
            case NORMAL -> true;
            case RESTRICTED -> leads || ownAgency;
            case SHIELDED -> ownAgency;
        };
    }
}
