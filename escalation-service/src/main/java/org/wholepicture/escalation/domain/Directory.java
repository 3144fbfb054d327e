package org.wholepicture.escalation.domain;

/** Names to show on pages; where the directory has none, the id. */
public interface Directory {

    /** Name of a practitioner. */
    String nameOf(PractitionerId practitioner);

    /** Name of an agency. */
    String nameOf(AgencyId agency);
}
