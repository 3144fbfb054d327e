package org.wholepicture.escalation.rest;

import jakarta.enterprise.context.RequestScoped;
import org.wholepicture.escalation.application.Asker;
import org.wholepicture.escalation.domain.AgencyId;
import org.wholepicture.escalation.domain.Practitioner;
import org.wholepicture.escalation.domain.PractitionerId;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Who asks, in words of the use cases. */
@RequestScoped
class Askers {

    private final CurrentCaller caller;
    private final RequestId request;

    Askers(CurrentCaller caller, RequestId request) {
        this.caller = caller;
        this.request = request;
    }

    Asker present() {
        Caller.Practitioner p =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new Asker(
                new Practitioner(new PractitionerId(p.id()), new AgencyId(p.agency())),
                p.roles(),
                request.value());
    }
}
