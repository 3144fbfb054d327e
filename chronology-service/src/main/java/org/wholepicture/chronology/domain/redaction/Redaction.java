package org.wholepicture.chronology.domain.redaction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.wholepicture.chronology.domain.Content;
import org.wholepicture.chronology.domain.PersonId;
import org.wholepicture.chronology.domain.PractitionerId;
import org.wholepicture.chronology.domain.Question;

/**
 * What is left out of the answer to one subject access request, and how far it has been agreed to.
 *
 * @param preparedBy the one who proposes; another agrees
 * @param received the day on which the request came in: what became known later is not part of it
 * @param reason words that stand in the file, 10 to 500 characters
 */
public record Redaction(
        RedactionId id,
        PersonId person,
        PractitionerId preparedBy,
        LocalDate received,
        String reason,
        Instant begun,
        State state) {

    /** How far it is. Only what is being prepared or was sent back is changed. */
    public sealed interface State {}

    /** Being prepared. */
    public record Preparing() implements State {}

    /**
     * Somebody else has to look at it.
     *
     * @param digest of all that was there to be looked at
     */
    public record Proposed(Instant at, String digest) implements State {}

    /**
     * To be prepared again.
     *
     * @param note what has to change
     */
    public record SentBack(PractitionerId by, Instant at, String note) implements State {

        /** Leaves the note out. */
        @Override
        public String toString() {
            return "SentBack[by=" + by + "]";
        }
    }

    /**
     * Agreed to: files can be made.
     *
     * @param digest of all that was looked at; what is otherwise now is not given out
     */
    public record Approved(PractitionerId by, Instant at, String digest) implements State {}

    /** Whether what is withheld can still be changed. */
    public boolean open() {
        return switch (state) {
            case Preparing _, SentBack _ -> true;
            case Proposed _, Approved _ -> false;
        };
    }

    /** Everything that was held on the day, also what no longer stands. */
    public Question question(int limit) {
        return new Question(
                Set.of(),
                Set.of(),
                Content.ANY,
                null,
                null,
                received,
                Question.Layer.ALL,
                true,
                null,
                limit);
    }

    /** Leaves the reason out: it may say anything. */
    @Override
    public String toString() {
        return "Redaction[id=" + id + "]";
    }
}
