package org.wholepicture.escalation.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

        /** The agency has taken the decision back: there is nothing to disagree with. */
        record DecisionWithdrawn() implements Raising {}
    }

    /** Answer to everything that is done later. */
    public sealed interface Change {

        /** It is so now. */
        record Done(Dissent dissent) implements Change {}

        /** Nothing is changed. */
        record Refused(Refusal why) implements Change {}
    }

    /** Why nothing is changed. */
    public enum Refusal {
        /** It is resolved or withdrawn. */
        ENDED,
        /** The other of the two sides does this, or one of the sides and not a third. */
        NOT_YOUR_SIDE,
        /** This side has said its view at this stage. */
        ANSWERED_ALREADY,
        /** At the first stage what was raised is the view of the side that raised it. */
        RAISED_IS_SAID,
        /** The sides have met at this stage. */
        MET_ALREADY,
        /** A meeting that is yet to come has no outcome. */
        MEETING_TO_COME,
        /** It is at the top of the list already. */
        AT_THE_TOP
    }

    /**
     * Raises a disagreement.
     *
     * @param latest what the same practitioner said last about the same thing
     * @param decision what is disagreed with; none where nothing is done
     */
    public static Raising raise(
            Optional<Dissent> latest,
            Optional<Decision> decision,
            Dissent.Opening opening,
            Settings settings) {
        if (decision.map(Decision::withdrawn).orElse(false)) {
            return new Raising.DecisionWithdrawn();
        }
        if (latest.isPresent() && latest.get() instanceof Dissent.Unresolved open) {
            return new Raising.AlreadyOpen(open.id());
        }
        Stage first = Stage.begun(1, settings.stage(1).name(), opening.at(), Optional.empty());
        return new Raising.Done(new Dissent.Raised(opening, new Path(List.of(first))));
    }

    /**
     * A side says its view at the present stage. The other side's answers the disagreement; the
     * side that raised it has said its own at the first stage.
     */
    public static Change answer(
            Dissent dissent, Actor by, Words view, List<EventId> evidence, Instant at) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unanswered open when by.isOn(Side.OTHER) ->
                    new Change.Done(
                            open.answer(new Stage.View(Side.OTHER, by.who(), at, view, evidence)));
            case Dissent.Unresolved open when by.isOn(Side.RAISING) ->
                    say(open, new Stage.View(Side.RAISING, by.who(), at, view, evidence));
            case Dissent.Met _ when by.isOn(Side.OTHER) -> refused(Refusal.MET_ALREADY);
            case Dissent.Unresolved _ when by.isOn(Side.OTHER) -> refused(Refusal.ANSWERED_ALREADY);
            case Dissent.Unresolved _ -> refused(Refusal.NOT_YOUR_SIDE);
        };
    }

    private static Change say(Dissent.Unresolved open, Stage.View view) {
        Stage stage = open.path().current();
        if (stage.number() == 1) {
            return refused(Refusal.RAISED_IS_SAID);
        }
        return stage.view(view.side()).isPresent()
                ? refused(Refusal.ANSWERED_ALREADY)
                : new Change.Done(open.say(view));
    }

    /** The sides met, without agreeing yet; either writes down what came of it. */
    public static Change meet(
            Dissent dissent, Actor by, LocalDate on, Words outcome, Instant at, LocalDate today) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unresolved _ when by.sides().isEmpty() -> refused(Refusal.NOT_YOUR_SIDE);
            case Dissent.Unmet _ when on.isAfter(today) -> refused(Refusal.MEETING_TO_COME);
            case Dissent.Unmet open ->
                    new Change.Done(open.meet(new Stage.Meeting(on, by.who(), at, outcome)));
            case Dissent.Met _ -> refused(Refusal.MET_ALREADY);
        };
    }

    /** Either side moves it up to the next stage. Beyond the list there is always another. */
    public static Change moveUp(
            Dissent dissent,
            Actor by,
            Words reason,
            List<EventId> evidence,
            Settings settings,
            Instant at) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unresolved _ when by.sides().isEmpty() -> refused(Refusal.NOT_YOUR_SIDE);
            case Dissent.Unresolved open ->
                    movedTo(
                            open,
                            open.path().current().number() + 1,
                            new Stage.Opened(
                                    by.who(), side(by), reason, evidence, Optional.empty()),
                            settings,
                            at);
        };
    }

    /**
     * A child is in danger: either side skips to the top of the list, having acted already.
     *
     * @param emergency what was done at once: who was telephoned, when
     */
    public static Change skipToTop(
            Dissent dissent,
            Actor by,
            Words reason,
            Words emergency,
            Settings settings,
            Instant at) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unresolved _ when by.sides().isEmpty() -> refused(Refusal.NOT_YOUR_SIDE);
            case Dissent.Unresolved open
                    when open.path().current().number() >= settings.stages().size() ->
                    refused(Refusal.AT_THE_TOP);
            case Dissent.Unresolved open ->
                    movedTo(
                            open,
                            settings.stages().size(),
                            new Stage.Opened(
                                    by.who(), side(by), reason, List.of(), Optional.of(emergency)),
                            settings,
                            at);
        };
    }

    private static Change movedTo(
            Dissent.Unresolved open,
            int number,
            Stage.Opened opened,
            Settings settings,
            Instant at) {
        Stage next = Stage.begun(number, settings.stage(number).name(), at, Optional.of(opened));
        return new Change.Done(open.moveUp(next, opened.reason()));
    }

    /** The side that raised it is content. */
    public static Change resolve(Dissent dissent, Actor by, Words outcome, Instant at) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unresolved _ when !by.isOn(Side.RAISING) -> refused(Refusal.NOT_YOUR_SIDE);
            case Dissent.Unresolved open -> new Change.Done(open.resolve(by.who(), outcome, at));
        };
    }

    /** The side that raised it no longer disagrees. */
    public static Change withdraw(Dissent dissent, Actor by, Words reason, Instant at) {
        return switch (dissent) {
            case Dissent.Ended _ -> refused(Refusal.ENDED);
            case Dissent.Unresolved _ when !by.isOn(Side.RAISING) -> refused(Refusal.NOT_YOUR_SIDE);
            case Dissent.Unresolved open -> new Change.Done(open.withdraw(by.who(), reason, at));
        };
    }

    private static Side side(Actor by) {
        return by.isOn(Side.RAISING) ? Side.RAISING : Side.OTHER;
    }

    private static Change refused(Refusal why) {
        return new Change.Refused(why);
    }
}
