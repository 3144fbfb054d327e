package org.wholepicture.escalation.rest;

import org.wholepicture.platform.web.ProblemType;

/** The refusals of this service's API. */
enum DissentProblem implements ProblemType {
    ALREADY_RAISED(409, "You have raised this disagreement already, and it is open."),
    STEP_DOWN_WITHDRAWN(409, "The agency has taken this step-down back."),
    ALREADY_RESOLVED(409, "This disagreement is resolved already."),
    NOT_YOURS_TO_RESOLVE(403, "Only the side that raised a disagreement can resolve it.");

    private final int status;
    private final String title;

    DissentProblem(int status, String title) {
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
