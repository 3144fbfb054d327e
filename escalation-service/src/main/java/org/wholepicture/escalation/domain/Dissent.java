package org.wholepicture.escalation.domain;

import java.time.Instant;

/**
 * A professional disagreement (domain.md B-72 to B-74). Each state offers its own moves only; who
 * may make them is for {@link Protocol} to decide. Only people move it: the clock reminds and marks
 * overdue, and that is no state.
 */
public sealed interface Dissent {

    /** How it began. */
    Opening opening();

    /** The stages so far. */
    Path path();

    /** Its name. */
    default DissentId id() {
        return opening().id();
    }

    /** What it is about. */
    default Grounds grounds() {
        return opening().grounds();
    }

    /** Who raised it. */
    default Practitioner raisedBy() {
        return opening().by();
    }

    /** When it was raised. */
    default Instant raisedAt() {
        return opening().at();
    }

    /** How it began; fixed. */
    record Opening(DissentId id, Grounds grounds, Practitioner by, Instant at) {}

    /** Still open, at whatever stage: marked on the chronology, listed by the step-down check. */
    sealed interface Unresolved extends Dissent {

        /** The same state with what a side says added. */
        Unresolved say(Stage.View view);

        /** The next stage, or a later one, takes it. */
        default MovedUp moveUp(Stage next, Words reason) {
            Stage.Opened opened = next.opened().orElseThrow();
            Stage left =
                    path().current()
                            .with(
                                    new Stage.End(
                                            Stage.How.MOVED_UP, opened.by(), next.began(), reason));
            return new MovedUp(opening(), path().withCurrent(left).plus(next));
        }

        /** Ends it by agreement. */
        default Resolved resolve(Practitioner by, Words outcome, Instant at) {
            return new Resolved(
                    opening(), ended(new Stage.End(Stage.How.RESOLVED, by, at, outcome)));
        }

        /** Ends it because the side that raised it no longer disagrees. */
        default Withdrawn withdraw(Practitioner by, Words reason, Instant at) {
            return new Withdrawn(
                    opening(), ended(new Stage.End(Stage.How.WITHDRAWN, by, at, reason)));
        }

        private Path ended(Stage.End end) {
            return path().withCurrent(path().current().with(end));
        }
    }

    /** The other side has not said its view at this stage. */
    sealed interface Unanswered extends Unresolved {

        /** The other side says its view. */
        default Answered answer(Stage.View view) {
            return new Answered(opening(), path().withCurrent(path().current().with(view)));
        }
    }

    /** The sides have not met at this stage. */
    sealed interface Unmet extends Unresolved {

        /** The sides met, and are not agreed yet. */
        default Met meet(Stage.Meeting meeting) {
            return new Met(opening(), path().withCurrent(path().current().with(meeting)));
        }
    }

    /** It is over. */
    sealed interface Ended extends Dissent {

        /** How and by whom. */
        default Stage.End end() {
            return path().current().end().orElseThrow();
        }
    }

    /** Said, and not yet answered. */
    record Raised(Opening opening, Path path) implements Unanswered, Unmet {

        @Override
        public Raised say(Stage.View view) {
            return new Raised(opening, path.withCurrent(path.current().with(view)));
        }
    }

    /** The other side has said its view; not agreed. */
    record Answered(Opening opening, Path path) implements Unmet {

        @Override
        public Answered say(Stage.View view) {
            return new Answered(opening, path.withCurrent(path.current().with(view)));
        }
    }

    /** A later stage has it, and the other side has not said its view there. */
    record MovedUp(Opening opening, Path path) implements Unanswered, Unmet {

        @Override
        public MovedUp say(Stage.View view) {
            return new MovedUp(opening, path.withCurrent(path.current().with(view)));
        }
    }

    /** The sides met at this stage; not agreed. */
    record Met(Opening opening, Path path) implements Unresolved {

        @Override
        public Met say(Stage.View view) {
            return new Met(opening, path.withCurrent(path.current().with(view)));
        }
    }

    /** Ended by agreement. */
    record Resolved(Opening opening, Path path) implements Ended {}

    /** Taken back by the side that raised it. */
    record Withdrawn(Opening opening, Path path) implements Ended {}
}
