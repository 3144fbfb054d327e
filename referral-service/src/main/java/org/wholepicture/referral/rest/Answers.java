package org.wholepicture.referral.rest;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.wholepicture.platform.web.Fault;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.referral.application.CheckEvent.Checked;

/** Turns what the front door found into what it answers. */
final class Answers {

    /** Faults or asks that an answer lists; who has more mends these first. */
    static final int MOST_FAULTS = 50;

    private Answers() {}

    static Problem refusal(Checked.Refused refused, int most) {
        ReferralProblem type =
                switch (refused.refusal()) {
                    case MALFORMED -> ReferralProblem.NOT_AN_EVENT;
                    case TYPE_NOT_ALLOWED -> ReferralProblem.EVENT_TYPE_NOT_ALLOWED;
                    case SOURCE_NOT_ALLOWED -> ReferralProblem.SOURCE_NOT_REGISTERED;
                    case INVALID -> ReferralProblem.EVENT_NOT_VALID;
                };
        return Problem.of(type).withFaults(faults(refused.faults(), most));
    }

    /**
     * What the front door asks the sender for.
     *
     * @param pointer where in the event: a JSON Pointer
     * @param detail what is asked, in a sentence
     */
    @Schema(name = "Ask", description = "Something the front door asks the sender for.")
    record Ask(
            @Schema(description = "JSON Pointer into the event.") String pointer, String detail) {}

    static List<Ask> asks(List<org.wholepicture.referral.domain.Fault> faults) {
        return faults(faults, MOST_FAULTS).stream()
                .map(f -> new Ask(f.pointer(), f.detail()))
                .toList();
    }

    /** The first ones, and where there are more, that there are. */
    static List<Fault> faults(List<org.wholepicture.referral.domain.Fault> faults, int most) {
        List<Fault> listed = new ArrayList<>();
        for (var fault : faults.subList(0, Math.min(most, faults.size()))) {
            listed.add(new Fault(fault.pointer(), fault.detail()));
        }
        if (faults.size() > most) {
            listed.add(new Fault("", "There are more, which are not listed."));
        }
        return listed;
    }
}
