package org.wholepicture.alert.domain;

import java.time.LocalDate;

/** What reconciling found to do. */
public sealed interface AlertChange {

    /**
     * An alert to store. Its episode may have ended already, when its facts were delivered late:
     * then it is stored as ended and nobody is mailed.
     */
    record Raised(AlertEpisode episode) implements AlertChange {}

    /** More facts or other reasons under a standing alert; mails nobody. */
    record AddedTo(Alert.Standing alert, AlertEpisode episode) implements AlertChange {}

    /** The facts no longer make it. */
    record Resolved(Alert.Standing alert, LocalDate on) implements AlertChange {}

    /** A fact under it was taken back: those who were told of it are told of this. */
    record Withdrawn(Alert.Standing alert, LocalDate on) implements AlertChange {}
}
