package org.wholepicture.alert.rest;

import jakarta.enterprise.context.RequestScoped;
import org.wholepicture.alert.application.AlertReader;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;

/** Who asks, from the token; only people ask here. */
@RequestScoped
class Readers {

    private final CurrentCaller caller;
    private final RequestId request;

    Readers(CurrentCaller caller, RequestId request) {
        this.caller = caller;
        this.request = request;
    }

    AlertReader present() {
        Caller.Practitioner practitioner =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new AlertReader(
                practitioner.id(), practitioner.agency(), practitioner.roles(), request.value());
    }
}
