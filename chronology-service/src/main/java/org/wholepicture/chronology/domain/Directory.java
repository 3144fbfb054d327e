package org.wholepicture.chronology.domain;

/**
 * The copy of the directory of agencies and practitioners. Of each key the message with the highest
 * number holds.
 */
public interface Directory {

    /**
     * Keeps an agency, unless a later message about it is here.
     *
     * @param sequence number of the message among those of its key
     */
    void put(AgencyId agency, long sequence, String name, boolean active);

    /**
     * Keeps a practitioner, unless a later message about them is here.
     *
     * @param sequence number of the message among those of its key
     */
    void put(
            PractitionerId practitioner,
            long sequence,
            String name,
            AgencyId agency,
            boolean active);
}
