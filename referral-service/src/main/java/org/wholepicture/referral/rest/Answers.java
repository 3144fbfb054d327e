package org.wholepicture.referral.rest;

import java.util.List;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.CheckEvent.Checked;

/** Turns what the front door found into what it answers. */
final class Answers {

    private Answers() {}

    static Problem refusal(Checked.Refused refused) {
        ReferralProblem type =
                switch (refused.refusal()) {
                    case MALFORMED -> ReferralProblem.NOT_AN_EVENT;
                    case TYPE_NOT_ALLOWED -> ReferralProblem.EVENT_TYPE_NOT_ALLOWED;
                    case SOURCE_NOT_ALLOWED -> ReferralProblem.SOURCE_NOT_REGISTERED;
                    case INVALID -> ReferralProblem.EVENT_NOT_VALID;
                };
        return Problem.of(type).withFaults(faults(refused.faults()));
    }

    static List<Fault> faults(List<org.wholepicture.referral.domain.Fault> faults) {
        return faults.stream().map(f -> new Fault(f.pointer(), f.detail())).toList();
    }
}
