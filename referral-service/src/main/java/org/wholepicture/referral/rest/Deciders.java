package org.wholepicture.referral.rest;

import jakarta.enterprise.context.RequestScoped;
import org.wholepicture.platform.web.Caller;
import org.wholepicture.platform.web.CommonProblem;
import org.wholepicture.platform.web.CurrentCaller;
import org.wholepicture.platform.web.Problem;
import org.wholepicture.platform.web.RequestId;
import org.wholepicture.referral.application.ConfirmPractitioners.Decider;

/** The person who decides in the present request. */
@RequestScoped
class Deciders {

    private final CurrentCaller caller;
    private final RequestId request;

    Deciders(CurrentCaller caller, RequestId request) {
        this.caller = caller;
        this.request = request;
    }

    /** The same, with a second factor. */
    Decider strong() {
        Decider decider = present();
        if (!decider.roles().contains(Caller.SECOND_FACTOR)) {
            throw Problem.of(CommonProblem.FORBIDDEN)
                    .withDetail("Sign in with a second factor first.")
                    .exception();
        }
        return decider;
    }

    Decider present() {
        Caller.Practitioner person =
                caller.practitioner()
                        .orElseThrow(() -> Problem.of(CommonProblem.FORBIDDEN).exception());
        return new Decider(
                person.id(),
                person.agency(),
                person.roles(),
                person.is("front-door"),
                request.value());
    }
}
