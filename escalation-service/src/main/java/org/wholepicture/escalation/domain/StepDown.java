package org.wholepicture.escalation.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A move to a lower level of help, or closing, that an agency proposed or made.
 *
 * @param event the filed event that says it
 * @param record the record it is filed under
 * @param agency who proposed or made it
 * @param state whether it is proposed or done
 * @param from the level before, where the agency said it
 * @param to the level after, or CLOSED
 * @param happened the day it was proposed or made
 * @param withdrawn whether the agency has taken the event back
 */
public record StepDown(
        EventId event,
        RecordId record,
        AgencyId agency,
        State state,
        Optional<String> from,
        String to,
        LocalDate happened,
        boolean withdrawn) {

    /** How far it has gone. */
    public enum State {
        /** Asked for; people may still decide otherwise. */
        PROPOSED,
        /** Made. */
        DONE
    }
}
