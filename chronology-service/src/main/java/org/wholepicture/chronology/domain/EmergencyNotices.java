package org.wholepicture.chronology.domain;

import org.jspecify.annotations.Nullable;

/** Port: whoever must hear at once that a timeline was opened in an emergency. */
public interface EmergencyNotices {

    /**
     * Tells the lead practitioner and the privacy officer, in the caller's transaction.
     *
     * @param reference opaque; stands in the message and beside the emergency
     * @param lead who leads; null where nobody does
     */
    void tell(String reference, @Nullable PractitionerId lead);

    /** Reminds the privacy officer that nobody has reviewed it in time; in the same way. */
    void remind(String reference);
}
