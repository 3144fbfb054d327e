package org.wholepicture.chronology.rest;

import org.wholepicture.platform.web.ProblemType;

/** The refusals of this service alone. */
enum ChronologyProblem implements ProblemType {
    QUESTION_NOT_UNDERSTOOD(400, "What was asked of the timeline could not be understood.");

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
