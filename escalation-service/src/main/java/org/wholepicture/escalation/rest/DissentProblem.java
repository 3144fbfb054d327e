package org.wholepicture.escalation.rest;

import org.wholepicture.escalation.domain.Protocol.Refusal;
import org.wholepicture.platform.web.ProblemType;

/** The refusals of this service's API. */
enum DissentProblem implements ProblemType {
    ALREADY_RAISED(409, "You have raised this disagreement already, and it is open."),
    DECISION_WITHDRAWN(409, "The agency has taken this decision back."),
    ALREADY_ENDED(409, "This disagreement is resolved or withdrawn already."),
    NOT_YOUR_SIDE(403, "This is for the sides of the disagreement, or for the other one of them."),
    ALREADY_ANSWERED(409, "Your side has said its view at this stage already."),
    RAISED_IS_SAID(409, "At the first stage what was raised is the view of your side."),
    ALREADY_MET(409, "What came of meeting at this stage is written down already."),
    MEETING_TO_COME(409, "A meeting that is yet to come has no outcome."),
    AT_THE_TOP(409, "It is at the top already."),
    OWN_PROPOSAL(403, "Another administrator approves what you have proposed."),
    ALREADY_DECIDED(409, "This version is approved, or a later one is in effect.");

    private final int status;
    private final String title;

    DissentProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    static DissentProblem of(Refusal why) {
        return switch (why) {
            case ENDED -> ALREADY_ENDED;
            case NOT_YOUR_SIDE -> NOT_YOUR_SIDE;
            case ANSWERED_ALREADY -> ALREADY_ANSWERED;
            case RAISED_IS_SAID -> RAISED_IS_SAID;
            case MET_ALREADY -> ALREADY_MET;
            case MEETING_TO_COME -> MEETING_TO_COME;
            case AT_THE_TOP -> AT_THE_TOP;
        };
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
