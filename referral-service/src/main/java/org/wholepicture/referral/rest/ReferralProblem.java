package org.wholepicture.referral.rest;

import org.wholepicture.platform.web.ProblemType;

/** The refusals of the front door. */
enum ReferralProblem implements ProblemType {
    NOT_READABLE(400, "The body is not JSON that can be read here."),
    NOT_AN_EVENT(400, "This is not a CloudEvents 1.0 event as the contract has it."),
    EVENT_TYPE_NOT_ALLOWED(403, "Your system may not send events of this type."),
    SOURCE_NOT_REGISTERED(403, "This source is not registered to your agency."),
    NO_AGENCY(403, "The token does not name an agency's system."),
    EVENT_TOO_LARGE(413, "An event has at most 64 KB."),
    BATCH_TOO_LARGE(413, "A batch has at most 100 events and 1 MB."),
    CHARSET_NOT_TAKEN(415, "Events are sent in UTF-8."),
    EVENT_NOT_VALID(422, "The event does not meet its contract."),
    KEY_REUSED(422, "This source and id were used before for other content."),
    DIRECTORY_NOT_VALID(422, "The directory was not taken: something in it is wrong."),
    ABSENCES_NOT_VALID(422, "The absences were not taken: something in them is wrong."),
    DECISION_NOT_POSSIBLE(422, "This does not fit what is known."),
    DECISION_NOT_YOURS(403, "You may not decide this."),
    NOTHING_TO_END(409, "There is no such confirmation to end."),
    TOO_MANY_EVENTS(429, "Your agency's systems send too many events at once.");

    private final int status;
    private final String title;

    ReferralProblem(int status, String title) {
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
