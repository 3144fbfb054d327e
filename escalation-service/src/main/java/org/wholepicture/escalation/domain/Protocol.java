package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.util.Optional;

/** What may be done with a disagreement in each of its states; refusals are answers, not faults. */
public final class Protocol {

    private Protocol() {}

    /** Answer to raising. */
    public sealed interface Raising {

        /** It stands. */
        record Done(Dissent.Raised dissent) implements Raising {}

        /** The same practitioner has said it already, and it is open. */
        record AlreadyOpen(DissentId earlier) implements Raising {}

        /** The agency has taken the step-down back: there is nothing to disagree with. */
        record StepDownWithdrawn() implements Raising {}
    }

    /** Answer to resolving. */
    public sealed interface Resolving {

        /** It is ended. */
        record Done(Dissent.Resolved dissent) implements Resolving {}

        /** It was ended before. */
        record AlreadyResolved() implements Resolving {}

        /** Only the side that raised it can say that it is content. */
        record OtherSide() implements Resolving {}
    }

    /**
     * Raises a disagreement with a step-down.
     *
     * @param latest what the same practitioner said last about the same step-down
     */
    public static Raising raise(
            Optional<Dissent> latest,
            StepDown stepDown,
            DissentId id,
            Practitioner by,
            Words disagreement,
            Words askedFor,
            Instant at) {
        if (stepDown.withdrawn()) {
            return new Raising.StepDownWithdrawn();
        }
        if (latest.isPresent() && latest.get() instanceof Dissent.Unresolved open) {
            return new Raising.AlreadyOpen(open.id());
        }
        var grounds = new Grounds(stepDown.record(), stepDown.event(), disagreement, askedFor);
        return new Raising.Done(new Dissent.Raised(id, grounds, by, at));
    }

    /** Resolves a disagreement. */
    public static Resolving resolve(Dissent dissent, Practitioner by, Words outcome, Instant at) {
        return switch (dissent) {
            case Dissent.Resolved _ -> new Resolving.AlreadyResolved();
            case Dissent.Unresolved open when !open.isOnRaisingSide(by) ->
                    new Resolving.OtherSide();
            case Dissent.Unresolved open -> new Resolving.Done(open.resolve(by, outcome, at));
        };
    }
}
