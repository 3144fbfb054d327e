package org.wholepicture.alert.rest;

import org.wholepicture.platform.web.ProblemType;

/** Refusals of alert-service's own. */
enum AlertProblem implements ProblemType {
    ALREADY_ACKNOWLEDGED(
            409, "The alert was acknowledged already, by somebody else or in other words."),
    ALERT_ENDED(409, "The alert has ended; there is nothing to answer."),
    ALREADY_DECIDED(409, "These settings are decided, or others were approved since."),
    PREVIEW_NOT_READY(409, "It is not worked out yet what these settings would change."),
    OWN_PROPOSAL(403, "Nobody approves what they proposed: another administrator does."),
    ALREADY_CLAIMED(409, "Somebody else has taken this alert."),
    NEVER_PUT_OFF(409, "An urgent alert about a child's safety is not put off."),
    NOT_AS_IT_STANDS(409, "The alert does not stand so that this can be done."),
    NOT_ENDED_BY_EVIDENCE(409, "Alerts of this rule are not ended by recorded evidence."),
    NOT_ASKABLE(409, "This agency has told nothing under this alert, and is not missed in it."),
    ALREADY_ANSWERED(409, "The question was answered already."),
    OPEN_OTHERWISE(409, "Something else is open now than what was seen; look again and decide.");

    private final int status;
    private final String title;

    AlertProblem(int status, String title) {
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
