package org.wholepicture.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: how long what is kept, and what is known of children nobody has told of for long. */
public interface Retention {

    /** Proposes a period; its number. */
    RetentionPeriod propose(
            RetentionPeriod.HeldClass heldClass, int months, String reason, String by, Instant at);

    /** A period, held until the transaction ends. */
    Optional<RetentionPeriod> lock(long number);

    /** Notes that a second person agreed. */
    void approve(long number, ErasureOrder.By by);

    /** All periods, the latest first; at most 200. */
    List<RetentionPeriod> all();

    /** How many months a class is kept now. */
    int months(RetentionPeriod.HeldClass heldClass);

    /**
     * What is known of a child of whom nothing has become known for long.
     *
     * @param lastKnown when something was last filed
     * @param born the latest birth date among the records; none where nobody knows it
     * @param openConfirmation whether somebody is confirmed as the lead, or as working with the
     *     child
     * @param signs what says that an agency began or ended its work
     */
    record Quiet(
            PersonId person,
            Instant lastKnown,
            @Nullable LocalDate born,
            boolean openConfirmation,
            List<Involvement.Sign> signs) {

        /** Copies the list. */
        public Quiet {
            signs = List.copyOf(signs);
        }
    }

    /**
     * Where the round stands, held until the transaction ends; empty if another process has it.
     *
     * @param day which day's round it is
     * @param position the last child looked at; none at the beginning and where the day is done
     */
    record Round(LocalDate day, @Nullable PersonId position) {}

    /** Takes the round in hand. */
    Optional<Round> lockRound();

    /** Moves the round on. */
    void moveRound(Round round);

    /** A stretch of children in the order of their ids. */
    List<PersonId> persons(@Nullable PersonId after, int most);

    /** Those among them of whom nothing was filed since. */
    List<Quiet> quietSince(List<PersonId> persons, Instant since, Instant now);
}
