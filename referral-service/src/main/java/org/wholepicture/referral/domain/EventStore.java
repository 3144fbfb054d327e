package org.wholepicture.referral.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: accepted events, and the work that is left to do on them. */
public interface EventStore {

    /**
     * An event that fits, before it is kept.
     *
     * @param event with the id it gets if its key is new
     * @param digest of type and data, hexadecimal: tells the same content from other content
     */
    record Fit(AcceptedEvent event, String digest) {

        /** Leaves the digest out. */
        @Override
        public String toString() {
            return "Fit[" + event + "]";
        }
    }

    /** What became of an event that was to be kept. */
    sealed interface Kept {

        /** It is kept: now, or it was already with the same content. */
        record Receipt(EventId id, Instant received) implements Kept {}

        /** Its key was used before for other content. */
        record KeyReused() implements Kept {}
    }

    /**
     * An event taken to be filed; nobody else takes it until this transaction ends.
     *
     * @param event the event
     * @param refiling set if it is filed once more
     * @param trace in which it was accepted; null if that was not traced
     */
    record Claim(AcceptedEvent event, @Nullable Long refiling, @Nullable String trace) {}

    /** Keeps the event unless its key is taken. */
    Kept keep(Fit fit);

    /** The event, if this agency sent it. */
    Optional<AcceptedEvent> find(EventId id, String agency);

    /** The event. */
    Optional<AcceptedEvent> find(EventId id);

    /** The id of the event with this key. */
    Optional<EventId> findId(EventKey key);

    /** Events in review because another holds their very version of the source's record. */
    List<EventId> waitingFor(String agency, SourceVersion version);

    /** Takes the next event that waits to be filed, or to be filed once more. */
    Optional<Claim> claim(Instant now);

    /** Ends a claim: everything the event is about has been filed. */
    void filed(Claim claim);

    /** Ends a claim: something of it waits for a person or another event. */
    void inReview(Claim claim, Collection<ReviewReason> reasons, Instant now);

    /**
     * Takes a claim once more, after its transaction was rolled back; false if somebody else has
     * ended it since.
     */
    boolean takeAgain(Claim claim);

    /**
     * Gives a claim back, to be tried again later.
     *
     * @param failed whether it counts as an attempt
     */
    void postpone(Claim claim, boolean failed, Duration wait, Instant now);

    /** How often filing this claim has failed so far. */
    int attempts(Claim claim);

    /** Asks for the events to be filed once more. */
    void refile(Collection<EventId> events, Instant now);

    /** How many events, or repeated filings, are due and not done. */
    long due(Instant now);

    /**
     * What is not filed.
     *
     * @param waiting accepted and not filed yet
     * @param inReview waiting for a person or another event
     * @param oldestWaiting when the oldest event that waits to be filed was received
     */
    record Unfiled(long waiting, long inReview, @Nullable Instant oldestWaiting) {}

    /** Counts what is not filed; cheap, however many events there are. */
    Unfiled countUnfiled();

    /**
     * An event in review.
     *
     * @param event the event
     * @param reasons why
     * @param since when it came into review
     * @param withdrawn whether its agency has since sent a retraction of it
     * @param lookedAt set if a person has looked at it for these reasons
     */
    record InReview(
            AcceptedEvent event,
            List<ReviewReason> reasons,
            Instant since,
            boolean withdrawn,
            @Nullable TakenOff lookedAt) {}

    /** The lists of events in review; every event in review is on one of the last two. */
    sealed interface ReviewList {

        /**
         * Those that a person has to look at: all that nobody has looked at, but those that wait
         * for a link of a household, which arrives by itself if it ever does.
         */
        record ToLookAt() implements ReviewList {}

        /** Those that nobody has looked at, for one reason. */
        record Because(ReviewReason reason) implements ReviewList {}

        /** Those that somebody has looked at. */
        record LookedAt() implements ReviewList {}
    }

    /**
     * How many are in review.
     *
     * @param toLookAt as in {@link ReviewList.ToLookAt}
     * @param byReason as in {@link ReviewList.Because}, those with any; an event may have several
     * @param lookedAt as in {@link ReviewList.LookedAt}
     */
    record ReviewCounts(long toLookAt, Map<ReviewReason, Long> byReason, long lookedAt) {

        /** How many stand on a list. */
        public long on(ReviewList list) {
            return switch (list) {
                case ReviewList.ToLookAt _ -> toLookAt;
                case ReviewList.Because(var reason) -> byReason.getOrDefault(reason, 0L);
                case ReviewList.LookedAt _ -> lookedAt;
            };
        }
    }

    /**
     * Events in review, the oldest first.
     *
     * @param after the last event that was read before; none for the beginning
     */
    List<InReview> reviews(ReviewList list, @Nullable EventId after, int limit);

    /** Counts all events in review. */
    ReviewCounts countReviews();

    /** Notes that a person looked at an event in review; false if it is not in review. */
    boolean lookedAt(EventId event, TakenOff decision, UUID request);
}
