package org.wholepicture.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Port: which message took which number on the key of a record. From it a message can be written
 * again that the outbox has lost, and told how much was filed of each agency.
 */
public interface NumberedMessages {

    /**
     * A message.
     *
     * @param message its id
     * @param type short name, "concern"
     * @param event what it files; none for the opening of a record and for a confirmation
     * @param agency whose event that is
     * @param recipe what it takes to write it again, beside the event and what is known of the
     *     child
     */
    record Numbered(
            RecordId record,
            long sequence,
            UUID message,
            String type,
            Instant known,
            @Nullable EventId event,
            @Nullable String agency,
            String recipe) {

        /** The same message saying something else. */
        public Numbered as(String other, String from) {
            return new Numbered(record, sequence, message, other, known, event, agency, from);
        }

        /** Ids and numbers alone. */
        @Override
        public String toString() {
            return "Numbered[" + record + ", " + sequence + ", " + message + "]";
        }
    }

    /** Notes a message in the transaction that numbers it. */
    void note(Numbered message);

    /** Notes that it takes something else to write a message again, in the same transaction. */
    void rewrite(Numbered message);

    /** The message that took this number. */
    Optional<Numbered> find(RecordId record, long sequence);

    /** How many there are, and gaps: the highest in the order of writing. */
    long highest();

    /** When the first became known. */
    Optional<Instant> firstKnown();

    /**
     * Those that the outbox has not, at most 500.
     *
     * @param first in the order of writing
     * @param last included
     */
    List<Numbered> notInOutbox(long first, long last);

    /**
     * How many messages file events that became known in a period, by agency.
     *
     * @param from included
     * @param until not included
     */
    Map<String, Long> count(Instant from, Instant until);
}
