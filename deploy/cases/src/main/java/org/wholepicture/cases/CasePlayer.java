package org.wholepicture.cases;

import java.util.List;

/** Plays case histories somewhere: in the rule core, or through running services. */
public interface CasePlayer extends AutoCloseable {

    /**
     * Plays one case history from its first event to its last day.
     *
     * @throws CannotPlayException when there is nothing to play it on, so that trying the next one
     *     makes no sense either
     */
    Played play(CaseFile story) throws CannotPlayException;

    @Override
    default void close() {}

    /**
     * What came of it.
     *
     * @param alerts raised and withdrawn from {@code startDay} to {@code endDay}, in any order
     * @param problems anything else that is wrong, each in a sentence; the case then fails
     */
    record Played(List<RaisedAlert> alerts, List<String> problems) {

        /** Sorts the alerts. */
        public Played {
            alerts = alerts.stream().sorted(RaisedAlert.ORDER).toList();
            problems = List.copyOf(problems);
        }
    }

    /** Nothing can be played. Its message is shown as it is. */
    final class CannotPlayException extends Exception {

        private static final long serialVersionUID = 1L;

        /** With one sentence that says what to do about it. */
        public CannotPlayException(String message) {
            super(message);
        }
    }
}
