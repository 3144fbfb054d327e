package org.wholepicture.chronology.rest;

import org.wholepicture.platform.web.ProblemType;

/** The refusals of this service alone. */
enum ChronologyProblem implements ProblemType {
    QUESTION_NOT_UNDERSTOOD(400, "What was asked of the timeline could not be understood."),
    SECOND_FACTOR_NEEDED(403, "Sign in with a second factor first."),
    ANOTHER_EMERGENCY_OPEN(
            403, "Another child's timeline is open to you in an emergency; one at a time."),
    YOUR_OWN(403, "Somebody else decides about this: it is your own."),
    NOT_NOW(409, "This does not fit how far it is.");

    private final int status;
    private final String title;

    ChronologyProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
